package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.syntax.TypeNode;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;

/** Written types to {@link ApexType}: inner types, own types, then System and Schema. */
final class TypeResolver {

  /** How many arguments the platform's collections take. */
  private static final Map<String, Integer> COLLECTIONS =
      Map.of("System.List", 1, "System.Set", 1, "System.Map", 2);

  private final TypeTable types;
  private final PlatformTypes platform;

  TypeResolver(TypeTable types, PlatformTypes platform) {
    this.types = types;
    this.platform = platform;
  }

  /** The type, or that of null after an error was reported. */
  ApexType resolve(TypeNode node, BoundClass from, Problems problems) {
    return find(node, from, problems)
        .orElseGet(
            () -> {
              String written = new TypeNode(node.parts(), 0, node.pos()).toString();
              String missing = platform.unsupported(node.dotted());
              if (missing != null) {
                problems.missing(node.pos(), missing);
              } else {
                problems.absent(
                    node.pos(),
                    "unknown-type",
                    node.dotted(),
                    "Invalid type: " + written,
                    hint(node.dotted()));
              }
              return SimpleType.NULL;
            });
  }

  /** Like {@link #resolve}, but unknown names are the caller's to report. */
  Optional<ApexType> find(TypeNode node, BoundClass from, Problems problems) {
    List<List<ApexType>> arguments = new ArrayList<>();
    for (TypeNode.Part p : node.parts()) {
      List<ApexType> list = new ArrayList<>();
      for (TypeNode a : p.arguments()) {
        list.add(resolve(a, from, problems));
      }
      arguments.add(list);
    }
    List<String> names = node.parts().stream().map(TypeNode.Part::name).toList();
    Optional<ApexType> found = byNames(names, arguments.get(arguments.size() - 1), from);
    found.ifPresent(t -> checkVisible(t, node, from, problems));
    if (found.isPresent()) {
      check(node, found.get(), arguments.get(arguments.size() - 1).size(), problems);
    }
    for (int i = 0; i < node.arrayDepth() && found.isPresent(); i++) {
      found = Optional.of(new ListType(found.get()));
    }
    return found;
  }

  private void checkVisible(ApexType t, TypeNode node, BoundClass from, Problems problems) {
    if (from == null || !(t instanceof ClassType u)) {
      return;
    }
    BoundClass c = types.declaration(u);
    if (c.outer() != null && !Members.visible(c.access(), c, c.annotations(), from)) {
      problems.error(node.pos(), "not-visible", "Type is not visible: " + c.name());
    }
  }

  private static void check(TypeNode node, ApexType found, int given, Problems problems) {
    String last = node.parts().get(node.parts().size() - 1).name();
    boolean collection =
        found instanceof ListType || found instanceof SetType || found instanceof MapType;
    if (collection && given == 0) {
      problems.error(
          node.pos(),
          "type-arguments",
          "No type arguments provided for a parameterized type: " + last);
    } else if (given > 0 && found instanceof PlatformType p && COLLECTIONS.containsKey(p.name())) {
      problems.error(
          node.pos(),
          "type-arguments",
          "Invalid type argument count for "
              + last
              + ": expected "
              + COLLECTIONS.get(p.name())
              + " but found "
              + given);
    } else if (given > 0 && SimpleType.byName(last) != null) {
      problems.error(
          node.pos(),
          "type-arguments",
          "Type arguments provided for a non-parameterized type: " + last);
    }
  }

  Optional<ApexType> byNames(List<String> names, List<ApexType> arguments, BoundClass from) {
    String first = names.get(0);
    if (arguments.isEmpty()) {
      Optional<BoundClass> user = userType(first, from);
      for (int i = 1; i < names.size() && user.isPresent(); i++) {
        user = inner(user.get(), names.get(i));
      }
      if (user.isPresent()) {
        return Optional.of(user.get().type());
      }
    }
    if (names.size() == 1) {
      return simple(first, arguments);
    }
    if (first.equalsIgnoreCase("Component")) {
      return Optional.empty();
    }
    String rest = String.join(".", names.subList(1, names.size()));
    Optional<ApexType> qualified = platform.find(first, rest, arguments);
    if (qualified.isPresent()) {
      return qualified;
    }
    if (first.equalsIgnoreCase("Flow")
        && names.size() == 3
        && names.get(1).equalsIgnoreCase("Interview")) {
      return Optional.of(PlatformType.of("Flow.Interview"));
    }
    return platform.find("System", first + "." + rest, arguments);
  }

  /** A single name that no type written in Apex has. */
  Optional<ApexType> simple(String name, List<ApexType> arguments) {
    Optional<ApexType> system = platform.find("System", name, arguments);
    if (system.isEmpty()) {
      return platform.find("Schema", name, arguments);
    }
    // BusinessHours, Site, Network: a class of static methods leaves the name to the object
    Optional<ApexType> record =
        platform.onlyStatic(system.get()) ? platform.record(name) : Optional.empty();
    return record.isPresent() ? record : system;
  }

  /** A type written in Apex as seen from a class: inner types outwards, then top-level ones. */
  Optional<BoundClass> userType(String name, BoundClass from) {
    for (BoundClass c = from; c != null; c = c.outer()) {
      if (simpleName(c).equalsIgnoreCase(name)) {
        return Optional.of(c);
      }
      Optional<BoundClass> inner = inner(c, name);
      if (inner.isPresent()) {
        return inner;
      }
    }
    return types.top(name);
  }

  private static String simpleName(BoundClass c) {
    return c.type().simpleName();
  }

  /** An inner type of the class or of a superclass. */
  static Optional<BoundClass> inner(BoundClass c, String name) {
    for (BoundClass at = c; at != null; at = at.superclassDeclaration()) {
      Optional<BoundClass> found = at.innerClass(name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private String hint(String name) {
    List<String> names = new ArrayList<>();
    types.topLevel().values().forEach(c -> names.add(c.name()));
    for (SimpleType s : SimpleType.values()) {
      names.add(s.displayName());
    }
    platform.index().typeNames().stream()
        .filter(n -> n.startsWith("system."))
        .map(n -> n.substring("system.".length()))
        .filter(n -> Math.abs(n.length() - name.length()) < 3)
        .map(n -> platform.index().type("System", n).map(t -> t.name()).orElse(n))
        .forEach(names::add);
    return Problems.nearest(name, names);
  }
}
