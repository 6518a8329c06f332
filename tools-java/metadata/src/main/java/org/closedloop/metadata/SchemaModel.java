package org.closedloop.metadata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types of the Metadata API at one version: elements with their types and counts, and enums.
 * Read from the generated table {@code schema-66.txt}.
 */
public final class SchemaModel {
  /** The version whose schema is known. */
  public static final String VERSION = "66.0";

  /**
   * One element of a type.
   *
   * @param type a simple type ({@code string boolean int long double date dateTime time base64
   *     any}), an enum or another type
   * @param required whether it must be there
   * @param repeatable whether it may be there more than once
   * @param nillable whether {@code xsi:nil} stands for its value
   */
  public record Field(
      String name, String type, boolean required, boolean repeatable, boolean nillable) {}

  private record Type(String base, Map<String, Field> own) {}

  private final Map<String, Type> types = new HashMap<>();
  private final Map<String, List<String>> enums = new HashMap<>();
  private final Map<String, Map<String, Field>> resolved =
      new java.util.concurrent.ConcurrentHashMap<>();

  private SchemaModel() {}

  /** Holds the table once it is first used. */
  private static final class Holder {
    static final SchemaModel MODEL = load();
  }

  /**
   * The schema for components of that API version; for the empty text, or one that is no version,
   * the newest known.
   */
  public static SchemaModel forVersion(String version) {
    return Holder.MODEL;
  }

  private static SchemaModel load() {
    SchemaModel model = new SchemaModel();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                SchemaModel.class.getResourceAsStream("schema-66.txt"), StandardCharsets.UTF_8))) {
      Map<String, Field> fields = null;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("#")) {
          continue;
        }
        if (line.startsWith("E ")) {
          String[] words = line.substring(2).split("\\|");
          model.enums.put(words[0], List.of(words).subList(1, words.length));
        } else if (line.startsWith("T ")) {
          int colon = line.indexOf(':');
          fields = new LinkedHashMap<>();
          model.types.put(line.substring(2, colon), new Type(line.substring(colon + 1), fields));
        } else {
          Field field = field(line);
          fields.put(field.name(), field);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return model;
  }

  private static Field field(String line) {
    int colon = line.indexOf(':');
    int end = line.length();
    while ("!*~".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    String flags = line.substring(end);
    return new Field(
        line.substring(0, colon),
        line.substring(colon + 1, end),
        flags.contains("!"),
        flags.contains("*"),
        flags.contains("~"));
  }

  public boolean isType(String name) {
    return types.containsKey(name);
  }

  public boolean isEnum(String name) {
    return enums.containsKey(name);
  }

  /** Values of an enum in their order; empty for a name that is no enum. */
  public List<String> enumValues(String name) {
    return enums.getOrDefault(name, List.of());
  }

  /** All elements of a type, inherited ones first; empty for an unknown type. */
  public Map<String, Field> fields(String type) {
    Type t = types.get(type);
    if (t == null) {
      return Map.of();
    }
    Map<String, Field> known = resolved.get(type);
    if (known == null) {
      Map<String, Field> all = new LinkedHashMap<>();
      if (!t.base().isEmpty()) {
        all.putAll(fields(t.base()));
      }
      all.putAll(t.own());
      known = Collections.unmodifiableMap(all);
      resolved.put(type, known);
    }
    return known;
  }

  public Optional<Field> field(String type, String name) {
    return Optional.ofNullable(fields(type).get(name));
  }

  /** Whether {@code type} is {@code ancestor} or extends it. */
  public boolean extendsType(String type, String ancestor) {
    for (String t = type; types.containsKey(t); t = types.get(t).base()) {
      if (t.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }
}
