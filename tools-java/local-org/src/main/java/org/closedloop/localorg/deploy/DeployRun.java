package org.closedloop.localorg.deploy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.MdapiPackage;
import org.closedloop.metadata.PackageManifest;
import org.closedloop.metadata.ZipArchive;

/** One deploy from zip to commit, on the deploy thread. */
public final class DeployRun {

  /** Checks of the metadata itself, before the org builds anything from it. */
  public interface Checks {
    List<Diagnostic> check(ChangeSet change, DeployProgress progress);
  }

  private final DeployJob job;
  private final OrgMetadataTarget target;
  private final InstantSource clock;
  private final Checks checks;
  private String version = "";

  DeployRun(DeployJob job, OrgMetadataTarget target, InstantSource clock, Checks checks) {
    this.job = job;
    this.target = target;
    this.clock = clock;
    this.checks = checks;
  }

  /** What is left of a package after components with errors were taken out of it. */
  private static final class Attempt {
    final ChangeSet change;
    final OrgMetadataTarget.Prepared prepared;
    final List<Diagnostic> found;

    Attempt(ChangeSet change, OrgMetadataTarget.Prepared prepared, List<Diagnostic> found) {
      this.change = change;
      this.prepared = prepared;
      this.found = found;
    }
  }

  void run() {
    if (!job.start(clock.instant())) {
      return;
    }
    try {
      execute();
    } catch (ZipArchive.ZipRefused e) {
      fail("UNKNOWN_EXCEPTION", e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      fail("UNKNOWN_EXCEPTION", "The local org failed: " + e);
      throw e;
    }
  }

  private void fail(String code, String message) {
    job.error(code, message);
    job.finish(DeployResult.Status.FAILED, clock.instant());
  }

  private void execute() throws ZipArchive.ZipRefused {
    DeployOptions options = job.options();
    MdapiPackage pack = MdapiPackage.fromZip(job.takeZip(), options.singlePackage());
    version = pack.manifest().version();
    List<Diagnostic> read = readProblems(pack, options);
    Set<ComponentKey> first = new LinkedHashSet<>();
    Set<ComponentKey> last = new LinkedHashSet<>();
    List<DeployMessage> deletions = new ArrayList<>();
    deletions(pack, first, last, deletions, read);
    TestLevel level = testLevel(pack.components());
    job.planned(
        pack.components().size() + deletions.size(),
        pack.fileCount(),
        level != TestLevel.NO_TEST_RUN);

    Attempt attempt = attempt(pack.components(), first, last, read);
    Set<ComponentKey> dropped = new HashSet<>();
    if (!options.rollbackOnError()) {
      attempt = withoutBroken(pack.components(), first, last, read, attempt, dropped);
    }
    if (cancelled()) {
      return;
    }
    boolean sound = sound(attempt, read, dropped.size() == pack.components().size());
    if (sound && level != TestLevel.NO_TEST_RUN) {
      sound = testsPass(attempt, level);
    }
    if (!cancelled()) {
      finish(pack.components(), attempt, deletions, sound);
    }
  }

  private boolean cancelled() {
    if (job.cancelled()) {
      job.finish(DeployResult.Status.CANCELED, clock.instant());
      return true;
    }
    return false;
  }

  /** Whether what is left of the package may go into the org, tests aside. */
  private boolean sound(Attempt attempt, List<Diagnostic> read, boolean nothingLeft) {
    if (attempt.prepared == null) {
      return false;
    }
    if (job.options().rollbackOnError()) {
      return attempt.found.stream().noneMatch(Diagnostic::blocksDeploy);
    }
    boolean unreadable =
        read.stream().anyMatch(d -> d.blocksDeploy() && d.componentType().isEmpty());
    boolean errors = attempt.found.stream().anyMatch(Diagnostic::blocksDeploy);
    // What is left may still break something that is deployed already.
    boolean breaksOrg = attempt.prepared.diagnostics().stream().anyMatch(Diagnostic::blocksDeploy);
    return !unreadable && !breaksOrg && !(nothingLeft && errors);
  }

  private boolean testsPass(Attempt attempt, TestLevel level) {
    if (level == TestLevel.RUN_SPECIFIED_TESTS) {
      List<String> missing =
          job.options().runTests().stream()
              .filter(name -> !attempt.change.after().contains("ApexClass", name))
              .toList();
      if (!missing.isEmpty()) {
        job.error(
            "INVALID_OPERATION", "There is no test class named " + String.join(", ", missing));
        return false;
      }
    }
    job.detail("Running Tests");
    TestRunResult tests = attempt.prepared.runTests(level, job.options().runTests(), job);
    job.tests(tests);
    return tests.passed();
  }

  private void finish(
      ComponentSet components, Attempt attempt, List<DeployMessage> deletions, boolean sound) {
    Instant now = clock.instant();
    ChangeSet change = attempt.change;
    boolean commits = sound && !job.options().checkOnly() && !change.isEmpty();
    OrgMetadata next = next(change, now, commits);
    if (commits) {
      attempt.prepared.commit(next);
    }
    List<DeployMessage> failures = failures(components, attempt.found, now);
    List<DeployMessage> successes = successes(change, attempt.found, failures, next, now);
    successes.addAll(deletions);
    job.messages(successes, failures);
    job.finish(
        !sound
            ? DeployResult.Status.FAILED
            : failures.isEmpty()
                ? DeployResult.Status.SUCCEEDED
                : DeployResult.Status.SUCCEEDED_PARTIAL,
        clock.instant());
  }

  private OrgMetadata next(ChangeSet change, Instant now, boolean commits) {
    Set<ComponentKey> touched = new HashSet<>(change.created());
    touched.addAll(change.changed());
    return change
        .before()
        .next(change.after(), touched, job.userId(), now, commits ? target::newId : key -> null);
  }

  private static List<Diagnostic> readProblems(MdapiPackage pack, DeployOptions options) {
    List<Diagnostic> read = new ArrayList<>();
    for (Diagnostic d : pack.diagnostics()) {
      if (!(options.allowMissingFiles() && d.code().equals("not-in-zip"))) {
        read.add(d);
      }
    }
    return read;
  }

  private Attempt attempt(
      ComponentSet components,
      Set<ComponentKey> first,
      Set<ComponentKey> last,
      List<Diagnostic> read) {
    ChangeSet change =
        ChangeSet.of(
            target.current(),
            components,
            first,
            last,
            job.options().purgeOnDelete(),
            job.userId(),
            version);
    List<Diagnostic> found = new ArrayList<>(read);
    found.addAll(checks.check(change, job));
    OrgMetadataTarget.Prepared prepared = null;
    if (!job.cancelled()) {
      prepared = prepare(change, found);
    }
    return new Attempt(change, prepared, found);
  }

  /**
   * Lets the org build the change even when the checks found errors, so that one deploy reports all
   * there is. Metadata that failed the checks may be beyond what the org can build from: then the
   * errors found so far are the answer.
   */
  private OrgMetadataTarget.Prepared prepare(ChangeSet change, List<Diagnostic> found) {
    try {
      OrgMetadataTarget.Prepared prepared = target.prepare(change, found, job);
      change.deployed().forEach(c -> job.componentDone(c.key()));
      found.clear();
      found.addAll(prepared.said());
      found.addAll(prepared.diagnostics());
      return prepared;
    } catch (RuntimeException e) {
      if (found.stream().noneMatch(Diagnostic::blocksDeploy)) {
        throw e;
      }
      return null;
    }
  }

  /** Takes components with errors out until the rest stands alone. */
  private Attempt withoutBroken(
      ComponentSet all,
      Set<ComponentKey> first,
      Set<ComponentKey> last,
      List<Diagnostic> read,
      Attempt start,
      Set<ComponentKey> dropped) {
    Attempt attempt = start;
    List<Diagnostic> kept = new ArrayList<>(start.found);
    while (true) {
      Set<ComponentKey> broken = new LinkedHashSet<>();
      for (Diagnostic d : attempt.found) {
        ComponentKey key = new ComponentKey(d.componentType(), d.fullName());
        if (d.blocksDeploy() && all.contains(d.componentType(), d.fullName())) {
          broken.add(key);
        }
      }
      if (!dropped.addAll(broken) || job.cancelled()) {
        return new Attempt(attempt.change, attempt.prepared, kept);
      }
      job.restartCount();
      attempt = attempt(all.minus(dropped), first, last, read);
      for (Diagnostic d : attempt.found) {
        if (!kept.contains(d)) {
          kept.add(d);
        }
      }
    }
  }

  private void deletions(
      MdapiPackage pack,
      Set<ComponentKey> first,
      Set<ComponentKey> last,
      List<DeployMessage> messages,
      List<Diagnostic> problems) {
    ComponentSet current = target.current().components();
    for (Map.Entry<MdapiPackage.Deletion, PackageManifest> e : pack.destructive().entrySet()) {
      Set<ComponentKey> keys = e.getKey() == MdapiPackage.Deletion.POST ? last : first;
      e.getValue()
          .members()
          .forEach(
              (type, names) -> {
                for (String name : names) {
                  deletion(e.getKey().file(), type, name, current, keys, messages, problems);
                }
              });
    }
  }

  private void deletion(
      String file,
      String type,
      String name,
      ComponentSet current,
      Set<ComponentKey> keys,
      List<DeployMessage> messages,
      List<Diagnostic> problems) {
    if (name.equals(PackageManifest.WILDCARD)) {
      problems.add(
          Diagnostic.ofFile(
              "wildcard-deletion",
              file,
              0,
              0,
              "Wildcard * is not allowed in " + file,
              "name each " + type));
      return;
    }
    Set<ComponentKey> found = Deletions.keysOf(type, name, current);
    keys.addAll(found);
    boolean there = !found.isEmpty();
    messages.add(
        new DeployMessage(
            there,
            false,
            there,
            true,
            type,
            name,
            file,
            target
                .current()
                .info(new ComponentKey(type, name))
                .map(OrgMetadata.Info::id)
                .orElse(null),
            0,
            0,
            there ? null : "No " + type + " named: " + name + " found",
            there ? null : Diagnostic.Severity.WARNING,
            clock.instant()));
  }

  private TestLevel testLevel(ComponentSet components) {
    DeployOptions options = job.options();
    if (options.testLevel() != null) {
      return options.testLevel();
    }
    if (!options.runTests().isEmpty()) {
      return TestLevel.RUN_SPECIFIED_TESTS;
    }
    boolean apex =
        !components.ofType("ApexClass").isEmpty() || !components.ofType("ApexTrigger").isEmpty();
    return target.production() && apex ? TestLevel.RUN_LOCAL_TESTS : TestLevel.NO_TEST_RUN;
  }

  private List<DeployMessage> failures(
      ComponentSet components, List<Diagnostic> found, Instant now) {
    List<DeployMessage> out = new ArrayList<>();
    for (Diagnostic d : found) {
      if (d.blocksDeploy()) {
        Component c = components.find(d.componentType(), d.fullName()).orElse(null);
        out.add(
            new DeployMessage(
                false,
                false,
                false,
                false,
                d.componentType(),
                d.fullName().isEmpty() ? d.file() : d.fullName(),
                d.file().isEmpty() && c != null ? Deletions.fileName(c) : d.file(),
                null,
                d.line(),
                d.column(),
                d.hint().isEmpty() ? d.message() : d.message() + " (" + d.hint() + ")",
                Diagnostic.Severity.ERROR,
                now));
      }
    }
    return out;
  }

  private List<DeployMessage> successes(
      ChangeSet change,
      List<Diagnostic> found,
      List<DeployMessage> failures,
      OrgMetadata next,
      Instant now) {
    Set<ComponentKey> failed = new HashSet<>();
    failures.forEach(f -> failed.add(new ComponentKey(f.componentType(), f.fullName())));
    List<DeployMessage> out = new ArrayList<>();
    for (Component c : change.deployed()) {
      if (failed.contains(c.key())) {
        continue;
      }
      Diagnostic remark =
          found.stream()
              .filter(d -> !d.blocksDeploy())
              .filter(d -> d.componentType().equals(c.type()) && d.fullName().equals(c.fullName()))
              .findFirst()
              .orElse(null);
      out.add(
          new DeployMessage(
              change.created().contains(c.key()) || change.changed().contains(c.key()),
              change.created().contains(c.key()),
              false,
              true,
              c.type(),
              c.fullName(),
              Deletions.fileName(c),
              next.info(c.key()).map(OrgMetadata.Info::id).orElse(null),
              remark == null ? 0 : remark.line(),
              remark == null ? 0 : remark.column(),
              remark == null ? null : remark.message(),
              remark == null ? null : Diagnostic.Severity.INFO,
              now));
    }
    out.add(
        new DeployMessage(
            true,
            false,
            false,
            true,
            "",
            "package.xml",
            "package.xml",
            null,
            0,
            0,
            null,
            null,
            now));
    return out;
  }
}
