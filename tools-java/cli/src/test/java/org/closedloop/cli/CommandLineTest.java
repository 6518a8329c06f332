package org.closedloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.closedloop.cli.org.LocalState;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.cli.org.OrgReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

  @TempDir private Path temp;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void state() {
    environment.put("XDG_STATE_HOME", temp.toString());
  }

  private Console console() {
    return new Console(
        environment,
        temp,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false);
  }

  private int run(String... args) {
    out.reset();
    err.reset();
    return Nps.run(console(), args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyCommandHasHelpWithTwoExamples() {
    for (CommandLine c : all(new CommandLine(new Nps(console())))) {
      String usage = c.getUsageMessage();
      String examples = usage.substring(usage.indexOf("Examples:"));
      long lines = examples.lines().filter(l -> l.startsWith("  nps ")).count();
      assertEquals(2, lines, c.getCommandSpec().qualifiedName() + "\n" + usage);
      assertTrue(c.getCommandSpec().optionsMap().containsKey("--help"));
    }
  }

  private static List<CommandLine> all(CommandLine root) {
    List<CommandLine> found = new ArrayList<>(List.of(root));
    root.getSubcommands().values().forEach(c -> found.addAll(all(c)));
    return found;
  }

  @Test
  void usageErrorsAreExit2() {
    assertEquals(2, run());
    assertEquals(2, run("frobnicate"));
    assertEquals(2, run("local"));
    assertEquals(2, run("deploy", "--nope"));
    assertTrue(err().contains("--nope"), err());
    assertEquals("", out());
    assertEquals(0, run("deploy", "--help"));
  }

  @Test
  void missingOrgIsExit3WithAHint() {
    assertEquals(3, run("local", "status"));
    assertEquals("error: No local org named 'default' is running.\n", err());
    assertEquals(3, run("deploy", "--org", "local:x"));
    assertTrue(err().contains("nps local start --background --name x"), err());
  }

  @Test
  void jsonIsOneEnvelopeOnStandardOutput() throws Exception {
    assertEquals(3, run("local", "status", "--json"));
    JsonNode n = new ObjectMapper().readTree(out());
    assertEquals(3, n.get("status").asInt());
    assertEquals("local status", n.get("command").asText());
    assertTrue(n.get("result").isNull());
    assertEquals("no-local-org", n.get("error").get("code").asText());
    assertEquals(1, out().lines().count());
  }

  @Test
  void usageErrorsHaveTheirEnvelopeToo() throws Exception {
    assertEquals(2, run("deploy", "--nope", "--json"));
    JsonNode n = new ObjectMapper().readTree(out());
    assertEquals(2, n.get("status").asInt());
    assertEquals("deploy", n.get("command").asText());
    assertEquals("usage", n.get("error").get("code").asText());
    assertTrue(err().contains("--nope"), err());
  }

  @Test
  void argumentsAreCheckedBeforeAnythingIsStarted() {
    assertEquals(2, run("local", "start", "--background", "--clock", "yesterday"));
    assertEquals(2, run("flow", "trace", "--last", "0"));
    assertFalse(Files.exists(temp.resolve("nps")), "no log of a background process");
  }

  @Test
  void foldersWithoutComponentsAndFiltersWithoutTestsAreNoSuccess() throws Exception {
    Files.createDirectories(temp.resolve("nothing"));
    assertEquals(3, run("apex", "test", "nothing"));
    Files.createDirectories(temp.resolve("one/classes"));
    Files.writeString(temp.resolve("one/classes/A.cls"), "public class A {}");
    Files.writeString(
        temp.resolve("one/classes/A.cls-meta.xml"),
        "<ApexClass xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
            + "<apiVersion>62.0</apiVersion><status>Active</status></ApexClass>");
    assertEquals(0, run("apex", "test", "one"), err());
    assertEquals(2, run("apex", "test", "one", "--filter", "Nope*"), err());
  }

  @Test
  void stateFilesArePrivateAndStaleOnesIgnored() throws Exception {
    LocalState live =
        new LocalState("default", ProcessHandle.current().pid(), "http://x", "u", "p", "t");
    live.write(console());
    Path file = temp.resolve("nps/default.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(Optional.of(live), LocalState.read(console(), "default"));
    assertEquals(3, run("local", "start"));
    assertTrue(err().contains("is running at http://x"), err());
    new LocalState("dead", 99_999_999L, "http://x", "u", "p", "t").write(console());
    assertEquals(Optional.empty(), LocalState.read(console(), "dead"));
    live.delete(console());
    assertFalse(Files.exists(file));
  }

  @Test
  void secretsAreShownOnlyWhenAskedFor() {
    LocalState s = new LocalState("n", 1, "http://x", "u", "secret-p", "secret-t");
    assertFalse(s.shown(false).toString().contains("secret"));
    assertTrue(s.shown(true).toString().contains("secret-t"));
  }

  @Test
  void organisationsByReference() {
    environment.put("SF_ACCESS_TOKEN", "00Dx!y");
    environment.put("SF_ORG_INSTANCE_URL", "https://example.my.salesforce.com/");
    OrgConnection org = OrgReference.resolve(console(), null);
    assertEquals("https://example.my.salesforce.com", org.instanceUrl());
    assertFalse(org.local());
    assertFalse(org.toString().contains("00Dx!y"));
    assertEquals("00Dx!y", OrgReference.resolve(console(), "env").token());
    environment.put("NPS_ORG", "local:none");
    assertEquals(3, run("seed"));
  }

  @Test
  void namesCannotLeaveTheStateFolder() {
    assertEquals(2, run("local", "status", "--name", "../x"));
    assertEquals(2, run("deploy", "--org", "local:a/b"));
  }

  @Test
  void scratchDefinitionsRefuseWhatTheyDoNotKnow() throws Exception {
    Path def = temp.resolve("def.json");
    Files.writeString(def, "{\"edition\":\"Enterprise\",\"features\":[\"PersonAccounts\"]}");
    assertEquals(3, run("local", "start", "--def", "def.json"));
    assertTrue(err().contains("does not support feature 'PersonAccounts'"), err());
    Files.writeString(def, "{\"settings\":{\"x\":{\"y\":true}}}");
    assertEquals(3, run("local", "start", "--def", "def.json"));
    assertTrue(err().contains("does not support setting 'x.y'"), err());
  }
}
