package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Page layouts, list views and compact layouts, with the words an org would refuse them in. */
class LayoutRulesTest {
  private final Candidate candidate =
      new Candidate()
          .object("Visit__c")
          .object("Answer__c")
          .field(
              "Visit__c.Status__c", "<type>Text</type><length>9</length><required>true</required>")
          .field("Visit__c.Sum__c", "<type>Text</type><formula>Name</formula>")
          .field("Visit__c.Done__c", "<type>Checkbox</type><defaultValue>false</defaultValue>")
          .field(
              "Visit__c.Note__c",
              "<type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines>")
          .field("Answer__c.Visit__c", Candidate.lookup("Visit__c", "Answers"))
          .field("Answer__c.Account__c", Candidate.lookup("Account", "Answers"));

  private static String item(String field, String behavior) {
    return "<layoutItems><behavior>"
        + behavior
        + "</behavior><field>"
        + field
        + "</field></layoutItems>";
  }

  private static final String REQUIRED = item("Name", "Required") + item("Status__c", "Required");

  private static String section(String items) {
    return "<layoutSections><layoutColumns>"
        + items
        + "</layoutColumns><style>OneColumn</style></layoutSections>";
  }

  private List<String> layout(String items, String rest) {
    return messages("Layout", "Visit__c-Visit Layout", section(items) + rest);
  }

  private List<String> messages(String type, String name, String body) {
    return candidate.xml(type, name, body).check().stream()
        .filter(d -> d.componentType().equals(type))
        .filter(Diagnostic::isError)
        .map(Diagnostic::message)
        .toList();
  }

  private void refused(String message, List<String> found) {
    assertEquals(List.of(message), found);
  }

  @Nested
  class Layouts {
    @Test
    void soundLayoutPasses() {
      assertEquals(
          List.of(),
          layout(
              REQUIRED
                  + item("Sum__c", "Readonly")
                  + item("CreatedById", "Readonly")
                  + item("OwnerId", "Edit"),
              "<relatedLists><fields>NAME</fields><fields>Account__c</fields>"
                  + "<fields>CREATED_DATE</fields><relatedList>Answer__c.Visit__c</relatedList>"
                  + "<sortField>Account__c</sortField></relatedLists><relatedLists>"
                  + "<relatedList>RelatedNoteList</relatedList></relatedLists>"));
    }

    @Test
    void fieldsExistStandardOnesIncluded() {
      assertEquals(
          List.of(
              "In field: field - no CustomField named Visit__c.Staus__c found",
              "In field: field - no CustomField named Visit__c.LastModified found"),
          layout(REQUIRED + item("Staus__c", "Edit") + item("LastModified", "Edit"), ""));
    }

    @Test
    void aFieldStandsOnce() {
      refused("Duplicate field: Name", layout(REQUIRED + item("Name", "Required"), ""));
    }

    @Test
    void requiredFieldsAreOnTheLayout() {
      refused(
          "Layout must contain an item for required layout field: Status__c",
          layout(item("Name", "Required"), ""));
    }

    @Test
    void behaviourFollowsTheField() {
      assertEquals(
          List.of(
              "Field:Name must be Required",
              "Field:Status__c must be Required",
              "Field:Sum__c must be Readonly",
              "Field:CreatedById must be Readonly",
              "Field:Done__c must not be Required"),
          layout(
              item("Name", "Edit")
                  + item("Status__c", "Readonly")
                  + item("Sum__c", "Edit")
                  + item("CreatedById", "Edit")
                  + item("Done__c", "Required"),
              ""));
    }

    @Test
    void anItemHoldsOneThing() {
      assertEquals(
          1, layout(REQUIRED + "<layoutItems><behavior>Edit</behavior></layoutItems>", "").size());
    }

    @Test
    void columnsFitTheStyle() {
      Diagnostic d =
          candidate
              .xml(
                  "Layout",
                  "Visit__c-L",
                  "<layoutSections><layoutColumns>"
                      + REQUIRED
                      + "</layoutColumns><style>TwoColumnsLeftToRight</style></layoutSections>")
              .check()
              .get(0);
      assertEquals("bad-section", d.code());
      assertEquals(Diagnostic.Rule.WRONG, d.rule());
    }

    @Test
    void relatedListsLeadHereAndShowWhatTheChildHas() {
      assertEquals(
          List.of(
              "Cannot find related list:Answer__c.Visits__c",
              "Cannot find related list:Answer__c.Account__c",
              "Invalid field:Nope__c in related list:Answer__c.Visit__c",
              "Invalid field:CreatedDate in related list:Answer__c.Visit__c",
              "Cannot find related list:RelatedNoteLst"),
          layout(
              REQUIRED,
              "<relatedLists><relatedList>Answer__c.Visits__c</relatedList></relatedLists>"
                  + "<relatedLists><relatedList>Answer__c.Account__c</relatedList></relatedLists>"
                  + "<relatedLists><fields>Nope__c</fields><fields>CreatedDate</fields>"
                  + "<relatedList>Answer__c.Visit__c</relatedList></relatedLists>"
                  + "<relatedLists><relatedList>RelatedNoteLst</relatedList></relatedLists>"));
    }

    @Test
    void actionsAndButtonsExist() {
      assertEquals(
          List.of(
              "In field: customButtons - no WebLink named Visit__c.Send found",
              "In field: quickActionName - no QuickAction named Visit__c.Rescore found"),
          layout(
              REQUIRED,
              "<customButtons>Send</customButtons><quickActionList><quickActionListItems>"
                  + "<quickActionName>Visit__c.Rescore</quickActionName></quickActionListItems>"
                  + "<quickActionListItems><quickActionName>FeedItem.TextPost</quickActionName>"
                  + "</quickActionListItems></quickActionList>"));
    }

    @Test
    void theNameTellsTheObject() {
      refused(
          "Parent entity failed to deploy: Vist__c",
          messages("Layout", "Vist__c-Visit Layout", section("")));
    }

    @Test
    void standardObjectsNeedSomeItemsToo() {
      refused(
          "Layout must contain an item for required layout field: Probability",
          messages(
              "Layout",
              "Opportunity-L",
              section(item("Name", "Required") + item("StageName", "Required"))));
    }
  }

  @Nested
  class Lists {
    private List<String> listView(String body) {
      return messages(
          "ListView", "Visit__c.All", "<fullName>All</fullName>" + body + "<label>All</label>");
    }

    private static final String ALL = "<filterScope>Everything</filterScope>";

    @Test
    void columnsOfCustomObjectsHaveCodes() {
      assertEquals(
          List.of(),
          listView(
              "<columns>NAME</columns><columns>Status__c</columns><columns>OWNER.ALIAS</columns>"
                  + "<columns>CREATED_DATE</columns><columns>LAST_UPDATE</columns>"
                  + ALL));
      assertEquals(
          List.of(
              "Could not resolve list view column: Name",
              "Could not resolve list view column: Status",
              "Could not resolve list view column: OWNER.NAME"),
          new LayoutRulesTest()
              .messages(
                  "ListView",
                  "Visit__c.All",
                  "<fullName>All</fullName><columns>Name</columns><columns>Status</columns>"
                      + "<columns>OWNER.NAME</columns>"
                      + ALL
                      + "<label>All</label>"));
    }

    @Test
    void aSlipInAStandardCodeIsAnErrorAnythingElseAWarning() {
      candidate.xml(
          "ListView",
          "Account.A",
          "<fullName>A</fullName><columns>ACCOUNT.NAMES</columns><columns>ACCOUNT.UNHEARD_OF"
              + "</columns>"
              + ALL
              + "<label>A</label>");
      assertEquals(
          List.of(Diagnostic.Severity.ERROR, Diagnostic.Severity.WARNING),
          candidate.check().stream().map(Diagnostic::severity).toList());
    }

    @Test
    void columnsStandOnceAndScopesFit() {
      refused(
          "Duplicate columns: NAME",
          listView("<columns>NAME</columns><columns>NAME</columns>" + ALL));
    }

    @Test
    void queueViewsNameTheirQueue() {
      refused(
          "A list view of scope Queue names its queue",
          listView("<columns>NAME</columns><filterScope>Queue</filterScope>"));
    }

    @Test
    void compactLayoutsTakeTenShortFields() {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 11; i++) {
        candidate.field("Visit__c.F" + i + "__c", "<type>Text</type><length>5</length>");
        many.append("<fields>F").append(i).append("__c</fields>");
      }
      refused(
          "A compact layout has at most 10 fields",
          messages(
              "CompactLayout",
              "Visit__c.Many",
              "<fullName>Many</fullName>" + many + "<label>M</label>"));
    }

    @Test
    void compactLayoutsShowExistingFieldsOfFittingTypes() {
      List<String> found =
          messages(
              "CompactLayout",
              "Visit__c.C",
              "<fullName>C</fullName><fields>Name</fields><fields>Note__c</fields>"
                  + "<fields>Statu__c</fields><label>C</label>");
      assertEquals(2, found.size());
      assertTrue(found.get(0).contains("LongTextArea"));
      assertTrue(found.get(1).contains("no CustomField named Visit__c.Statu__c"));
    }
  }
}
