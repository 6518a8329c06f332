package org.closedloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.closedloop.cli.deploy.DeployOutcome;
import org.junit.jupiter.api.Test;

class DeployReportTest {

  @Test
  void problemsReadLikeCompilerMessages() {
    assertEquals(
        "classes/A.cls:3:5  Unexpected token",
        new DeployOutcome.Problem(
                "Error", "ApexClass", "A", "classes/A.cls", 3, 5, "Unexpected token")
            .text());
    assertEquals(
        "CustomField A.B__c  bad",
        new DeployOutcome.Problem("Error", "CustomField", "A.B__c", null, 0, 0, "bad").text());
  }
}
