package org.closedloop.localorg.async;

import java.time.Instant;
import java.util.List;

/** Something that runs at an instant of the org clock, outside the request that asked for it. */
public interface DueWork {

  /** Short word for logs: queueable, future, batch, schedule, flow-path, scheduled-flow, event. */
  String kind();

  /** Class, flow or event name for logs. */
  String name();

  /** Id of the job, trigger or record for logs; may be null. */
  String reference();

  /** Items with equal keys and due times may run together; null runs alone. */
  default Object batchKey() {
    return null;
  }

  /** Most items in one run together. */
  default int maxBatch() {
    return 1;
  }

  /**
   * Runs this item, or the batch that it leads (itself first). Failures of the work are reported in
   * the outcome; what is thrown is logged as a failure too.
   */
  Outcome run(RequestRunner runner, List<DueWork> batch, Instant due);

  /** How it ended. {@code message} may be empty. */
  record Outcome(boolean failed, String message) {
    public static final Outcome DONE = new Outcome(false, "");

    public static Outcome done(String message) {
      return new Outcome(false, message);
    }

    public static Outcome failed(String message) {
      return new Outcome(true, message);
    }
  }
}
