package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.closedloop.apex.bind.BoundClass;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.SObjectValue;

/** Types by name at run time, and instances of types known only at run time. */
final class TypeNames {

  private static final List<String> DEFAULT_NAMESPACES = List.of("System", "Schema");

  private final ProgramPlan program;

  TypeNames(ProgramPlan program) {
    this.program = program;
  }

  /** A type as {@code Type.forName} takes it. */
  Optional<ApexType> find(String name) {
    String n = name.trim();
    if (n.endsWith("[]")) {
      return find(n.substring(0, n.length() - 2)).map(ListType::new);
    }
    int open = n.indexOf('<');
    if (open > 0 && n.endsWith(">")) {
      return generic(n.substring(0, open).trim(), arguments(n, open));
    }
    SimpleType simple = SimpleType.byName(n);
    if (simple != null && simple != SimpleType.VOID) {
      return Optional.of(simple);
    }
    ClassPlan user = program.findClass(n);
    if (user != null) {
      return Optional.of(user.type());
    }
    return n.indexOf('.') < 0 ? plain(n) : qualified(n);
  }

  private Optional<ApexType> plain(String n) {
    if (n.equalsIgnoreCase("SObject")) {
      return Optional.of(SObjectType.GENERIC);
    }
    if (n.equalsIgnoreCase("AggregateResult")) {
      return Optional.of(SObjectType.AGGREGATE);
    }
    for (String ns : DEFAULT_NAMESPACES) {
      Optional<ApexType> t = platform(ns + "." + n);
      if (t.isPresent()) {
        return t;
      }
    }
    return program.bound().schema().object(n).map(o -> new SObjectType(o.name()));
  }

  private Optional<ApexType> qualified(String n) {
    Optional<ApexType> t = platform(n);
    if (t.isPresent()) {
      return t;
    }
    String rest = n.substring(n.indexOf('.') + 1);
    String namespace = n.substring(0, n.indexOf('.'));
    if (namespace.equalsIgnoreCase("Schema") || namespace.equalsIgnoreCase("SObject")) {
      return program.bound().schema().object(rest).map(o -> new SObjectType(o.name()));
    }
    return namespace.equalsIgnoreCase("System") && SimpleType.byName(rest) != null
        ? find(rest)
        : Optional.empty();
  }

  private static Optional<ApexType> platform(String qualified) {
    return PlatformIndex.get().type(qualified).map(t -> PlatformType.of(t.qualifiedName()));
  }

  private Optional<ApexType> generic(String outer, List<String> arguments) {
    List<ApexType> args = new ArrayList<>();
    for (String a : arguments) {
      Optional<ApexType> t = find(a);
      if (t.isEmpty()) {
        return Optional.empty();
      }
      args.add(t.get());
    }
    if (outer.equalsIgnoreCase("List") && args.size() == 1) {
      return Optional.of(new ListType(args.get(0)));
    }
    if (outer.equalsIgnoreCase("Set") && args.size() == 1) {
      return Optional.of(new SetType(args.get(0)));
    }
    if (outer.equalsIgnoreCase("Map") && args.size() == 2) {
      return Optional.of(new MapType(args.get(0), args.get(1)));
    }
    return find(outer)
        .filter(PlatformType.class::isInstance)
        .map(t -> new PlatformType(((PlatformType) t).name(), args));
  }

  private static List<String> arguments(String n, int open) {
    List<String> out = new ArrayList<>();
    int depth = 0;
    int from = open + 1;
    for (int i = open + 1; i < n.length() - 1; i++) {
      char c = n.charAt(i);
      if (c == '<') {
        depth++;
      } else if (c == '>') {
        depth--;
      } else if (c == ',' && depth == 0) {
        out.add(n.substring(from, i));
        from = i + 1;
      }
    }
    out.add(n.substring(from, n.length() - 1));
    return out;
  }

  /** {@code Type.newInstance}. */
  Object newInstance(ExecContext ctx, ApexType type) {
    if (type instanceof ClassType c) {
      return user(ctx, program.classPlan(c));
    }
    if (type instanceof ListType l) {
      return new ApexList(l.element());
    }
    if (type instanceof SetType s) {
      return new ApexSet(s.element());
    }
    if (type instanceof MapType m) {
      return new ApexMap(m.key(), m.value());
    }
    if (type instanceof SObjectType s && !s.isGeneric()) {
      return new SObjectValue(ctx.host().schema().require(s.name()));
    }
    if (type instanceof PlatformType p) {
      if (program.isException(p)) {
        return Exceptions.system(ctx, p.name(), null);
      }
      PlatformMethod m = program.platformMethod(p.name() + ".new()");
      if (m != null) {
        return m.invoke(ctx, null, new Object[0]);
      }
      if (isPlatformClass(p)) {
        throw new UnsupportedPlatformFeature("instances of " + p.name() + " made by type");
      }
    }
    throw ctx.newException("TypeException", "Type cannot be constructed: " + type.displayName());
  }

  private static boolean isPlatformClass(PlatformType p) {
    return PlatformIndex.get()
        .type(p.name())
        .filter(t -> t.kind() == org.closedloop.apex.platform.PlatformType.Kind.CLASS)
        .isPresent();
  }

  private static ApexObject user(ExecContext ctx, ClassPlan c) {
    BoundClass b = c.bound();
    if (b.isAbstract() || b.isEnum()) {
      throw ctx.newException("TypeException", "Type cannot be constructed: " + c.name());
    }
    Initializers init = c.initializers();
    var constructor = init.noArgument();
    if (constructor == null && !b.constructors().isEmpty()) {
      throw ctx.newException(
          "TypeException", "Class does not have a default constructor: " + c.name());
    }
    ctx.statics(c);
    ApexObject o = init.allocate();
    init.create(ctx, o, constructor, new Object[constructor == null ? 0 : constructor.slots()]);
    return o;
  }

  /** Constants of an enum in order, empty for other types. */
  List<EnumValue> enumValues(ApexType type) {
    List<String> names = List.of();
    if (type instanceof ClassType c) {
      names = program.classPlan(c).bound().constants();
    } else if (type instanceof PlatformType p) {
      names = PlatformIndex.get().type(p.name()).map(t -> t.enumConstants()).orElse(List.of());
    }
    List<EnumValue> out = new ArrayList<>();
    for (String n : names) {
      out.add(new EnumValue(type, n, out.size()));
    }
    return out;
  }
}
