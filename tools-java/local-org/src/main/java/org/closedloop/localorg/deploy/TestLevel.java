package org.closedloop.localorg.deploy;

import java.util.Optional;

/** Which Apex tests a deploy runs. */
public enum TestLevel {
  NO_TEST_RUN("NoTestRun"),
  RUN_SPECIFIED_TESTS("RunSpecifiedTests"),
  RUN_LOCAL_TESTS("RunLocalTests"),
  RUN_ALL_TESTS_IN_ORG("RunAllTestsInOrg");

  private final String wireName;

  TestLevel(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<TestLevel> ofWireName(String name) {
    for (TestLevel level : values()) {
      if (level.wireName.equals(name)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
