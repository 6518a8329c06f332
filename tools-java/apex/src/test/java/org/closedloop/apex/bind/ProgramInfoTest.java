package org.closedloop.apex.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.closedloop.apex.host.ApexProgram.InvocableInfo;
import org.closedloop.apex.host.ApexSession.TriggerEvent;
import org.closedloop.apex.host.ApexSource;
import org.junit.jupiter.api.Test;

class ProgramInfoTest {

  @Test
  void invocablesTellTheirVariables() {
    ProgramInfo info =
        new ProgramInfo(
            Fixture.program(
                """
                public class Send {
                  public class Request {
                    @InvocableVariable(label='Who' required=true) public Id recordId;
                    @InvocableVariable public List<String> names;
                    public String ignored;
                  }
                  @InvocableMethod(label='Send it' callout=true)
                  public static List<String> send(List<Request> rows) { return null; }
                }
                """));
    InvocableInfo i = info.invocable("send").orElseThrow();
    assertEquals("Send it", i.label());
    assertTrue(i.callout());
    assertEquals(false, i.primitive());
    assertEquals(List.of("recordId", "names"), i.inputs().stream().map(v -> v.name()).toList());
    assertEquals("List<String>", i.inputs().get(1).type());
    assertTrue(i.inputs().get(0).required());
    assertEquals("output", i.outputs().get(0).name());
  }

  @Test
  void testsRestAndComponents() {
    ProgramInfo info =
        new ProgramInfo(
            Fixture.program(
                """
                @IsTest(SeeAllData=true) private class ATest {
                  @TestSetup static void make() {}
                  @IsTest static void one() {}
                  static testMethod void two() {}
                  static void helper() {}
                }
                """,
                """
                @RestResource(urlMapping='/x/*') global class X {
                  @HttpGet global static String read() { return null; }
                  @AuraEnabled(cacheable=true) public static String load() { return null; }
                }
                """));
    assertEquals(
        List.of("one", "two"), info.testMethods().stream().map(t -> t.methodName()).toList());
    assertTrue(info.testMethods().get(0).seeAllData());
    assertEquals("make", info.testSetup("atest").get(0).name());
    assertEquals("GET", info.restMethods().get(0).verb());
    assertTrue(info.auraMethod("X", "LOAD").isPresent());
    assertTrue(info.auraMethod("X", "read").isEmpty());
  }

  @Test
  void triggersKnowTheirRows() {
    BoundProgram p =
        Fixture.program(
            """
            trigger Touch on Account (before insert, after update) {
              for (Account a : Trigger.new) { a.Name = help(a.Name); }
              String help(String s) { return s; }
            }
            """);
    BoundTrigger t = p.triggers().get(0);
    assertEquals(Set.of(TriggerEvent.BEFORE_INSERT, TriggerEvent.AFTER_UPDATE), t.events());
    assertTrue(Fixture.dump(t.body()).contains("Call(STATIC, null, Touch.help(String)"));
  }

  @Test
  void fieldsHaveSlotsSuperclassFirst() {
    BoundProgram p =
        Fixture.program(
            "public virtual class A { protected Integer a; static Integer s; public String p { get; set; } }",
            "public class B extends A { Integer b = 1; static { Integer x = 1; } }");
    BoundClass b = p.find("B").orElseThrow();
    assertEquals(3, b.instanceSlots());
    assertEquals(2, b.field("b").orElseThrow().slot());
    assertEquals(1, p.find("A").orElseThrow().staticSlots());
    assertEquals(1, b.instanceInit().size());
    assertEquals(1, b.staticInitSlots());
  }

  @Test
  void anonymousBlocksSeeTheProgram() {
    BoundProgram p = Fixture.program("public class A { public static void go() {} }");
    ApexCompiler.AnonymousResult r =
        ApexCompiler.compileAnonymous(
            new ApexSource(
                ApexSource.Kind.CLASS,
                "AnonymousBlock",
                "AnonymousBlock",
                "class Inner { Integer n = 1; }\nvoid twice() { A.go(); }\n"
                    + "Integer n = new Inner().n;\ntwice();",
                67.0),
            p,
            CompileOptions.STRICT);
    assertNotNull(r.block(), r.diagnostics()::toString);
    assertEquals(1, r.block().slots());
  }
}
