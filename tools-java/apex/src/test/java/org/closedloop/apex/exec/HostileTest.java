package org.closedloop.apex.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.Limits;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Code that tries to break the engine ends as the platform's exceptions and limits. Cases stand in
 * {@code resources/hostile/blocks.apex}: a line {@code //// name}, a block, a line {@code ////!}
 * with what leaves it.
 */
class HostileTest {

  /** Milliseconds of the platform's measure, so that endless loops end soon here. */
  private static final long CPU = 400;

  private static final long HEAP = 600_000;

  private record Case(String name, String block, String expected) {}

  @TestFactory
  Stream<DynamicTest> blocks() throws IOException {
    return cases().stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
  }

  private static List<Case> cases() throws IOException {
    String text;
    try (InputStream in = HostileTest.class.getResourceAsStream("/hostile/blocks.apex")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Case> all = new ArrayList<>();
    for (String part : text.split("(?m)^//// ")) {
      if (!part.isBlank()) {
        int head = part.indexOf('\n');
        int end = part.indexOf("////!");
        all.add(
            new Case(
                part.substring(0, head).strip(),
                part.substring(head, end),
                part.substring(end + "////!".length()).strip()));
      }
    }
    return all;
  }

  private static void check(Case c) {
    String[] seen = new String[1];
    Thread t = new Thread(null, () -> seen[0] = outcome(c), "hostile", 64L << 20);
    t.setDaemon(true);
    t.start();
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> t.join());
    assertEquals(c.expected(), seen[0]);
  }

  private static String outcome(Case c) {
    FakeHost host = Compiled.host();
    if (c.expected().contains("CPU")) {
      host.limits().override(Limits.Counter.CPU_TICKS, CPU);
    }
    if (c.expected().contains("heap")) {
      host.limits().override(Limits.Counter.HEAP_BYTES, HEAP);
    }
    try {
      Compiled.run(host, c.block());
      return String.join("\n", host.log);
    } catch (ApexFailure e) {
      return e.toString().replaceAll("(heap size too large): \\d+", "$1");
    } catch (Throwable e) {
      StringBuilder sb = new StringBuilder("ESCAPE " + e);
      for (int i = 0; i < Math.min(6, e.getStackTrace().length); i++) {
        sb.append("\n  ").append(e.getStackTrace()[i]);
      }
      return sb.toString();
    }
  }
}
