package org.closedloop.apex.bind;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;

/** What annotations ask of the methods and classes that carry them. */
final class AnnotationChecks {
  private static final double TESTS_APART = 28.0;
  private static final Set<String> VERBS =
      Set.of("HttpGet", "HttpPost", "HttpPut", "HttpPatch", "HttpDelete");

  private static final Set<String> WITHOUT_BODY = Set.of("HttpGet", "HttpDelete");
  private static final Set<String> CALLED_OTHERWISE =
      Set.of("Future", "AuraEnabled", "RemoteAction", "ReadOnly", "TestSetup", "IsTest");
  private static final double AURA_NAMES_ONCE = 55.0;

  private AnnotationChecks() {}

  static void check(BoundClass c, Problems problems) {
    if (c.annotation("RestResource").isPresent()
        && (c.outer() != null || c.access() != Access.GLOBAL)) {
      problems.error(
          c.pos(),
          "annotation",
          "A class with @RestResource must be global and an outer class: " + c.name());
    }
    c.annotation("IsTest").ifPresent(a -> testClass(c, a, problems));
    for (BoundField f : c.fields()) {
      f.annotations().stream()
          .filter(a -> a.is("InvocableVariable"))
          .forEach(a -> variable(f, a, problems));
    }
    for (BoundMethod m : c.methods()) {
      m.annotation("Future").ifPresent(a -> future(m, a, problems));
      m.annotation("InvocableMethod").ifPresent(a -> invocable(m, a, problems));
      m.annotation("TestSetup").ifPresent(a -> setup(m, a, problems));
      m.annotation("AuraEnabled").ifPresent(a -> aura(m, a, problems));
      m.annotation("RemoteAction").ifPresent(a -> remote(m, a, problems));
      VERBS.forEach(v -> m.annotation(v).ifPresent(a -> verb(m, a, problems)));
      if (m.isTest()) {
        test(m, problems);
      }
    }
    one(c, "InvocableMethod", problems);
    one(c, "TestSetup", problems);
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
      if (!plainData(p.type())) {
        error(
            a,
            "Future methods do not support parameter type of " + p.type().displayName(),
            problems);
      }
    }
  }

  /** Primitive values and collections of them: what can wait in a queue. */
  private static boolean plainData(ApexType t) {
    if (t instanceof ListType l) {
      return plainData(l.element());
    }
    if (t instanceof SetType s) {
      return plainData(s.element());
    }
    if (t instanceof MapType m) {
      return plainData(m.key()) && plainData(m.value());
    }
    return !(t instanceof SObjectType || t instanceof ClassType || t == SimpleType.OBJECT);
  }

  private static void setup(BoundMethod m, Annotation a, Problems problems) {
    plain(m, a, "Test setup methods", problems);
    if (!m.owner().isTest()) {
      error(a, "Test setup methods must be in test classes: " + m, problems);
      return;
    }
    boolean all =
        m.owner().annotation("IsTest").map(x -> x.flag("SeeAllData")).orElse(false)
            || m.owner().methods().stream()
                .flatMap(o -> o.annotation("IsTest").stream())
                .anyMatch(x -> x.flag("SeeAllData"));
    if (all) {
      error(a, "Test setup methods cannot be in a class with @IsTest(SeeAllData=true)", problems);
    }
  }

  private static void testClass(BoundClass c, Annotation a, Problems problems) {
    if (c.outer() != null || c.superclass() instanceof PlatformType p && isException(p)) {
      error(a, "Only top-level non-exception class types can be marked as tests: " + c, problems);
    }
    if (a.flag("IsParallel")
        && (a.flag("SeeAllData")
            || c.methods().stream()
                .flatMap(m -> m.annotation("IsTest").stream())
                .anyMatch(x -> x.flag("SeeAllData")))) {
      error(a, "Tests with IsParallel=true cannot have SeeAllData=true: " + c, problems);
    }
  }

  private static boolean isException(PlatformType p) {
    return p.name().endsWith("Exception");
  }

  private static void variable(BoundField f, Annotation a, Problems problems) {
    if (f.isStatic() || f.access() != Access.PUBLIC && f.access() != Access.GLOBAL) {
      error(a, "InvocableVariable fields must be public or global, and not static: " + f, problems);
    }
  }

  private static void aura(BoundMethod m, Annotation a, Problems problems) {
    if (!m.isStatic() && !m.parameters().isEmpty()) {
      error(a, "Non static AuraEnabled methods may not have parameters: " + m, problems);
    } else if (!m.isStatic() && !m.name().toLowerCase(Locale.ROOT).startsWith("get")) {
      String rule = "Non static AuraEnabled methods must be named with a prefix 'get': ";
      error(a, rule + m, problems);
    }
    List<BoundMethod> overloads =
        m.owner().methods().stream()
            .filter(o -> o.name().equalsIgnoreCase(m.name()))
            .filter(o -> o.annotation("AuraEnabled").isPresent())
            .toList();
    if (overloads.indexOf(m) > 0 && m.owner().apiVersion() >= AURA_NAMES_ONCE) {
      error(a, "Overload of AuraEnabled method: " + m + " overload is not permitted", problems);
    }
    m.owner()
        .field(m.name())
        .filter(f -> f.annotations().stream().anyMatch(x -> x.is("AuraEnabled")))
        .ifPresent(
            f ->
                error(
                    a,
                    "AuraEnabled method and variable cannot have the same name: " + m.name(),
                    problems));
  }

  private static void remote(BoundMethod m, Annotation a, Problems problems) {
    if (!m.isStatic() || m.access() != Access.PUBLIC && m.access() != Access.GLOBAL) {
      error(a, "RemoteAction methods must be static, and public or global: " + m, problems);
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
    } else if (m.annotations().stream().anyMatch(x -> CALLED_OTHERWISE.stream().anyMatch(x::is))) {
      String rule = "The only annotation that can be used with InvocableMethod is Deprecated: ";
      error(a, rule + m, problems);
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
    } else if (!m.parameters().isEmpty() && WITHOUT_BODY.stream().anyMatch(a::is)) {
      error(a, "@" + a.name() + " methods do not support parameters: " + m, problems);
    }
  }
}
