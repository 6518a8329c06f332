package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;

/** Finds members of types written in Apex, inherited ones included, and says who may use them. */
final class Members {

  /** A callable: written in Apex, or of the platform. */
  record Candidate(BoundMethod user, PlatformTypes.Signature platform) {
    static Candidate of(BoundMethod m) {
      return new Candidate(m, null);
    }

    static Candidate of(PlatformTypes.Signature s) {
      return new Candidate(null, s);
    }

    List<ApexType> parameters() {
      return user != null
          ? user.parameters().stream().map(BoundMethod.Parameter::type).toList()
          : platform.parameters();
    }

    boolean isStatic() {
      return user != null ? user.isStatic() : platform.isStatic();
    }

    ApexType returns() {
      return user != null ? user.returnType() : platform.returns();
    }
  }

  private final Env env;

  Members(Env env) {
    this.env = env;
  }

  static Optional<BoundField> field(BoundClass c, String name) {
    for (BoundClass at = c; at != null; at = at.superclassDeclaration()) {
      Optional<BoundField> f = at.field(name);
      if (f.isPresent()) {
        return f;
      }
    }
    return Optional.empty();
  }

  /** Methods of that name that a receiver of the type has; overridden ones are left out. */
  List<Candidate> methods(BoundClass c, String name) {
    List<Candidate> out = new ArrayList<>();
    collect(c, name, out, new LinkedHashSet<>());
    for (PlatformTypes.Signature s : env.platform.methods(SimpleType.OBJECT, name)) {
      addPlatform(s, out);
    }
    return out;
  }

  private void collect(BoundClass c, String name, List<Candidate> out, Set<String> visited) {
    if (!visited.add(c.name())) {
      return;
    }
    for (BoundMethod m : c.methods()) {
      if (m.name().equalsIgnoreCase(name)
          && out.stream().noneMatch(o -> o.user() != null && o.user().sameSignature(m))) {
        out.add(Candidate.of(m));
      }
    }
    if (c.superclassDeclaration() != null) {
      collect(c.superclassDeclaration(), name, out, visited);
    } else if (c.superclass() instanceof PlatformType p) {
      env.platform.methods(p, name).forEach(s -> addPlatform(s, out));
    }
    for (ApexType i : c.interfaces()) {
      if (i instanceof ClassType u) {
        collect(env.types.declaration(u), name, out, visited);
      } else if (i instanceof PlatformType p && (c.isAbstract() || c.isInterface())) {
        env.platform.methods(p, name).forEach(s -> addPlatform(s, out));
      }
    }
  }

  private static void addPlatform(PlatformTypes.Signature s, List<Candidate> out) {
    if (out.stream().noneMatch(o -> o.parameters().equals(s.parameters()))) {
      out.add(Candidate.of(s));
    }
  }

  /** Names of all methods of the class and its superclasses, for hints. */
  static List<String> methodNames(BoundClass c) {
    Set<String> names = new LinkedHashSet<>();
    for (BoundClass at = c; at != null; at = at.superclassDeclaration()) {
      at.methods().forEach(m -> names.add(m.name()));
    }
    return List.copyOf(names);
  }

  static List<String> fieldNames(BoundClass c) {
    Set<String> names = new LinkedHashSet<>();
    for (BoundClass at = c; at != null; at = at.superclassDeclaration()) {
      at.fields().forEach(f -> names.add(f.name()));
    }
    return List.copyOf(names);
  }

  static boolean isSubclass(BoundClass c, BoundClass of) {
    for (BoundClass at = c; at != null; at = at.superclassDeclaration()) {
      if (at == of) {
        return true;
      }
    }
    return false;
  }

  /** Whether code in {@code from} may use a member of {@code owner} with that access. */
  static boolean visible(
      Access access, BoundClass owner, List<Annotation> annotations, BoundClass from) {
    if (access == Access.PUBLIC || access == Access.GLOBAL) {
      return true;
    }
    if (from.outermost() == owner.outermost()) {
      return true;
    }
    if (from.isTest() && annotations.stream().anyMatch(a -> a.is("TestVisible"))) {
      return true;
    }
    if (access == Access.PROTECTED) {
      for (BoundClass c = from; c != null; c = c.outer()) {
        if (isSubclass(c, owner)) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean visible(BoundMethod m, BoundClass from) {
    return visible(m.access(), m.owner(), m.annotations(), from);
  }
}
