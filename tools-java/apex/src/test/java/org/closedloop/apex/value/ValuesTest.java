package org.closedloop.apex.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.types.TypeHierarchy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValuesTest {

  private static final UserCode CODE =
      new UserCode() {
        @Override
        public boolean userEquals(ApexObject left, Object right) {
          return left == right;
        }

        @Override
        public int userHashCode(ApexObject value) {
          return 1;
        }

        @Override
        public boolean userComparable(ApexObject value) {
          return false;
        }

        @Override
        public int userCompareTo(ApexObject left, Object right) {
          throw new AssertionError();
        }

        @Override
        public String userToString(ApexObject value) {
          return null;
        }

        @Override
        public ZoneId userZone() {
          return ZoneId.of("America/New_York");
        }
      };

  private static final TypeHierarchy FLAT =
      new TypeHierarchy() {
        @Override
        public List<ApexType> supertypes(ApexType type) {
          return List.of();
        }

        @Override
        public boolean isInterface(ApexType type) {
          return false;
        }

        @Override
        public boolean isEnum(ApexType type) {
          return false;
        }

        @Override
        public boolean isExtensible(ApexType type) {
          return false;
        }
      };

  private static final SObjectDef THING =
      SObjectDef.builder("Thing__c", SObjectDef.Kind.CUSTOM)
          .keyPrefix("a01")
          .field(FieldDef.builder("Id", FieldType.ID).build())
          .field(FieldDef.builder("Name", FieldType.STRING).nameField(true).build())
          .field(FieldDef.builder("Score__c", FieldType.DOUBLE).number(3, 0).build())
          .field(FieldDef.builder("Done__c", FieldType.BOOLEAN).build())
          .build();

  private final Convert convert = new Convert(FLAT);

  private static HostException thrown(Runnable r) {
    return assertThrows(HostException.class, r::run);
  }

  @Nested
  class EqualityOfValues {
    @Test
    void operatorIgnoresCaseAndEqualsKeepsIt() {
      assertTrue(Equality.operator(CODE, "Ab", "aB"));
      assertFalse(Equality.same(CODE, "Ab", "aB"));
    }

    @Test
    void numbersCompareByValueAcrossTypes() {
      assertTrue(Equality.same(CODE, 1, new BigDecimal("1.00")));
      assertTrue(Equality.same(CODE, 2L, 2));
      assertFalse(Equality.same(CODE, 1.5d, new BigDecimal("1.4")));
    }

    @Test
    void decimalsOfDifferentScaleAreEqualButHashApart() {
      BigDecimal a = new BigDecimal("1.1");
      BigDecimal b = new BigDecimal("1.10");
      assertTrue(Equality.same(CODE, a, b));
      assertNotEquals(Hashing.hash(CODE, a), Hashing.hash(CODE, b));
    }

    @Test
    void idsEqualTextOfEitherLength() {
      ApexId id = ApexId.parse("a01000000000001");
      assertTrue(Equality.operator(CODE, id, "a01000000000001"));
      assertTrue(Equality.operator(CODE, id.value(), id));
      assertFalse(Equality.operator(CODE, id, "a01000000000002"));
    }

    @Test
    void datetimesCompareBySeconds() {
      Instant t = Instant.parse("2018-10-05T23:43:59.073Z");
      Instant u = Instant.parse("2018-10-05T23:43:59Z");
      assertTrue(Equality.same(CODE, t, u));
      ApexSet s = ApexSet.of(CODE, SimpleType.DATETIME, List.of(t));
      assertTrue(s.contains(CODE, u));
    }

    @Test
    void recordsEqualByFieldsAndNullIsAbsent() {
      SObjectValue a = new SObjectValue(THING);
      SObjectValue b = new SObjectValue(THING);
      a.put("Name", "x");
      b.put("Name", "x");
      b.put("Score__c", null);
      assertTrue(Equality.same(CODE, a, b));
      assertEquals(Hashing.hash(CODE, a), Hashing.hash(CODE, b));
      assertFalse(Equality.identical(a, b));
      b.put("Score__c", BigDecimal.ONE);
      assertFalse(Equality.same(CODE, a, b));
    }

    @Test
    void collectionsCompareByContent() {
      ApexSet s = ApexSet.of(CODE, SimpleType.STRING, List.of("a", "b"));
      ApexSet t = ApexSet.of(CODE, SimpleType.STRING, List.of("b", "a"));
      assertTrue(Equality.same(CODE, s, t));
      ApexList l = ApexList.of(SimpleType.STRING, List.of("a", "b"));
      ApexList m = ApexList.of(SimpleType.STRING, List.of("b", "a"));
      assertFalse(Equality.same(CODE, l, m));
    }
  }

  @Nested
  class Collections {
    @Test
    void mapsKeepInsertionOrderAndLoseChangedKeys() {
      ApexMap m = new ApexMap(SObjectType.GENERIC, SimpleType.INTEGER);
      SObjectValue key = new SObjectValue(THING);
      key.put("Name", "a");
      m.put(CODE, key, 1);
      assertEquals(1, m.get(CODE, key));
      key.put("Name", "b");
      assertNull(m.get(CODE, key));
    }

    @Test
    void changesInALoopAreRefused() {
      ApexList l = ApexList.of(SimpleType.INTEGER, List.of(1, 2));
      l.beginIteration();
      assertEquals("FinalException", thrown(() -> l.add(3)).apexType());
      l.set(0, 9);
      l.endIteration();
      l.add(3);
      assertEquals(3, l.size());
    }

    @Test
    void indexErrorsNameTheIndex() {
      ApexList l = new ApexList(SimpleType.INTEGER);
      assertEquals("List index out of bounds: 0", thrown(() -> l.get(0)).getMessage());
    }

    @Test
    void listsOfOneObjectRefuseOthers() {
      ApexList l = new ApexList(new SObjectType("Account"));
      assertEquals(
          "Collection store exception adding SOBJECT:Thing__c to List<Account>",
          thrown(() -> l.add(new SObjectValue(THING))).getMessage());
    }

    @Test
    void sortingIsStableAndTakesNullsFirst() {
      ApexList l = new ApexList(SimpleType.STRING);
      for (String s : new String[] {"b", null, "B", "a"}) {
        l.add(s);
      }
      Compare.sort(CODE, l);
      assertEquals("(null, B, a, b)", ToText.concat(CODE, l));
      ApexList n = ApexList.of(SimpleType.INTEGER, List.of(31, 12, 22, 11));
      Compare.sort(n, (a, b) -> (Integer) a % 10 - (Integer) b % 10);
      assertEquals("(31, 11, 12, 22)", ToText.concat(CODE, n));
    }
  }

  @Nested
  class Numbers {
    @Test
    void integersWrap() {
      assertEquals(Integer.MIN_VALUE, Arithmetic.add(Integer.MAX_VALUE, 1));
      assertEquals(Long.MIN_VALUE, Arithmetic.add(Long.MAX_VALUE, 1));
    }

    @Test
    void sumsAndProductsKeepTheirScale() {
      assertEquals(
          new BigDecimal("3.30"), Arithmetic.add(new BigDecimal("1.10"), new BigDecimal("2.2")));
      assertEquals(
          new BigDecimal("2.420"),
          Arithmetic.multiply(new BigDecimal("1.10"), new BigDecimal("2.2")));
    }

    @Test
    void divisionByZeroIsTheirs() {
      assertEquals("Divide by 0", thrown(() -> Arithmetic.divide(1, 0)).getMessage());
      assertEquals(
          "MathException",
          thrown(() -> Decimals.divide(BigDecimal.ONE, BigDecimal.ZERO)).apexType());
    }

    @Test
    void relationsWithNull() {
      assertNull(Compare.relational(null, 3));
      assertTrue(Compare.relational("a", null) > 0);
      assertTrue(Compare.relational(null, "a") < 0);
      assertEquals(0, Compare.relational("Ab", "aB"));
    }
  }

  @Nested
  class Texts {
    @Test
    void datesCarryATimeInConcatenationsOnly() {
      LocalDate d = LocalDate.of(2024, 5, 6);
      assertEquals("2024-05-06", ToText.valueOf(CODE, d));
      assertEquals("2024-05-06 00:00:00", ToText.concat(CODE, d));
    }

    @Test
    void datetimesAreLocalInValueOf() {
      Instant t = Instant.parse("2024-01-02T03:04:05Z");
      assertEquals("2024-01-01 22:04:05", ToText.valueOf(CODE, t));
      assertEquals("2024-01-02 03:04:05", ToText.concat(CODE, t));
    }

    @Test
    void plainNumbersAndTimes() {
      assertEquals("1000", ToText.valueOf(CODE, new BigDecimal("1000")));
      assertEquals("0.00000001", ToText.valueOf(CODE, new BigDecimal("1E-8")));
      assertEquals("10:20:30.000Z", ToText.valueOf(CODE, LocalTime.of(10, 20, 30)));
    }

    @Test
    void aCycleEnds() {
      ApexList l = new ApexList(SimpleType.OBJECT);
      l.add(l);
      assertEquals("((already output))", ToText.concat(CODE, l));
    }
  }

  @Nested
  class Conversions {
    @Test
    void wrongCastsNameBothTypes() {
      ApexMap m = new ApexMap(SimpleType.STRING, SimpleType.OBJECT);
      assertEquals(
          "Invalid conversion from runtime type Map<String,ANY> to List<ANY>",
          thrown(() -> convert.cast(m, new ListType(SimpleType.OBJECT))).getMessage());
      assertEquals(
          "Invalid conversion from runtime type SOBJECT:Thing__c to SOBJECT:Account",
          thrown(() -> convert.cast(new SObjectValue(THING), new SObjectType("Account")))
              .getMessage());
      assertEquals(
          "Invalid conversion from runtime type String to Integer",
          thrown(() -> convert.cast("x", SimpleType.INTEGER)).getMessage());
    }

    @Test
    void numbersWidenInCasts() {
      assertEquals(new BigDecimal("3"), convert.cast(3, SimpleType.DECIMAL));
      assertEquals(3L, convert.cast(3, SimpleType.LONG));
      assertEquals(2, convert.narrow(new BigDecimal("2.9"), SimpleType.INTEGER));
    }

    @Test
    void listsOfGenericRecordsPassForThoseOfAnyObject() {
      ApexList rows = new ApexList(SObjectType.GENERIC);
      rows.add(new SObjectValue(THING));
      assertTrue(convert.isInstance(rows, new ListType(new SObjectType("Thing__c"))));
      assertTrue(convert.isInstance(rows, new ListType(new SObjectType("Account"))));
      ApexList accounts = new ApexList(new SObjectType("Account"));
      assertFalse(convert.isInstance(accounts, new ListType(new SObjectType("Thing__c"))));
      assertFalse(convert.isInstance(rows, new MapType(SimpleType.STRING, SimpleType.OBJECT)));
    }

    @Test
    void collectionsConvertPartByPart() {
      ApexList ids = ApexList.of(SimpleType.ID, List.of(ApexId.parse("a01000000000001")));
      ApexList texts = (ApexList) convert.collection(CODE, ids, new ListType(SimpleType.STRING));
      assertEquals("a01000000000001AAA", texts.get(0));
    }

    @Test
    void listsAreIterable() {
      ApexList rows = new ApexList(SimpleType.STRING);
      assertTrue(
          convert.isInstance(
              rows, new PlatformType(PlatformType.ITERABLE, List.of(SimpleType.STRING))));
    }
  }

  @Nested
  class Records {
    @Test
    void checkboxesAreNeverNull() {
      assertEquals(false, SObjectFields.get(new SObjectValue(THING), "done__c"));
    }

    @Test
    void unqueriedFieldsRaise() {
      SObjectValue r = new SObjectValue(THING).markQueried();
      assertEquals(
          "SObject row was retrieved via SOQL without querying the requested field:"
              + " Thing__c.Name",
          thrown(() -> SObjectFields.get(r, "Name")).getMessage());
    }

    @Test
    void writesConvertAndRefuse() {
      SObjectValue r = new SObjectValue(THING);
      SObjectFields.put(r, "score__c", 7);
      assertEquals(new BigDecimal("7"), r.get("Score__c"));
      assertEquals(
          "Illegal assignment from String to Decimal",
          thrown(() -> SObjectFields.put(r, "Score__c", "seven")).getMessage());
      assertEquals(
          "Invalid field Nope for Thing__c",
          thrown(() -> SObjectFields.put(r, "Nope", 1)).getMessage());
      r.setReadOnly(true);
      assertEquals(
          "Record is read-only", thrown(() -> SObjectFields.put(r, "Name", "x")).getMessage());
    }

    @Test
    void idsOfOtherObjectsAreRefused() {
      SObjectValue r = new SObjectValue(THING);
      HostException e = thrown(() -> SObjectFields.put(r, "Id", "001000000000001"));
      assertTrue(e.getMessage().startsWith("Invalid id value for this SObject type"));
    }
  }

  @Nested
  class Ids {
    @Test
    void eighteenCharactersRestoreTheirCase() {
      String id = RecordId.of("a0B", 123456789L);
      assertEquals(id, RecordId.normalize(id.toUpperCase(java.util.Locale.ROOT)));
      assertEquals(ApexId.parse(id), ApexId.parse(id.substring(0, 15)));
    }

    @Test
    void nonsenseIsRefused() {
      assertEquals("Invalid id: 12", thrown(() -> ApexId.parse("12")).getMessage());
    }
  }
}
