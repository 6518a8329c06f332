package org.closedloop.localorg.validate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each code of a finding means and what to do about it, read from {@code rules.txt}. */
public final class RuleBook {

  /** Who objects to what a rule finds. */
  public enum Objector {
    /** An org refuses it. */
    REFUSED("error"),
    /** An org accepts it though it is wrong. */
    WRONG("error"),
    /** One or the other. */
    BOTH("error"),
    WARNING("warning"),
    NOTE("note");

    private final String level;

    Objector(String level) {
      this.level = level;
    }

    /** The usual level in SARIF. */
    public String level() {
      return level;
    }

    public String word() {
      return this == BOTH ? "refused or wrong" : name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One rule.
   *
   * @param chapter what it belongs to, for people
   */
  public record Entry(
      String code, Objector objector, String meaning, String remedy, String chapter) {}

  private static final RuleBook DEFAULT = load();

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private RuleBook() {}

  public static RuleBook get() {
    return DEFAULT;
  }

  private static RuleBook load() {
    RuleBook book = new RuleBook();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                RuleBook.class.getResourceAsStream("rules.txt"), StandardCharsets.UTF_8))) {
      String chapter = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("[")) {
          chapter = line.substring(1, line.indexOf(']'));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          book.add(line, chapter);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return book;
  }

  private void add(String line, String chapter) {
    String[] parts = line.split("\\|", -1);
    if (parts.length != 4) {
      throw new IllegalStateException("rules.txt: four columns expected: " + line);
    }
    String code = parts[0].strip();
    Objector objector = Objector.valueOf(parts[1].strip().toUpperCase(Locale.ROOT));
    Entry entry = new Entry(code, objector, parts[2].strip(), parts[3].strip(), chapter);
    if (entries.put(code, entry) != null) {
      throw new IllegalStateException("rules.txt: " + code + " is there twice");
    }
  }

  /** All rules in reading order. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  public boolean has(String code) {
    return entries.containsKey(code);
  }

  /** The rule of that code; one that the book does not hold means what its findings say. */
  public Entry entry(String code) {
    Entry known = entries.get(code);
    return known != null
        ? known
        : new Entry(code, Objector.BOTH, "The message says what is wrong.", "Follow it.", "");
  }

  /** All rules as Markdown, a table for each chapter. */
  public String markdown() {
    StringBuilder out = new StringBuilder();
    String chapter = null;
    for (Entry e : entries.values()) {
      if (!e.chapter().equals(chapter)) {
        out.append(chapter == null ? "" : "\n").append("### ").append(e.chapter()).append("\n\n");
        out.append("| code | who objects | what it means | what to do |\n|---|---|---|---|\n");
        chapter = e.chapter();
      }
      out.append("| `").append(e.code()).append("` | ").append(e.objector().word()).append(" | ");
      out.append(e.meaning()).append(" | ").append(e.remedy()).append(" |\n");
    }
    return out.toString();
  }
}
