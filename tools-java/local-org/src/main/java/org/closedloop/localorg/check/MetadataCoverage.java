package org.closedloop.localorg.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.closedloop.metadata.TypeInfo;

/**
 * What the local org does with each metadata type, read from {@code metadata-coverage.txt}: it
 * executes it, keeps it (stored and listed, without effect), or refuses it. Types that are not
 * listed are refused.
 */
public final class MetadataCoverage {
  /** What happens to a type. */
  public enum Status {
    EXECUTED,
    KEPT,
    REFUSED
  }

  /**
   * @param note what exactly is or is not done, for people
   */
  public record Entry(String type, Status status, String note) {}

  private static final MetadataCoverage DEFAULT = load();

  private final Map<String, Entry> entries;

  private MetadataCoverage(Map<String, Entry> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  public static MetadataCoverage get() {
    return DEFAULT;
  }

  private static MetadataCoverage load() {
    Map<String, Entry> entries = new TreeMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                MetadataCoverage.class.getResourceAsStream("metadata-coverage.txt"),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] parts = line.split("\\|", 3);
        Status status = Status.valueOf(parts[1].strip().toUpperCase(Locale.ROOT));
        entries.put(parts[0].strip(), new Entry(parts[0].strip(), status, parts[2].strip()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MetadataCoverage(entries);
  }

  /** All listed types by name. */
  public Map<String, Entry> entries() {
    return entries;
  }

  public Status status(String type) {
    Entry entry = entries.get(type);
    return entry == null ? Status.REFUSED : entry.status();
  }

  /** Whether components of the type, or of one of its child types, can be deployed. */
  public boolean accepts(TypeInfo type) {
    return status(type.name()) != Status.REFUSED
        || type.children().stream().anyMatch(c -> status(c.type()) != Status.REFUSED);
  }
}
