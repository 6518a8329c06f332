package org.closedloop.localorg.soql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost.QueryResult;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.dml.TestScope;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SoqlEngineTest {

  private TestScope scope;
  private String acme;
  private String beta;
  private String none;

  private static Component field(String name, String body) throws Exception {
    String xml =
        "<CustomField xmlns=\"http://soap.sforce.com/2006/04/metadata\">" + body + "</CustomField>";
    return Component.ofXml(
        "CustomField", name, name, XmlElement.parse(xml.getBytes(StandardCharsets.UTF_8), name));
  }

  @BeforeEach
  void data() throws Exception {
    ComponentSet components =
        ComponentSet.of(
            List.of(
                field("Account.Tags__c", "<type>MultiselectPicklist</type><label>Tags</label>"),
                field(
                    "Account.Upper__c",
                    "<type>Text</type><label>U</label><formula>{Name}</formula>")));
    scope = new TestScope(new SchemaRegistry().build(components));
    acme = account("Acme", "Banking", "100", "a;b");
    beta = account("beta", "Energy", "50.50", null);
    none = account("Zeta", null, null, "b");
    contact("Ann", acme, "ann@acme.com", LocalDate.of(1990, 3, 10));
    contact("Bob", acme, null, null);
    contact("Cid", null, "cid@x.org", null);
  }

  private String account(String name, String industry, String revenue, String tags) {
    Map<String, Object> v = new HashMap<>();
    v.put("Name", name);
    v.put("Industry", industry);
    v.put("AnnualRevenue", revenue == null ? null : new BigDecimal(revenue));
    v.put("Tags__c", tags);
    v.put("OwnerId", TestScope.ADMIN);
    v.put("CreatedDate", Instant.parse("2026-03-10T01:00:00Z"));
    String id = scope.newId("Account");
    scope.put("Account", id, v);
    return id;
  }

  private void contact(String name, String accountId, String email, LocalDate born) {
    Map<String, Object> v = new HashMap<>();
    v.put("LastName", name);
    v.put("Name", name);
    v.put("AccountId", accountId);
    v.put("Email", email);
    v.put("Birthdate", born);
    v.put("OwnerId", TestScope.ADMIN);
    scope.put("Contact", scope.newId("Contact"), v);
  }

  private QueryResult run(String soql, Object... binds) {
    Map<String, Object> named = new HashMap<>();
    for (int i = 0; i < binds.length; i += 2) {
      named.put((String) binds[i], binds[i + 1]);
    }
    return new SoqlEngine(scope).query(soql, named, AccessMode.SYSTEM);
  }

  private List<Object> column(String soql, String name, Object... binds) {
    return run(soql, binds).rows().stream().map(r -> r.get(name)).toList();
  }

  private List<Object> names(String where, Object... binds) {
    return column("SELECT Name FROM Account WHERE " + where + " ORDER BY Name", "Name", binds);
  }

  @Nested
  class Filters {
    @Test
    void textIgnoresCaseAndNullIsKeptByNotEqual() {
      assertEquals(List.of("Acme"), names("Name = 'ACME'"));
      assertEquals(List.of("beta", "Zeta"), names("Industry != 'banking'"));
      assertEquals(List.of("beta", "Zeta"), names("Industry NOT IN ('Banking')"));
      assertEquals(List.of("Zeta"), names("Industry = null"));
      assertEquals(List.of("Zeta"), names("Industry IN (:i)", "i", Arrays.asList((Object) null)));
    }

    @Test
    void likeHasWildcardsAndEscapes() {
      assertEquals(List.of("Acme"), names("Name LIKE 'a%'"));
      assertEquals(List.of("beta", "Zeta"), names("Name LIKE '_eta'"));
      assertEquals(List.of(), names("Name LIKE '\\\\_eta'"));
    }

    @Test
    void numbersAndNullComparisons() {
      assertEquals(List.of("Acme"), names("AnnualRevenue > 50.5"));
      assertEquals(List.of("Acme", "beta"), names("AnnualRevenue >= :m", "m", 50.5d));
      assertEquals(List.of(), names("AnnualRevenue < 0"));
      assertEquals(List.of("Zeta"), names("AnnualRevenue = NULL"));
    }

    @Test
    void idsOfBothLengthsAndJoins() {
      assertEquals(List.of("Acme"), names("Id = '" + acme.substring(0, 15) + "'"));
      assertEquals(List.of("Acme"), names("Id IN (SELECT AccountId FROM Contact)"));
      assertEquals(
          List.of("beta", "Zeta"),
          names("Id NOT IN (SELECT AccountId FROM Contact WHERE Email = null)"));
      HostException e = assertThrows(HostException.class, () -> names("Id = 'nonsense'"));
      assertEquals("INVALID_QUERY_FILTER_OPERATOR", e.statusCode());
    }

    @Test
    void multiPicklists() {
      assertEquals(List.of("Acme"), names("Tags__c INCLUDES ('a;b')"));
      assertEquals(List.of("Acme", "Zeta"), names("Tags__c INCLUDES ('b','x')"));
      assertEquals(List.of("beta"), names("Tags__c EXCLUDES ('b')"));
    }

    @Test
    void dateLiteralsFollowTheUsersZone() {
      assertEquals(3, run("SELECT Id FROM Account WHERE CreatedDate = TODAY").rows().size());
      scope.zone = "America/Los_Angeles";
      assertEquals(0, run("SELECT Id FROM Account WHERE CreatedDate = TODAY").rows().size());
      assertEquals(3, run("SELECT Id FROM Account WHERE CreatedDate = YESTERDAY").rows().size());
      assertEquals(
          3, run("SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS:1").rows().size());
    }

    @Test
    void formulasAndParentsFilter() {
      assertEquals(List.of("Acme"), names("Upper__c = 'acme'"));
      assertEquals(
          List.of("Ann", "Bob"),
          column(
              "SELECT Name FROM Contact WHERE Account.Industry = 'Banking' ORDER BY Name", "Name"));
      assertEquals(
          List.of("Cid"), column("SELECT Name FROM Contact WHERE Account.Industry = null", "Name"));
    }

    @Test
    void deletedRowsShowOnlyWithAllRows() {
      scope.tx.put(scope.tx.get("Account", beta).asDeleted(beta));
      assertEquals(List.of("Acme", "Zeta"), names("Name != 'x'"));
      assertEquals(3, run("SELECT Id, IsDeleted FROM Account ALL ROWS").rows().size());
      assertEquals(1, run("SELECT COUNT() FROM Account WHERE IsDeleted = true ALL ROWS").count());
    }
  }

  @Nested
  class Shapes {
    @Test
    void parentsAndChildrenNest() {
      SObjectValue ann =
          run("SELECT Name, Account.Name, Account.Owner.Name FROM Contact WHERE Name = 'Ann'")
              .rows()
              .get(0);
      assertEquals("Acme", ann.parent("Account").get("Name"));
      assertEquals("Admin", ann.parent("Account").parent("Owner").get("Name"));
      assertTrue(ann.queried() && ann.isSet("Id") && !ann.isSet("Email"));
      SObjectValue cid = run("SELECT Account.Name FROM Contact WHERE Name = 'Cid'").rows().get(0);
      assertTrue(cid.hasParent("Account"));
      assertNull(cid.parent("Account"));
      SObjectValue a =
          run("SELECT Id, (SELECT Name FROM Contacts ORDER BY Name DESC LIMIT 1) FROM Account"
                  + " WHERE Name = 'Acme'")
              .rows()
              .get(0);
      assertEquals("Bob", a.children("Contacts").get(0).get("Name"));
    }

    @Test
    void orderLimitAndOffset() {
      assertEquals(
          Arrays.asList(null, "Banking", "Energy"),
          column("SELECT Industry FROM Account ORDER BY Industry", "Industry"));
      assertEquals(
          Arrays.asList("Energy", "Banking", null),
          column("SELECT Industry FROM Account ORDER BY Industry DESC NULLS LAST", "Industry"));
      assertEquals(
          List.of("beta"),
          column("SELECT Name FROM Account ORDER BY Name LIMIT :n OFFSET 1", "Name", "n", 1));
      assertThrows(HostException.class, () -> run("SELECT Id FROM Account OFFSET 2001"));
    }

    @Test
    void aggregates() {
      assertEquals(3, run("SELECT COUNT() FROM Account").count());
      SObjectValue all =
          run("SELECT COUNT(Industry) c, SUM(AnnualRevenue) s, AVG(AnnualRevenue), MIN(Name),"
                  + " COUNT_DISTINCT(OwnerId) d FROM Account")
              .rows()
              .get(0);
      assertEquals(2, all.get("c"));
      assertEquals(new BigDecimal("150.50"), all.get("s"));
      assertEquals(new BigDecimal("75.25"), all.get("expr0"));
      assertEquals("Acme", all.get("expr1"));
      assertEquals(1, all.get("d"));
      QueryResult groups =
          run("SELECT AccountId, COUNT(Id) n FROM Contact GROUP BY AccountId HAVING COUNT(Id) > 1");
      assertEquals(1, groups.rows().size());
      assertEquals(acme, groups.rows().get(0).get("AccountId"));
      assertEquals(2, groups.rows().get(0).get("n"));
      QueryResult rollup =
          run(
              "SELECT Industry, GROUPING(Industry) g, COUNT(Id) n FROM Account"
                  + " GROUP BY ROLLUP(Industry)");
      assertEquals(4, rollup.rows().size());
      assertEquals(1, rollup.rows().get(3).get("g"));
      assertEquals(3, rollup.rows().get(3).get("n"));
      assertEquals(
          0,
          run("SELECT MAX(Name) m FROM Account GROUP BY Industry HAVING COUNT(Id) > 9")
              .rows()
              .size());
    }

    @Test
    void polymorphicParentsAndTypeOf() {
      scope.put(
          "Task",
          scope.newId("Task"),
          Map.of("Subject", "Call", "WhatId", acme, "OwnerId", TestScope.ADMIN));
      SObjectValue t =
          run("SELECT What.Name, What.Type, Owner.Name, TYPEOF What WHEN Account THEN Industry"
                  + " ELSE Name END FROM Task WHERE What.Type = 'Account'")
              .rows()
              .get(0);
      assertEquals("Banking", t.parent("What").get("Industry"));
      assertEquals("Admin", t.parent("Owner").get("Name"));
      assertEquals(
          "Account", run("SELECT What.Type FROM Task").rows().get(0).parent("What").get("Type"));
    }

    @Test
    void dateFunctions() {
      SObjectValue r =
          run("SELECT CALENDAR_MONTH(Birthdate) m, COUNT(Id) FROM Contact WHERE Birthdate != null"
                  + " GROUP BY CALENDAR_MONTH(Birthdate)")
              .rows()
              .get(0);
      assertEquals(3, r.get("m"));
    }
  }

  @Nested
  class Access {
    @Test
    void userModeHidesObjectsAndFields() {
      scope.allRights = false;
      scope.rights.add("object:Account:READ");
      QueryResult r =
          new SoqlEngine(scope).query("SELECT Name FROM Account", Map.of(), AccessMode.USER);
      assertEquals(3, r.rows().size());
      HostException field =
          assertThrows(
              HostException.class,
              () ->
                  new SoqlEngine(scope)
                      .query(
                          "SELECT Id FROM Account WHERE Industry = 'x'",
                          Map.of(),
                          AccessMode.USER));
      assertTrue(field.getMessage().contains("No such column 'Industry'"));
      HostException object =
          assertThrows(HostException.class, () -> run("SELECT Id FROM Contact WITH USER_MODE"));
      assertTrue(object.getMessage().contains("'Contact' is not supported"));
    }

    @Test
    void guestsSeeNothingWithSharing() {
      scope.userType = "Guest";
      scope.userId = "005000000000009AAA";
      scope.allRights = false;
      assertEquals(
          0,
          new SoqlEngine(scope)
              .query("SELECT Id FROM Account", Map.of(), AccessMode.SYSTEM_WITH_SHARING)
              .rows()
              .size());
      assertEquals(3, run("SELECT Id FROM Account").rows().size());
    }
  }

  @Test
  void schemaAndRecordAccessAreQueryable() {
    assertEquals(
        1,
        run("SELECT Label FROM EntityDefinition WHERE QualifiedApiName = 'Account'").rows().size());
    assertEquals(
        "picklist",
        column(
                "SELECT DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName ="
                    + " 'Account' AND QualifiedApiName = 'Industry'",
                "DataType")
            .get(0));
    SObjectValue access =
        run(
                "SELECT RecordId, HasEditAccess FROM UserRecordAccess WHERE UserId = :u AND RecordId"
                    + " IN :r",
                "u",
                TestScope.ADMIN,
                "r",
                List.of(acme))
            .rows()
            .get(0);
    assertEquals(true, access.get("HasEditAccess"));
    SObjectValue entity =
        run("SELECT QualifiedApiName, (SELECT DeveloperName FROM EntityDefinition.Fields WHERE"
                + " IsCalculated = true) FROM EntityDefinition WHERE QualifiedApiName = 'Account'")
            .rows()
            .get(0);
    assertEquals("Upper", entity.children("Fields").get(0).get("DeveloperName"));
    assertThrows(
        org.closedloop.apex.host.UnsupportedPlatformFeature.class,
        () -> run("SELECT Id FROM LoginHistory"));
  }

  @Test
  void searchesFindWordBeginnings() {
    List<List<SObjectValue>> found =
        new SoslEngine(scope)
            .search(
                "FIND 'acm*' IN ALL FIELDS RETURNING Account(Name), Contact(LastName, Email"
                    + " ORDER BY LastName)",
                Map.of(),
                AccessMode.SYSTEM);
    assertEquals(1, found.get(0).size());
    assertEquals("Acme", found.get(0).get(0).get("Name"));
    assertEquals("Ann", found.get(1).get(0).get("LastName"), "the address has the word");
  }

  @Test
  void limitsAreCounted() {
    run("SELECT Id, (SELECT Id FROM Contacts) FROM Account");
    assertEquals(1, scope.limits.used(Limits.Counter.SOQL_QUERIES));
    assertEquals(5, scope.limits.used(Limits.Counter.SOQL_ROWS));
  }

  @Test
  void wrongNamesRaiseThePlatformsText() {
    HostException e = assertThrows(HostException.class, () -> run("SELECT Nome FROM Account"));
    assertEquals("INVALID_FIELD", e.statusCode());
    assertTrue(e.getMessage().contains("ERROR at Row:1:Column:8"));
    assertFalse(none.isEmpty());
    HostException bind =
        assertThrows(HostException.class, () -> run("SELECT Id FROM Account WHERE Name = :x"));
    assertTrue(bind.getMessage().contains("Variable does not exist: x"));
  }
}
