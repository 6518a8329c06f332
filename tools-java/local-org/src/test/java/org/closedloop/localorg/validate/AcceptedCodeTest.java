package org.closedloop.localorg.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.ReadResult;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What orgs take, though it leads outside the project or to parts that the local org lacks. */
class AcceptedCodeTest {
  private static final Validator VALIDATOR = new Validator(OrgOptions.defaults());
  private final Map<String, byte[]> files = new TreeMap<>();

  private void file(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void meta(String path, String type, String body) {
    file(
        path + "-meta.xml",
        "<"
            + type
            + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
            + body
            + "</"
            + type
            + ">");
  }

  private void apex(String name, String text) {
    file("classes/" + name + ".cls", text);
    meta(
        "classes/" + name + ".cls",
        "ApexClass",
        "<apiVersion>62.0</apiVersion><status>Active</status>");
  }

  private void trigger(String name, String text) {
    file("triggers/" + name + ".trigger", text);
    meta(
        "triggers/" + name + ".trigger",
        "ApexTrigger",
        "<apiVersion>62.0</apiVersion><status>Active</status>");
  }

  private List<Diagnostic> found() {
    return VALIDATOR.validate(ReadResult.ofSource(files, "62.0")).diagnostics();
  }

  private String errors() {
    return said(Diagnostic.Severity.ERROR);
  }

  private String infos() {
    return said(Diagnostic.Severity.INFO);
  }

  private String said(Diagnostic.Severity severity) {
    return found().stream()
        .filter(d -> d.severity() == severity)
        .map(d -> d.code() + ":" + d.line())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  @Nested
  class InstalledPackages {
    @Test
    void theirNamesAreRemarksAndNothingFollowsFromThem() {
      apex(
          "Uses",
          """
          public class Uses {
            ns__Thing__c one;
            Map<Id, ns__Thing__c> all = new Map<Id, ns__Thing__c>([SELECT Id FROM ns__Thing__c]);
            public String run(Account a, ns__Thing__c t) {
              List<Database.SaveResult> saved = Database.insert(all.values());
              Database.SaveResult single = Database.insert(t);
              String s = Label.ns.Hello + a.ns__Code__c + t.ns__Other__r.Name + one.Id;
              return String.valueOf([SELECT ns__Code__c, ns__P__r.Name FROM Account]) + s;
            }
          }
          """);
      assertEquals("", errors());
      assertEquals(
          "external-reference:2 external-reference:3 external-reference:4 external-reference:7"
              + " external-reference:8",
          infos());
    }

    @Test
    void ownNamesBesideThemAreStillChecked() {
      apex(
          "Wrong",
          """
          public class Wrong {
            public Integer run(ns__Thing__c t) {
              Integer i = 'x';
              return nothing + t.ns__Number__c.intValue();
            }
            Own_Thing__c mistyped;
          }
          """);
      assertEquals("illegal-assignment:3 unknown-variable:4 unknown-type:6", errors());
    }

    @Test
    void aLookupToTheirObjectLeadsNowhereHere() {
      meta(
          "objects/Account/fields/Their__c.field",
          "CustomField",
          "<fullName>Their__c</fullName><label>T</label><referenceTo>ns__Thing__c</referenceTo>"
              + "<relationshipName>Accounts</relationshipName><type>Lookup</type>");
      apex(
          "Follows",
          "public class Follows { public String go(Account a) { return a.Their__r.ns__Code__c"
              + " + [SELECT Their__r.Name FROM Account LIMIT 1].Their__r.Name; } }");
      assertEquals("", errors());
    }
  }

  @Nested
  class StandardParts {
    @Test
    void everyStandardObjectIsKnownByName() {
      apex(
          "Emails",
          """
          public class Emails {
            public void run(Id parent) {
              insert new ContactPointEmail(EmailAddress = 'a@example.com', ParentId = parent);
              for (ContactPointEmail e : [SELECT EmailAddress, Owner.Name FROM ContactPointEmail]) {
                e.IsPrimary = true;
              }
            }
          }
          """);
      trigger("Failed", "trigger Failed on BatchApexErrorEvent (after insert) {}");
      assertEquals("", errors());
      apex("Emails", "public class Emails { String s = new ContactPointEmail().EmailAdress; }");
      assertEquals("unknown-field:1", errors());
    }

    @Test
    void columnsThatOtherOrgsHaveAreNamedAsUnsupported() {
      apex(
          "Columns",
          "public class Columns {\n  Object o = [SELECT Id, RecordTypeId, CurrencyIsoCode,\n"
              + "    (SELECT Id FROM Shares) FROM Account];\n"
              + "  Object p = [SELECT NoSuchColumn FROM Account];\n}");
      assertEquals("soql-invalid-field:4", errors());
      assertEquals("unsupported-feature:2", infos());
    }

    @Test
    void geolocationsHaveTheirParts() {
      meta(
          "objects/Account/fields/Place__c.field",
          "CustomField",
          "<fullName>Place__c</fullName><displayLocationInDecimal>true</displayLocationInDecimal>"
              + "<label>P</label><scale>5</scale><type>Location</type>");
      apex(
          "Where",
          "public class Where { Decimal d = [SELECT Place__Latitude__s FROM Account LIMIT 1]"
              + ".Place__Latitude__s + new Account(Place__Longitude__s = 1.5).Place__Longitude__s; }");
      assertEquals("", errors());
    }
  }

  @Test
  void aTriggerMayHaveTheNameOfAClass() {
    apex("Same", "public class Same { public static void go(Integer i) {} }");
    trigger(
        "Same", "trigger Same on Account (before insert) { help(); void help() { Same.go(1); } }");
    assertEquals("", errors());
  }

  @Test
  void aPlusBeforeTextIsTakenWithoutEffect() {
    apex("Plus", "public class Plus { String s = 'a' + + 'b'; Integer i = -'c'; }");
    assertEquals("operand-type:1", errors());
  }
}
