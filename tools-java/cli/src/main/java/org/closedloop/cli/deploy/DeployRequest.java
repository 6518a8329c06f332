package org.closedloop.cli.deploy;

import java.util.List;

/**
 * How to deploy.
 *
 * @param testLevel null leaves it to the org
 * @param runTests classes for RunSpecifiedTests
 */
public record DeployRequest(boolean dryRun, String testLevel, List<String> runTests) {

  public static final DeployRequest PLAIN = new DeployRequest(false, null, List.of());

  public DeployRequest {
    runTests = List.copyOf(runTests);
  }
}
