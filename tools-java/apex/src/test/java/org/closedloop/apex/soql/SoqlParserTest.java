package org.closedloop.apex.soql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.closedloop.apex.host.HostException;
import org.junit.jupiter.api.Test;

class SoqlParserTest {

  private static SoqlQuery.Compare where(String condition) {
    SoqlQuery q = SoqlParser.parse("SELECT Id FROM Account WHERE " + condition);
    return assertInstanceOf(SoqlQuery.Compare.class, q.where());
  }

  private static Object literal(String condition) {
    return ((SoqlQuery.Literal) where(condition).right()).value();
  }

  @Test
  void everyClauseIsLowered() {
    SoqlQuery q =
        SoqlParser.parse(
            "SELECT Id, Owner.Name, (SELECT Id FROM Contacts WHERE Email = :mail LIMIT 2), COUNT(Id)"
                + " n FROM Account a USING SCOPE mine WHERE (Name LIKE 'A%' OR (NOT Name = null)) AND"
                + " Id IN (SELECT AccountId FROM Contact) AND X__c INCLUDES ('a;b','c') WITH"
                + " USER_MODE GROUP BY ROLLUP(Name) HAVING COUNT(Id) > 1 ORDER BY Name DESC NULLS"
                + " LAST LIMIT :max OFFSET 3 ALL ROWS FOR UPDATE");
    assertEquals(4, q.select().size());
    assertEquals("a", q.from().alias());
    assertEquals("mine", q.usingScope());
    assertEquals(SoqlQuery.AccessClause.USER_MODE, q.access());
    assertEquals(SoqlQuery.Grouping.ROLLUP, q.grouping());
    assertEquals(List.of("mail", "max"), q.binds().stream().map(b -> b.source()).toList());
    assertEquals(true, q.orderBy().get(0).nullsLast());
    assertTrue(q.allRows() && q.forUpdate());
    assertInstanceOf(SoqlQuery.And.class, q.where());
  }

  @Test
  void literalsBecomeRawValues() {
    assertEquals(7, literal("N__c = 7"));
    assertEquals(new BigDecimal("-1.50"), literal("N__c = -1.50"));
    assertEquals(LocalDate.of(2026, 2, 28), literal("D__c = 2026-02-28"));
    assertEquals(
        Instant.parse("2026-02-28T10:00:00Z"), literal("D__c = 2026-02-28T12:00:00+02:00"));
    assertEquals("it's\n\\", literal("Name = 'it\\'s\\n\\\\'"));
    assertEquals("50\\%", literal("Name LIKE '50\\%'"), "LIKE keeps its escapes");
    assertEquals(
        new SoqlQuery.DateLiteral("LAST_N_DAYS", 30), where("D__c > last_n_days:30").right());
  }

  @Test
  void wrongTextIsMalformedQuery() {
    for (String bad :
        List.of(
            "SELECT Id FORM Account",
            "SELECT Id FROM Account WHERE Name = \"x\"",
            "SELECT Id FROM Account WHERE A = 1 OR B = 2 AND C = 3",
            "SELECT Id FROM Account LIMIT 1 garbage",
            "SELECT Id FROM Account WHERE D = 2026-02-31",
            "SELECT FROM Account",
            "SELECT Id FROM Account WHERE",
            "SELECT Id FROM Account LIMIT",
            "SELECT Id FROM Account WHERE " + "(".repeat(101) + "Name = 'a'" + ")".repeat(101),
            "")) {
      HostException e = assertThrows(HostException.class, () -> SoqlParser.parse(bad), bad);
      assertEquals("MALFORMED_QUERY", e.statusCode(), bad);
      assertEquals("QueryException", e.apexType(), bad);
    }
  }

  @Test
  void theErrorShowsThePlace() {
    HostException e =
        assertThrows(HostException.class, () -> SoqlParser.parse("SELECT Id FROM Account WHERE x"));
    assertTrue(e.getMessage().contains("ERROR at Row:1:Column:"), e.getMessage());
    assertTrue(e.getMessage().contains("unexpected token: '<EOF>'"), e.getMessage());
  }

  @Test
  void soslIsLowered() {
    SoslQuery q =
        SoqlParser.parseSosl(
            "FIND 'acme*' IN NAME FIELDS RETURNING Account(Id, Name WHERE Industry = :i ORDER BY"
                + " Name LIMIT 3), Contact LIMIT 10");
    assertEquals("NAME", q.group());
    assertEquals(2, q.returning().size());
    assertEquals("i", q.binds().get(0).source());
    assertEquals(
        new SoqlQuery.Literal("joe"), SoqlParser.parseSosl("FIND {joe} RETURNING Lead").term());
  }

  @Test
  void aChildQueryMayNameItsParent() {
    SoqlQuery q = SoqlParser.parse("SELECT Id, (SELECT Id FROM a.Contacts) FROM Account a");
    SoqlQuery.SubQueryItem child = (SoqlQuery.SubQueryItem) q.select().get(1);
    assertEquals("Contacts", child.query().from().object());
  }

  @Test
  void bracketsInTextAreNoNesting() {
    SoqlQuery q =
        SoqlParser.parse("SELECT Id FROM Account WHERE Name = '\\'" + "(".repeat(500) + "'");
    assertEquals("Account", q.from().object());
  }

  @Test
  void aReservedWordIsAnObjectsNameButNoAlias() {
    SoqlQuery q = SoqlParser.parse("SELECT Id, Group.Name FROM Group g WHERE Type = 'Queue'");
    assertEquals("Group", q.from().object());
    assertThrows(HostException.class, () -> SoqlParser.parse("SELECT Id FROM Group where"));
  }
}
