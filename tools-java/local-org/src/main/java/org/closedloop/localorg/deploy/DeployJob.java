package org.closedloop.localorg.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.closedloop.metadata.ComponentKey;

/** The mutable state of one deploy; every method locks, snapshots are immutable. */
final class DeployJob implements DeployProgress {
  private final String id;
  private final String userId;
  private final String userName;
  private final DeployOptions options;
  private final Instant created;
  private final int zipSize;
  private byte[] zip;
  private DeployResult.Status status = DeployResult.Status.PENDING;
  private Instant started;
  private Instant modified;
  private Instant completed;
  private String cancelledBy;
  private String cancelledByName;
  private String stateDetail;
  private String errorMessage;
  private String errorCode;
  private int total;
  private int files;
  private int testsTotal;
  private int testsDone;
  private int testErrors;
  private boolean runsTests;
  private final Set<ComponentKey> done = new HashSet<>();
  private List<DeployMessage> successes = new ArrayList<>();
  private List<DeployMessage> failures = new ArrayList<>();
  private TestRunResult tests = TestRunResult.NONE;

  DeployJob(
      String id,
      String userId,
      String userName,
      DeployOptions options,
      byte[] zip,
      Instant created) {
    this.id = id;
    this.userId = userId;
    this.userName = userName;
    this.options = options;
    this.zip = zip;
    this.zipSize = zip.length;
    this.created = created;
    this.modified = created;
  }

  String id() {
    return id;
  }

  String userId() {
    return userId;
  }

  DeployOptions options() {
    return options;
  }

  /** Hands the package over to the worker and forgets it. */
  synchronized byte[] takeZip() {
    byte[] taken = zip;
    zip = null;
    return taken;
  }

  /** Moves to work; false when the job was cancelled while it waited. */
  synchronized boolean start(Instant now) {
    if (status != DeployResult.Status.PENDING) {
      return false;
    }
    status = DeployResult.Status.IN_PROGRESS;
    started = now;
    modified = now;
    return true;
  }

  synchronized void planned(int components, int fileCount, boolean withTests) {
    total = components;
    files = fileCount;
    runsTests = withTests;
  }

  synchronized void restartCount() {
    done.clear();
  }

  @Override
  public synchronized void componentDone(ComponentKey key) {
    done.add(key);
  }

  @Override
  public synchronized void detail(String text) {
    stateDetail = text;
  }

  @Override
  public synchronized void testsPlanned(int number) {
    testsTotal = number;
  }

  @Override
  public synchronized void testDone(boolean passed) {
    testsDone++;
    testErrors += passed ? 0 : 1;
  }

  @Override
  public synchronized boolean cancelled() {
    return status == DeployResult.Status.CANCELING || status == DeployResult.Status.CANCELED;
  }

  /** Asks the job to stop; returns whether it has already ended. */
  synchronized boolean cancel(String byId, String byName, Instant now) {
    if (status.isFinal()) {
      return true;
    }
    cancelledBy = byId;
    cancelledByName = byName;
    modified = now;
    if (status == DeployResult.Status.PENDING) {
      zip = null;
      finish(DeployResult.Status.CANCELED, now);
      return true;
    }
    status = DeployResult.Status.CANCELING;
    return false;
  }

  synchronized void messages(List<DeployMessage> good, List<DeployMessage> bad) {
    successes = List.copyOf(good);
    failures = List.copyOf(bad);
  }

  synchronized void tests(TestRunResult result) {
    tests = result;
    testsTotal = result.testsRun();
    testErrors = result.failures().size();
    testsDone = testsTotal - testErrors;
  }

  synchronized void error(String code, String message) {
    errorCode = code;
    errorMessage = message;
  }

  synchronized void finish(DeployResult.Status end, Instant now) {
    status = end;
    completed = now;
    modified = now;
    stateDetail = null;
  }

  synchronized boolean isFinal() {
    return status.isFinal();
  }

  synchronized DeployResult snapshot() {
    boolean good =
        status == DeployResult.Status.SUCCEEDED || status == DeployResult.Status.SUCCEEDED_PARTIAL;
    int errors =
        (int)
            failures.stream()
                .map(f -> new ComponentKey(f.componentType(), f.fullName()))
                .distinct()
                .count();
    int deployed =
        good ? total - errors : status.isFinal() ? total - Math.min(total, errors) : done.size();
    return new DeployResult(
        id,
        status,
        status.isFinal(),
        good,
        options.checkOnly(),
        options.ignoreWarnings(),
        options.rollbackOnError(),
        runsTests,
        userId,
        userName,
        cancelledBy,
        cancelledByName,
        created,
        started,
        modified,
        completed,
        stateDetail,
        errorMessage,
        errorCode,
        errors,
        Math.max(0, Math.min(total, deployed)),
        total,
        testErrors,
        testsDone,
        testsTotal,
        files,
        zipSize,
        successes,
        failures,
        tests);
  }
}
