package org.closedloop.apex.bind;

import static org.closedloop.apex.bind.Fixture.bound;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Golden pairs: a statement and its bound tree. */
class ExpressionsTest {

  private static String last(String statements, String... others) {
    String all = bound(statements, others);
    return all.substring(all.lastIndexOf('\n') + 1);
  }

  @Nested
  class Conversions {
    @Test
    void areWrittenOut() {
      assertEquals(
          "LocalDeclaration(1, d, Decimal, Convert(Local(0, i), INTEGER_TO_DECIMAL))",
          last("Integer i = 1;\nDecimal d = i;"));
      assertEquals("LocalDeclaration(0, x, Long, Literal(5))", last("Long x = 5;"));
      assertEquals(
          "LocalDeclaration(1, i, Id, Convert(Local(0, s), STRING_TO_ID))",
          last("String s;\nId i = s;"));
    }

    @Test
    void arithmeticTakesTheWiderOperand() {
      assertEquals(
          "LocalDeclaration(2, z, Decimal, Binary(MULTIPLY,"
              + " Convert(Local(0, i), INTEGER_TO_DECIMAL), Local(1, d), Decimal))",
          last("Integer i;\nDecimal d;\nDecimal z = i * d;"));
    }

    @Test
    void aDateMovesByDays() {
      assertEquals(
          "LocalDeclaration(1, e, Date, Binary(ADD, Local(0, d), Literal(1), Date))",
          last("Date d;\nDate e = d + 1;"));
    }
  }

  @Nested
  class Text {
    @Test
    void concatenationIsFlat() {
      assertEquals(
          "LocalDeclaration(0, s, String, Concat([Literal(a) Literal(1) Literal(null)]))",
          last("String s = 'a' + 1 + null;"));
    }

    @Test
    void numbersAddUpBeforeTextBegins() {
      assertEquals(
          "LocalDeclaration(0, s, String,"
              + " Concat([Binary(ADD, Literal(1), Literal(2), Integer) Literal(a)]))",
          last("String s = 1 + 2 + 'a';"));
    }
  }

  @Nested
  class Names {
    @Test
    void aLocalShadowsAType() {
      assertEquals(
          "LocalDeclaration(1, n, String, RecordField(Local(0, account), Account, Name))",
          last("Account account;\nString n = account.Name;"));
    }

    @Test
    void parentsAreFollowed() {
      assertEquals(
          "LocalDeclaration(1, n, String, RecordField(ParentRecord(ParentRecord(Local(0, c),"
              + " Contact, AccountId), Account, OwnerId), User, Name))",
          last("Contact c;\nString n = c.Account.Owner.Name;"));
    }

    @Test
    void tokensLabelsPagesAndDescribes() {
      assertEquals(
          "LocalDeclaration(0, t, Schema.SObjectType, SObjectToken(Account))",
          last("Schema.SObjectType t = Account.SObjectType;"));
      assertEquals(
          "LocalDeclaration(0, f, Schema.DescribeFieldResult, DescribeField(Account, Name))",
          last("Schema.DescribeFieldResult f = Schema.SObjectType.Account.fields.Name;"));
      assertEquals(
          "LocalDeclaration(0, s, String, Label(hello))", last("String s = System.Label.hello;"));
      assertEquals(
          "LocalDeclaration(0, p, System.PageReference, Page(Survey))",
          last("PageReference p = Page.Survey;"));
    }

    @Test
    void aStaticOnlyClassLeavesItsNameToTheObject() {
      assertEquals(
          "LocalDeclaration(0, h, BusinessHours, Literal(null))", last("BusinessHours h = null;"));
      assertTrue(
          last("BusinessHours h;\nDatetime d = BusinessHours.add(h.Id, System.now(), 1L);")
              .contains("System.BusinessHours.add(Id,Datetime,Long)"));
    }
  }

  @Nested
  class Calls {
    private static final String ZOO =
        """
        public class Zoo {
          public virtual class Animal { public virtual String cry() { return ''; }
            public String name() { return 'a'; } }
          public class Dog extends Animal { public override String cry() { return 'w'; } }
          public interface Pet { void feed(Integer n); }
          public static void take(Object o) {}
          public static void take(Long l) {}
          public static void take(Decimal d) {}
        }
        """;

    @Test
    void dispatchIsTold() {
      assertEquals(
          "Expression(Call(VIRTUAL, Local(0, a), Zoo.Animal.cry(), []))",
          last("Zoo.Animal a;\na.cry();", ZOO));
      assertEquals(
          "Expression(Call(EXACT, Local(0, a), Zoo.Animal.name(), []))",
          last("Zoo.Animal a;\na.name();", ZOO));
      assertEquals(
          "Expression(Call(INTERFACE, Local(0, p), Zoo.Pet.feed(Integer), [Literal(1)]))",
          last("Zoo.Pet p;\np.feed(1);", ZOO));
    }

    @Test
    void theNearestOverloadWins() {
      assertTrue(last("Zoo.take(1);", ZOO).contains("take(Long)"));
      assertTrue(last("Zoo.take(1.5);", ZOO).contains("take(Decimal)"));
      assertTrue(last("Zoo.take('a');", ZOO).contains("take(Object)"));
    }

    @Test
    void platformCallsNameTheirSignature() {
      assertTrue(
          last("String s;\nInteger i = s.indexOf('a', 2);")
              .contains("PlatformCall(Local(0, s), System.String.indexOf(String,Integer)"));
      assertTrue(
          last("Map<Id, Account> m;\nfor (Account a : m.values()) {}")
              .contains("System.Map.values()"));
    }

    @Test
    void safeNavigationGuardsTheRestOfTheChain() {
      assertEquals(
          "LocalDeclaration(2, n, String, SafeNavigation(ParentRecord(Local(0, c), Contact,"
              + " AccountId), 1, RecordField(ParentRecord(Local(1, ?), Account, OwnerId), User,"
              + " Name)))",
          last("Contact c;\nString n = c.Account?.Owner.Name;"));
    }
  }

  @Nested
  class Queries {
    @Test
    void oneRowIsTakenOnDemand() {
      assertEquals(
          "LocalDeclaration(0, a, Account, Convert(Soql(query, Account, [], userMode),"
              + " ROWS_TO_RECORD))",
          last("Account a = [SELECT Id FROM Account];"));
      assertTrue(
          last("String n = [SELECT Name FROM Account].Name;")
              .contains("RecordField(Convert(Soql("));
    }

    @Test
    void clausesSetTheMode() {
      assertEquals(
          "LocalDeclaration(0, a, List<Account>, Soql(query, Account, []))",
          last("List<Account> a = [SELECT Id FROM Account WITH SYSTEM_MODE];"));
      assertEquals(
          "LocalDeclaration(0, n, Integer, Soql(query, Account, [], userMode))",
          last("Integer n = [SELECT COUNT() FROM Account];"));
    }

    @Test
    void loopsRunOverRowsOrChunks() {
      assertTrue(last("for (Account a : [SELECT Id FROM Account]) {}").contains("QUERY_ROWS"));
      assertTrue(
          last("for (List<Account> a : [SELECT Id FROM Account]) {}").contains("QUERY_CHUNKS"));
    }
  }

  @Nested
  class Creation {
    @Test
    void recordsTakeFieldsAndParents() {
      assertEquals(
          "LocalDeclaration(0, c, Contact, NewRecord(Contact,"
              + " [FieldInit(Email, Literal(e)) FieldInit(AccountId, parent,"
              + " NewRecord(Account, []))]))",
          last("Contact c = new Contact(Email = 'e', Account = new Account());"));
    }

    @Test
    void collectionsCopyAndConvert() {
      assertTrue(
          last("Set<Id> ids;\nList<String> s = new List<String>(ids);")
              .contains("NewCollection(Local(0, ids))"));
      assertEquals(
          "LocalDeclaration(0, l, List<Decimal>, NewElements([Literal(1) Literal(2.5)]))",
          last("List<Decimal> l = new List<Decimal>{ 1, 2.5 };"));
    }
  }

  @Test
  void switchesOverEnumsTakeBareNames() {
    String b =
        last(
            "Color.Shade c = Color.Shade.RED;\nswitch on c { when GREEN, RED { } when else { } }",
            "public class Color { public enum Shade { RED, GREEN } }");
    assertTrue(b.contains("ValueCase([EnumConstant(GREEN, 1) EnumConstant(RED, 0)]"), b);
  }

  @Test
  void dmlKnowsItsModeAndKey() {
    assertEquals(
        "Dml(UPSERT, Local(0, c), null, Key__c, userMode)",
        last("Contact c;\nupsert c Contact.Key__c;"));
    assertEquals("Dml(INSERT, Local(0, c), null, null)", last("Contact c;\ninsert as system c;"));
  }
}
