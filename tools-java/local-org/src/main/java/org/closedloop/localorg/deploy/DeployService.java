package org.closedloop.localorg.deploy;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.closedloop.metadata.ComponentKey;

/**
 * Accepts deploys, runs them one after another on its own thread, and answers what became of them.
 * The last hundred jobs are remembered.
 */
public final class DeployService implements AutoCloseable {
  private static final int REMEMBERED = 100;
  private static final int WAITING = 25;
  private static final long STACK_BYTES = 64L << 20;

  private final OrgMetadataTarget target;
  private final InstantSource clock;
  private final Function<String, String> newJobId;
  private final DeployRun.Checks checks;
  private final ThreadPoolExecutor worker;
  private final Map<String, DeployJob> jobs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DeployJob> eldest) {
          return size() > REMEMBERED && eldest.getValue().isFinal();
        }
      };

  /**
   * @param clock the org's clock
   * @param newJobId makes an id for a key prefix ({@code 0Af})
   * @param checks what is checked besides what the target itself finds
   */
  public DeployService(
      OrgMetadataTarget target,
      InstantSource clock,
      Function<String, String> newJobId,
      DeployRun.Checks checks) {
    this.target = target;
    this.clock = clock;
    this.newJobId = newJobId;
    this.checks = checks;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            task -> {
              Thread t = new Thread(null, task, "deploy", STACK_BYTES);
              t.setDaemon(true);
              return t;
            },
            new ThreadPoolExecutor.AbortPolicy());
  }

  /**
   * Queues a deploy.
   *
   * @return the job's id
   * @throws java.util.concurrent.RejectedExecutionException when too many deploys wait
   */
  public String deploy(byte[] zip, DeployOptions options, String userId) {
    DeployJob job =
        new DeployJob(
            newJobId.apply("0Af"), userId, target.userName(userId), options, zip, clock.instant());
    worker.execute(() -> new DeployRun(job, target, clock, checks).run());
    synchronized (jobs) {
      jobs.put(job.id(), job);
    }
    return job.id();
  }

  /** The job's state; ids match with 15 or 18 characters. */
  public Optional<DeployResult> status(String id) {
    return find(id).map(DeployJob::snapshot);
  }

  /**
   * Asks a job to stop.
   *
   * @return whether it has ended, or empty when there is no such job
   */
  public Optional<Boolean> cancel(String id, String userId) {
    return find(id).map(job -> job.cancel(userId, target.userName(userId), clock.instant()));
  }

  /** Waits until the job has ended. */
  public DeployResult await(String id) throws InterruptedException {
    DeployJob job =
        find(id).orElseThrow(() -> new IllegalArgumentException("no deploy with id " + id));
    while (!job.isFinal()) {
      Thread.sleep(5);
    }
    return job.snapshot();
  }

  public OrgMetadataTarget target() {
    return target;
  }

  private Optional<DeployJob> find(String id) {
    if (id == null || id.length() < 15) {
      return Optional.empty();
    }
    synchronized (jobs) {
      return jobs.values().stream()
          .filter(j -> j.id().substring(0, 15).equals(id.substring(0, 15)))
          .findFirst();
    }
  }

  /** Record id of a deployed component. */
  public Optional<String> componentId(ComponentKey key) {
    return target.current().info(key).map(OrgMetadata.Info::id);
  }

  ExecutorService worker() {
    return worker;
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
