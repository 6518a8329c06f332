package org.closedloop.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the schema says at which version, with the vendor's client of 62.0 as second witness. */
class SchemaVersionTest {
  private static final SchemaModel OLD = SchemaModel.forVersion("62.0");
  private static final SchemaModel NEW = SchemaModel.forVersion("66.0");
  private static VendorSchema vendor;
  private static Set<String> exceptions;

  @BeforeAll
  static void readTheVendorsClient() throws IOException, ReflectiveOperationException {
    vendor = VendorSchema.read();
    exceptions = new HashSet<>();
    try (InputStream in = SchemaVersionTest.class.getResourceAsStream("schema-62-exceptions.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> List.of(line.split(" ")).stream())
          .filter(word -> !word.isEmpty())
          .forEach(exceptions::add);
    }
  }

  private static List<Diagnostic> check(String version, String type, String body)
      throws XmlParseException {
    String document = ProjectFixture.document(type, body);
    return new SchemaWalker(SchemaModel.forVersion(version))
        .check(
            Component.ofXml(
                type,
                "X",
                "x.xml",
                XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), "x.xml")));
  }

  @Nested
  class TheVendorsClient {
    @Test
    void everyElementOfItIsInTheModelOfItsVersion() {
      Set<String> missing = new TreeSet<>();
      vendor.types.forEach(
          (name, type) -> {
            if (OLD.isType(name)) {
              for (String element : type.elements().keySet()) {
                if (OLD.field(name, element).isEmpty()) {
                  missing.add(name + "." + element);
                }
              }
            }
          });
      // Both are in no published schema.
      missing.remove("AccountingSettings.enableSkipReversalLogicEnabled");
      missing.remove("UserInterfaceSettings.multiColumnSortOff");
      assertEquals(Set.of(), missing);
    }

    @Test
    void everyElementThatItLacksIsGoneOrAReasonedException() {
      Set<String> more = new TreeSet<>();
      for (String name : NEW.typeNames()) {
        if (!vendor.types.containsKey(name)) {
          assertTrue(exceptions.contains(name), name);
          continue;
        }
        for (String element : OLD.fields(name).keySet()) {
          boolean inherited = OLD.declaringType(name, element).map(t -> !t.equals(name)).get();
          if (!inherited && !vendor.has(name, element)) {
            more.add(name + "." + element);
          }
        }
      }
      more.removeAll(exceptions);
      assertEquals(Set.of(), more);
    }

    @Test
    void everyValueThatItLacksIsGoneOrAReasonedException() {
      Set<String> more = new TreeSet<>();
      for (String name : NEW.enumNames()) {
        if (!vendor.enums.containsKey(name)) {
          assertTrue(exceptions.contains(name), name);
          continue;
        }
        for (String value : OLD.enumValues(name)) {
          if (!vendor.enums.get(name).contains(value)) {
            more.add(name + "." + value);
          }
        }
      }
      more.removeAll(exceptions);
      assertEquals(Set.of(), more);
    }

    @Test
    void itRequiresWhatTheModelRequires() {
      Set<String> differing = new TreeSet<>();
      vendor.types.forEach(
          (name, type) ->
              type.elements()
                  .forEach(
                      (element, required) ->
                          OLD.field(name, element)
                              .filter(f -> f.required() != required)
                              .ifPresent(f -> differing.add(name + "." + element))));
      // The schema published with 62.0 does not require it.
      differing.remove("MessagingAutoResponse.response");
      assertEquals(Set.of(), differing);
    }

    @Test
    void exceptionsAreWhatItReallyLacks() {
      for (String exception : exceptions) {
        int dot = exception.indexOf('.');
        if (dot < 0) {
          assertFalse(vendor.types.containsKey(exception), exception);
          assertFalse(vendor.enums.containsKey(exception), exception);
        } else {
          String name = exception.substring(0, dot);
          String part = exception.substring(dot + 1);
          assertFalse(
              vendor.enums.containsKey(name)
                  ? vendor.enums.get(name).contains(part)
                  : vendor.has(name, part),
              exception);
        }
      }
    }
  }

  @Nested
  class Messages {
    @Test
    void elementsNewerThanThePackageAreRefused() throws XmlParseException {
      String body =
          "<label>x</label><actionCalls><name>a</name><label>a</label><locationX>1</locationX>"
              + "<locationY>1</locationY><actionName>n</actionName>"
              + "<actionType>apex</actionType><actionCallPaths/></actionCalls>";
      Diagnostic d = check("62.0", "Flow", body).get(0);
      assertEquals("Property 'actionCallPaths' not valid in version 62.0", d.message());
      assertEquals("needs API 63.0 or later", d.hint());
      assertTrue(d.blocksDeploy());
      assertTrue(
          check("66.0", "Flow", body).stream().noneMatch(x -> x.message().contains("version")));
    }

    @Test
    void elementsTakenOutOfTheApiAreRefusedAfterIt() throws XmlParseException {
      String body =
          "<masterLabel>x</masterLabel><template><name>t</name></template><type>AppPage</type>"
              + "<flexiPageRegions><name>main</name><type>Region</type><componentInstances>"
              + "<componentName>c:x</componentName></componentInstances></flexiPageRegions>";
      Diagnostic now = check("49.0", "FlexiPage", body).get(0);
      assertEquals("Property 'componentInstances' not valid in version 49.0", now.message());
      assertEquals("part of the API up to 48.0", now.hint());
      Diagnostic then = check("48.0", "FlexiPage", body).get(0);
      assertEquals("Property 'componentInstances' is valid in 48.0", then.message());
      assertEquals(Diagnostic.Severity.INFO, then.severity());
    }

    @Test
    void newerThanAnOldPackageByOneWitnessIsAWarning() throws XmlParseException {
      String body =
          "<label>x</label><actionCalls><name>a</name><label>a</label><locationX>1</locationX>"
              + "<locationY>1</locationY><actionName>n</actionName>"
              + "<actionType>apex</actionType><nameSegment>n</nameSegment></actionCalls>";
      Diagnostic d = check("57.0", "Flow", body).get(0);
      assertEquals("Property 'nameSegment' may not be valid in version 57.0", d.message());
      assertEquals("needs API 58.0 or later", d.hint());
      assertEquals(Diagnostic.Severity.WARNING, d.severity());
      assertEquals(List.of(), check("58.0", "Flow", body));
    }

    @Test
    void valuesNewerThanThePackageAreRefused() throws XmlParseException {
      String body =
          "<label>x</label><actionCalls><name>a</name><label>a</label><locationX>1</locationX>"
              + "<locationY>1</locationY><actionName>n</actionName>"
              + "<actionType>getPicklistValues</actionType></actionCalls>";
      Diagnostic d = check("62.0", "Flow", body).get(0);
      assertEquals(
          "'getPicklistValues' is not a valid value for the enum 'InvocableActionType'",
          d.message());
      assertEquals("needs API 65.0 or later", d.hint());
      assertEquals(List.of(), check("66.0", "Flow", body));
    }

    @Test
    void whatWasRequiredIsRequiredOnlyThen() throws XmlParseException {
      String body =
          "<baseObject>Account</baseObject><deployed>true</deployed><label>l</label>"
              + "<sections><masterLabel>s</masterLabel></sections>";
      assertEquals(
          "Required field is missing: category",
          check("62.0", "ReportType", body).get(0).message());
      assertEquals(List.of(), check("63.0", "ReportType", body));
    }

    @Test
    void typesFirstPublishedLaterAreAWarning() throws XmlParseException {
      List<Diagnostic> found = check("62.0", "UserAccessPolicy", "");
      assertTrue(found.stream().noneMatch(d -> d.code().equals("other-version")));
      Diagnostic d = check("62.0", "AiAuthoringBundle", "").get(0);
      assertEquals("Metadata type AiAuthoringBundle may not be valid in version 62.0", d.message());
      assertEquals(Diagnostic.Severity.WARNING, d.severity());
    }
  }

  @Test
  void unknownVersionsGetTheNewestModel() {
    assertSame(NEW, SchemaModel.forVersion(""));
    assertSame(NEW, SchemaModel.forVersion("67.0"));
    assertSame(NEW, SchemaModel.forVersion("latest"));
    assertSame(OLD, SchemaModel.forVersion("62"));
  }
}
