package org.closedloop.differential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What two compilers say about the same sources, compared by place: a line at which both find an
 * error counts as agreement, whatever they call it.
 *
 * @param onlyOurs errors on lines where the other finds none
 * @param onlyTheirs the other way round
 * @param agreed number of lines at which both find an error
 */
record Comparison(List<Finding> onlyOurs, List<Finding> onlyTheirs, int agreed) {

  static Comparison of(List<Finding> ours, List<Finding> theirs) {
    Set<String> here = places(ours);
    Set<String> there = places(theirs);
    return new Comparison(
        ours.stream().filter(f -> !there.contains(f.place())).toList(),
        theirs.stream().filter(f -> !here.contains(f.place())).toList(),
        (int) here.stream().filter(there::contains).count());
  }

  private static Set<String> places(List<Finding> findings) {
    return findings.stream().map(Finding::place).collect(Collectors.toSet());
  }

  /** Prints where the compilers disagree about each of the sfdx projects named. */
  public static void main(String[] folders) throws IOException {
    for (String folder : folders) {
      Path project = Path.of(folder).toAbsolutePath().normalize();
      Comparison c = of(Compilers.ours(project), Compilers.theirs(project));
      System.out.printf(
          "%s: %d agreed, %d only ours, %d only theirs%n",
          project.getFileName(), c.agreed, c.onlyOurs.size(), c.onlyTheirs.size());
      c.onlyOurs.forEach(f -> System.out.println("  ours    " + f.place() + "  " + f.message()));
      c.onlyTheirs.forEach(f -> System.out.println("  theirs  " + f.place() + "  " + f.message()));
    }
  }
}
