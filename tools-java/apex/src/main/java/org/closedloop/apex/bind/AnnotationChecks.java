package org.closedloop.apex.bind;

import java.util.List;
import java.util.Set;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/** What annotations ask of the methods and classes that carry them. */
final class AnnotationChecks {
  private static final double TESTS_APART = 28.0;
  private static final Set<String> VERBS =
      Set.of("HttpGet", "HttpPost", "HttpPut", "HttpPatch", "HttpDelete");

  private AnnotationChecks() {}

  static void check(BoundClass c, Problems problems) {
    if (c.annotation("RestResource").isPresent()
        && (c.outer() != null || c.access() != Access.GLOBAL)) {
      problems.error(
          c.pos(),
          "annotation",
          "A class with @RestResource must be global and an outer class: " + c.name());
    }
    for (BoundMethod m : c.methods()) {
      m.annotation("Future").ifPresent(a -> future(m, a, problems));
      m.annotation("InvocableMethod").ifPresent(a -> invocable(m, a, problems));
      m.annotation("TestSetup").ifPresent(a -> plain(m, a, "Test setup methods", problems));
      VERBS.forEach(v -> m.annotation(v).ifPresent(a -> verb(m, a, problems)));
      if (m.isTest()) {
        test(m, problems);
      }
    }
    one(c, "InvocableMethod", problems);
    VERBS.forEach(v -> one(c, v, problems));
  }

  /** At most one method of a class carries it. */
  private static void one(BoundClass c, String annotation, Problems problems) {
    List<BoundMethod> all =
        c.methods().stream().filter(m -> m.annotation(annotation).isPresent()).toList();
    all.stream()
        .skip(1)
        .forEach(
            m ->
                error(
                    m.annotation(annotation).orElseThrow(),
                    "Only one method per type can be defined with: " + annotation,
                    problems));
  }

  private static void error(Annotation at, String message, Problems problems) {
    problems.error(at.pos(), "annotation", message);
  }

  private static void future(BoundMethod m, Annotation a, Problems problems) {
    if (!m.isStatic() || m.returnType() != SimpleType.VOID) {
      error(a, "Future methods must be static and return void: " + m, problems);
      return;
    }
    for (BoundMethod.Parameter p : m.parameters()) {
      ApexType t = p.type() instanceof ListType l ? l.element() : p.type();
      if (t instanceof SObjectType || t instanceof ClassType) {
        error(
            a,
            "Future methods do not support parameter type of " + p.type().displayName(),
            problems);
      }
    }
  }

  private static void plain(BoundMethod m, Annotation a, String what, Problems problems) {
    if (!m.isStatic() || m.returnType() != SimpleType.VOID || !m.parameters().isEmpty()) {
      error(a, what + " must be static, return void and have no parameters: " + m, problems);
    }
  }

  private static void test(BoundMethod m, Problems problems) {
    if (!m.isStatic() || m.returnType() != SimpleType.VOID || !m.parameters().isEmpty()) {
      problems.error(
          m.pos(),
          "annotation",
          "Test methods must be static, return void and have no parameters: " + m);
    } else if (!m.owner().isTest() && m.owner().apiVersion() >= TESTS_APART) {
      problems.error(m.pos(), "annotation", "Test methods must be in test classes: " + m);
    }
  }

  private static void invocable(BoundMethod m, Annotation a, Problems problems) {
    boolean seen = m.access() == Access.PUBLIC || m.access() == Access.GLOBAL;
    if (!m.isStatic() || !seen) {
      error(a, "InvocableMethod methods must be static, and public or global: " + m, problems);
    } else if (m.owner().outer() != null) {
      error(a, "InvocableMethod methods must be in an outer class: " + m, problems);
    } else if (m.parameters().size() > 1
        || m.parameters().size() == 1 && !list(m.parameters().get(0).type())) {
      error(a, "InvocableMethod methods must take one list, or nothing: " + m, problems);
    } else if (m.returnType() != SimpleType.VOID && !list(m.returnType())) {
      error(a, "InvocableMethod methods must return a list, or nothing: " + m, problems);
    }
  }

  private static boolean list(ApexType t) {
    return t instanceof ListType;
  }

  private static void verb(BoundMethod m, Annotation a, Problems problems) {
    if (!m.isStatic() || m.access() != Access.GLOBAL) {
      error(a, "Methods with @" + a.name() + " must be global and static: " + m, problems);
    } else if (m.owner().annotation("RestResource").isEmpty()) {
      error(a, "@" + a.name() + " needs a class with @RestResource: " + m, problems);
    }
  }
}
