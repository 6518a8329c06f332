package org.closedloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.closedloop.cli.local.LocalEngine;
import org.closedloop.cli.local.LocalOptions;
import org.closedloop.cli.org.LocalState;
import org.closedloop.localorg.org.OrgServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real local org over HTTP, through the vendor's clients. */
class LocalEndToEndTest {

  private static final String META =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ApexClass"
          + " xmlns=\"http://soap.sforce.com/2006/04/metadata\"><apiVersion>65.0</apiVersion>"
          + "<status>Active</status></ApexClass>\n";

  @TempDir private static Path state;
  private static OrgServer org;

  @TempDir private Path project;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeAll
  static void start() throws IOException {
    org =
        LocalEngine.start(
            new LocalOptions("default", 0, null, null, true, false, Map.of()), l -> {});
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  @BeforeEach
  void project() throws IOException {
    write(
        "sfdx-project.json",
        "{\"packageDirectories\":[{\"path\":\"app\",\"default\":true}],"
            + "\"sourceApiVersion\":\"62.0\"}");
    new LocalState(
            "default",
            ProcessHandle.current().pid(),
            org.baseUrl(),
            org.adminUsername(),
            org.adminPassword(),
            org.adminToken())
        .write(console());
  }

  private void write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void apexClass(String name, String body) throws IOException {
    write("app/classes/" + name + ".cls", body);
    write("app/classes/" + name + ".cls-meta.xml", META);
  }

  private Console console() {
    PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Console(Map.of("XDG_STATE_HOME", state.toString()), project, both, both, false);
  }

  private int run(String... args) {
    out.reset();
    return Nps.run(console(), args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void deploysRunsAndTestsApex() throws Exception {
    apexClass("Greeter", "public class Greeter {\n  public static String hi() { return 'hi'; }\n}");
    apexClass(
        "GreeterTest",
        "@IsTest\nprivate class GreeterTest {\n  @IsTest\n  static void greets() {\n"
            + "    Assert.areEqual('hi', Greeter.hi());\n  }\n}");
    assertEquals(0, run("deploy", "--test-level", "RunLocalTests"), out());
    assertTrue(out().contains("deployed 2 components, 1 tests"), out());
    write("hello.apex", "System.debug(Greeter.hi());");
    assertEquals(0, run("apex", "run", "hello.apex"), out());
    assertTrue(out().contains("|hi"), out());
    assertEquals(0, run("apex", "test", "."), out());
    assertTrue(out().contains("1 passed, 0 failed, 0 unsupported"), out());
  }

  @Test
  void compileErrorsNameFileAndLineAndChangeNothing() throws Exception {
    apexClass("Fine", "public class Fine {}");
    apexClass("Broken", "public class Broken {\n  Integer x = 'a';\n}");
    assertEquals(1, run("deploy"), out());
    assertTrue(out().contains("app/classes/Broken.cls:2:"), out());
    assertTrue(out().contains("nothing was changed"), out());
    write("use.apex", "Fine f = new Fine();");
    assertEquals(1, run("apex", "run", "use.apex"), out());
    assertTrue(out().contains("use.apex:1:"), out());
  }

  @Test
  void oneDeployReportsCodeAndPagesAlike() throws Exception {
    apexClass("Wrong", "public class Wrong {\n  Integer x = 'a';\n}");
    write("app/pages/Odd.page", "<apex:page>\n<apex:nonsense/>\n</apex:page>");
    write(
        "app/pages/Odd.page-meta.xml",
        META.replace("ApexClass", "ApexPage")
            .replace("<status>Active</status>", "<label>Odd</label>"));
    assertEquals(1, run("deploy"), out());
    assertTrue(out().contains("app/classes/Wrong.cls:2:"), out());
    assertTrue(out().contains("app/pages/Odd.page:2:1"), out());
  }

  @Test
  void failingTestsFailTheDeploy() throws Exception {
    apexClass(
        "SadTest",
        "@IsTest\nprivate class SadTest {\n  @IsTest\n  static void fails() {\n"
            + "    Assert.areEqual(1, 2, 'sums');\n  }\n}");
    assertEquals(1, run("deploy", "--tests", "SadTest"), out());
    assertTrue(out().contains("failed SadTest.fails"), out());
    assertTrue(out().contains("sums"), out());
  }

  @Test
  void seedsOnceAndKeepsTheSecondTime() throws Exception {
    write("data/plan.json", "[{\"sobject\":\"Account\",\"files\":[\"a.json\",\"c.json\"]}]");
    write(
        "data/a.json",
        "{\"records\":[{\"attributes\":{\"type\":\"Account\",\"referenceId\":\"A\"},"
            + "\"Name\":\"Seed & Co\"}]}");
    write(
        "data/c.json",
        "{\"records\":[{\"attributes\":{\"type\":\"Contact\",\"referenceId\":\"C\"},"
            + "\"LastName\":\"Seed\",\"AccountId\":\"@A\"}]}");
    assertEquals(0, run("seed", "--data", "data"), out());
    assertTrue(out().contains("created 2 records, kept 0"), out());
    assertEquals(0, run("seed", "--data", "data"), out());
    assertTrue(out().contains("created 0 records, kept 2"), out());
  }

  @Test
  void seedErrorsAreReported() throws Exception {
    write("data/plan.json", "[{\"sobject\":\"Account\",\"files\":[\"a.json\"]}]");
    write("data/a.json", "{\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Phone\":\"1\"}]}");
    assertEquals(1, run("seed", "--data", "data"), out());
    assertTrue(out().contains("REQUIRED_FIELD_MISSING"), out());
  }

  @Test
  void theClockMovesAndTheOutboxIsRead() throws Exception {
    assertEquals(0, run("local", "advance", "--days", "1", "--json"), out());
    String last = out().lines().reduce((a, b) -> b).orElseThrow();
    JsonNode envelope = new ObjectMapper().readTree(last);
    assertEquals(0, envelope.at("/result/failed").asInt());
    assertEquals(2, run("local", "advance"), out());
    assertEquals(0, run("local", "status"), out());
    assertEquals(0, run("local", "outbox"), out());
  }

  @Test
  void aSecondOrgOfTheSameNameIsRefused() {
    assertEquals(3, run("local", "start"), out());
    assertTrue(out().contains("is running at " + org.baseUrl()), out());
  }
}
