package org.closedloop.cli.deploy;

import com.sforce.soap.metadata.CodeCoverageWarning;
import com.sforce.soap.metadata.DeployDetails;
import com.sforce.soap.metadata.DeployMessage;
import com.sforce.soap.metadata.DeployOptions;
import com.sforce.soap.metadata.DeployResult;
import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.soap.metadata.RunTestFailure;
import com.sforce.soap.metadata.RunTestsResult;
import com.sforce.soap.metadata.TestLevel;
import com.sforce.ws.ConnectionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Failures;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.MdapiPackage;

/** Deploys components through the Metadata API and waits for the result. */
public final class Deployer {

  /** Told while a deploy runs. */
  @FunctionalInterface
  public interface Progress {
    void at(String what, int done, int total);
  }

  private static final int MAX_POLL_FAILURES = 5;
  private static final long FIRST_POLL_MILLIS = 200;
  private static final long LAST_POLL_MILLIS = 2_000;

  private final OrgConnection org;
  private final Progress progress;

  public Deployer(OrgConnection org, Progress progress) {
    this.org = org;
    this.progress = progress;
  }

  /**
   * Sends the components as one package and polls until it is done.
   *
   * @param version API version of the package, for example 62.0
   */
  public DeployOutcome deploy(ComponentSet components, String version, DeployRequest request)
      throws ConnectionException, InterruptedException {
    if (components.isEmpty()) {
      throw CliException.environment(
          "nothing-to-deploy", "There is nothing to deploy in these folders.", null);
    }
    long start = System.nanoTime();
    byte[] zip =
        MdapiPackage.toZip(
            components, version.isEmpty() ? OrgConnection.METADATA_VERSION : version);
    MetadataConnection metadata = org.metadata();
    String id = metadata.deploy(zip, options(request)).getId();
    DeployResult result = await(metadata, id);
    return outcome(
        result,
        components,
        SourcePositions.of(zip, components),
        (System.nanoTime() - start) / 1_000_000);
  }

  private static DeployOptions options(DeployRequest request) {
    DeployOptions o = new DeployOptions();
    o.setSinglePackage(true);
    o.setRollbackOnError(true);
    o.setCheckOnly(request.dryRun());
    if (request.testLevel() != null) {
      o.setTestLevel(level(request.testLevel()));
    }
    if (!request.runTests().isEmpty()) {
      o.setTestLevel(TestLevel.RunSpecifiedTests);
      o.setRunTests(request.runTests().toArray(new String[0]));
    }
    return o;
  }

  private static TestLevel level(String name) {
    return Arrays.stream(TestLevel.values())
        .filter(l -> l.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                CliException.usage(
                    "'"
                        + name
                        + "' is no test level; there are "
                        + Arrays.toString(TestLevel.values())));
  }

  private DeployResult await(MetadataConnection metadata, String id)
      throws ConnectionException, InterruptedException {
    int failures = 0;
    long wait = FIRST_POLL_MILLIS;
    String last = "";
    while (true) {
      DeployResult r;
      try {
        r = metadata.checkDeployStatus(id, true);
        failures = 0;
      } catch (ConnectionException e) {
        if (!Failures.isTransient(e) || ++failures > MAX_POLL_FAILURES) {
          throw e;
        }
        Thread.sleep(LAST_POLL_MILLIS);
        continue;
      }
      boolean testing =
          r.getNumberTestsTotal() > 0
              && r.getNumberComponentsDeployed() >= r.getNumberComponentsTotal();
      int done = testing ? r.getNumberTestsCompleted() : r.getNumberComponentsDeployed();
      int total = testing ? r.getNumberTestsTotal() : r.getNumberComponentsTotal();
      String now = testing + " " + done + "/" + total;
      if (!now.equals(last)) {
        progress.at(testing ? "tests" : "components", done, total);
        last = now;
      }
      if (r.isDone()) {
        return r;
      }
      Thread.sleep(wait);
      wait = Math.min(LAST_POLL_MILLIS, wait * 3 / 2);
    }
  }

  private static DeployOutcome outcome(
      DeployResult r, ComponentSet components, SourcePositions positions, long millis) {
    List<DeployOutcome.Problem> problems = new ArrayList<>();
    List<DeployOutcome.TestFailure> tests = new ArrayList<>();
    List<String> coverage = new ArrayList<>();
    DeployDetails details = r.getDetails();
    if (details != null) {
      for (DeployMessage m : details.getComponentFailures()) {
        problems.add(problem(m, components, positions));
      }
      for (DeployMessage m : details.getComponentSuccesses()) {
        if (m.getProblem() != null) {
          problems.add(problem(m, components, positions));
        }
      }
      RunTestsResult run = details.getRunTestResult();
      if (run != null) {
        for (RunTestFailure f : run.getFailures()) {
          tests.add(
              new DeployOutcome.TestFailure(
                  f.getName(), f.getMethodName(), f.getMessage(), f.getStackTrace()));
        }
        for (CodeCoverageWarning w : run.getCodeCoverageWarnings()) {
          coverage.add((w.getName() == null ? "" : w.getName() + ": ") + w.getMessage());
        }
      }
    }
    problems.sort(
        Comparator.comparing((DeployOutcome.Problem p) -> String.valueOf(p.file()))
            .thenComparingInt(DeployOutcome.Problem::line)
            .thenComparingInt(DeployOutcome.Problem::column));
    return new DeployOutcome(
        r.getId(),
        String.valueOf(r.getStatus()),
        r.isSuccess(),
        r.isCheckOnly(),
        r.getNumberComponentsDeployed(),
        r.getNumberComponentsTotal(),
        r.getNumberTestsCompleted(),
        r.getNumberTestErrors(),
        problems,
        tests,
        coverage,
        r.getErrorMessage(),
        millis);
  }

  private static DeployOutcome.Problem problem(
      DeployMessage m, ComponentSet components, SourcePositions positions) {
    String type = m.getComponentType() == null ? "" : m.getComponentType();
    SourcePositions.Position at =
        new SourcePositions.Position(m.getLineNumber(), m.getColumnNumber());
    boolean body = m.getFullName() == null || isBody(m, type, components);
    if (!body) {
      at = positions.inSource(type, m.getFullName(), at);
    }
    String severity = m.getProblemType() == null ? "Error" : m.getProblemType().toString();
    return new DeployOutcome.Problem(
        severity,
        type,
        m.getFullName(),
        source(m, type, components),
        at.line(),
        at.column(),
        m.getProblem());
  }

  /** The source file a problem is about: the body for code, the metadata file for the rest. */
  private static String source(DeployMessage m, String type, ComponentSet components) {
    Optional<Component> c =
        m.getFullName() == null ? Optional.empty() : components.find(type, m.getFullName());
    return c.map(x -> isMeta(m, x) || x.contentFile() == null ? x.file() : x.contentFile())
        .orElse(m.getFileName());
  }

  /** Whether the position is one of the body, which travels byte by byte. */
  private static boolean isBody(DeployMessage m, String type, ComponentSet components) {
    return components
        .find(type, m.getFullName())
        .map(c -> !isMeta(m, c) && c.contentFile() != null)
        .orElse(true);
  }

  private static boolean isMeta(DeployMessage m, Component c) {
    return m.getFileName() != null && m.getFileName().endsWith("-meta.xml") && c.file() != null;
  }
}
