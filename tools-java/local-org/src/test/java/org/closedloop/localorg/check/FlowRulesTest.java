package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowRulesTest {
  private static final String AFTER_SAVE =
      "<object>Opportunity</object><recordTriggerType>CreateAndUpdate</recordTriggerType>"
          + "<triggerType>RecordAfterSave</triggerType>";
  private final Candidate candidate = new Candidate();

  private static String at() {
    return "<locationX>0</locationX><locationY>0</locationY>";
  }

  private static String to(String node) {
    return "<connector><targetReference>" + node + "</targetReference></connector>";
  }

  private static String flow(String nodes, String start) {
    return "<apiVersion>62.0</apiVersion>"
        + nodes
        + "<label>F</label><processType>AutoLaunchedFlow</processType><start>"
        + at()
        + start
        + "</start><status>Active</status>";
  }

  private static String assignment(String name, String reference, String next) {
    return "<assignments><name>"
        + name
        + "</name><label>l</label>"
        + at()
        + "<assignmentItems><assignToReference>"
        + reference
        + "</assignToReference><operator>Assign</operator><value><stringValue>x</stringValue>"
        + "</value></assignmentItems>"
        + next
        + "</assignments>";
  }

  private List<Diagnostic> check(String nodes, String start) {
    return candidate.xml("Flow", "F", flow(nodes, start)).check().stream()
        .filter(Diagnostic::isError)
        .toList();
  }

  private void finds(String code, boolean blocks, List<Diagnostic> found) {
    assertEquals(1, found.size(), found.toString());
    assertEquals(code, found.get(0).code());
    assertEquals(blocks, found.get(0).blocksDeploy());
  }

  @Test
  void aSoundFlowPasses() {
    assertEquals(
        List.of(), check(assignment("Set", "$Record.StageName", ""), to("Set") + AFTER_SAVE));
  }

  @Nested
  class Graph {
    @Test
    void connectorsLeadToElements() {
      List<Diagnostic> found =
          check(assignment("Set", "$Record.StageName", to("Sett")), to("Set") + AFTER_SAVE);
      finds("unknown-target", true, found);
      assertEquals("did you mean 'Set'?", found.get(0).hint());
    }

    @Test
    void activeFlowLeadsSomewhere() {
      finds("empty-flow", true, check("", AFTER_SAVE));
    }

    @Test
    void deadElementsAreWrongButDeploy() {
      finds(
          "unreachable",
          false,
          check(
              assignment("Set", "$Record.StageName", "") + assignment("Dead", "$Record.Name", ""),
              to("Set") + AFTER_SAVE));
    }

    @Test
    void oneNamespaceForAllNames() {
      finds(
          "duplicate-name",
          true,
          check(
              assignment("Set", "$Record.StageName", "")
                  + "<constants><name>Set</name><dataType>String</dataType></constants>",
              to("Set") + AFTER_SAVE));
    }

    @Test
    void noElementLeadsToItself() {
      finds(
          "self-target",
          true,
          check(assignment("Set", "$Record.StageName", to("Set")), to("Set") + AFTER_SAVE));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "and|2|true",
          "1 AND 2|2|true",
          "(1 OR 2) AND NOT 3|3|true",
          "1 AND 3|2|false",
          "(1 OR 2|2|false",
          "nonsense|2|false",
          "1 2|2|false",
          "1 AND|2|false"
        })
    void conditionLogicHolds(String logic, int conditions, boolean good) {
      assertEquals(good, ConditionLogic.problem(logic, conditions).isEmpty());
    }
  }

  @Nested
  class Start {
    @Test
    void beforeSaveTakesNoActions() {
      finds(
          "element-not-allowed",
          true,
          check(
              "<actionCalls><name>Mail</name><label>l</label>"
                  + at()
                  + "<actionName>x</actionName><actionType>slackPostMessage</actionType>"
                  + "</actionCalls>",
              to("Mail") + AFTER_SAVE.replace("RecordAfterSave", "RecordBeforeSave")));
    }

    @Test
    void beforeSaveTakesNoScheduledPaths() {
      String path =
          "<scheduledPaths>"
              + to("Set")
              + "<pathType>AsyncAfterCommit</pathType>"
              + "</scheduledPaths>";
      finds(
          "bad-path",
          true,
          check(
              assignment("Set", "$Record.StageName", ""),
              path + AFTER_SAVE.replace("RecordAfterSave", "RecordBeforeSave")));
    }

    @Test
    void pathShapes() {
      String nodes = assignment("Set", "$Record.StageName", "");
      String timed =
          "<scheduledPaths><name>P</name>"
              + to("Set")
              + "<label>P</label><offsetNumber>14</offsetNumber><offsetUnit>Days</offsetUnit>"
              + "SOURCE</scheduledPaths>"
              + AFTER_SAVE;
      assertEquals(
          List.of(),
          check(nodes, timed.replace("SOURCE", "<timeSource>RecordTriggerEvent</timeSource>")));
      finds(
          "bad-path",
          false,
          check(nodes, timed.replace("SOURCE", "<timeSource>RecordField</timeSource>")));
      finds(
          "bad-path",
          true,
          check(
              nodes,
              timed.replace(
                  "SOURCE",
                  "<recordField>StageName</recordField><timeSource>RecordField</timeSource>")));
      assertEquals(
          List.of(),
          check(
              nodes,
              timed.replace(
                  "SOURCE",
                  "<recordField>CloseDate</recordField><timeSource>RecordField</timeSource>")));
      finds(
          "bad-path",
          true,
          check(nodes, timed.replace("SOURCE", "<pathType>AsyncAfterCommit</pathType>"))
              .subList(0, 1));
    }

    @Test
    void entryFiltersNameOwnFields() {
      String filter =
          "<filters><field>Account.Name</field><operator>EqualTo</operator><value><stringValue>x"
              + "</stringValue></value></filters>";
      finds(
          "bad-field",
          true,
          check(assignment("Set", "$Record.StageName", ""), to("Set") + filter + AFTER_SAVE));
      finds(
          "unknown-field",
          true,
          check(
              assignment("Set", "$Record.StageName", ""),
              to("Set") + filter.replace("Account.Name", "StageNam") + AFTER_SAVE));
    }

    @Test
    void schedulesAreOnceDailyOrWeekly() {
      String schedule =
          "<schedule><frequency>Monthly</frequency><startDate>2026-01-01</startDate><startTime>"
              + "02:00:00.000Z</startTime></schedule><triggerType>Scheduled</triggerType>";
      finds(
          "bad-start",
          true,
          check(
                  "<customErrors><name>E</name><label>l</label>" + at() + "</customErrors>",
                  to("E") + schedule)
              .stream()
              .filter(d -> d.code().equals("bad-start"))
              .toList());
    }

    @Test
    void otherProcessTypesAreRefusedByName() {
      candidate.xml("Flow", "F", "<label>F</label><processType>RoutingFlow</processType>");
      assertTrue(candidate.codes().contains("unsupported-flow"));
    }
  }

  @Nested
  class Elements {
    private String lookup(String storage) {
      return "<recordLookups><name>Get</name><label>l</label>"
          + at()
          + "<object>Contact</object>"
          + storage
          + "</recordLookups>";
    }

    @Test
    void getRecordsStoresInExactlyOneWay() {
      finds("bad-storage", true, check(lookup(""), to("Get") + AFTER_SAVE));
      assertEquals(
          List.of(),
          check(
              lookup("<storeOutputAutomatically>true</storeOutputAutomatically>"),
              to("Get") + AFTER_SAVE));
    }

    @Test
    void queriedFieldsExist() {
      finds(
          "unknown-field",
          true,
          check(
              lookup(
                  "<queriedFields>Emial</queriedFields><storeOutputAutomatically>true"
                      + "</storeOutputAutomatically>"),
              to("Get") + AFTER_SAVE));
    }

    @Test
    void apexActionsAreInvocable() {
      String call =
          "<actionCalls><name>Go</name><label>l</label>"
              + at()
              + "<actionName>Act</actionName><actionType>apex</actionType></actionCalls>";
      finds("unknown-reference", true, check(call, to("Go") + AFTER_SAVE));
      candidate.apex("Act", "public class Act {}");
      finds("not-invocable", true, check(call, to("Go") + AFTER_SAVE));
      candidate.apex("Act", "public class Act { @InvocableMethod public static void go() {} }");
      assertEquals(List.of(), check(call, to("Go") + AFTER_SAVE));
    }

    @Test
    void subflowParametersExist() {
      candidate.xml(
          "Flow",
          "Child",
          flow(
              assignment("Set", "in", "")
                  + "<variables><name>in</name><dataType>String</dataType><isCollection>false"
                  + "</isCollection><isInput>true</isInput><isOutput>false</isOutput></variables>",
              to("Set")));
      String call =
          "<subflows><name>Sub</name><label>l</label>"
              + at()
              + "<flowName>Child</flowName><inputAssignments><name>NAME</name><value><stringValue>x"
              + "</stringValue></value></inputAssignments></subflows>";
      assertEquals(List.of(), check(call.replace("NAME", "in"), to("Sub") + AFTER_SAVE));
      finds("unknown-parameter", true, check(call.replace("NAME", "inn"), to("Sub") + AFTER_SAVE));
    }

    @Test
    void oneValueInAHolder() {
      finds(
          "bad-value",
          true,
          check(
              assignment("Set", "$Record.StageName", "")
                  .replace(
                      "<stringValue>x</stringValue>",
                      "<stringValue>x</stringValue><booleanValue>true</booleanValue>"),
              to("Set") + AFTER_SAVE));
    }
  }

  @Nested
  class References {
    @Test
    void namesFieldsAndGlobals() {
      finds(
          "unknown-reference",
          true,
          check(assignment("Set", "nowhere", ""), to("Set") + AFTER_SAVE));
      finds(
          "unknown-reference",
          true,
          check(assignment("Set", "$Record.StageNam", ""), to("Set") + AFTER_SAVE));
      finds(
          "bad-target",
          true,
          check(assignment("Set", "$Record.Account.Phone", ""), to("Set") + AFTER_SAVE));
      finds(
          "unknown-reference",
          true,
          check(assignment("Set", "$Record.Account.Phoney", ""), to("Set") + AFTER_SAVE));
    }

    @Test
    void priorValuesNeedAnUpdate() {
      finds(
          "unknown-reference",
          true,
          check(
              assignment("Set", "$Record__Prior.StageName", ""),
              to("Set") + AFTER_SAVE.replace("CreateAndUpdate", "Create")));
    }

    @Test
    void formulaTextIsWrongOnly() {
      List<Diagnostic> found =
          check(
              assignment("Set", "$Record.StageName", "")
                  + "<formulas><name>Fx</name><dataType>String</dataType><expression>{!nowhere}"
                  + "</expression></formulas>",
              to("Set") + AFTER_SAVE);
      finds("bad-formula", false, found);
      assertFalse(found.get(0).blocksDeploy());
    }
  }
}
