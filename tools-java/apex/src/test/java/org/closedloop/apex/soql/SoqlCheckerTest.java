package org.closedloop.apex.soql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.junit.jupiter.api.Test;

class SoqlCheckerTest {

  private static FieldDef field(String name, FieldType type) {
    return FieldDef.builder(name, type).build();
  }

  private static FieldDef lookup(String name, String rel, String... to) {
    return FieldDef.builder(name, FieldType.REFERENCE).reference(List.of(to), rel, null).build();
  }

  private static Schema schema() {
    SObjectDef account =
        SObjectDef.builder("Account", SObjectDef.Kind.STANDARD)
            .field(field("Id", FieldType.ID))
            .field(field("Name", FieldType.STRING))
            .field(field("Revenue", FieldType.CURRENCY))
            .field(FieldDef.builder("Notes", FieldType.TEXTAREA).longText(true).build())
            .field(field("Industry", FieldType.PICKLIST))
            .field(field("IsActive", FieldType.BOOLEAN))
            .field(field("CreatedDate", FieldType.DATETIME))
            .field(lookup("ParentId", "Parent", "Account"))
            .field(lookup("OwnerId", "Owner", "User", "Group"))
            .children(List.of(new ChildRelationship("Contacts", "Contact", "AccountId", false)))
            .build();
    SObjectDef contact =
        SObjectDef.builder("Contact", SObjectDef.Kind.STANDARD)
            .field(field("Id", FieldType.ID))
            .field(field("Email", FieldType.EMAIL))
            .field(lookup("AccountId", "Account", "Account"))
            .build();
    SObjectDef name =
        SObjectDef.builder("Name", SObjectDef.Kind.STANDARD)
            .field(field("Id", FieldType.ID))
            .field(field("Name", FieldType.STRING))
            .build();
    Map<String, SObjectDef> all = new LinkedHashMap<>();
    for (SObjectDef o : List.of(account, contact, name)) {
      all.put(o.name().toLowerCase(java.util.Locale.ROOT), o);
    }
    return new Schema() {
      @Override
      public Optional<SObjectDef> object(String n) {
        return Optional.ofNullable(all.get(n.toLowerCase(java.util.Locale.ROOT)));
      }

      @Override
      public Collection<SObjectDef> objects() {
        return all.values();
      }

      @Override
      public Optional<SObjectDef> byKeyPrefix(String prefix) {
        return Optional.empty();
      }

      @Override
      public Optional<String> label(String n) {
        return Optional.empty();
      }

      @Override
      public boolean hasPage(String n) {
        return false;
      }

      @Override
      public boolean hasFlow(String n) {
        return false;
      }

      @Override
      public boolean hasCustomPermission(String n) {
        return false;
      }

      @Override
      public boolean hasStaticResource(String n) {
        return false;
      }
    };
  }

  private static SoqlChecker.Checked check(String soql) {
    return new SoqlChecker(schema()).check(SoqlParser.parse(soql));
  }

  private static void fails(String code, String text, String soql) {
    SoqlChecker.Checked c = check(soql);
    assertEquals(1, c.issues().size(), () -> soql + " -> " + c.issues());
    assertEquals(code, c.issues().get(0).code(), soql);
    assertTrue(c.issues().get(0).message().contains(text), () -> c.issues().toString());
  }

  @Test
  void goodQueriesHaveNoIssue() {
    for (String soql :
        List.of(
            "SELECT Id, parent.parent.NAME, Owner.Name FROM account WHERE Account.Name = 'x'",
            "SELECT a.Id, (SELECT Id FROM Contacts WHERE Email LIKE '%x') FROM Account a",
            "SELECT Industry, COUNT(Id) n, MAX(Revenue) FROM Account GROUP BY Industry"
                + " HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC LIMIT 3",
            "SELECT CALENDAR_YEAR(CreatedDate), SUM(Revenue) FROM Account"
                + " GROUP BY CALENDAR_YEAR(CreatedDate)",
            "SELECT COUNT() FROM Account LIMIT 5",
            "SELECT Id FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact)",
            "SELECT TYPEOF Owner WHEN User THEN Id ELSE Name END FROM Account")) {
      SoqlChecker.Checked c = check(soql);
      if (soql.startsWith("SELECT TYPEOF")) {
        assertEquals("INVALID_TYPE", c.issues().get(0).code(), "User is not in this schema");
      } else {
        assertTrue(c.ok(), () -> soql + " -> " + c.issues());
      }
    }
  }

  @Test
  void unknownNamesAreNamedWithTheNearest() {
    fails("INVALID_TYPE", "sObject type 'Acount' is not supported", "SELECT Id FROM Acount");
    fails("INVALID_FIELD", "No such column 'Nam' on entity 'Account'", "SELECT Nam FROM Account");
    fails("INVALID_FIELD", "relationship 'Boss'", "SELECT Boss.Name FROM Account");
    fails("INVALID_TYPE", "'Kontacts'", "SELECT Id, (SELECT Id FROM Kontacts) FROM Account");
    fails("INVALID_FIELD", "'Phone'", "SELECT Id FROM Account WHERE Phone = 'x'");
    assertEquals("Name", check("SELECT Nam FROM Account").issues().get(0).nearest());
    assertEquals(8, check("SELECT Nam FROM Account").issues().get(0).column());
  }

  @Test
  void typesAndOperatorsAreChecked() {
    fails("INVALID_FIELD", "must be of type string", "SELECT Id FROM Account WHERE Name = 3");
    fails("INVALID_FIELD", "must be of type double", "SELECT Id FROM Account WHERE Revenue = '3'");
    fails("INVALID_FIELD", "type boolean", "SELECT Id FROM Account WHERE IsActive = 'true'");
    fails("INVALID_FIELD", "can not be filtered", "SELECT Id FROM Account WHERE Notes = 'x'");
    fails("INVALID_QUERY_FILTER_OPERATOR", "id field", "SELECT Id FROM Account WHERE Id LIKE 'x'");
  }

  @Test
  void aggregateRulesHold() {
    fails("MALFORMED_QUERY", "Field must be grouped", "SELECT Name, COUNT(Id) FROM Account");
    fails("MALFORMED_QUERY", "can not be grouped", "SELECT Revenue FROM Account GROUP BY Revenue");
    fails("INVALID_FIELD", "aggregate operator SUM", "SELECT SUM(Name) FROM Account");
    fails("MALFORMED_QUERY", "LIMIT", "SELECT MAX(Revenue) FROM Account LIMIT 1");
    fails("MALFORMED_QUERY", "duplicate field selected: Name", "SELECT Name, name FROM Account");
    fails("MALFORMED_QUERY", "field aliasing", "SELECT Name n FROM Account");
  }

  @Test
  void theShapeTellsColumnsAndBinds() {
    RowShape shape =
        check(
                "SELECT Industry, COUNT(Id) n, MAX(CreatedDate), SUM(Revenue) FROM Account WHERE"
                    + " Name IN :names AND Revenue > :min GROUP BY Industry LIMIT :top")
            .shape();
    assertEquals(RowShape.Kind.AGGREGATE, shape.kind());
    assertEquals(
        List.of("Industry", "n", "expr0", "expr1"),
        shape.columns().stream().map(RowShape.Column::alias).toList());
    assertEquals(
        Arrays.asList(FieldType.PICKLIST, FieldType.INTEGER, FieldType.DATETIME, FieldType.DOUBLE),
        shape.columns().stream().map(RowShape.Column::type).toList());
    assertEquals(RowShape.BindRole.COLLECTION, shape.binds().get(0).role());
    assertEquals("Revenue", shape.binds().get(1).field().name());
    assertEquals(RowShape.BindRole.LIMIT, shape.binds().get(2).role());
  }
}
