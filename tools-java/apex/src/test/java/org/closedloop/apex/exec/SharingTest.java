package org.closedloop.apex.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.host.ApexSource;
import org.junit.jupiter.api.Test;

class SharingTest {

  private static final String QUERY =
      " static void q() { List<Contact> c = [SELECT Id FROM Contact]; } }";

  private static ApexSource source(String name, double version, String text) {
    return new ApexSource(ApexSource.Kind.CLASS, name, name + ".cls", text, version);
  }

  /** The modes of the queries that a static method {@code Entry.go()} makes, called as a test. */
  private static List<String> modes(ApexSource... sources) {
    FakeHost host = new FakeHost(new FakeSchema(), Compiled.program(List.of(sources)));
    host.session().runTest("Entry", "go");
    return host.data.modes;
  }

  private static ApexSource entry(String sharing, String body) {
    return source(
        "Entry",
        62,
        "public " + sharing + " class Entry { public static void go() {" + body + "} }");
  }

  @Test
  void ownKeywordWins() {
    assertEquals(
        List.of("sharing", "system"),
        modes(
            source("W", 62, "public with sharing class W { public" + QUERY),
            source("O", 62, "public without sharing class O { public" + QUERY),
            entry("", "W.q(); O.q();")));
  }

  @Test
  void inheritedAndNoneTakeTheCallers() {
    ApexSource inherited = source("I", 62, "public inherited sharing class I { public" + QUERY);
    ApexSource none = source("N", 62, "public class N { public" + QUERY);
    assertEquals(
        List.of("sharing", "sharing"),
        modes(inherited, none, entry("with sharing", "I.q(); N.q();")));
    assertEquals(
        List.of("system", "system"),
        modes(inherited, none, entry("without sharing", "I.q(); N.q();")));
  }

  @Test
  void anEntryPointWithoutKeywordRunsWithout() {
    assertEquals(
        List.of("system"), modes(entry("", "List<Contact> c = [SELECT Id FROM Contact];")));
    assertEquals(
        List.of("sharing"),
        modes(entry("inherited sharing", "List<Contact> c = [SELECT Id FROM Contact];")));
  }

  @Test
  void theSuperclassKeywordCounts() {
    assertEquals(
        List.of("sharing"),
        modes(
            source("P", 62, "public virtual with sharing class P {}"),
            source("C", 62, "public class C extends P { public" + QUERY),
            entry("without sharing", "C.q();")));
  }

  @Test
  void version67RunsInUserMode() {
    assertEquals(
        List.of("user"),
        modes(
            source("N", 67, "public without sharing class N { public" + QUERY),
            entry("", "N.q();")));
  }

  @Test
  void from67AClassWithoutKeywordRunsWithSharing() {
    String system =
        " static void q() { List<Contact> c = [SELECT Id FROM Contact WITH SYSTEM_MODE]; } }";
    assertEquals(
        List.of("sharing", "system"),
        modes(
            source("Fresh", 67, "public class Fresh { public" + system),
            source("Old", 66, "public class Old { public" + system),
            entry("without sharing", "Fresh.q(); Old.q();")));
  }

  @Test
  void innerClassesDoNotTakeTheOutersKeyword() {
    List<String> modes = new ArrayList<>();
    modes.addAll(
        modes(
            source(
                "Outer",
                62,
                "public with sharing class Outer { public class In { public void q() {"
                    + " List<Contact> c = [SELECT Id FROM Contact]; } } }"),
            entry("without sharing", "new Outer.In().q();")));
    assertEquals(List.of("system"), modes);
  }
}
