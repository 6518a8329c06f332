package org.closedloop.apex.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConversionsTest {

  private static final ClassType ANIMAL = new ClassType("Animal");
  private static final ClassType DOG = new ClassType("Dog");
  private static final ClassType PET = new ClassType("Pet");
  private static final SObjectType ACCOUNT = new SObjectType("Account");
  private static final SObjectType CONTACT = new SObjectType("Contact");

  /** Dog extends Animal implements Pet; Animal is virtual, Pet an interface. */
  private final Conversions rules =
      new Conversions(
          new TypeHierarchy() {
            @Override
            public List<ApexType> supertypes(ApexType type) {
              return type.equals(DOG) ? List.of(ANIMAL, PET) : List.of();
            }

            @Override
            public boolean isInterface(ApexType type) {
              return type.equals(PET);
            }

            @Override
            public boolean isEnum(ApexType type) {
              return false;
            }

            @Override
            public boolean isExtensible(ApexType type) {
              return type.equals(ANIMAL);
            }
          });

  private static ApexType list(ApexType t) {
    return new ListType(t);
  }

  @Nested
  class Assignment {
    @Test
    void widensNumbersAndNeverNarrows() {
      assertEquals(
          Optional.of(Conversion.INTEGER_TO_LONG),
          rules.assignment(SimpleType.INTEGER, SimpleType.LONG));
      assertEquals(
          Optional.of(Conversion.LONG_TO_DECIMAL),
          rules.assignment(SimpleType.LONG, SimpleType.DECIMAL));
      assertTrue(rules.assignment(SimpleType.LONG, SimpleType.INTEGER).isEmpty());
      assertTrue(rules.assignment(SimpleType.DECIMAL, SimpleType.INTEGER).isEmpty());
      assertTrue(rules.assignment(SimpleType.DOUBLE, SimpleType.LONG).isEmpty());
    }

    @Test
    void convertsDecimalAndDoubleIdAndStringBothWays() {
      assertEquals(
          Optional.of(Conversion.DECIMAL_TO_DOUBLE),
          rules.assignment(SimpleType.DECIMAL, SimpleType.DOUBLE));
      assertEquals(
          Optional.of(Conversion.DOUBLE_TO_DECIMAL),
          rules.assignment(SimpleType.DOUBLE, SimpleType.DECIMAL));
      assertEquals(
          Optional.of(Conversion.STRING_TO_ID), rules.assignment(SimpleType.STRING, SimpleType.ID));
      assertTrue(rules.assignment(SimpleType.INTEGER, SimpleType.STRING).isEmpty());
    }

    @Test
    void dateBecomesDatetimeButNotBack() {
      assertEquals(
          Optional.of(Conversion.DATE_TO_DATETIME),
          rules.assignment(SimpleType.DATE, SimpleType.DATETIME));
      assertTrue(rules.assignment(SimpleType.DATETIME, SimpleType.DATE).isEmpty());
    }

    @Test
    void recordsNeedACastDownwardsButTheirCollectionsDoNot() {
      assertEquals(Optional.of(Conversion.NONE), rules.assignment(ACCOUNT, SObjectType.GENERIC));
      assertTrue(rules.assignment(SObjectType.GENERIC, ACCOUNT).isEmpty());
      assertEquals(
          Optional.of(Conversion.SOBJECT_COLLECTION),
          rules.assignment(list(SObjectType.GENERIC), list(ACCOUNT)));
      assertTrue(rules.assignment(list(CONTACT), list(ACCOUNT)).isEmpty());
      assertTrue(
          rules
              .assignment(
                  new MapType(SimpleType.ID, SObjectType.GENERIC),
                  new MapType(SimpleType.ID, ACCOUNT))
              .isPresent());
    }

    @Test
    void listsAndSetsAreIterable() {
      ApexType iterable = new PlatformType(PlatformType.ITERABLE, List.of(ACCOUNT));
      assertTrue(rules.assignment(list(ACCOUNT), iterable).isPresent());
      assertTrue(rules.assignment(PlatformType.QUERY_LOCATOR, iterable).isPresent());
      assertTrue(rules.assignment(list(SimpleType.STRING), iterable).isEmpty());
    }
  }

  @Nested
  class Arguments {
    @Test
    void nearerTypesCostLess() {
      assertTrue(
          rules.argumentCost(SimpleType.INTEGER, SimpleType.LONG)
              < rules.argumentCost(SimpleType.INTEGER, SimpleType.DECIMAL));
      assertTrue(rules.argumentCost(DOG, ANIMAL) < rules.argumentCost(DOG, SimpleType.OBJECT));
      assertEquals(0, rules.argumentCost(DOG, DOG));
      assertEquals(-1, rules.argumentCost(ANIMAL, DOG));
    }

    @Test
    void looseConversionsComeLast() {
      assertEquals(Conversions.LOOSE, rules.argumentCost(SimpleType.STRING, SimpleType.ID));
      assertTrue(
          rules.argumentCost(SimpleType.STRING, SimpleType.OBJECT)
              < rules.argumentCost(SimpleType.STRING, SimpleType.ID));
    }
  }

  @Nested
  class Casts {
    @Test
    void interfacesMayHideAnExtensibleClassOnly() {
      assertTrue(rules.castable(PET, ANIMAL));
      assertTrue(rules.castable(ANIMAL, PET));
      assertFalse(rules.castable(PET, new ClassType("Final")));
      assertTrue(rules.castable(PET, DOG));
    }

    @Test
    void recordsCastOnlyAlongTheirLine() {
      assertTrue(rules.castable(SObjectType.GENERIC, ACCOUNT));
      assertFalse(rules.castable(ACCOUNT, CONTACT));
      assertFalse(rules.castable(SimpleType.STRING, SimpleType.INTEGER));
      assertTrue(rules.castable(SimpleType.DECIMAL, SimpleType.INTEGER));
    }
  }

  @Test
  void branchesMeetInTheWiderType() {
    assertEquals(
        Optional.of(SimpleType.DECIMAL), rules.common(SimpleType.INTEGER, SimpleType.DECIMAL));
    assertEquals(Optional.of(ANIMAL), rules.common(DOG, ANIMAL));
    assertEquals(Optional.of(SimpleType.STRING), rules.common(SimpleType.NULL, SimpleType.STRING));
    assertTrue(rules.common(SimpleType.STRING, SimpleType.INTEGER).isEmpty());
  }
}
