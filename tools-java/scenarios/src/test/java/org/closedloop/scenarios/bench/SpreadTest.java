package org.closedloop.scenarios.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void medianOfOddAndEvenCounts() {
    assertEquals(new Spread(1, 5, 9), Spread.of(List.of(9, 1, 5)));
    assertEquals(new Spread(1, 3, 9), Spread.of(List.of(9.0, 1.0, 4.0, 2.0)));
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
  }

  @Test
  void theTableShowsUseAgainstTheLimitAndTheRatio() {
    Map<String, RollupBench.Amount> limits =
        Map.of(
            "SOQL_QUERIES", new RollupBench.Amount(25, 100),
            "SOQL_ROWS", new RollupBench.Amount(0, 50_000),
            "DML_STATEMENTS", new RollupBench.Amount(3, 150),
            "DML_ROWS", new RollupBench.Amount(600, 10_000),
            "CPU_TICKS", new RollupBench.Amount(1, 10_000));
    String table =
        String.join(
            "\n",
            BenchReport.lines(
                new RollupBench.Result(
                    200, 12, List.of(new RollupBench.Transaction("event X", 7.4, limits))),
                new ColdStartBench.Result(
                    10, 2048, List.of(new ColdStartBench.Run(100, 150, 450)))));
    assertTrue(table.contains("25/100 25.0%"), table);
    assertTrue(table.contains("600/10000  6.0%"), table);
    assertTrue(table.matches("(?s).*package deployed / yardstick +4\\.5 +4\\.5 +4\\.5"), table);
  }
}
