package org.closedloop.apex.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the stub jars leave out or sort otherwise than the platform: the order of enum constants and
 * members that are missing. Read from {@code platform-corrections.txt}, one correction a line:
 *
 * <pre>
 * enum System.LoggingLevel NONE INTERNAL FINEST ...
 * method System.Test static void deliver(String,List&lt;Object&gt;)
 * alias Cache.Session.SessionCacheException Cache.SessionCacheException
 * </pre>
 */
final class PlatformCorrections {

  private final Map<String, List<String>> enums = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, List<PlatformMember>> additions = new HashMap<>();

  static PlatformCorrections load() {
    PlatformCorrections c = new PlatformCorrections();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                PlatformCorrections.class.getResourceAsStream("platform-corrections.txt"),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          c.parse(line.trim());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return c;
  }

  private void parse(String line) {
    String[] words = line.split("\\s+", 3);
    switch (words[0]) {
      case "enum" -> enums.put(words[1], List.of(words[2].split("\\s+")));
      case "method", "property" ->
          additions
              .computeIfAbsent(words[1], k -> new ArrayList<>())
              .add(member(words[1], words[2]));
      case "alias" -> aliases.put(words[1], words[2]);
      default -> throw new IllegalStateException("correction: " + line);
    }
  }

  private static PlatformMember member(String owner, String text) {
    boolean isStatic = text.startsWith("static ");
    TypeText t = new TypeText(isStatic ? text.substring("static ".length()) : text);
    TypeRef type = t.type();
    String name = t.word();
    if (t.atEnd()) {
      return new PlatformMember.Property(owner, name, isStatic, type);
    }
    return new PlatformMember.Method(owner, name, isStatic, t.parameters(), type);
  }

  /** Names that the stubs lack to the names that they have for the same types. */
  Map<String, String> aliases() {
    return aliases;
  }

  /** Members that the stubs lack. */
  List<PlatformMember> additions(String owner) {
    return additions.getOrDefault(owner, List.of());
  }

  /** The constants in the platform's order where that is known. */
  List<String> enumOrder(String owner, List<String> declared) {
    List<String> order = enums.get(owner);
    if (order == null) {
      return declared;
    }
    List<String> all = new ArrayList<>(order);
    declared.stream().filter(d -> !order.contains(d)).forEach(all::add);
    return all;
  }
}
