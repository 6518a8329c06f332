package org.closedloop.localorg.deploy;

import java.util.List;

/**
 * What a client asks of a deploy; names as in the Metadata API.
 *
 * @param testLevel null when the client leaves it to the org
 * @param runTests test classes for {@link TestLevel#RUN_SPECIFIED_TESTS}
 */
public record DeployOptions(
    boolean allowMissingFiles,
    boolean checkOnly,
    boolean ignoreWarnings,
    boolean purgeOnDelete,
    boolean rollbackOnError,
    boolean singlePackage,
    TestLevel testLevel,
    List<String> runTests) {

  public DeployOptions {
    runTests = List.copyOf(runTests);
  }

  /** All or nothing, package.xml at the root, tests as the org decides. */
  public static DeployOptions standard() {
    return new DeployOptions(false, false, false, false, true, true, null, List.of());
  }

  public DeployOptions withCheckOnly(boolean value) {
    return new DeployOptions(
        allowMissingFiles,
        value,
        ignoreWarnings,
        purgeOnDelete,
        rollbackOnError,
        singlePackage,
        testLevel,
        runTests);
  }

  public DeployOptions withRollbackOnError(boolean value) {
    return new DeployOptions(
        allowMissingFiles,
        checkOnly,
        ignoreWarnings,
        purgeOnDelete,
        value,
        singlePackage,
        testLevel,
        runTests);
  }

  public DeployOptions withTests(TestLevel level, List<String> classes) {
    return new DeployOptions(
        allowMissingFiles,
        checkOnly,
        ignoreWarnings,
        purgeOnDelete,
        rollbackOnError,
        singlePackage,
        level,
        classes);
  }
}
