package org.closedloop.scenarios;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.closedloop.cli.Console;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.cli.org.OrgReference;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands scenarios the org under test: the one that the system property {@code org} names ({@code
 * -Dorg=local:demo}, an alias of {@code sf}), which must have the package; or, without it, a local
 * org of their own in another process, with the package deployed by the {@code nps} command.
 */
public final class OrgUnderTest implements ParameterResolver {

  private static final String NAME = "scenarios";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static OrgConnection given;

  /** Makes every scenario of this process use the org. */
  static void use(OrgConnection org) {
    given = org;
  }

  /** Where the checkout lies: the folder with sfdx-project.json above the working folder. */
  static Path root() {
    Path p = Path.of("").toAbsolutePath();
    while (p != null && !Files.exists(p.resolve("sfdx-project.json"))) {
      p = p.getParent();
    }
    if (p == null) {
      throw new IllegalStateException("run inside the checkout: no sfdx-project.json found above");
    }
    return p;
  }

  @Override
  public boolean supportsParameter(ParameterContext p, ExtensionContext e) {
    return p.getParameter().getType() == ScenarioOrg.class;
  }

  @Override
  public ScenarioOrg resolveParameter(ParameterContext p, ExtensionContext e) {
    return e.getRoot()
        .getStore(Namespace.create(OrgUnderTest.class))
        .getOrComputeIfAbsent("org", k -> new Resource(), Resource.class)
        .org();
  }

  /** One org for all scenarios of a run; an own one ends with the run. */
  private static final class Resource implements ExtensionContext.Store.CloseableResource {
    private final ScenarioOrg org;
    private final boolean own;
    private final Map<String, String> environment;

    Resource() {
      String reference = System.getProperty("org", "");
      own = reference.isEmpty() && given == null;
      try {
        if (own) {
          Path state = Files.createTempDirectory("nps-scenarios");
          environment = Map.of("XDG_STATE_HOME", state.toString());
          nps("local", "start", "--name", NAME, "--background", "--clock", Demo.FIRST_DAY);
          nps("deploy", "--org", "local:" + NAME, "--with-unpackaged");
        } else {
          environment = Map.of();
        }
        Console console = console();
        OrgConnection c =
            given != null
                ? given
                : OrgReference.resolve(console, own ? "local:" + NAME : reference);
        org = new ScenarioOrg(c, line -> {});
        org.partner().describeSObject("Feedback_Request__c");
      } catch (Exception e) {
        throw new IllegalStateException(
            own
                ? "no local org for the scenarios: " + e.getMessage()
                : "the org "
                    + (given == null ? reference : given)
                    + " cannot be used: "
                    + e
                    + " (deploy first: nps deploy --org "
                    + reference
                    + " --with-unpackaged)",
            e);
      }
    }

    private Console console() {
      Map<String, String> env = new HashMap<>(System.getenv());
      env.putAll(environment);
      PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
      return new Console(env, root(), nowhere, System.err, false);
    }

    ScenarioOrg org() {
      return org;
    }

    /** Runs the command in a process of its own, as a user's shell would. */
    private void nps(String... arguments) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
      command.add("-cp");
      command.add(classPath());
      command.add("org.closedloop.cli.Nps");
      command.addAll(List.of(arguments));
      Path log = Files.createTempFile("nps", ".log");
      ProcessBuilder b =
          new ProcessBuilder(command)
              .directory(root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      b.environment().putAll(environment);
      Process p = b.start();
      if (!p.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        p.destroyForcibly();
        throw new IOException("nps " + arguments[0] + " did not end: " + Files.readString(log));
      }
      if (p.exitValue() != 0) {
        throw new IOException(
            "nps "
                + String.join(" ", arguments)
                + ": exit "
                + p.exitValue()
                + "\n"
                + Files.readString(log));
      }
      Files.delete(log);
    }

    private static String classPath() {
      String surefire = System.getProperty("surefire.test.class.path");
      return surefire == null ? System.getProperty("java.class.path") : surefire;
    }

    @Override
    public void close() throws Exception {
      if (own) {
        nps("local", "stop", "--name", NAME);
      }
    }
  }
}
