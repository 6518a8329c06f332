package org.closedloop.scenarios.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A seeded sample of the mutation score over this repository's own sources. */
class MutationSampleTest {
  private static final int SAMPLE = 150;
  private static final long SEED = 20_260_101;
  private static Sources sources;
  private static Map<String, List<Mutant>> sites;

  @BeforeAll
  static void read() throws Exception {
    sources = Sources.of(Path.of("../..").toAbsolutePath().normalize());
    sites = Mutations.sites(sources);
  }

  @Test
  void aSampleIsFound() throws Exception {
    MutationRun run = new MutationRun(sources);
    assertEquals(Set.of(), run.before(), "the unmutated sources have no errors");
    List<Outcome> outcomes = run.check(Mutations.draw(sites, SAMPLE, SEED), done -> {});
    MutationReport report = new MutationReport(outcomes, 0, SEED);
    assertTrue(report.score() >= 98, () -> String.join("\n", report.full()));
    assertTrue(report.equivalents() <= 25, () -> String.join("\n", report.full()));
  }

  @Test
  void everyOperatorHasSites() {
    assertEquals(
        List.of(),
        sites.entrySet().stream()
            .filter(e -> e.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList());
  }

  @Test
  void theDrawIsTheSameForASeedAndTakesNoSiteTwice() {
    List<Mutant> once = Mutations.draw(sites, 500, 3);
    assertEquals(once, Mutations.draw(sites, 500, 3));
    assertEquals(500, Set.copyOf(once).size());
    Map<String, Long> of =
        once.stream().collect(Collectors.groupingBy(Mutant::operator, Collectors.counting()));
    assertEquals(sites.keySet(), of.keySet());
  }

  @Test
  void everyMutantChangesItsFile() {
    for (Mutant m : Mutations.draw(sites, 1000, 5)) {
      m.change()
          .files()
          .forEach(
              (file, bytes) ->
                  assertTrue(
                      bytes == null
                          || sources.bytes(file) == null
                          || !java.util.Arrays.equals(bytes, sources.bytes(file)),
                      m::what));
    }
  }
}
