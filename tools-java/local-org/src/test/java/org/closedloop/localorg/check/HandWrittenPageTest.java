package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sound record page in which one text is changed: one finding, code, line and message. */
class HandWrittenPageTest {
  private static final String PAGE =
      """

      <flexiPageRegions>
      <itemInstances><fieldInstance>
      <fieldInstanceProperties><name>uiBehavior</name><value>none</value></fieldInstanceProperties>
      <fieldItem>Record.T__c</fieldItem>
      <identifier>field</identifier>
      </fieldInstance></itemInstances>
      <name>Facet-1</name>
      <type>Facet</type>
      </flexiPageRegions>
      <flexiPageRegions>
      <itemInstances><componentInstance>
      <componentInstanceProperties><name>body</name><value>Facet-1</value></componentInstanceProperties>
      <componentName>flexipage:column</componentName>
      <identifier>column</identifier>
      </componentInstance></itemInstances>
      <name>main</name>
      <type>Region</type>
      </flexiPageRegions>
      <masterLabel>P</masterLabel>
      <sobjectType>Visit__c</sobjectType>
      <template><name>flexipage:recordHomeTemplateDesktop</name></template>
      <type>RecordPage</type>
      """;

  private static List<String> told(String from, String to) {
    return new Candidate()
            .object("Visit__c")
            .field("Visit__c.T__c", "<type>Text</type><length>5</length>")
            .xml("FlexiPage", "P", PAGE.replace(from, to))
            .check()
            .stream()
            .filter(Diagnostic::isError)
            .map(d -> d.code() + " " + d.line() + " " + d.message())
            .toList();
  }

  @Test
  void unchangedItPasses() {
    assertEquals(List.of(), told("", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Record.T__c | T__c | bad-field-reference 5 Invalid field reference: T__c
          Record.T__c | Visit__c.T__c | bad-field-reference 5 Invalid field reference: Visit__c.T__c
          Record.T__c | Record.U__c | unknown-field 5 We couldn't retrieve or load the information on the field: Record.U__c
          >none< | >edit< | bad-behavior 4 uiBehavior is none, readonly or required, not 'edit'
          <fieldInstanceProperties><name>uiBehavior</name><value>none</value></fieldInstanceProperties> | '' | missing-element 3 Missing fieldInstanceProperties
          >column< | >field< | duplicate-identifier 15 Duplicate identifier: field
          <name>main< | <name>middle< | unknown-region 17 The template flexipage:recordHomeTemplateDesktop has no region middle
          <sobjectType>Visit__c</sobjectType> | '' | missing-element 1 A RecordPage needs its sobjectType
          flexipage:recordHomeTemplateDesktop | flexipage:recordHomeTemplateDesktp | unknown-template 22 We couldn't retrieve the design time component information for component flexipage:recordHomeTemplateDesktp
          flexipage:column | flexipage:colum | unknown-component 14 We couldn't retrieve the design time component information for component flexipage:colum
          """)
  void oneTextChanged(String from, String to, String expected) {
    assertEquals(List.of(expected), told(from, to));
  }
}
