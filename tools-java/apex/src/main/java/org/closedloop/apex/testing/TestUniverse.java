package org.closedloop.apex.testing;

import org.closedloop.apex.host.ApexSession;

/**
 * The org in which tests run, as the runner needs it. Data starts empty but for set-up rows. Used
 * by one thread at a time.
 */
public interface TestUniverse {

  /** The state of all data now, counters of ids and running numbers included. */
  Object mark();

  /** Gives all data the state of the mark again. */
  void rollback(Object mark);

  /**
   * Opens a request with limits, statics and transaction of its own.
   *
   * @param seeAllData whether the test asked to see the org's own data
   */
  TestRequest newRequest(String className, String methodName, boolean seeAllData);

  /** One request; closing it without {@link #complete} drops what it wrote. */
  interface TestRequest extends AutoCloseable {

    ApexSession session();

    /** Runs what the request left to run (queued work) and keeps its data. */
    void complete();

    @Override
    void close();
  }
}
