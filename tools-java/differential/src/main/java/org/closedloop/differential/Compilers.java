package org.closedloop.differential;

import com.nawforce.apexlink.api.Org;
import com.nawforce.apexlink.rpc.OpenOptions;
import io.github.apexdevtools.api.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.localorg.validate.Validator;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.SourceProject;

/** The two compilers over one sfdx project: the errors they find in classes and triggers. */
final class Compilers {
  private static final Validator VALIDATOR = new Validator(OrgOptions.defaults());
  private static final Set<String> APEX = Set.of("ApexClass", "ApexTrigger");
  private static final int ALL = 100_000;

  private Compilers() {}

  static List<Finding> ours(Path project) throws IOException {
    try {
      return VALIDATOR.validate(SourceProject.open(project).read()).errors().stream()
          .filter(d -> APEX.contains(d.componentType()))
          .filter(Diagnostic::blocksDeploy)
          .map(d -> new Finding(d.file(), d.line(), d.message()))
          .sorted()
          .toList();
    } catch (SourceProject.ProjectUnreadable e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static List<Finding> theirs(Path project) {
    OpenOptions options = OpenOptions.create().withCache(false).withAutoFlush(false);
    Org org = Org.newOrg(com.nawforce.runtime.platform.Path.apply(project.toString()), options);
    Issue[] issues = org.issues().issuesForFiles(null, false, ALL);
    return List.of(issues).stream()
        .filter(Issue::isError)
        .filter(i -> i.filePath().endsWith(".cls") || i.filePath().endsWith(".trigger"))
        .map(
            i ->
                new Finding(
                    project.relativize(Path.of(i.filePath())).toString().replace('\\', '/'),
                    i.fileLocation().startLineNumber(),
                    i.message()))
        .sorted()
        .toList();
  }
}
