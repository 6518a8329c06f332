package org.closedloop.localorg.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Standard report types and their column codes as deployed reports name them. Not complete. */
final class ReportCodes {
  private static final Map<String, Set<String>> TYPES = load();

  private ReportCodes() {}

  private static Map<String, Set<String>> load() {
    Map<String, Set<String>> all = new TreeMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ReportCodes.class.getResourceAsStream("report-columns.txt"),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] words = line.split("\\s+");
          all.computeIfAbsent(words[0], k -> new TreeSet<>())
              .addAll(List.of(words).subList(1, words.length));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Standard report types known here. */
  static Set<String> types() {
    return TYPES.keySet();
  }

  /** Column codes known for a standard report type; empty when none are. */
  static Set<String> of(String type) {
    return TYPES.getOrDefault(type, Set.of());
  }
}
