package org.closedloop.scenarios.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a bench as two tables for people. */
final class BenchReport {

  private static final List<String> COUNTERS =
      List.of("SOQL_QUERIES", "SOQL_ROWS", "DML_STATEMENTS", "DML_ROWS", "CPU_TICKS");
  private static final List<String> HEADINGS =
      List.of("SOQL queries", "query rows", "DML statements", "DML rows", "CPU ticks");
  private static final int COLUMN = 20;
  private static final int SMALL = 10;

  private BenchReport() {}

  static List<String> lines(RollupBench.Result rollup, ColdStartBench.Result start) {
    List<String> out = new ArrayList<>();
    rollup(rollup, out);
    out.add("");
    coldStart(start, out);
    return out;
  }

  private static void rollup(RollupBench.Result r, List<String> out) {
    int width = r.transactions().stream().mapToInt(t -> t.what().length()).max().orElse(0);
    out.add(
        format(
            "%d answers over %d accounts: %.0f ms in %d transactions (used/limit, percent)",
            r.answers(), r.answers(), r.millis(), r.transactions().size()));
    StringBuilder head = new StringBuilder(left("transaction", width));
    HEADINGS.forEach(h -> head.append(right(h, COLUMN)));
    out.add(head + right("ms", SMALL));
    for (RollupBench.Transaction t : r.transactions()) {
      StringBuilder line = new StringBuilder(left(t.what(), width));
      for (String c : COUNTERS) {
        RollupBench.Amount a = t.limits().get(c);
        line.append(right(format("%d/%d %4.1f%%", a.used(), a.max(), a.percent()), COLUMN));
      }
      out.add(line + right(format("%.0f", t.millis()), SMALL));
    }
  }

  private static void coldStart(ColdStartBench.Result r, List<String> out) {
    out.add(
        format(
            "cold start until %d components (zip of %d kB) are deployed, %d runs",
            r.components(), r.zipBytes() / 1024, r.runs().size()));
    int width = 40;
    out.add(
        left("from the start of the process", width)
            + right("min", SMALL)
            + right("median", SMALL)
            + right("max", SMALL));
    out.add(spread("yardstick: StAX parse of the files, ms", width, "%.0f", r.yardstick()));
    out.add(spread("org listens, ms", width, "%.0f", r.listening()));
    out.add(spread("package deployed, ms", width, "%.0f", r.deployed()));
    out.add(spread("package deployed / yardstick", width, "%.1f", r.ratio()));
  }

  private static String spread(String what, int width, String number, Spread s) {
    return left(what, width)
        + right(format(number, s.min()), SMALL)
        + right(format(number, s.median()), SMALL)
        + right(format(number, s.max()), SMALL);
  }

  private static String left(String text, int width) {
    return format("%-" + Math.max(1, width) + "s", text);
  }

  private static String right(String text, int width) {
    return format("%" + width + "s", text);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
