package org.closedloop.apex.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlatformIndexTest {

  private final PlatformIndex index = PlatformIndex.get();

  private PlatformType type(String name) {
    return index.type(name).orElseThrow();
  }

  private List<String> signatures(String type, String method) {
    return index.methods(type(type), method).stream()
        .map(m -> m.returns() + " " + m.signature())
        .sorted()
        .toList();
  }

  @Nested
  class Names {
    @Test
    void typesAndMembersIgnoreCaseAndAnswerAsDeclared() {
      assertEquals("System.String", type("sYsTeM.sTrInG").qualifiedName());
      assertEquals("isBlank", type("System.String").methods("ISBLANK").get(0).name());
      assertEquals("Cache", index.namespace("cache").orElseThrow());
    }

    @Test
    void anUnknownTypeIsEmpty() {
      assertTrue(index.type("System.Strin").isEmpty());
      assertTrue(index.type("Nope.String").isEmpty());
    }

    @Test
    void nestedTypesHaveDots() {
      assertEquals("InboundEmail.Header", type("Messaging.InboundEmail.Header").name());
    }

    @Test
    void helperTypesOfTheStubsAreNotTypesOfThePlatform() {
      assertTrue(index.namespace("Internal").isEmpty());
      assertTrue(index.namespace("SObjectStubs").isEmpty());
    }
  }

  @Nested
  class Members {
    @Test
    void overloadsKeepTheirGenerics() {
      assertEquals(
          List.of("Boolean System.Set.addAll(List<T>)", "Boolean System.Set.addAll(Set<T>)"),
          signatures("System.Set", "addAll"));
    }

    @Test
    void staticAndInstanceAreToldApart() {
      assertTrue(type("System.String").methods("valueOf").get(0).isStatic());
      assertFalse(type("System.String").methods("trim").get(0).isStatic());
    }

    @Test
    void keywordEscapesAreGone() {
      assertEquals("clone", type("System.List").methods("clone").get(0).name());
    }

    @Test
    void everyTypeInheritsFromObject() {
      assertEquals(
          List.of("Integer Object.hashCode()"), signatures("System.HttpRequest", "hashCode"));
    }

    @Test
    void inheritedMembersComeFromTheSuperclass() {
      assertEquals(
          List.of("String System.Exception.getMessage()"),
          signatures("System.DmlException", "getMessage"));
      assertTrue(type("System.DmlException").isException());
      assertTrue(index.isSubtype(type("System.DmlException"), "System.Exception"));
    }

    @Test
    void interfaceParametersAreReplacedBySupertypeArguments() {
      PlatformMember.Method next =
          index.methods(type("Database.QueryLocatorIterator"), "next").get(0);
      assertEquals("SObject", next.returns().toString());
    }

    @Test
    void aBatchMayStartWithAnIterable() {
      assertEquals(
          List.of("Database.QueryLocator", "Iterable<T>"),
          type("Database.Batchable").methods("start").stream()
              .map(m -> m.returns().toString())
              .toList());
    }
  }

  @Nested
  class Enums {
    @Test
    void constantsStandInThePlatformsOrder() {
      assertEquals(
          List.of("NONE", "INTERNAL", "FINEST", "FINER", "FINE", "DEBUG", "INFO", "WARN", "ERROR"),
          type("System.LoggingLevel").enumConstants());
    }

    @Test
    void valuesAndValueOfExist() {
      assertEquals(
          List.of("List<LoggingLevel> System.LoggingLevel.values()"),
          signatures("System.LoggingLevel", "values"));
      assertEquals("DEBUG", type("System.LoggingLevel").enumConstant("debug").orElseThrow());
    }
  }

  @Test
  void everyStubCanBeRead() {
    List<PlatformType> all = index.types();
    assertTrue(all.size() > 1600, "types: " + all.size());
    assertTrue(all.stream().mapToInt(t -> t.methods().size()).sum() > 6000);
  }
}
