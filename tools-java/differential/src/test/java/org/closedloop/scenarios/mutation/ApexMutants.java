package org.closedloop.scenarios.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.closedloop.metadata.SourceProject;

/** Mutants of the package's Apex that an org refuses, drawn so that each breaks another file. */
public final class ApexMutants {

  /** Their effect shows in the mutated file itself, so that many can be compiled at once. */
  private static final Set<String> WITHIN_A_FILE =
      Set.of(
          "apex-variable-name",
          "apex-duplicate-variable",
          "apex-remove-variable",
          "apex-name-typo",
          "apex-soql-typo",
          "apex-argument-type",
          "apex-drop-argument",
          "apex-extra-argument",
          "apex-initial-value",
          "apex-declared-type",
          "apex-drop-return",
          "apex-return-value",
          "apex-unreachable",
          "apex-condition-type",
          "apex-void-value",
          "apex-string-minus",
          "apex-throw-type",
          "apex-loop-type",
          "apex-break-outside",
          "apex-final",
          "apex-override");

  /** One mutant: the whole mutated file, and what was done where. */
  public record Sample(String operator, String file, String what, byte[] mutated) {}

  private ApexMutants() {}

  /** At most one mutant for each class or trigger; another seed gives others. */
  public static List<Sample> draw(Path root, long seed)
      throws IOException, SourceProject.ProjectUnreadable {
    Sources sources = Sources.of(root);
    Map<String, List<Mutant>> byOperator =
        Mutations.operators().stream()
            .filter(o -> WITHIN_A_FILE.contains(o.name()))
            .flatMap(o -> o.sites(sources).all().stream())
            .filter(m -> m.verdict() == Verdict.REFUSED)
            .collect(Collectors.groupingBy(Mutant::operator));
    byOperator.values().forEach(l -> Collections.shuffle(l, new Random(seed)));
    List<String> operators = byOperator.keySet().stream().sorted().toList();
    Map<String, Iterator<Mutant>> left =
        operators.stream()
            .collect(Collectors.toMap(Function.identity(), o -> byOperator.get(o).iterator()));
    List<Sample> out = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (String o : operators) {
        Iterator<Mutant> own = left.get(o);
        while (own.hasNext()) {
          Mutant m = own.next();
          Map<String, byte[]> files = m.change().files();
          if (files.size() == 1 && files.get(m.file()) != null && taken.add(m.file())) {
            out.add(new Sample(o, m.file(), m.what(), files.get(m.file())));
            more = true;
            break;
          }
        }
      }
    }
    return out;
  }
}
