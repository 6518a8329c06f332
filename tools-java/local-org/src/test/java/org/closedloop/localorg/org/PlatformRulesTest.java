package org.closedloop.localorg.org;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.closedloop.apex.testing.NameFilter;
import org.closedloop.apex.testing.TestResult;
import org.closedloop.metadata.ReadResult;
import org.closedloop.metadata.SourceProject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Deploys the project in {@code resources/platform-rules} to an org and runs its Apex tests: rules
 * of the platform that only show when language, data, access and automation work together.
 */
class PlatformRulesTest {

  @TestFactory
  Stream<DynamicTest> rules() throws Exception {
    Path dir = Path.of(PlatformRulesTest.class.getResource("/platform-rules").toURI());
    ReadResult read = SourceProject.open(dir).read();
    assertEquals(List.of(), read.diagnostics());
    ProjectTests.Run run =
        ProjectTests.run(
            OrgOptions.defaults(), read.components(), List.of(), NameFilter.all(), r -> {});
    assertNotNull(run.report(), () -> run.diagnostics().toString());
    assertEquals(List.of(), run.diagnostics().stream().filter(d -> d.isError()).toList());
    return run.report().results().stream()
        .map(r -> DynamicTest.dynamicTest(r.name(), () -> passed(r)));
  }

  private static void passed(TestResult r) {
    assertEquals(TestResult.Outcome.PASSED, r.outcome(), () -> r.message() + "\n" + r.stack());
  }
}
