package org.closedloop.metadata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The metadata types with their folders and suffixes, read from {@code types.txt}. */
public final class TypeRegistry {
  private static final TypeRegistry DEFAULT = load();

  private final Map<String, TypeInfo> byName = new LinkedHashMap<>();
  private final Map<String, List<TypeInfo>> bySuffix = new LinkedHashMap<>();
  private final Map<String, List<TypeInfo>> byDirectory = new LinkedHashMap<>();
  private final Map<String, TypeInfo> byChildType = new LinkedHashMap<>();

  private TypeRegistry(List<TypeInfo> types) {
    for (TypeInfo type : types) {
      byName.put(type.name(), type);
      byDirectory.computeIfAbsent(type.directory(), d -> new ArrayList<>()).add(type);
      if (!type.suffix().isEmpty()) {
        bySuffix.computeIfAbsent(type.suffix(), s -> new ArrayList<>()).add(type);
      }
      if (!type.oldSuffix().isEmpty()) {
        bySuffix.computeIfAbsent(type.oldSuffix(), s -> new ArrayList<>()).add(type);
      }
      for (TypeInfo.Child child : type.children()) {
        byChildType.put(child.type(), type);
      }
    }
  }

  /** The registry of all known types. */
  public static TypeRegistry get() {
    return DEFAULT;
  }

  private static TypeRegistry load() {
    List<TypeInfo> types = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                TypeRegistry.class.getResourceAsStream("types.txt"), StandardCharsets.UTF_8))) {
      String[] head = null;
      List<TypeInfo.Child> children = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] w = line.split(" ");
        if (w[0].equals("+")) {
          children.add(new TypeInfo.Child(w[1], w[2], w[3], w[4]));
        } else {
          add(types, head, children);
          head = w;
        }
      }
      add(types, head, children);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TypeRegistry(types);
  }

  private static void add(List<TypeInfo> types, String[] head, List<TypeInfo.Child> children) {
    if (head == null) {
      return;
    }
    List<String> flags = Arrays.asList(head[4].split(","));
    types.add(
        new TypeInfo(
            head[0],
            head[1],
            head[2].equals("-") ? "" : head[2],
            TypeInfo.Kind.valueOf(head[3].toUpperCase(Locale.ROOT)),
            flags.contains("strict"),
            flags.contains("folders"),
            flag(flags, "of="),
            flag(flags, "meta="),
            flag(flags, "old="),
            children));
    children.clear();
  }

  private static String flag(List<String> flags, String prefix) {
    return flags.stream()
        .filter(f -> f.startsWith(prefix))
        .map(f -> f.substring(prefix.length()))
        .findFirst()
        .orElse("");
  }

  /** A top-level type by its name. */
  public Optional<TypeInfo> type(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The type in whose file components of this child type live. */
  public Optional<TypeInfo> parentOf(String childType) {
    return Optional.ofNullable(byChildType.get(childType));
  }

  /** Whether the name is a type or a child type. */
  public boolean knows(String name) {
    return byName.containsKey(name) || byChildType.containsKey(name);
  }

  /** Types with this suffix; more than one when folders tell them apart. */
  public List<TypeInfo> bySuffix(String suffix) {
    return bySuffix.getOrDefault(suffix, List.of());
  }

  /** Types stored in this folder of a package. */
  public List<TypeInfo> byDirectory(String directory) {
    return byDirectory.getOrDefault(directory, List.of());
  }

  public Collection<TypeInfo> types() {
    return byName.values();
  }

  /** All type and child type names. */
  public List<String> names() {
    List<String> names = new ArrayList<>(byName.keySet());
    names.addAll(byChildType.keySet());
    return names;
  }

  /** All known file suffixes, children's included. */
  public List<String> suffixes() {
    List<String> suffixes = new ArrayList<>(bySuffix.keySet());
    byName.values().forEach(t -> t.children().forEach(c -> suffixes.add(c.suffix())));
    return suffixes;
  }
}
