package org.closedloop.localorg.async;

import java.util.function.Function;
import org.closedloop.apex.host.ApexHost;

/** Opens requests: one transaction each, committed when the body returns. The org implements it. */
public interface RequestRunner {

  /**
   * How a request of background work starts.
   *
   * @param userId running user
   * @param job the job that runs, or null
   * @param eventRetries retries of the event delivery that runs, 0 otherwise
   * @param asynchronous whether the limits of asynchronous work hold though the entry point has no
   *     name of its own, as for flows that wait
   * @param work kind and name of the work for logs; the queue fills it in
   */
  record Spec(
      String userId,
      ApexHost.Quiddity quiddity,
      JobRun job,
      int eventRetries,
      boolean asynchronous,
      String work) {

    public Spec(String userId, ApexHost.Quiddity quiddity, JobRun job, int eventRetries) {
      this(userId, quiddity, job, eventRetries, false, null);
    }

    /** A flow that waited for its time. */
    public static Spec waitingFlow(String userId) {
      return new Spec(userId, ApexHost.Quiddity.UNDEFINED, null, 0, true, null);
    }

    public static Spec of(String userId, ApexHost.Quiddity quiddity) {
      return new Spec(userId, quiddity, null, 0);
    }

    public static Spec of(String userId, ApexHost.Quiddity quiddity, JobRun job) {
      return new Spec(userId, quiddity, job, 0);
    }

    Spec of(DueWork what) {
      return new Spec(
          userId, quiddity, job, eventRetries, asynchronous, what.kind() + " " + what.name());
    }
  }

  /**
   * Runs the body. An exception rolls the request back and is thrown on. After-commit work of the
   * request has run when this returns.
   */
  <T> T run(Spec spec, Function<WorkRequest, T> body);
}
