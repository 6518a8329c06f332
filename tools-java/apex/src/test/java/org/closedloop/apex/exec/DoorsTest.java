package org.closedloop.apex.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How flows and pages come in. */
class DoorsTest {

  @Nested
  class InvocableMethods {

    private static final String ACTION =
        """
        public class Act {
          public class Request {
            @InvocableVariable(required=true label='Record') public Id recordId;
            @InvocableVariable public Decimal score;
          }
          public class Result {
            @InvocableVariable public String text;
            @InvocableVariable public List<Id> ids;
          }
          @InvocableMethod(label='Do it' callout=true)
          public static List<Result> go(List<Request> requests) {
            List<Result> out = new List<Result>();
            for (Request r : requests) {
              Result x = new Result();
              x.text = r.recordId + ':' + r.score;
              x.ids = new List<Id>{ r.recordId };
              out.add(x);
            }
            return out;
          }
        }
        """;

    @Test
    void describeTheirVariables() {
      ApexProgram.InvocableInfo info = Compiled.program(62, ACTION).invocable("act").orElseThrow();
      assertEquals("Do it", info.label());
      assertTrue(info.callout());
      assertFalse(info.primitive());
      assertEquals(
          List.of(
              new ApexProgram.InvocableVariable("recordId", "Id", "Record", true),
              new ApexProgram.InvocableVariable("score", "Decimal", "score", false)),
          info.inputs());
    }

    @Test
    void takeAllInterviewsAtOnce() {
      FakeHost host = Compiled.host(ACTION);
      List<Map<String, Object>> out =
          host.session()
              .invoke(
                  "Act",
                  List.of(
                      Map.of("recordId", "001000000000001AAA", "score", new BigDecimal("3")),
                      Map.of("RECORDID", "001000000000002AAA")));
      assertEquals("001000000000001AAA:3", out.get(0).get("text"));
      assertEquals(List.of("001000000000002AAA"), out.get(1).get("ids"));
      assertEquals("001000000000002AAA:null", out.get(1).get("text"));
    }

    @Test
    void plainInputsAndOutputs() {
      FakeHost host =
          Compiled.host(
              """
              public class Plain {
                @InvocableMethod
                public static List<Integer> twice(List<Integer> n) {
                  List<Integer> out = new List<Integer>();
                  for (Integer i : n) { out.add(i * 2); }
                  return out;
                }
              }
              """);
      assertEquals(
          List.of(Map.of("output", 6)),
          host.session().invoke("Plain", List.of(Map.of("n", new BigDecimal("3")))));
    }

    @Test
    void answeringTooFewIsAnError() {
      FakeHost host =
          Compiled.host(
              """
              public class Few {
                @InvocableMethod
                public static List<String> go(List<String> n) { return new List<String>(); }
              }
              """);
      assertThrows(
          ApexFailure.class, () -> host.session().invoke("Few", List.of(Map.of("n", "x"))));
    }
  }

  @Nested
  class Pages {

    private static final String CONTROLLER =
        """
        public class Ctl {
          public Integer score { get; set; }
          public Boolean agreed { get; set; }
          public Account row { get; private set; }
          public String shout { get { return 'score ' + score; } }
          public Ctl() { row = new Account(Name = 'A'); }
          public List<String> getLines() { return new List<String>{ 'x' }; }
          public PageReference stay() { score++; return null; }
        }
        """;

    @Test
    void readPropertiesAndGetters() {
      ApexSession s = Compiled.host(CONTROLLER).session();
      Object c = s.newController("Ctl", null);
      assertNull(s.getMember(c, "score"));
      s.setMember(c, "SCORE", " 7 ");
      s.setMember(c, "agreed", "on");
      assertEquals(7, s.getMember(c, "score"));
      assertEquals(true, s.getMember(c, "agreed"));
      assertEquals("score 7", s.getMember(c, "shout"));
      assertEquals("A", s.getMember(s.getMember(c, "row"), "name"));
      assertTrue(s.hasMember(c, "lines"));
      assertFalse(s.hasMember(c, "nothing"));
      assertNull(s.callAction(c, "stay"));
      assertEquals(8, s.getMember(c, "score"));
    }

    @Test
    void wrongTextAndReadOnlyMembersAreRefused() {
      ApexSession s = Compiled.host(CONTROLLER).session();
      Object c = s.newController("Ctl", null);
      assertEquals(
          "Value 'many' cannot be converted to Integer",
          assertThrows(ApexFailure.class, () -> s.setMember(c, "score", "many")).getMessage());
      assertThrows(ApexFailure.class, () -> s.setMember(c, "shout", "x"));
      assertThrows(ApexFailure.class, () -> s.getMember(c, "nothing"));
    }
  }
}
