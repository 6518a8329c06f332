package org.closedloop.apex.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts arguments for type variables. */
public final class Substitution {

  private Substitution() {}

  /** The type with each variable replaced; variables without an argument stay. */
  public static ApexType apply(ApexType type, Map<String, ApexType> arguments) {
    if (arguments.isEmpty()) {
      return type;
    }
    if (type instanceof TypeVariable v) {
      return arguments.getOrDefault(v.name(), v);
    }
    if (type instanceof ListType l) {
      return new ListType(apply(l.element(), arguments));
    }
    if (type instanceof SetType s) {
      return new SetType(apply(s.element(), arguments));
    }
    if (type instanceof MapType m) {
      return new MapType(apply(m.key(), arguments), apply(m.value(), arguments));
    }
    if (type instanceof PlatformType p && !p.arguments().isEmpty()) {
      List<ApexType> args = new ArrayList<>();
      p.arguments().forEach(a -> args.add(apply(a, arguments)));
      return new PlatformType(p.name(), args);
    }
    return type;
  }
}
