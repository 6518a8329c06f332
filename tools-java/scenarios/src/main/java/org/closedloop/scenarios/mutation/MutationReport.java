package org.closedloop.scenarios.mutation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;

/** The figures of a run, for people. */
final class MutationReport {
  private static final int TO_READ = 50;
  private final List<Outcome> outcomes;
  private final int sites;
  private final long seed;

  MutationReport(List<Outcome> outcomes, int sites, long seed) {
    this.outcomes = outcomes;
    this.sites = sites;
    this.seed = seed;
  }

  private long count(Predicate<Outcome> which) {
    return outcomes.stream().filter(which).count();
  }

  long counted() {
    return count(o -> o.mutant().verdict().counts());
  }

  long caught() {
    return count(o -> o.mutant().verdict().counts() && o.caught());
  }

  /** Caught of refused and wrong, in percent. */
  double score() {
    return percent(caught(), counted());
  }

  /** Equivalents of all, in percent. */
  double equivalents() {
    return percent(count(o -> o.mutant().verdict() == Verdict.EQUIVALENT), outcomes.size());
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  /** The table and the score. */
  List<String> summary() {
    List<String> out = new ArrayList<>();
    out.add(
        format(
            "%d mutants of %d sites, seed %d: score %.2f %% (%d of %d refused or wrong caught),"
                + " equivalents %.1f %%",
            outcomes.size(), sites, seed, score(), caught(), counted(), equivalents()));
    long told = count(o -> o.mutant().verdict().counts() && o.caught());
    out.add(
        format(
            "of the caught %.1f %% name the mutated file, %.1f %% within three lines",
            percent(count(o -> o.mutant().verdict().counts() && o.caught() && o.rightFile()), told),
            percent(
                count(o -> o.mutant().verdict().counts() && o.caught() && o.rightLine()), told)));
    out.add("");
    out.add(
        format(
            "%-28s %7s %8s %6s %6s %7s %6s",
            "operator", "mutants", "refused", "wrong", "caught", "missed", "equiv"));
    for (Operator op : Mutations.operators()) {
      Predicate<Outcome> own = o -> o.mutant().operator().equals(op.name());
      out.add(
          format(
              "%-28s %7d %8d %6d %6d %7d %6d",
              op.name(),
              count(own),
              count(own.and(o -> o.mutant().verdict() == Verdict.REFUSED)),
              count(own.and(o -> o.mutant().verdict() == Verdict.WRONG)),
              count(own.and(o -> o.mutant().verdict().counts() && o.caught())),
              count(own.and(Outcome::survived)),
              count(own.and(o -> o.mutant().verdict() == Verdict.EQUIVALENT))));
    }
    return out;
  }

  /** The summary and every mutant that somebody should read. */
  List<String> full() {
    List<String> out = new ArrayList<>(summary());
    out.add("");
    out.add("What the operators do:");
    Mutations.operators().forEach(o -> out.add("  " + o.name() + ": " + o.does()));
    section(out, "Crashes of the checks (count as not caught):", o -> o.crash() != null);
    section(out, "Survivors (refused or wrong, not caught):", Outcome::survived);
    section(
        out,
        "Equivalents that a check reports (a verdict or a check is wrong):",
        o -> o.mutant().verdict() == Verdict.EQUIVALENT && o.caught());
    section(
        out,
        "Caught, but not in the mutated file:",
        o -> o.mutant().verdict().counts() && o.caught() && !o.rightFile());
    section(
        out,
        "Caught in the file, but more than three lines away:",
        o -> o.mutant().verdict().counts() && o.rightFile() && !o.rightLine());
    List<Outcome> alive = new ArrayList<>(outcomes.stream().filter(o -> !o.caught()).toList());
    Collections.shuffle(alive, new Random(seed));
    out.add("");
    out.add(TO_READ + " random mutants that nothing reports, equivalents included:");
    alive.stream().limit(TO_READ).forEach(o -> out.add("  " + line(o)));
    return out;
  }

  private void section(List<String> out, String title, Predicate<Outcome> which) {
    out.add("");
    out.add(title);
    outcomes.stream().filter(which).forEach(o -> out.add("  " + line(o)));
  }

  private static String line(Outcome o) {
    Mutant m = o.mutant();
    String found =
        o.crash() != null
            ? "  => " + o.crash() + " at " + o.crash().getStackTrace()[0]
            : o.caught() ? "  => " + o.found().get(0).headline() : "";
    return format("%s %s (%s)  %s%s", m.verdict(), m.operator(), m.reason(), m.what(), found);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
