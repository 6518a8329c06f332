package org.closedloop.apex.exec;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.closedloop.apex.bind.BoundField;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.host.ApexSession.PageMessage;
import org.closedloop.apex.host.ApexSession.PageOutcome;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.platform.PlatformMember;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.RawValues;
import org.closedloop.apex.value.SObjectFields;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.apex.value.TypeOf;

/** Controllers as pages use them: properties and getters by name, text into typed members. */
final class PageAccess {

  private static final String PAGE = "System.PageReference.";

  private final ExecContext ctx;
  private final HostValues values;

  PageAccess(ExecContext ctx) {
    this.ctx = ctx;
    this.values = new HostValues(ctx);
  }

  Object newController(ClassType type, SObjectValue record) {
    if (record == null) {
      return ctx.newInstance(type);
    }
    ClassPlan c = ctx.program().classPlan(type);
    BoundMethod constructor =
        c.bound().constructors().stream()
            .filter(m -> m.parameters().size() == 1)
            .filter(
                m ->
                    m.parameters()
                        .get(0)
                        .type()
                        .equals(PlatformType.of("ApexPages.StandardController")))
            .findFirst()
            .orElse(null);
    if (constructor == null) {
      return ctx.newInstance(type);
    }
    Object standard =
        ctx.program()
            .requirePlatform("ApexPages.StandardController.new(SObject)")
            .invoke(ctx, null, new Object[] {record});
    Object[] slots = new Object[constructor.slots()];
    slots[0] = standard;
    ctx.statics(c);
    ApexObject o = c.initializers().allocate();
    c.initializers().create(ctx, o, constructor, slots);
    return o;
  }

  boolean has(Object target, String name) {
    if (target instanceof ApexObject o && o.runtimeClass() instanceof ClassPlan c) {
      return c.field(name).isPresent() || ctx.hasMethod(o, "get" + name, 0);
    }
    if (target instanceof SObjectValue r) {
      return r.type().field(name).isPresent()
          || r.type().relationship(name).isPresent()
          || r.type().childRelationship(name).isPresent();
    }
    return target instanceof ApexMap
        || target != null && platform(target, name).isPresent()
        || target instanceof ApexList && name.equalsIgnoreCase("size");
  }

  Object get(Object target, String name) {
    if (target == null) {
      throw Errors.nullPointer();
    }
    if (target instanceof ApexObject o && o.runtimeClass() instanceof ClassPlan c) {
      if (ctx.hasMethod(o, "get" + name, 0)) {
        return ctx.call(o, "get" + name);
      }
      Optional<BoundField> f = c.field(name);
      if (f.isPresent()) {
        return ctx.users().get(f.get().isStatic() ? null : o, f.get());
      }
    }
    if (target instanceof SObjectValue r) {
      return record(r, name);
    }
    if (target instanceof ApexMap m) {
      return mapValue(m, name);
    }
    if (target instanceof ApexList l && name.equalsIgnoreCase("size")) {
      return l.size();
    }
    return platform(target, name)
        .orElseThrow(() -> unknown(target, name))
        .invoke(ctx, target, CallNodes.NO_ARGS);
  }

  private static Object record(SObjectValue r, String name) {
    Optional<FieldDef> field = r.type().field(name);
    if (field.isPresent()) {
      return SObjectFields.get(r, field.get());
    }
    Optional<FieldDef> lookup = r.type().relationship(name);
    if (lookup.isPresent()) {
      return SObjectFields.parent(r, lookup.get());
    }
    Optional<ChildRelationship> children = r.type().childRelationship(name);
    if (children.isPresent()) {
      return SObjectFields.children(r, children.get());
    }
    throw SObjectFields.invalidField(r, name);
  }

  private Object mapValue(ApexMap m, String key) {
    if (m.containsKey(ctx, key)) {
      return m.get(ctx, key);
    }
    throw Errors.of("VisualforceException", "Map key " + key + " not found in map");
  }

  private static RuntimeException unknown(Object target, String name) {
    return Errors.of(
        "VisualforceException",
        "Unknown property '" + TypeOf.of(target).displayName() + "." + name + "'");
  }

  /** A property or getter of a platform object. */
  private Optional<PlatformMethod> platform(Object target, String name) {
    ApexType t = TypeOf.of(target);
    if (!(t instanceof PlatformType p)) {
      return Optional.empty();
    }
    PlatformIndex index = PlatformIndex.get();
    var type = index.type(p.name());
    if (type.isEmpty()) {
      return Optional.empty();
    }
    String signature =
        index
            .property(type.get(), name)
            .map(PlatformMember.Property::signature)
            .orElseGet(
                () ->
                    index.methods(type.get(), "get" + name).stream()
                        .filter(m -> m.parameters().isEmpty())
                        .map(PlatformMember.Method::signature)
                        .findFirst()
                        .orElse(null));
    return Optional.ofNullable(signature == null ? null : ctx.program().platformMethod(signature));
  }

  void set(Object target, String name, Object value) {
    if (target == null) {
      throw Errors.nullPointer();
    }
    if (target instanceof ApexObject o && o.runtimeClass() instanceof ClassPlan c) {
      setOnObject(o, c, name, value);
    } else if (target instanceof SObjectValue r) {
      FieldDef f = r.type().field(name).orElseThrow(() -> SObjectFields.invalidField(r, name));
      SObjectFields.put(r, f, convert(value, RawValues.typeOf(f)));
    } else if (target instanceof ApexMap m) {
      m.put(ctx, name, convert(value, m.valueType()));
    } else {
      throw unknown(target, name);
    }
  }

  private void setOnObject(ApexObject o, ClassPlan c, String name, Object value) {
    List<BoundMethod> setters = c.methods("set" + name, 1);
    if (!setters.isEmpty()) {
      ctx.call(o, "set" + name, convert(value, setters.get(0).parameters().get(0).type()));
      return;
    }
    BoundField f = c.field(name).orElseThrow(() -> unknown(o, name));
    if (!f.writable()) {
      throw Errors.of(
          "VisualforceException", "Read only property '" + c.name() + "." + f.name() + "'");
    }
    ctx.users().set(f.isStatic() ? null : o, f, convert(value, f.type()));
  }

  /** Text of a form as the member's type; empty text is null except for text. */
  private Object convert(Object value, ApexType type) {
    if (!(value instanceof String text) || !(type instanceof SimpleType s)) {
      return values.toApex(value, type);
    }
    String t = text.trim();
    if (s == SimpleType.STRING || s == SimpleType.OBJECT) {
      return text;
    }
    if (s == SimpleType.BOOLEAN) {
      return t.equalsIgnoreCase("true") || t.equalsIgnoreCase("on") || t.equals("1");
    }
    if (t.isEmpty()) {
      return null;
    }
    try {
      return switch (s) {
        case INTEGER -> Integer.valueOf(t);
        case LONG -> Long.valueOf(t);
        case DOUBLE -> Double.valueOf(t);
        case DECIMAL -> new BigDecimal(t);
        case DATE -> LocalDate.parse(t);
        default -> values.toApex(text, type);
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      throw Errors.of(
          "VisualforceException", "Value '" + text + "' cannot be converted to " + s.displayName());
    }
  }

  PageOutcome action(Object target, String method) {
    Object page = ctx.call(target, method);
    if (page == null) {
      return null;
    }
    Object url = call(PAGE + "getUrl()", page);
    Object redirect = call(PAGE + "getRedirect()", page);
    return new PageOutcome((String) url, Boolean.TRUE.equals(redirect));
  }

  private Object call(String signature, Object receiver) {
    return ctx.program().requirePlatform(signature).invoke(ctx, receiver, CallNodes.NO_ARGS);
  }

  List<PageMessage> messages() {
    List<PageMessage> out = new ArrayList<>();
    PlatformMethod all = ctx.program().platformMethod("System.ApexPages.getMessages()");
    if (all == null) {
      return out;
    }
    for (Object m : (ApexList) all.invoke(ctx, null, CallNodes.NO_ARGS)) {
      EnumValue severity = (EnumValue) call("ApexPages.Message.getSeverity()", m);
      out.add(
          new PageMessage(
              severity == null ? null : severity.name().toUpperCase(Locale.ROOT),
              (String) call("ApexPages.Message.getSummary()", m),
              (String) call("ApexPages.Message.getDetail()", m)));
    }
    return out;
  }
}
