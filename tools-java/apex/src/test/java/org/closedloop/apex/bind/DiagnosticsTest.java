package org.closedloop.apex.bind;

import static org.closedloop.apex.bind.Fixture.errorIn;
import static org.closedloop.apex.bind.Fixture.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Integer i = 'a'; | illegal-assignment | 13",
        "Integer i = 5L; | illegal-assignment | 13",
        "Account a = (Account) new Contact(); | illegal-cast | 13",
        "String s = nope; | unknown-variable | 12",
        "Nope n; | unknown-type | 1",
        "Account a = new Account(Nme = 'x'); | unknown-field | 25",
        "Account a; a.Nope = 1; | unknown-field | 14",
        "Account a; a.Score__c = 1; | field-not-writeable | 14",
        "Schema.SObjectField f = Account.Nope__c; | unknown-field | 33",
        "List<Account> a = [SELECT Nope FROM Account]; | soql-invalid-field | 27",
        "String s = System.Label.Nope; | unknown-label | 25",
        "PageReference p = Page.Nope; | unknown-page | 24",
        "Integer i; String i; | duplicate-variable | 19",
        "return; Integer i; | unreachable | 9",
        "break; | outside-loop | 1",
        "throw new Account(); | throw-type | 1",
        "Boolean b = 1 == 'a'; | operand-type | 15",
        "Integer i = 'a' - 1; | operand-type | 17",
        "if ('a') {} | illegal-assignment | 5",
        "field = 1; | static-context | 1",
        "1 + 1; | not-a-statement | 1",
        "insert 'x'; | dml-type | 8",
        "Contact c; upsert c Email; | not-external-id | 12",
        "'a'.foo(); | unknown-method | 5",
        "new Wrap(1); | unknown-constructor | 1",
        "Integer i = 0; i += 1.5; | illegal-assignment | 18",
        "for (String s : 5) {} | not-iterable | 17",
        "this.run(); | static-context | 1",
        "if (true) { return; } else { return; } Integer i; | unreachable | 40",
        "while (true) { } Integer i; | unreachable | 18",
        "List l; | type-arguments | 1",
        "Map<String> m; | type-arguments | 1",
        "List<Integer, Integer> l; | type-arguments | 1",
        "String<Integer> s; | type-arguments | 1",
        "Account s; switch on s { when Account a { } } | when-type | 26",
        "System.runAs('a') { } | runas-type | 1",
        "System.runAs() { } | runas-type | 1",
        "Exception e = new Exception('a'); | not-constructible | 15",
      })
  void oneMistakeOneRemark(String statements, String code, int column) {
    Diagnostic d = errorIn(statements.strip());
    assertEquals(code, d.code(), d::headline);
    assertEquals(column, d.column(), d::headline);
    assertEquals(3, d.line());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "String s = ''; s.isBlnk(); | isBlank",
        "Account a; a.Nme = ''; | Name",
        "Integer count = 1; Integer i = coutn; | count",
        "Strng s; | String",
        "List<Account> a = [SELECT Nam FROM Account]; | Name",
      })
  void theNearestNameIsOffered(String statements, String name) {
    assertTrue(errorIn(statements.strip()).hint().contains("'" + name + "'"));
  }

  @Nested
  class Classes {
    @Test
    void owesItsInterfacesAndSuperclass() {
      assertEquals(
          List.of("missing-implementation 1:14"),
          errors("public class A implements Comparable {}"));
      assertEquals(
          List.of("missing-implementation 1:14"),
          errors(
              "public class A implements Database.Batchable<SObject> {"
                  + " public Database.QueryLocator start(Database.BatchableContext c) { return null; }"
                  + " public void finish(Database.BatchableContext c) {} }"));
      assertEquals(
          List.of("missing-override 1:40"),
          errors(
              "public class B extends A { public void x() {} }",
              "public virtual class A { public virtual void x() {} }"));
      assertEquals(
          List.of("no-override 1:52"),
          errors(
              "public class B extends A { public override void y() {} }"
                  .replace("void y", "   void y"),
              "public virtual class A { public virtual void x() {} }"));
      assertEquals(
          List.of("not-virtual 1:24"), errors("public class B extends A {}", "public class A {}"));
    }

    @Test
    void returnsOnEveryPath() {
      assertEquals(
          List.of("missing-return 1:70"),
          errors("public class A { Integer f(Boolean b) { if (b) { return 1; }         } }"));
      assertEquals(
          List.of(),
          errors(
              "public class A { Integer f(Boolean b) { while (true) { if (b) { return 1; } } }"
                  + " Integer g(Integer i) { switch on i { when 1 { return 1; } when else {"
                  + " throw new NullPointerException(); } } }"
                  + " Integer h() { try { return 1; } finally { System.debug(1); } } }"));
    }

    @Test
    void keepsPrivateMembersPrivate() {
      assertEquals(
          List.of("not-visible 1:57"),
          errors(
              "public class B { public static void run() { Integer i = A.secret; } }"
                  .replace("Integer i = A.secret", "Integer i=A.secret"),
              "public class A { private static Integer secret; }"));
      assertEquals(
          List.of(),
          errors(
              "@IsTest private class B { static void run() { Integer i = A.secret; } }",
              "public class A { @TestVisible private static Integer secret; }"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "public class A { @Future void x() {} } | 18",
          "public class A { @Future static Integer x() { return 1; } } | 18",
          "public class A { @Future static void x(Account a) {} } | 18",
          "@IsTest private class A { @IsTest void x() {} } | 40",
          "@IsTest private class A { @IsTest static void x(Integer i) {} } | 47",
          "public class A { @IsTest static void x() {} } | 38",
          "@IsTest private class A { @TestSetup static Integer x() { return 1; } } | 27",
          "public class A { @InvocableMethod public void x() {} } | 18",
          "public class A { @InvocableMethod static void x() {} } | 18",
          "public class A { @InvocableMethod public static void x(Integer i) {} } | 18",
          "public class A { @InvocableMethod public static Integer x() { return 1; } } | 18",
          "public class A { @InvocableMethod public static void x() {}"
              + " @InvocableMethod public static void y() {} } | 61",
          "@RestResource(urlMapping='/x') public class A {} | 45",
          "@RestResource(urlMapping='/x') global class A { @HttpGet public static void x() {} } | 49",
          "global class A { @HttpGet global static void x() {} } | 18",
          "@RestResource(urlMapping='/x') global class A { @HttpGet global static void x(Integer i) {} }"
              + " | 49",
          "@RestResource global class A {} | 1",
          "@RestResource(urlMapping='x') global class A {} | 1",
          "@RestResource(urlMapping='/x*') global class A {} | 1",
          "@RestResource(urlMaping='/x') global class A {} | 1",
          "public class A { @Future public static void x(Map<Id, Account> a) {} } | 18",
          "public class A { @Future public static void x(Object a) {} } | 18",
          "public class A { @Future(callout='perhaps') public static void x() {} } | 18",
          "public class A { @Future(callot=true) public static void x() {} } | 18",
          "@Future public class A {} | 1",
          "public class A { @IsTest Integer i; } | 18",
          "@IsTest private interface A {} | 1",
          "public class A { @IsTest class B {} } | 18",
          "@IsTest(IsParallel=true SeeAllData=true) private class A {} | 1",
          "@IsTest(SeeAll=true) private class A {} | 1",
          "public class A { @TestSetup static void x() {} } | 18",
          "@IsTest private class A { @TestSetup static void x() {} @TestSetup static void y() {} } | 57",
          "@IsTest(SeeAllData=true) private class A { @TestSetup static void x() {} } | 44",
          "public class A { @InvocableVariable public static Integer i; } | 18",
          "public class A { @InvocableVariable Integer i; } | 18",
          "public class A { @InvocableVariable(lable='x') public Integer i; } | 18",
          "public class A { @InvocableVariable public void x() {} } | 18",
          "public class A { @InvocableMethod @Future public static void x() {} } | 18",
          "public class A { @AuraEnabled public void x() {} } | 18",
          "public class A { @AuraEnabled public Integer getX(Integer i) { return i; } } | 18",
          "public class A { @AuraEnabled public static void x() {}"
              + " @AuraEnabled public static void x(Integer i) {} } | 57",
          "public class A { @AuraEnabled(scope='page') public static void x() {} } | 18",
          "public class A { @RemoteAction public void x() {} } | 18",
          "@JsonAccess public class A {} | 1",
          "@JsonAccess(serializable='sometimes') public class A {} | 1",
        })
    void annotationsAskForAForm(String source, int column) {
      assertEquals(List.of("annotation 1:" + column), codes(67.0, source));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "@RestResource(urlMapping='/x/*/y/*') global class A { @HttpPost global static void"
              + " x(Integer i) {} @HttpGet global static String y() { return null; } }",
          "@IsTest(SeeAllData=true IsParallel=false) private class A { @IsTest static void x() {} }",
          "public class A { @AuraEnabled(cacheable=true scope='global') public static void x() {}"
              + " @AuraEnabled public String y { get; set; } @AuraEnabled public Integer getZ() {"
              + " return 1; } }",
          "public class A { @Future(callout=true) public static void x(List<Id> a,"
              + " Map<String, Set<Integer>> b) {} }",
          "public class A { @InvocableMethod(label='a' description='b' category='c' callout=true)"
              + " public static void x(List<Integer> i) {} @InvocableVariable(required=true)"
              + " public Integer i; }",
          "@NamespaceAccessible public class A { @TestVisible private class B {}"
              + " @SuppressWarnings('PMD') void x() {} }",
          "@JsonAccess(serializable='always' deserializable='never') public class A {}",
        })
    void annotationsWellWritten(String source) {
      assertEquals(List.of(), codes(67.0, source));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "public class A { public virtual static void x() {} } | 45",
          "public virtual class A { private abstract void x(); } | 48",
          "public class A { final void x() {} } | 29",
          "public class A { transient void x() {} } | 33",
          "public class A { abstract Integer i; } | 27",
          "public class A { static A() {} } | 25",
          "public interface A { public void x(); } | 34",
          "public final class A {} | 20",
          "public class A { static class B {} } | 31",
          "public with sharing without sharing class A {} | 43",
          "public with sharing interface A {} | 31",
          "public class A { global void x() {} } | 30",
          "public class A { global class B {} } | 31",
          "public class A { webservice static void x() {} } | 41",
          "global class A { webservice void x() {} } | 34",
          "public class A { protected void x() {} } | 33",
          "public class A { void x(static Integer i) {} } | 40",
        })
    void everyDeclarationHasItsModifiers(String source, int column) {
      assertTrue(
          codes(67.0, source).contains("modifier 1:" + column), () -> codes(67.0, source) + "");
    }

    @Test
    void namesOfTypesAreNames() {
      assertEquals(List.of("invalid-name 1:14"), codes(67.0, "public class A__b {}"));
      assertEquals(List.of(), codes(67.0, "public class Loop { class Inner {} }"));
    }

    @Test
    void whatAnInterfaceDemandsIsPublic() {
      assertEquals(
          List.of("override-access 1:53"),
          codes(
              67.0,
              "public class A implements Comparable { private Integer compareTo(Object o) { return 0; } }"
                  .replace("private Integer", "Integer     ")));
      assertEquals(
          List.of(),
          codes(
              67.0,
              "public class A implements Comparable { public Integer compareTo(Object o) { return 0; } }"));
    }

    @Test
    void oneVisibilityIsEnough() {
      assertEquals(
          List.of("duplicate-modifier 1:25"),
          codes(67.0, "public class A { public private Integer i; }"));
    }

    @Test
    void anOuterClassIsPrivateOnlyAsATest() {
      assertEquals(List.of("missing-modifier 1:15"), codes(67.0, "private class A {}"));
      assertEquals(List.of(), codes(67.0, "@IsTest private class A {}"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "public class A { static final Integer I; A() { I = 1; } } | final-variable 1:48",
          "public class A { { return; } } | return-value 1:20",
          "public class A { class B { static { } } } | static-in-inner 1:28",
          "public interface A extends A {} | circular 1:28",
          "public class A { private Integer p { public get; set; } } | property 1:45",
          "public class MyException {} | exception-name 1:14",
          "public class MyException extends Exception { public MyException(String s) {} }"
              + " | duplicate-member 1:53",
          "public class A { Integer j = k; Integer k = 1; } | forward-reference 1:30",
          "public class A { enum E { X } void x(E e) { switch on e { when E.X { } } } }"
              + " | when-value 1:66",
          "public class A { A(Integer i) {} Integer f; A() { this(f); } }"
              + " | constructor-call 1:56",
          "public class A { A(Integer i) {} Integer f() { return 1; } A() { this(f()); } }"
              + " | constructor-call 1:71",
          "public class A { class A {} } | duplicate-type 1:24",
        })
    void smallRulesOfTheLanguage(String source, String error) {
      assertEquals(List.of(error), codes(67.0, source));
    }

    @Test
    void whatAnInterfaceDemandsHasItsType() {
      assertEquals(
          List.of("missing-implementation 1:14"),
          errors(
              "public class B implements A { public Integer x() { return 1; } }",
              "public interface A { void x(); }"));
    }

    @Test
    void privateTypesStayInTheirClass() {
      assertEquals(
          List.of("not-visible 1:29"),
          errors(
              "public class B { void x() { A.C c; } }", "public class A { private class C {} }"));
    }

    @Test
    void interfacesDoNotExtendThemselvesByOthers() {
      assertTrue(
          errors("public interface A extends B {}", "public interface B extends A {}").stream()
              .anyMatch(e -> e.startsWith("circular")));
    }

    @Test
    void abstractThingsAreNotMade() {
      assertEquals(
          List.of("not-constructible 1:33"),
          errors("public class B { A x() { return new A(); } }", "public abstract class A {}"));
    }

    @Test
    void finalFieldsAreSetOnce() {
      assertEquals(
          List.of("final-variable 1:70"),
          errors(
              "public class A { final Integer n; A() { n = 1; } void x() {          n = 2; } }"));
    }

    @Test
    void overridesNeedAWrittenAccessFromApi65() {
      String base = "public abstract class A { public abstract void x(); }";
      String sub = "public class B extends A { override void x() {} }";
      assertEquals(List.of("missing-modifier 1:42"), codes(65.0, base, sub).subList(0, 1));
      assertTrue(codes(64.0, base, sub).stream().noneMatch(c -> c.startsWith("missing-mod")));
    }

    private static List<String> codes(double version, String... sources) {
      return Fixture.compile(CompileOptions.STRICT, version, sources).diagnostics().stream()
          .map(d -> d.code() + " " + d.line() + ":" + d.column())
          .toList();
    }
  }

  @Nested
  class Versions {
    private static final String QUERY =
        "public class A { void x() { List<Account> a = [SELECT Id FROM Account]; } }";

    private static boolean userMode(double version) {
      BoundProgram p = Fixture.compile(CompileOptions.STRICT, version, QUERY).program();
      BoundStmt s = p.find("A").orElseThrow().methods().get(0).body().statements().get(0);
      return ((BoundExpr.Soql) ((BoundStmt.LocalDeclaration) s).value()).userMode();
    }

    @Test
    void userModeIsTheDefaultFrom67() {
      assertTrue(userMode(67.0));
      assertEquals(false, userMode(66.0));
    }

    @Test
    void securityEnforcedEndsWith67() {
      String q =
          "public class A { void x() {"
              + " List<Account> a = [SELECT Id FROM Account WITH SECURITY_ENFORCED]; } }";
      assertTrue(Fixture.compile(CompileOptions.STRICT, 66.0, q).ok());
      assertEquals(
          "security-enforced",
          Fixture.compile(CompileOptions.STRICT, 67.0, q).diagnostics().get(0).code());
    }
  }

  @Nested
  class Unsupported {
    private static final String CALL = "public class A { void x() { System.debug('a'); } }";

    @Test
    void isNamedAndRefused() {
      CompileOptions none = new CompileOptions(false, false, s -> false);
      Diagnostic d = Fixture.compile(none, 67.0, CALL).diagnostics().get(0);
      assertEquals("unsupported-feature", d.code());
      assertTrue(d.isError());
      assertTrue(d.message().contains("System.System.debug(Object)"));
    }

    @Test
    void orWaitsUntilItRuns() {
      CompileOptions defer = new CompileOptions(true, false, s -> false);
      CompileResult r = Fixture.compile(defer, 67.0, CALL);
      assertNotNull(r.program());
      assertEquals(Diagnostic.Severity.INFO, r.diagnostics().get(0).severity());
      String body = Fixture.dump(r.program().find("A").orElseThrow().methods().get(0).body());
      assertTrue(body.contains("Unsupported(System.System.debug(Object))"), body);
    }

    @Test
    void aMissingStandardObjectStopsTheBody() {
      CompileOptions defer = new CompileOptions(true, false, s -> true);
      CompileResult r =
          Fixture.compile(
              defer, 67.0, "public class A { void x() { Lead l = new Lead(); l.Company = 'x'; } }");
      String body = Fixture.dump(r.program().find("A").orElseThrow().methods().get(0).body());
      assertTrue(body.startsWith("Block([Expression(Unsupported(the standard object Lead"), body);
    }
  }

  @Test
  void finalLocalsAndParametersMayBeSetAgain() {
    assertEquals(
        List.of(),
        errors(
            "public class A { void x(final Integer p) { final Integer i = 1; i = 2; p = i; } }"));
  }

  @Test
  void severalFilesFailOnTheirOwn() {
    CompileOptions tolerant = new CompileOptions(false, true, s -> true);
    CompileResult r =
        Fixture.compile(
            tolerant,
            67.0,
            "public class Good { public static Integer one() { return 1; } }",
            "public class Bad { Integer x() { return 'a'; } }",
            "public class Worse { Integer x( }");
    assertEquals(java.util.Set.of("Bad", "Worse"), r.failed());
    assertNotNull(r.program());
    assertTrue(r.program().find("Bad").orElseThrow().hasFailed());
    assertTrue(r.program().find("Worse").isEmpty());
  }
}
