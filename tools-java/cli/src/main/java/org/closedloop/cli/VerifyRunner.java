package org.closedloop.cli;

import java.nio.file.Path;
import org.closedloop.cli.org.OrgConnection;

/**
 * Runs integration scenarios against an org. The module of scenarios provides the one
 * implementation through {@link java.util.ServiceLoader}; the command itself knows none.
 */
public interface VerifyRunner {

  /** Counts of a run. */
  record Result(int passed, int failed, int skipped) {}

  /**
   * @param filter requirement number or part of a scenario's name; null runs all
   * @param junit where to write JUnit XML, or null
   */
  Result run(OrgConnection org, String filter, Path junit, Console console) throws Exception;
}
