package org.closedloop.apex.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApexFrontEndTest {

  private static Stmt.Block body(String statements) {
    var parsed = ApexFrontEnd.parseAnonymous(statements);
    assertEquals(List.of(), parsed.problems());
    return parsed.unit().orElseThrow().body();
  }

  private static Expr expr(String text) {
    Stmt s = body("x = " + text + ";").statements().get(0);
    return ((Expr.Assign) ((Stmt.Expression) s).expression()).value();
  }

  private static Object literal(String text) {
    return ((Expr.Literal) expr(text)).value();
  }

  @Nested
  class Literals {
    @Test
    void numbersKeepTheirKinds() {
      assertEquals(42, literal("42"));
      assertEquals(42L, literal("42L"));
      assertEquals(new BigDecimal("4.20"), literal("4.20"));
      assertEquals(4.2d, literal("4.2d"));
      assertEquals(Integer.MIN_VALUE, literal("-2147483648"));
    }

    @Test
    void textUnescapes() {
      assertEquals("a'b\n\u00e9\\", literal("'a\\'b\\n\\u00e9\\\\'"));
      assertEquals("{\n  \"a\": 1\n}", literal("'''\n{\n  \"a\": 1\n}'''"));
    }

    @Test
    void tooLargeAndUnknownEscapesAreProblemsWithPosition() {
      var big = ApexFrontEnd.parseAnonymous("Integer i =\n  3000000000;");
      assertEquals(new SourcePos(2, 3), big.problems().get(0).pos());
      assertEquals("invalid-literal", big.problems().get(0).code());
      var escape = ApexFrontEnd.parseAnonymous("String s = 'a\\qb';");
      assertTrue(escape.problems().get(0).message().contains("\\q"));
    }
  }

  @Nested
  class Expressions {
    @Test
    void precedenceFollowsTheLanguage() {
      Expr.Binary or = assertInstanceOf(Expr.Binary.class, expr("a || b && c"));
      assertEquals("||", or.op());
      Expr.Binary plus = assertInstanceOf(Expr.Binary.class, expr("1 + 2 * 3"));
      assertEquals("*", ((Expr.Binary) plus.right()).op());
      assertEquals(">>>", ((Expr.Binary) expr("a >>> b")).op());
      assertEquals("<=", ((Expr.Binary) expr("a <= b")).op());
    }

    @Test
    void chainsToTheLeftNeedNoStack() {
      StringBuilder sum = new StringBuilder("'0'");
      for (int i = 0; i < 3000; i++) {
        sum.append(" + 'x").append(i).append('\'');
      }
      int depth = 0;
      Expr at = expr(sum.toString());
      while (at instanceof Expr.Binary b) {
        depth++;
        at = b.left();
      }
      assertEquals(3000, depth);
    }

    @Test
    void memberPositionsAreThoseOfTheName() {
      Expr.Member m = assertInstanceOf(Expr.Member.class, expr("a.b?.c"));
      assertTrue(m.safe());
      assertEquals(new SourcePos(1, 10), m.pos());
    }

    @Test
    void queriesCarryTheirBinds() {
      Expr.Soql q =
          assertInstanceOf(
              Expr.Soql.class,
              expr("[SELECT Id FROM Account WHERE Name = :a.b AND Id IN :ids LIMIT :n]"));
      assertEquals(3, q.binds().size());
      assertInstanceOf(Expr.Member.class, q.binds().get(0));
      Expr.Sosl s =
          assertInstanceOf(
              Expr.Sosl.class, expr("[FIND :term IN ALL FIELDS RETURNING Account(Id), Contact]"));
      assertEquals(List.of("Account", "Contact"), s.returning());
      assertEquals("FIND :b0 IN ALL FIELDS RETURNING Account(Id), Contact", s.text());
    }

    @Test
    void creationForms() {
      assertInstanceOf(Expr.New.class, expr("new Account(Name = 'x')"));
      assertInstanceOf(Expr.NewArray.class, expr("new Integer[3]"));
      assertInstanceOf(Expr.NewElements.class, expr("new Integer[]{1, 2}"));
      assertInstanceOf(Expr.NewElements.class, expr("new Set<String>{'a'}"));
      assertInstanceOf(Expr.NewEntries.class, expr("new Map<String, Integer>{'a' => 1}"));
    }
  }

  @Nested
  class Declarations {
    @Test
    void aClassWithEveryKindOfMember() {
      var parsed =
          ApexFrontEnd.parseClass(
              """
              @IsTest(SeeAllData=true) public virtual without sharing class Box
                  extends Base implements Comparable, Iterable<String> {
                private static final Integer MAX = 3, MIN;
                public String name { get; private set { name = value; } }
                static { MIN = 1; }
                { name = 'x'; }
                public Box(String n) { this(); }
                @TestVisible private abstract void run(final List<Id> ids);
                interface Inner extends Other { void go(); }
                enum Color { RED, GREEN }
              }
              """);
      Decl.Type t = parsed.unit().orElseThrow().type();
      assertTrue(t.modifiers().has("without sharing"));
      assertEquals("true", t.modifiers().annotations().get(0).values().get("seealldata"));
      assertEquals("Iterable<String>", t.interfaces().get(1).toString());
      assertEquals(8, t.members().size());
      assertEquals(2, ((Decl.Field) t.members().get(0)).declarators().size());
      assertEquals(2, ((Decl.Property) t.members().get(1)).accessors().size());
      assertTrue(((Decl.Initializer) t.members().get(2)).isStatic());
      assertEquals(2, ((Decl.Type) t.members().get(7)).constants().size());
    }

    @Test
    void aTriggerKeepsItsVariablesInTheBody() {
      var parsed =
          ApexFrontEnd.parseTrigger(
              "trigger T on Account (before insert, after update) {\n"
                  + "  Integer n = 1;\n  void help() {}\n  help();\n}");
      ApexUnit.TriggerUnit t = parsed.unit().orElseThrow();
      assertEquals(List.of("before insert", "after update"), t.events());
      assertEquals(2, t.body().statements().size());
      assertEquals(1, t.members().size());
    }
  }

  @Nested
  class Problems {
    @Test
    void severalInOneFileWithLineAndColumn() {
      var parsed =
          ApexFrontEnd.parseClass(
              "public class A {\n  void a() { Integer i = ; }\n  void b() { return 1 }\n}");
      assertTrue(parsed.unit().isEmpty());
      assertEquals(new SourcePos(2, 26), parsed.problems().get(0).pos());
      assertEquals("Unexpected token ';'", parsed.problems().get(0).message());
      assertEquals(3, parsed.problems().get(1).pos().line());
    }

    @Test
    void longElseIfChainsNeedNoStack() {
      StringBuilder s = new StringBuilder("if (a == 0) {}");
      for (int i = 1; i < 300; i++) {
        s.append(" else if (a == ").append(i).append(") {}");
      }
      assertInstanceOf(Stmt.If.class, body(s.toString()).statements().get(0));
    }
  }

  @Test
  void theSameTextSharesItsTree() {
    String text = "public class Shared { Integer i; }";
    var tree = ApexFrontEnd.parseClass(text).unit().orElseThrow();
    assertSame(tree, ApexFrontEnd.parseClass(new String(text)).unit().orElseThrow());
    assertNotSame(tree, ApexFrontEnd.parseClass(text + " ").unit().orElseThrow());
  }
}
