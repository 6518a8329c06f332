package org.closedloop.cli.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.closedloop.cli.Console;
import org.closedloop.cli.Nps;
import org.closedloop.metadata.MdapiPackage;
import org.closedloop.metadata.SourceProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  private static final String NS = "xmlns=\"http://soap.sforce.com/2006/04/metadata\"";

  @TempDir private Path dir;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    out.reset();
    err.reset();
    return Nps.run(
        new Console(
            Map.of(),
            dir,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false),
        args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void file(String path, String text) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void project(String source) throws IOException {
    file(
        "sfdx-project.json",
        "{\"packageDirectories\":[{\"path\":\"my app\"}],\"sourceApiVersion\":\"62.0\"}");
    file("my app/classes/A.cls", source);
    file(
        "my app/classes/A.cls-meta.xml",
        "<ApexClass " + NS + "><apiVersion>62.0</apiVersion><status>Active</status></ApexClass>");
  }

  private static final String WRONG = "public class A {\n  Integer i = 'x';\n}\n";

  @Test
  void aSoundProjectIsExit0() throws IOException {
    project("public class A {}");
    assertEquals(0, run("validate"), out());
    assertTrue(out().matches("0 errors, 0 warnings, 0 notes in 1 component, [\\d.]+ s\n"), out());
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("compiled 1/1"), "progress on stderr");
  }

  @Test
  void findingsAreExit1WithLineAndCaret() throws IOException {
    project(WRONG);
    assertEquals(1, run("validate", "."));
    assertTrue(
        out()
            .startsWith(
                "error[illegal-assignment] my app/classes/A.cls:2:15  Illegal assignment from"
                    + " String to Integer\n  Integer i = 'x';\n              ^\n"),
        out());
    assertTrue(out().contains("\n1 error, 0 warnings, 0 notes in 1 component"), out());
  }

  @Test
  void warningsFailOnlyWhenStrict() throws IOException {
    project("public class A {}");
    file("my app/stray.txt", "nobody's");
    assertEquals(0, run("validate"));
    assertTrue(out().contains("warning[unclaimed-file] my app/stray.txt"), out());
    assertEquals(1, run("validate", "--strict"));
  }

  @Test
  void oneUnreadableFileDoesNotHideTheRest() throws IOException {
    project(WRONG);
    file("my app/labels/CustomLabels.labels-meta.xml", "<CustomLabels " + NS + ">\n<labels>");
    assertEquals(1, run("validate"));
    assertTrue(out().contains("error[malformed-xml] my app/labels/CustomLabels.labels"), out());
    assertTrue(out().contains("error[illegal-assignment]"), out());
  }

  @Test
  void usageAndUnreadableProjectsHaveTheirOwnExitCodes() throws IOException {
    assertEquals(2, run("validate", "--api-version", "sixty"));
    assertEquals(3, run("validate", "nowhere"));
    assertEquals(3, run("validate", "."));
    file("sfdx-project.json", "{");
    assertEquals(3, run("validate"));
    file("broken.zip", "no zip");
    assertEquals(3, run("validate", "broken.zip"));
  }

  @Test
  void whatIsNoProjectSaysSo() throws IOException {
    file("sfdx-project.json", "{\"packageDirectories\":[");
    assertEquals(3, run("validate"));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("sfdx-project.json:1:") && !said.contains("Source"), said);
    file("lone/readme.txt", "no component");
    Files.delete(dir.resolve("sfdx-project.json"));
    assertEquals(3, run("validate", "lone"));
    assertEquals(3, run("validate", "lone/readme.txt"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("is a file; name its project"));
  }

  @Test
  void sourcesBeyondTheStackDoNotHideTheRest() throws IOException {
    project(WRONG);
    file("my app/classes/Deep.cls", "public class Deep { Integer i = " + "(".repeat(30_000));
    file(
        "my app/classes/Deep.cls-meta.xml",
        "<ApexClass " + NS + "><apiVersion>62.0</apiVersion><status>Active</status></ApexClass>");
    assertEquals(1, run("validate"));
    assertTrue(out().contains("Code is nested too deep"), out());
    assertTrue(out().contains("error[illegal-assignment]"), out());
  }

  @Test
  void jsonIsOneEnvelope() throws IOException {
    project(WRONG);
    assertEquals(1, run("validate", "--json"));
    assertEquals(1, out().lines().count());
    JsonNode n = new ObjectMapper().readTree(out());
    assertEquals(1, n.at("/status").asInt());
    assertEquals("validate", n.at("/command").asText());
    assertEquals(1, n.at("/result/errors").asInt());
    assertEquals("62.0", n.at("/result/apiVersion").asText());
    JsonNode d = n.at("/result/diagnostics/0");
    assertEquals("illegal-assignment", d.get("code").asText());
    assertEquals("refused", d.get("rule").asText());
    assertEquals(2, d.get("line").asInt());
  }

  @Test
  void metadataApiFoldersAndZipsAreReadToo() throws Exception {
    project(WRONG);
    byte[] zip = MdapiPackage.toZip(SourceProject.open(dir).read().components(), "62.0");
    Path elsewhere = Files.createDirectories(dir.resolve("zips"));
    Files.write(elsewhere.resolve("p.zip"), zip);
    assertEquals(1, run("validate", "zips/p.zip"));
    assertTrue(out().contains("[illegal-assignment] zips/p.zip!/classes/A.cls:2:15"), out());
    assertTrue(out().contains("  Integer i = 'x';\n"), out());
    MdapiPackage.toFiles(SourceProject.open(dir).read().components(), "62.0", Map.of())
        .forEach(
            (path, bytes) -> {
              try {
                Path file = dir.resolve("mdapi").resolve(path);
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    assertEquals(1, run("validate", "mdapi"));
    assertTrue(out().contains("[illegal-assignment] mdapi/classes/A.cls:2:15"), out());
  }

  /** What the SARIF 2.1.0 schema and code hosts ask for. */
  @Test
  void sarifIsWhatCodeHostsRead() throws IOException {
    project("public class A {\n  Integer i = 'x';\n  Integer j = 'x';\n  Integer k = 'x';\n}\n");
    file("my app/stray.txt", "nobody's");
    assertEquals(1, run("validate", "--sarif", "out/v.sarif"));
    String first = Files.readString(dir.resolve("out/v.sarif"));
    JsonNode log = new ObjectMapper().readTree(first);
    assertEquals("2.1.0", log.get("version").asText());
    assertEquals(Sarif.SCHEMA, log.get("$schema").asText());
    assertEquals(1, log.get("runs").size());
    JsonNode run = log.at("/runs/0");
    assertFalse(run.at("/tool/driver/name").asText().isEmpty());
    JsonNode rules = run.at("/tool/driver/rules");
    Set<String> ids = new HashSet<>();
    for (JsonNode rule : rules) {
      assertTrue(ids.add(rule.get("id").asText()), "ids are unique");
      assertFalse(rule.at("/shortDescription/text").asText().isEmpty());
      assertFalse(rule.at("/fullDescription/text").asText().isEmpty());
      assertFalse(rule.at("/help/text").asText().isEmpty());
      assertTrue(
          Set.of("error", "warning", "note", "none")
              .contains(rule.at("/defaultConfiguration/level").asText()));
    }
    assertEquals(4, run.get("results").size());
    Set<String> prints = new HashSet<>();
    for (JsonNode r : run.get("results")) {
      assertEquals(
          r.get("ruleId").asText(), rules.get(r.get("ruleIndex").asInt()).get("id").asText());
      assertTrue(Set.of("error", "warning", "note").contains(r.get("level").asText()));
      assertFalse(r.at("/message/text").asText().isEmpty());
      JsonNode place = r.at("/locations/0/physicalLocation");
      assertTrue(place.at("/artifactLocation/uri").asText().startsWith("my%20app/"), r.toString());
      assertEquals("%SRCROOT%", place.at("/artifactLocation/uriBaseId").asText());
      assertTrue(place.at("/region/startLine").asInt() >= 1);
      assertTrue(
          prints.add(r.at("/partialFingerprints/primaryLocationLineHash").asText()),
          "fingerprints tell findings apart");
    }
    // Lines added above move the results, not their fingerprints.
    project(
        "\n\npublic class A {\n  Integer i = 'x';\n  Integer j = 'x';\n  Integer k = 'x';\n}\n");
    run("validate", "--sarif", "out/v.sarif");
    Set<String> later = new HashSet<>();
    for (JsonNode r :
        new ObjectMapper().readTree(dir.resolve("out/v.sarif").toFile()).at("/runs/0/results")) {
      later.add(r.at("/partialFingerprints/primaryLocationLineHash").asText());
    }
    assertEquals(prints, later);
  }
}
