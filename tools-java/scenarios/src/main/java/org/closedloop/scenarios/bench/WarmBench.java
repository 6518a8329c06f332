package org.closedloop.scenarios.bench;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.testing.NameFilter;
import org.closedloop.apex.testing.TestReport;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.localorg.org.ProjectTests;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.ContentFile;

/**
 * A project's tests twice in one process: the second time nothing changed, so that the compiled
 * classes serve again; then once more with a blank line added to one class.
 */
final class WarmBench {

  /** Milliseconds of building the org, and of the whole run. */
  record Times(double build, double run) {}

  /** What the three runs took; the tests of a filter. */
  record Result(String tests, Times cold, Times unchanged, Times oneChanged) {}

  Result measure(ComponentSet project, String filter) {
    ProjectTests tests = new ProjectTests(OrgOptions.defaults().withDeferUnsupported(true));
    List<String> told = new ArrayList<>();
    Times cold = run(tests, project, filter, told);
    Times unchanged = run(tests, project, filter, told);
    Times changed = run(tests, touched(project), filter, told);
    if (told.stream().distinct().count() != 1) {
      throw new IllegalStateException("the runs differ: " + told);
    }
    return new Result(told.get(0), cold, unchanged, changed);
  }

  private static Times run(
      ProjectTests tests, ComponentSet project, String filter, List<String> told) {
    long begin = System.nanoTime();
    ProjectTests.Run run =
        tests.run(project, List.of(), ProjectTests.Choice.of(NameFilter.glob(filter)), r -> {});
    TestReport report = run.report();
    told.add(report.summary());
    return new Times(run.buildMillis(), (System.nanoTime() - begin) / 1e6);
  }

  /** The project with the longest class one line longer. */
  private static ComponentSet touched(ComponentSet project) {
    Component longest =
        project.ofType("ApexClass").stream()
            .max((a, b) -> Integer.compare(a.content().length, b.content().length))
            .orElseThrow();
    ContentFile body = longest.contents().get(0);
    byte[] text = (body.text() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return project.plus(
        List.of(
            new Component(
                longest.type(),
                longest.fullName(),
                longest.file(),
                longest.xml(),
                longest.xmlSource(),
                List.of(new ContentFile(body.path(), body.file(), text)))));
  }
}
