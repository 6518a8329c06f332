package org.closedloop.localorg.deploy;

import java.util.List;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.Diagnostic;

/**
 * The org as a deploy sees it. {@link DeployService} calls it from one thread at a time; {@link
 * #current} may be called from any.
 */
public interface OrgMetadataTarget {

  /** What is deployed now. */
  OrgMetadata current();

  /**
   * Builds the org as it would be after the change: schema, formulas, flows, pages, compiled Apex.
   * Nothing of the running org changes.
   *
   * @param said what reading and checking found before; what only follows from it is not told again
   */
  Prepared prepare(ChangeSet change, List<Diagnostic> said, DeployProgress progress);

  /** An id for a new component, with the key prefix of its type. */
  String newId(ComponentKey key);

  /** Whether a production org's rules hold: tests by default, 75 % coverage. */
  boolean production();

  /** Display name of a user. */
  String userName(String userId);

  /** A change that has been built and waits for tests and commit. */
  interface Prepared {

    /** Everything found while building. Errors of an org's own are {@code REFUSED}. */
    List<Diagnostic> diagnostics();

    /** What was said before, without what only follows from something that could not be read. */
    List<Diagnostic> said();

    /** Runs tests on the org as it would be; their data is rolled back. */
    TestRunResult runTests(TestLevel level, List<String> classes, DeployProgress progress);

    /** Makes the change the running org, in one step. {@code next} becomes {@link #current}. */
    void commit(OrgMetadata next);
  }
}
