package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;

/** What a class owes to its superclass and interfaces: overrides and implementations. */
final class ClassChecks {

  private final Env env;

  ClassChecks(Env env) {
    this.env = env;
  }

  void check(BoundClass c, Problems problems) {
    if (c.isEnum()) {
      return;
    }
    AnnotationChecks.check(c, problems);
    exception(c, problems);
    for (BoundMethod m : c.methods()) {
      if (!m.isStatic()) {
        override(c, m, problems);
      }
    }
    if (c.kind() == BoundClass.Kind.CLASS && !c.isAbstract()) {
      implemented(c, problems);
    }
  }

  private void override(BoundClass c, BoundMethod m, Problems problems) {
    BoundMethod above = inherited(c.superclassDeclaration(), m);
    if (above == null) {
      if (m.isOverride() && !overridesPlatform(c, m) && !inInterfaceOfAbstract(c, m)) {
        problems.error(
            m.pos(),
            "no-override",
            "Method does not override an ancestor method: "
                + m.returnType().displayName()
                + " "
                + c.name()
                + "."
                + m.signature(),
            Problems.nearest(
                m.name(),
                c.superclassDeclaration() == null
                    ? List.of()
                    : Members.methodNames(c.superclassDeclaration())));
      }
      return;
    }
    if (above.access() == Access.PRIVATE && above.owner().outermost() != c.outermost()) {
      return;
    }
    if (!above.isVirtual()) {
      problems.error(
          m.pos(),
          "not-virtual",
          "Non-virtual, non-abstract methods cannot be overridden: " + above);
    } else if (!m.isOverride()) {
      problems.error(m.pos(), "missing-override", "Method must use the override keyword: " + m);
    } else if (!fits(m.returnType(), above.returnType())) {
      problems.error(
          m.pos(),
          "override-return",
          "Override method must return " + above.returnType().displayName() + ": " + m);
    } else if (m.access().compareTo(above.access()) < 0 && above.access() != Access.GLOBAL) {
      problems.error(m.pos(), "override-access", "Cannot reduce the visibility of a method: " + m);
    }
  }

  /** Names and constructors of exceptions belong to the platform. */
  private void exception(BoundClass c, Problems problems) {
    if (!env.types.isException(c.type())) {
      if (c.kind() == BoundClass.Kind.CLASS
          && c.type().simpleName().toLowerCase(Locale.ROOT).endsWith("exception")
          && c.superclass() == null) {
        problems.error(
            c.pos(),
            "exception-name",
            "Exception class must extend another Exception class: " + c.name());
      }
      return;
    }
    ApexType exception = PlatformType.of(PlatformType.EXCEPTION);
    List<List<ApexType>> taken =
        List.of(
            List.of(),
            List.of(SimpleType.STRING),
            List.of(exception),
            List.of(SimpleType.STRING, exception));
    for (BoundMethod k : c.constructors()) {
      if (taken.contains(types(k))) {
        problems.error(
            k.pos(), "duplicate-member", "System exception constructor already defined: " + k);
      }
    }
  }

  private boolean fits(ApexType own, ApexType wanted) {
    return own.equals(wanted)
        || own != SimpleType.VOID
            && wanted != SimpleType.VOID
            && (env.conversions.isSubtype(own, wanted)
                || !(own instanceof SimpleType)
                    && env.conversions.assignment(own, wanted).isPresent());
  }

  /**
   * Ids and texts stand for each other in what platform interfaces return, as public code shows.
   */
  private boolean answers(ApexType own, ApexType wanted) {
    return fits(own, wanted)
        || own == SimpleType.ID && wanted == SimpleType.STRING
        || own == SimpleType.STRING && wanted == SimpleType.ID;
  }

  private static BoundMethod inherited(BoundClass from, BoundMethod m) {
    for (BoundClass at = from; at != null; at = at.superclassDeclaration()) {
      for (BoundMethod o : at.methods()) {
        if (!o.isStatic() && o.sameSignature(m)) {
          return o;
        }
      }
    }
    return null;
  }

  /** toString, equals and hashCode, methods of Exception and of other platform superclasses. */
  private boolean overridesPlatform(BoundClass c, BoundMethod m) {
    ApexType top = SimpleType.OBJECT;
    for (BoundClass at = c; at != null; at = at.superclassDeclaration()) {
      if (at.superclass() instanceof PlatformType p) {
        top = p;
      }
    }
    return env.platform.methods(top, m.name()).stream()
            .anyMatch(s -> s.parameters().size() == m.parameters().size())
        || top != SimpleType.OBJECT
            && env.platform.methods(SimpleType.OBJECT, m.name()).stream()
                .anyMatch(s -> s.parameters().size() == m.parameters().size());
  }

  /** An abstract superclass's unimplemented interface method may be overridden. */
  private boolean inInterfaceOfAbstract(BoundClass c, BoundMethod m) {
    for (BoundClass at = c; at != null; at = at.superclassDeclaration()) {
      for (ApexType i : allInterfaces(at)) {
        if (i instanceof ClassType u
            && env.types.declaration(u).methods().stream()
                .anyMatch(
                    o ->
                        o.name().equalsIgnoreCase(m.name())
                            && o.parameters().size() == m.parameters().size())) {
          return true;
        }
        if (i instanceof PlatformType p
            && env.platform.declaredMethods(p).stream()
                .anyMatch(s -> s.name().equalsIgnoreCase(m.name()))) {
          return true;
        }
      }
    }
    return false;
  }

  private Set<ApexType> allInterfaces(BoundClass c) {
    Set<ApexType> out = new LinkedHashSet<>();
    List<ApexType> work = new ArrayList<>(c.interfaces());
    while (!work.isEmpty()) {
      ApexType i = work.remove(work.size() - 1);
      if (out.add(i)) {
        env.types.supertypes(i).stream().filter(env.types::isInterface).forEach(work::add);
      }
    }
    return out;
  }

  private void implemented(BoundClass c, Problems problems) {
    for (BoundClass at = c.superclassDeclaration(); at != null; at = at.superclassDeclaration()) {
      for (BoundMethod m : at.methods()) {
        if (m.isAbstract() && implementedBy(c, m.name(), types(m), true).isEmpty()) {
          missing(c, m.returnType(), m.toString(), problems);
        }
      }
    }
    for (BoundClass at = c; at != null; at = at.superclassDeclaration()) {
      for (ApexType i : allInterfaces(at)) {
        if (i instanceof ClassType u) {
          for (BoundMethod m : env.types.declaration(u).methods()) {
            implementedBy(c, m.name(), types(m), false)
                .filter(own -> fits(own.returnType(), m.returnType()))
                .ifPresentOrElse(
                    own -> seen(c, own, problems),
                    () -> missing(c, m.returnType(), m.toString(), problems));
          }
        } else if (i instanceof PlatformType p) {
          platformInterface(c, p, problems);
        }
      }
    }
  }

  /** Overloads of a platform interface's method are alternatives: one of them is enough. */
  private void platformInterface(BoundClass c, PlatformType p, Problems problems) {
    Set<String> names = new LinkedHashSet<>();
    List<PlatformTypes.Signature> all = env.platform.declaredMethods(p);
    all.forEach(s -> names.add(s.name()));
    for (String name : names) {
      List<PlatformTypes.Signature> overloads =
          all.stream().filter(s -> s.name().equals(name)).toList();
      Optional<BoundMethod> own =
          overloads.stream()
              .flatMap(
                  s ->
                      implementedBy(c, s.name(), s.parameters(), false).stream()
                          .filter(m -> answers(m.returnType(), s.returns())))
              .findFirst();
      own.ifPresent(m -> seen(c, m, problems));
      if (own.isEmpty() && env.platform.methods(SimpleType.OBJECT, name).isEmpty()) {
        PlatformTypes.Signature s = overloads.get(0);
        missing(
            c,
            s.returns(),
            p.displayName()
                + "."
                + s.name()
                + s.parameters().stream()
                    .map(ApexType::displayName)
                    .collect(Collectors.joining(",", "(", ")")),
            problems);
      }
    }
  }

  private static void missing(BoundClass c, ApexType returns, String method, Problems problems) {
    problems.error(
        c.pos(),
        "missing-implementation",
        "Class "
            + c.name()
            + " must implement the method: "
            + returns.displayName()
            + " "
            + method);
  }

  private static List<ApexType> types(BoundMethod m) {
    return m.parameters().stream().map(BoundMethod.Parameter::type).toList();
  }

  /** A method of the class itself that an interface demands is seen by everybody. */
  private static void seen(BoundClass c, BoundMethod m, Problems problems) {
    if (m.owner() == c && m.access() != Access.PUBLIC && m.access() != Access.GLOBAL) {
      problems.error(
          m.pos(), "override-access", "Method must be defined as public or global: " + m);
    }
  }

  private Optional<BoundMethod> implementedBy(
      BoundClass c, String name, List<ApexType> parameters, boolean exact) {
    for (BoundClass at = c; at != null; at = at.superclassDeclaration()) {
      for (BoundMethod m : at.methods()) {
        // a static method counts for an interface, as public code shows
        if (!m.isAbstract()
            && (!m.isStatic() || !exact)
            && m.name().equalsIgnoreCase(name)
            && sameTypes(types(m), parameters, exact)) {
          return Optional.of(m);
        }
      }
    }
    return Optional.empty();
  }

  /** Parameter types are the same, or collections of records that stand for each other. */
  private boolean sameTypes(List<ApexType> own, List<ApexType> wanted, boolean exact) {
    if (own.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      ApexType a = own.get(i);
      ApexType b = wanted.get(i);
      boolean same =
          a.equals(b)
              || !exact
                  && !(a instanceof SimpleType)
                  && env.conversions.assignment(b, a).isPresent();
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
