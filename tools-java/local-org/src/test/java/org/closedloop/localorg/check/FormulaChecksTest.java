package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.localorg.formula.FormulaChecks;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;

/** Formulas of fields, rules and automation, checked without being run. */
class FormulaChecksTest {
  private final Candidate candidate =
      new Candidate()
          .object("Visit__c")
          .field(
              "Visit__c.P__c",
              Candidate.picklist(
                  "<fullName>Open</fullName><default>false</default><label>Open</label>"))
          .field(
              "Visit__c.Long__c",
              "<type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines>");

  private List<Diagnostic> found() {
    return FormulaChecks.of(new SchemaRegistry().build(candidate.set()));
  }

  private void rule(String formula) {
    candidate.xml(
        "ValidationRule",
        "Visit__c.R",
        "<active>true</active><errorConditionFormula>"
            + formula
            + "</errorConditionFormula><errorMessage>m</errorMessage>");
  }

  private void formula(String type, String formula) {
    candidate.field("Visit__c.F__c", "<formula>" + formula + "</formula><type>" + type + "</type>");
  }

  @Test
  void valuesThatThePicklistLacksAreNeverMet() {
    rule("OR(ISPICKVAL(P__c, \"Opne\"), TEXT(P__c) = \"Open\", CASE(P__c, \"Nope\", 1, 0) = 1)");
    assertEquals(
        List.of(
            "'Opne' is no value of the picklist P__c", "'Nope' is no value of the picklist P__c"),
        found().stream().map(Diagnostic::message).toList());
    assertEquals("did you mean 'Open'?", found().get(0).hint());
    assertEquals(Diagnostic.Rule.WRONG, found().get(0).rule());
  }

  @Test
  void formulaFieldsCannotReadLongTexts() {
    formula("Text", "LEFT(Long__c, 10)");
    assertTrue(
        found()
            .get(0)
            .message()
            .startsWith(
                "You referenced an unsupported field type called \"Long Text Area\" using the"
                    + " following field: Long__c"));
  }

  @Test
  void validationRulesMay() {
    rule("LEN(Long__c) &gt; 10");
    assertEquals(List.of(), found());
  }

  @Test
  void formulasDoNotReferToThemselves() {
    formula("Text", "F__c");
    assertTrue(found().get(0).message().contains("refers to itself"));
  }

  @Test
  void theDefaultOfADateMayBeAMoment() {
    candidate.field("Visit__c.D__c", "<defaultValue>NOW()</defaultValue><type>Date</type>");
    assertEquals(List.of(), found());
  }

  @Test
  void defaultsOfPicklistsAreFormulas() {
    candidate.field(
        "Visit__c.Q__c",
        "<defaultValue>pending</defaultValue>"
            + Candidate.picklist(
                "<fullName>pending</fullName><default>true</default><label>P</label>"));
    assertTrue(found().get(0).message().contains("pending"));
  }

  @Test
  void recordTypesCanBeNamedWithoutAny() {
    formula("Text", "RecordType.DeveloperName &amp; $RecordType.Name");
    assertEquals(List.of(), found());
  }

  @Test
  void fieldUpdatesFitTheirField() {
    candidate.xml(
        "WorkflowFieldUpdate",
        "Visit__c.U",
        "<field>P__c</field><formula>1 + 1</formula><name>U</name><notifyAssignee>false"
            + "</notifyAssignee><operation>Formula</operation><protected>false</protected>");
    assertTrue(found().get(0).message().startsWith("Formula result is data type (Number)"));
  }

  @Test
  void namesOfInstalledPackagesAreRemarks() {
    formula("Text", "Account__r.ns__X__c &amp; ns__Y__c");
    assertEquals(1, found().size());
    rule("ns__Y__c = 1");
    assertTrue(found().stream().anyMatch(d -> d.code().equals("external-reference")));
  }
}
