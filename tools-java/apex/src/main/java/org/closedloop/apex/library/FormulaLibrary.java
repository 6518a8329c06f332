package org.closedloop.apex.library;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.FormulaHost;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.MemberInfo;
import org.closedloop.apex.value.RawValues;
import org.closedloop.apex.value.SObjectTypeToken;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.apex.value.TypeToken;

/** Formulas that Apex builds and evaluates ({@code FormulaEval}). */
final class FormulaLibrary {

  private FormulaLibrary() {}

  /** A {@code FormulaBuilder}. */
  @ApexType("FormulaEval.FormulaBuilder")
  static final class Builder extends LibraryValue {
    private String formula;
    private String returnType;
    private org.closedloop.apex.types.ApexType context;
    private boolean numericNullAsZero;
    private boolean template;
    private final Set<String> globals = new TreeSet<>();

    @ApexMethod
    static Builder builder() {
      return new Builder();
    }

    @ApexMethod
    Builder withFormula(String text) {
      formula = text;
      return this;
    }

    @ApexMethod
    Builder withReturnType(EnumValue type) {
      returnType = type.name();
      return this;
    }

    @ApexMethod("withType(Type)")
    Builder withType(TypeToken type) {
      context = type.type();
      return this;
    }

    @ApexMethod("withType(Schema.SObjectType)")
    Builder withType(SObjectTypeToken type) {
      context = new SObjectType(type.def().name());
      return this;
    }

    @ApexMethod
    Builder withGlobalVariables(ApexList names) {
      names.forEach(n -> globals.add("$" + ((EnumValue) n).name().toLowerCase(Locale.ROOT)));
      return this;
    }

    @ApexMethod
    Builder treatNumericNullAsZero(Boolean on) {
      numericNullAsZero = on;
      return this;
    }

    @ApexMethod
    Builder parseAsTemplate(Boolean on) {
      template = on;
      return this;
    }

    @ApexMethod
    Instance build(ApexContext ctx) {
      if (formula == null || returnType == null) {
        throw Errors.of(
            "FormulaValidationException",
            formula == null ? "Formula is required" : "Return type is required");
      }
      FormulaHost.Context names = context == null ? null : Names.of(ctx, context);
      return new Instance(
          returnType,
          ctx.host()
              .formulaBuilder()
              .build(
                  new FormulaHost.Source(
                      formula, returnType, names, globals, numericNullAsZero, template)));
    }
  }

  /** A {@code FormulaInstance}. */
  @ApexType("FormulaEval.FormulaInstance")
  static final class Instance extends LibraryValue {
    private final String returnType;
    private final FormulaHost.Built built;

    Instance(String returnType, FormulaHost.Built built) {
      this.returnType = returnType;
      this.built = built;
    }

    @ApexMethod
    Object evaluate(@Nullable Object instance) {
      return typed(built.evaluate(instance));
    }

    @ApexMethod
    ApexSet getReferencedFields(ApexContext ctx) {
      ApexSet out = new ApexSet(SimpleType.STRING);
      built.references().forEach(r -> out.add(ctx, r));
      return out;
    }

    private Object typed(Object v) {
      if (v instanceof BigDecimal n) {
        return switch (returnType) {
          case "INTEGER" -> n.setScale(0, RoundingMode.DOWN).intValue();
          case "LONG" -> n.setScale(0, RoundingMode.DOWN).longValue();
          case "DOUBLE" -> (Object) n.doubleValue();
          default -> n;
        };
      }
      return v instanceof String s && returnType.equals("ID") ? ApexId.parse(s) : v;
    }
  }

  /** What formulas may name: fields of an object, or members of a global class. */
  private static final class Names implements FormulaHost.Context {
    private final ApexContext ctx;
    private final String object;
    private final List<MemberInfo> members;

    private Names(ApexContext ctx, String object, List<MemberInfo> members) {
      this.ctx = ctx;
      this.object = object;
      this.members = members;
    }

    static Names of(ApexContext ctx, org.closedloop.apex.types.ApexType type) {
      if (type instanceof SObjectType s && !s.isGeneric()) {
        return new Names(ctx, s.name(), List.of());
      }
      if (type instanceof ClassType c) {
        return new Names(
            ctx,
            null,
            ctx.globalMembers(c)
                .orElseThrow(
                    () ->
                        Errors.of(
                            "FormulaValidationException",
                            "The class " + c.displayName() + " isn't visible: it isn't global.")));
      }
      throw Errors.of(
          "FormulaValidationException", "Unsupported context type: " + type.displayName());
    }

    @Override
    public Optional<String> object() {
      return Optional.ofNullable(object);
    }

    @Override
    public Optional<FormulaHost.Member> member(String name) {
      return members.stream()
          .filter(m -> m.name().equalsIgnoreCase(name) && m.isPublic() && m.readable())
          .findFirst()
          .map(m -> new NamedMember(ctx, m));
    }

    @Override
    public Collection<String> memberNames() {
      return members.stream().map(MemberInfo::name).toList();
    }
  }

  private record NamedMember(ApexContext ctx, MemberInfo info) implements FormulaHost.Member {
    @Override
    public String name() {
      return info.name();
    }

    @Override
    public String plainType() {
      return info.type() instanceof SimpleType t ? t.displayName() : null;
    }

    @Override
    public FormulaHost.Context context() {
      return info.type() instanceof SimpleType ? null : Names.of(ctx, info.type());
    }

    @Override
    public Object read(Object instance) {
      if (instance == null) {
        return null;
      }
      Object v = ctx.getMember((ApexObject) instance, info);
      return v instanceof SObjectValue ? v : RawValues.plainRaw(v);
    }
  }
}
