package org.closedloop.localorg.dml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost.DmlOp;
import org.closedloop.apex.host.DataHost.DmlOptions;
import org.closedloop.apex.host.DataHost.DmlRequest;
import org.closedloop.apex.host.DataHost.RowResult;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.localorg.store.Row;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DmlEngineTest {

  private TestScope scope;
  private RequestData data;

  static Component component(String type, String name, String body) throws Exception {
    String xml =
        "<"
            + type
            + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
            + body
            + "</"
            + type
            + ">";
    return Component.ofXml(
        type, name, name, XmlElement.parse(xml.getBytes(StandardCharsets.UTF_8), name));
  }

  private static Component field(String name, String body) throws Exception {
    return component("CustomField", name, "<label>" + name + "</label>" + body);
  }

  @BeforeEach
  void org() throws Exception {
    List<Component> all = new ArrayList<>();
    all.add(
        component(
            "CustomObject",
            "Visit__c",
            "<label>Visit</label><nameField><label>No</label><type>AutoNumber</type>"
                + "<displayFormat>V-{0000}</displayFormat></nameField>"));
    all.add(
        component(
            "CustomObject",
            "Line__c",
            "<label>Line</label><nameField><label>Name</label><type>Text</type></nameField>"
                + "<sharingModel>ControlledByParent</sharingModel>"));
    all.add(
        field(
            "Line__c.Visit__c",
            "<type>MasterDetail</type><referenceTo>Visit__c</referenceTo>"
                + "<relationshipName>Lines</relationshipName>"));
    all.add(
        field("Line__c.Hours__c", "<type>Number</type><precision>5</precision><scale>1</scale>"));
    all.add(
        field(
            "Visit__c.Hours__c",
            "<type>Summary</type><summaryOperation>sum</summaryOperation><summarizedField>"
                + "Line__c.Hours__c</summarizedField><summaryForeignKey>Line__c.Visit__c"
                + "</summaryForeignKey>"));
    all.add(
        field(
            "Visit__c.Long_Lines__c",
            "<type>Summary</type><summaryOperation>count</summaryOperation><summaryForeignKey>"
                + "Line__c.Visit__c</summaryForeignKey><summaryFilterItems><field>"
                + "Line__c.Hours__c</field><operation>greaterThan</operation><value>2</value>"
                + "</summaryFilterItems>"));
    all.add(
        field(
            "Visit__c.Account__c",
            "<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Visits"
                + "</relationshipName>"));
    all.add(
        field(
            "Visit__c.Key__c",
            "<type>Text</type><length>20</length><unique>true</unique><externalId>true"
                + "</externalId>"));
    all.add(
        field(
            "Visit__c.Level__c",
            "<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition>"
                + "<value><fullName>Low</fullName><default>true</default></value><value><fullName>"
                + "High</fullName><default>false</default></value></valueSetDefinition>"
                + "</valueSet>"));
    all.add(field("Visit__c.Mail__c", "<type>Email</type>"));
    scope = new TestScope(new SchemaRegistry().build(ComponentSet.of(all)));
    data = new RequestData(scope);
    scope.data = data;
  }

  private SObjectValue record(String object, Object... pairs) {
    SObjectValue r = new SObjectValue(scope.schema.require(object));
    for (int i = 0; i < pairs.length; i += 2) {
      r.put((String) pairs[i], pairs[i + 1]);
    }
    return r;
  }

  private List<RowResult> run(DmlOp op, boolean allOrNone, String ext, List<SObjectValue> rows) {
    return data.dml(
        new DmlRequest(op, rows, ext, allOrNone, AccessMode.SYSTEM, DmlOptions.DEFAULT, List.of()));
  }

  private String insert(SObjectValue r) {
    RowResult result = run(DmlOp.INSERT, true, null, List.of(r)).get(0);
    assertTrue(result.success(), () -> result.errors().toString());
    assertEquals(result.id(), r.id());
    return r.id();
  }

  private void refused(String code, String field, SObjectValue r) {
    RowResult result = run(DmlOp.INSERT, false, null, List.of(r)).get(0);
    assertFalse(result.success());
    assertEquals(code, result.errors().get(0).statusCode(), () -> result.errors().toString());
    if (field != null) {
      assertEquals(List.of(field), result.errors().get(0).fields());
    }
    assertNull(r.id());
  }

  private void update(SObjectValue r) {
    RowResult result = run(DmlOp.UPDATE, true, null, List.of(r)).get(0);
    assertTrue(result.success(), () -> result.errors().toString());
  }

  private Row row(String object, String id) {
    return scope.tx.get(object, id);
  }

  @Nested
  class Checks {
    @Test
    void everyFieldTypeRefusesWithItsCode() {
      refused("REQUIRED_FIELD_MISSING", "Name", record("Account"));
      refused("STRING_TOO_LONG", "Name", record("Account", "Name", "x".repeat(256)));
      refused("INVALID_EMAIL_ADDRESS", "Mail__c", record("Visit__c", "Mail__c", "nobody"));
      refused(
          "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
          "Level__c",
          record("Visit__c", "Level__c", "Odd"));
      refused("MALFORMED_ID", "Account__c", record("Visit__c", "Account__c", "abc"));
      String contact = insert(record("Contact", "LastName", "Doe"));
      refused("FIELD_INTEGRITY_EXCEPTION", "Account__c", record("Visit__c", "Account__c", contact));
      refused(
          "INVALID_CROSS_REFERENCE_KEY",
          "Account__c",
          record("Visit__c", "Account__c", scope.newId("Account")));
      String visit = insert(record("Visit__c"));
      refused(
          "NUMBER_OUTSIDE_VALID_RANGE",
          "Hours__c",
          record("Line__c", "Visit__c", visit, "Hours__c", new BigDecimal("12345")));
      SObjectValue withId = record("Account", "Id", scope.newId("Account"), "Name", "x");
      assertEquals(
          "INVALID_FIELD_FOR_INSERT_UPDATE",
          run(DmlOp.INSERT, false, null, List.of(withId)).get(0).errors().get(0).statusCode());
      assertEquals(
          "MISSING_ARGUMENT",
          run(DmlOp.UPDATE, false, null, List.of(record("Account")))
              .get(0)
              .errors()
              .get(0)
              .statusCode());
    }

    @Test
    void valuesAreStoredInTheirForm() {
      String visit = insert(record("Visit__c"));
      String line =
          insert(
              record(
                  "Line__c",
                  "Visit__c",
                  visit.substring(0, 15),
                  "Hours__c",
                  new BigDecimal("1.25")));
      assertEquals(new BigDecimal("1.3"), row("Line__c", line).get("Hours__c"));
      assertEquals(visit, row("Line__c", line).get("Visit__c"));
      assertEquals(line, row("Line__c", line).get("Name"), "a blank name becomes the id");
      assertEquals("V-0001", row("Visit__c", visit).get("Name"));
      assertEquals("Low", row("Visit__c", visit).get("Level__c"), "default value");
      String account = insert(record("Account", "Name", "  Acme ", "Site", ""));
      assertEquals("Acme", row("Account", account).get("Name"));
      assertNull(row("Account", account).get("Site"));
      assertEquals(TestScope.ADMIN, row("Account", account).get("OwnerId"));
      assertEquals(scope.now, row("Account", account).get("CreatedDate"));
    }

    @Test
    void uniqueValuesAreUnique() {
      insert(record("Visit__c", "Key__c", "k1"));
      refused("DUPLICATE_VALUE", "Key__c", record("Visit__c", "Key__c", "K1"));
      List<RowResult> twins =
          run(
              DmlOp.INSERT,
              false,
              null,
              List.of(record("Visit__c", "Key__c", "k2"), record("Visit__c", "Key__c", "k2")));
      assertTrue(twins.get(0).success());
      assertFalse(twins.get(1).success());
    }
  }

  @Nested
  class Statements {
    @Test
    void allOrNoneTakesEverythingBack() {
      SObjectValue good = record("Account", "Name", "good");
      List<RowResult> results = run(DmlOp.INSERT, true, null, List.of(good, record("Account")));
      assertFalse(results.get(1).success());
      assertNull(good.id());
      assertEquals(0, scope.tx.rows("Account").size());
      results = run(DmlOp.INSERT, false, null, List.of(good, record("Account")));
      assertTrue(results.get(0).success());
      assertEquals(1, scope.tx.rows("Account").size());
    }

    @Test
    void upsertMatchesByExternalId() {
      SObjectValue first = record("Visit__c", "Key__c", "A", "Level__c", "Low");
      RowResult created = run(DmlOp.UPSERT, true, "Key__c", List.of(first)).get(0);
      assertTrue(created.created());
      SObjectValue again = record("Visit__c", "Key__c", "a", "Level__c", "High");
      RowResult updated = run(DmlOp.UPSERT, true, "Key__c", List.of(again)).get(0);
      assertFalse(updated.created());
      assertEquals(created.id(), updated.id());
      assertEquals("High", row("Visit__c", created.id()).get("Level__c"));
      List<RowResult> twice =
          run(
              DmlOp.UPSERT,
              false,
              "Key__c",
              List.of(record("Visit__c", "Key__c", "z"), record("Visit__c", "Key__c", "Z")));
      assertEquals("DUPLICATE_VALUE", twice.get(1).errors().get(0).statusCode());
    }

    @Test
    void duplicateIdsAreRefused() {
      String id = insert(record("Account", "Name", "x"));
      assertThrows(
          HostException.class,
          () ->
              run(
                  DmlOp.UPDATE,
                  true,
                  null,
                  List.of(record("Account", "Id", id), record("Account", "Id", id))));
    }

    @Test
    void savepointsAndLimits() {
      Object before = data.setSavepoint();
      insert(record("Account", "Name", "x"));
      Object later = data.setSavepoint();
      data.rollback(before);
      assertEquals(0, scope.tx.rows("Account").size());
      assertThrows(HostException.class, () -> data.rollback(later));
      assertEquals(4, scope.limits.used(Limits.Counter.DML_STATEMENTS));
      assertEquals(1, scope.limits.used(Limits.Counter.DML_ROWS));
      assertTrue(data.hasUncommittedWork());
    }

    @Test
    void setupAndDataDoNotMix() {
      insert(record("Account", "Name", "x"));
      RowResult r = run(DmlOp.INSERT, false, null, List.of(record("UserRole", "Name", "g"))).get(0);
      assertEquals("MIXED_DML_OPERATION", r.errors().get(0).statusCode());
      data.engine().mixedDml().push();
      insert(record("UserRole", "Name", "g"));
      data.engine().mixedDml().pop();
      insert(record("Group", "Name", "g"));
    }
  }

  @Nested
  class Derived {
    @Test
    void stagesTellWonAndClosed() {
      String id =
          insert(
              record(
                  "Opportunity",
                  "Name",
                  "Deal",
                  "StageName",
                  "Prospecting",
                  "CloseDate",
                  LocalDate.of(2026, 5, 1),
                  "Amount",
                  new BigDecimal("200")));
      assertEquals(false, row("Opportunity", id).get("IsWon"));
      assertEquals(BigDecimal.TEN, row("Opportunity", id).get("Probability"));
      assertEquals(new BigDecimal("20.00"), row("Opportunity", id).get("ExpectedRevenue"));
      update(record("Opportunity", "Id", id, "StageName", "Closed Won"));
      assertEquals(true, row("Opportunity", id).get("IsWon"));
      assertEquals(true, row("Opportunity", id).get("IsClosed"));
      assertEquals("Closed", row("Opportunity", id).get("ForecastCategoryName"));
      assertEquals(2, row("Opportunity", id).get("FiscalQuarter"));
    }

    @Test
    void tasksFindTheirAccountAndCompletion() {
      String account = insert(record("Account", "Name", "Acme"));
      String contact =
          insert(record("Contact", "LastName", "Doe", "FirstName", "Jo", "AccountId", account));
      assertEquals("Jo Doe", row("Contact", contact).get("Name"));
      String task = insert(record("Task", "Subject", "Call", "WhoId", contact));
      assertEquals(account, row("Task", task).get("AccountId"));
      assertEquals("Not Started", row("Task", task).get("Status"));
      update(record("Task", "Id", task, "Status", "Completed"));
      assertEquals(scope.now, row("Task", task).get("CompletedDateTime"));
    }

    @Test
    void casesClose() {
      String id = insert(record("Case", "Subject", "Broken"));
      assertEquals("00001000", row("Case", id).get("CaseNumber"));
      update(record("Case", "Id", id, "Status", "Closed"));
      assertEquals(scope.now, row("Case", id).get("ClosedDate"));
      update(record("Case", "Id", id, "Status", "New"));
      assertNull(row("Case", id).get("ClosedDate"));
    }

    @Test
    void rollUpsFollowTheirDetails() {
      String visit = insert(record("Visit__c"));
      assertEquals(BigDecimal.ZERO, row("Visit__c", visit).get("Hours__c"));
      String a = insert(record("Line__c", "Visit__c", visit, "Hours__c", new BigDecimal("2.5")));
      insert(record("Line__c", "Visit__c", visit, "Hours__c", new BigDecimal("1.0")));
      assertEquals(new BigDecimal("3.5"), row("Visit__c", visit).get("Hours__c"));
      assertEquals(BigDecimal.ONE, row("Visit__c", visit).get("Long_Lines__c"));
      run(DmlOp.DELETE, true, null, List.of(record("Line__c", "Id", a)));
      assertEquals(new BigDecimal("1.0"), row("Visit__c", visit).get("Hours__c"));
      run(DmlOp.UNDELETE, true, null, List.of(record("Line__c", "Id", a)));
      assertEquals(new BigDecimal("3.5"), row("Visit__c", visit).get("Hours__c"));
    }
  }

  @Nested
  class Deletes {
    @Test
    void mastersTakeDetailsAndLookupsAreEmptied() {
      String account = insert(record("Account", "Name", "Acme"));
      String visit = insert(record("Visit__c", "Account__c", account));
      String line = insert(record("Line__c", "Visit__c", visit));
      run(DmlOp.DELETE, true, null, List.of(record("Visit__c", "Id", visit)));
      assertTrue(row("Line__c", line).deleted());
      run(DmlOp.UNDELETE, true, null, List.of(record("Visit__c", "Id", visit)));
      assertFalse(row("Line__c", line).deleted());
      run(DmlOp.DELETE, true, null, List.of(record("Account", "Id", account)));
      assertNull(row("Visit__c", visit).get("Account__c"));
      RowResult gone =
          run(DmlOp.UPDATE, false, null, List.of(record("Account", "Id", account))).get(0);
      assertEquals("ENTITY_IS_DELETED", gone.errors().get(0).statusCode());
      run(DmlOp.UNDELETE, true, null, List.of(record("Account", "Id", account)));
      assertEquals(account, row("Visit__c", visit).get("Account__c"), "lookups come back");
      run(DmlOp.DELETE, true, null, List.of(record("Account", "Id", account)));
      data.emptyRecycleBin(List.of(account));
      assertNull(row("Account", account));
    }

    @Test
    void casesHoldTheirAccount() {
      String account = insert(record("Account", "Name", "Acme"));
      insert(record("Case", "AccountId", account));
      RowResult r =
          run(DmlOp.DELETE, false, null, List.of(record("Account", "Id", account))).get(0);
      assertEquals("DELETE_FAILED", r.errors().get(0).statusCode());
      assertFalse(row("Account", account).deleted());
    }

    @Test
    void mergeMovesChildrenAndMarksTheLoser() {
      String winner = insert(record("Account", "Name", "A"));
      String loser = insert(record("Account", "Name", "B"));
      String contact = insert(record("Contact", "LastName", "Doe", "AccountId", loser));
      RowResult r =
          data.dml(
                  new DmlRequest(
                      DmlOp.MERGE,
                      List.of(record("Account", "Id", winner, "Site", "HQ")),
                      null,
                      true,
                      AccessMode.SYSTEM,
                      DmlOptions.DEFAULT,
                      List.of(loser)))
              .get(0);
      assertTrue(r.success(), () -> r.errors().toString());
      assertEquals(winner, row("Contact", contact).get("AccountId"));
      assertTrue(row("Account", loser).deleted());
      assertEquals(winner, row("Account", loser).get("MasterRecordId"));
      assertEquals("HQ", row("Account", winner).get("Site"));
    }
  }

  @Nested
  class Order {
    private final List<String> log = new ArrayList<>();

    private void hooks(String failAfter) {
      scope.hooks =
          new SaveHooks() {
            @Override
            public void beforeSave(
                RequestScope s, SaveEvent e, List<SObjectValue> rows, List<SObjectValue> priors) {
              log.add("before " + e + " " + rows.size() + " " + (priors.get(0) != null));
              rows.forEach(r -> r.put("Site", "set by flow"));
            }

            @Override
            public void afterSave(
                RequestScope s, SaveEvent e, List<SObjectValue> rows, List<SObjectValue> priors) {
              log.add("after " + e + " " + rows.size());
              for (SObjectValue r : rows) {
                assertNotNull(r.id());
                if (r.get("Name").equals(failAfter)) {
                  r.addError(null, "not you", null);
                }
              }
            }

            @Override
            public boolean concerns(String objectName, SaveEvent event) {
              return objectName.equals("Account");
            }
          };
    }

    @Test
    void flowsStandAroundTheWrite() {
      hooks("nobody");
      String id = insert(record("Account", "Name", "x"));
      assertEquals(List.of("before INSERT 1 false", "after INSERT 1"), log);
      assertEquals("set by flow", row("Account", id).get("Site"));
    }

    @Test
    void lateFailuresAreSetAsideAndTheRestIsTriedAgain() {
      hooks("bad");
      List<RowResult> r =
          run(
              DmlOp.INSERT,
              false,
              null,
              List.of(record("Account", "Name", "ok"), record("Account", "Name", "bad")));
      assertTrue(r.get(0).success());
      assertEquals("FIELD_CUSTOM_VALIDATION_EXCEPTION", r.get(1).errors().get(0).statusCode());
      assertEquals(1, scope.tx.rows("Account").size());
      assertEquals(4, log.size(), "two attempts");
    }

    @Test
    void chunksHaveTwoHundredRows() {
      hooks("nobody");
      List<SObjectValue> many = new ArrayList<>();
      for (int i = 0; i < 201; i++) {
        many.add(record("Account", "Name", "n" + i));
      }
      run(DmlOp.INSERT, true, null, many);
      assertEquals(
          List.of(
              "before INSERT 200 false",
              "after INSERT 200",
              "before INSERT 1 false",
              "after INSERT 1"),
          log);
    }

    @Test
    void validationRulesRefuse() {
      scope.formulas =
          new TestScope.NoFormulas() {
            @Override
            public List<Violation> violations(
                RequestScope s, SObjectValue row, SObjectValue prior) {
              return "bad".equals(row.get("Name"))
                  ? List.of(new Violation("R", "Name", "Bad name"))
                  : List.of();
            }
          };
      refused("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Name", record("Account", "Name", "bad"));
    }
  }

  @Test
  void filesBringTheirDocumentAndLinks() {
    String account = insert(record("Account", "Name", "x"));
    String version =
        insert(
            record(
                "ContentVersion",
                "Title",
                "Report",
                "PathOnClient",
                "/a/report.docx",
                "VersionData",
                new byte[3],
                "FirstPublishLocationId",
                account));
    String document = (String) row("ContentVersion", version).get("ContentDocumentId");
    assertEquals("WORD_X", row("ContentDocument", document).get("FileType"));
    assertEquals(version, row("ContentDocument", document).get("LatestPublishedVersionId"));
    assertEquals(2, scope.tx.find("ContentDocumentLink", "ContentDocumentId", document).size());
    String second =
        insert(
            record(
                "ContentVersion",
                "Title",
                "Report 2",
                "PathOnClient",
                "report.docx",
                "ContentDocumentId",
                document));
    assertEquals(false, row("ContentVersion", version).get("IsLatest"));
    assertEquals("2", row("ContentVersion", second).get("VersionNumber"));
    assertEquals(second, row("ContentDocument", document).get("LatestPublishedVersionId"));
  }

  @Test
  void userModeNeedsRights() {
    scope.allRights = false;
    DmlRequest request =
        new DmlRequest(
            DmlOp.INSERT,
            List.of(record("Account", "Name", "x", "Site", "s")),
            null,
            false,
            AccessMode.USER,
            DmlOptions.DEFAULT,
            List.of());
    assertEquals(
        "INSUFFICIENT_ACCESS_OR_READONLY", data.dml(request).get(0).errors().get(0).statusCode());
    DmlRequest strict =
        new DmlRequest(
            DmlOp.INSERT,
            request.records(),
            null,
            true,
            AccessMode.USER,
            DmlOptions.DEFAULT,
            List.of());
    assertEquals(
        "SecurityException", assertThrows(HostException.class, () -> data.dml(strict)).apexType());
    scope.rights.add("object:Account:CREATE");
    assertEquals(List.of("Site"), data.dml(request).get(0).errors().get(0).fields());
    scope.rights.add("edit:Account.Site");
    assertTrue(data.dml(request).get(0).success());
  }

  @Test
  void parentsCanBeNamedByExternalId() {
    insert(record("Visit__c", "Key__c", "V1"));
    SObjectValue line = record("Line__c");
    line.putParent("Visit__r", record("Visit__c", "Key__c", "v1"));
    String id = insert(line);
    assertNotNull(row("Line__c", id).get("Visit__c"));
  }
}
