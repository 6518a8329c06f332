package org.closedloop.localorg.deploy;

import org.closedloop.metadata.ComponentKey;

/** Receives signs of life from a deploy's work; calls are cheap. */
public interface DeployProgress {

  /** One component has been worked through. */
  void componentDone(ComponentKey key);

  /** What is being done, such as {@code Processing Type: ApexClass}. */
  void detail(String text);

  void testsPlanned(int total);

  void testDone(boolean passed);

  /** Whether the job was cancelled; long work should stop soon. */
  boolean cancelled();
}
