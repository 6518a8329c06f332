package org.closedloop.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.closedloop.scenarios.mutation.ApexMutants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two compilers agree on the package's Apex, on a corpus of wrong classes line by line, and on
 * seeded mutants of the package; where they do not, the disagreement stands in a list with its
 * reason, and a reason that no longer holds fails too.
 */
class DifferentialTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final long SEED = 20_261_122;

  @TempDir private Path dir;

  @Test
  void thePackageIsFineToBoth() throws IOException {
    Path project = Files.createDirectories(dir.resolve("package"));
    copy(ROOT.resolve("force-app"), project.resolve("force-app"));
    projectFile(project);
    assertEquals(List.of(), Compilers.ours(project));
    assertEquals(List.of(), Compilers.theirs(project));
  }

  @Test
  void theCorpusIsJudgedAlikeLineByLine() throws IOException {
    Path project = Path.of("src/test/resources/corpus").toAbsolutePath();
    Comparison c = Comparison.of(Compilers.ours(project), Compilers.theirs(project));
    assertTrue(c.agreed() > 50, () -> "agreed on " + c.agreed());
    Set<String> found = new TreeSet<>();
    c.onlyOurs().forEach(f -> found.add("ours " + line(f)));
    c.onlyTheirs().forEach(f -> found.add("theirs " + line(f)));
    assertEquals(known("corpus "), found, () -> c.onlyOurs() + "\n" + c.onlyTheirs());
  }

  @Test
  void mutantsAreFoundByBoth() throws Exception {
    Path project = Files.createDirectories(dir.resolve("mutants"));
    copy(ROOT.resolve("force-app"), project.resolve("force-app"));
    projectFile(project);
    List<ApexMutants.Sample> mutants =
        ApexMutants.draw(ROOT, SEED).stream()
            .filter(m -> m.file().startsWith("force-app/"))
            .toList();
    assertTrue(mutants.size() > 80, () -> mutants.size() + " mutants");
    for (ApexMutants.Sample m : mutants) {
      Files.write(project.resolve(m.file()), m.mutated());
    }
    Set<String> ours = files(Compilers.ours(project));
    Set<String> theirs = files(Compilers.theirs(project));
    List<String> missedByUs = new ArrayList<>();
    Set<String> missedByThem = new TreeSet<>();
    List<String> samples = new ArrayList<>();
    for (ApexMutants.Sample m : mutants) {
      if (!ours.contains(m.file())) {
        missedByUs.add(m.operator() + " " + m.what());
      } else if (!theirs.contains(m.file())) {
        missedByThem.add("ours " + m.operator());
        samples.add(m.operator() + " " + m.what());
      }
    }
    assertEquals(List.of(), missedByUs);
    missedByThem.removeAll(known("mutant "));
    assertEquals(Set.of(), missedByThem, () -> String.join("\n", samples));
  }

  private static Set<String> files(List<Finding> findings) {
    return findings.stream().map(Finding::file).collect(Collectors.toSet());
  }

  private static String line(Finding f) {
    return f.file().replaceAll(".*/", "") + ":" + f.line();
  }

  /** {@code kind who where reason}, a disagreement a line. */
  private static Set<String> known(String kind) throws IOException {
    Path list = Path.of("src/test/resources/known-disagreements.txt");
    try (Stream<String> lines = Files.lines(list, StandardCharsets.UTF_8)) {
      return lines
          .filter(l -> l.startsWith(kind))
          .map(l -> l.substring(kind.length(), l.indexOf("  ")))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path p : all) {
      Path target = to.resolve(from.relativize(p).toString());
      Files.createDirectories(target.getParent());
      Files.copy(p, target);
    }
  }

  private static void projectFile(Path project) throws IOException {
    Files.writeString(
        project.resolve("sfdx-project.json"),
        "{\"packageDirectories\": [{\"path\": \"force-app\", \"default\": true}],"
            + " \"sourceApiVersion\": \"62.0\"}");
  }
}
