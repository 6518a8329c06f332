package org.closedloop.apex.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The platform's standard objects as the stub classes declare them: names, field types, what parent
 * and child relationships lead to. Read one by one when asked for. All look-ups ignore case.
 */
public final class StubObjects {

  static final String ROOT = "io/github/apexdevtools/sobjecttypes/";
  private static final String ANCHOR = ROOT + "Account.class";
  private static final String SYSTEM = "Lio/github/apexdevtools/standardtypes/System/";
  private static final StubObjects INSTANCE = new StubObjects();

  /**
   * A field.
   *
   * @param type name of the Apex type: String, Id, Decimal, Object, Address...
   * @param relationship name of the parent relationship, or null
   * @param target object that the relationship leads to, {@code Name} when there are several; null
   *     when the stubs do not tell
   */
  public record Field(String name, String type, String relationship, String target) {}

  /**
   * An object.
   *
   * @param others names of child relationships and of fields whose values are objects of a class
   */
  public record Declared(String name, List<Field> fields, Set<String> others) {

    /** Whether a field, parent or child relationship has the name. */
    public boolean hasMember(String member) {
      return hasField(member)
          || hasField(member + "Id")
          || fields.stream().anyMatch(f -> member.equalsIgnoreCase(f.relationship()))
          || others.stream().anyMatch(member::equalsIgnoreCase);
    }

    /** Whether a field has the name; names of relationships are no fields. */
    public boolean hasField(String member) {
      return fields.stream().anyMatch(f -> f.name().equalsIgnoreCase(member));
    }
  }

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final Map<String, Declared> read = new ConcurrentHashMap<>();

  private StubObjects() {
    for (String path : StubCatalog.classPaths(ROOT, ANCHOR)) {
      String name = path.substring(ROOT.length());
      ordinals.put(name.toLowerCase(Locale.ROOT), names.size());
      names.add(name);
    }
  }

  public static StubObjects get() {
    return INSTANCE;
  }

  /** Names of all standard objects in a fixed order. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** Position in {@link #names()}, or -1. */
  public int ordinal(String object) {
    return ordinals.getOrDefault(object.toLowerCase(Locale.ROOT), -1);
  }

  public boolean contains(String object) {
    return ordinal(object) >= 0;
  }

  /** The object's declaration, or empty when the platform has no such standard object. */
  public Optional<Declared> object(String name) {
    int at = ordinal(name);
    return at < 0
        ? Optional.empty()
        : Optional.of(read.computeIfAbsent(names.get(at), StubObjects::read));
  }

  /** Whether the platform's object has a field or relationship of the name. */
  public boolean hasMember(String object, String member) {
    return object(object).map(o -> o.hasMember(member)).orElse(false);
  }

  private static Declared read(String name) {
    try (InputStream in = StubCatalog.open(ROOT + name)) {
      return declared(name, new StubClassFile(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("stub of " + name, e);
    }
  }

  private static Declared declared(String name, StubClassFile file) {
    Map<String, String> parents = new HashMap<>();
    Set<String> others = new LinkedHashSet<>();
    for (StubClassFile.Declared d : file.fields) {
      if (d.signature().startsWith("L" + ROOT)) {
        parents.put(d.name().toLowerCase(Locale.ROOT), simple(d.signature()));
      } else if (d.signature().equals(SYSTEM + "SObject;")) {
        parents.put(d.name().toLowerCase(Locale.ROOT), "Name");
      } else if ((d.flags() & StubClassFile.STATIC) == 0 && !d.signature().startsWith(SYSTEM)) {
        others.add(d.name());
      }
    }
    List<Field> fields = new ArrayList<>();
    for (StubClassFile.Declared d : file.fields) {
      if ((d.flags() & StubClassFile.STATIC) != 0 || d.signature().equals(SYSTEM + "SObject;")) {
        continue;
      }
      if (d.signature().startsWith(SYSTEM)) {
        fields.add(field(d.name(), simple(d.signature()), parents));
      } else if (d.signature().equals("Ljava/lang/Object;")) {
        fields.add(field(d.name(), "Object", parents));
      } else if (compound(d, file)) {
        fields.add(new Field(d.name(), simple(d.signature()), null, null));
      }
    }
    return new Declared(name, List.copyOf(fields), Set.copyOf(others));
  }

  /** Compound fields have the type of the objects Address and Location, but no id beside them. */
  private static boolean compound(StubClassFile.Declared d, StubClassFile file) {
    return (d.signature().equals("L" + ROOT + "Address;")
            || d.signature().equals("L" + ROOT + "Location;"))
        && file.fields.stream().noneMatch(f -> f.name().equals(d.name() + "Id"));
  }

  private static Field field(String name, String type, Map<String, String> parents) {
    if (!type.equals("Id") || name.length() < 3 || !name.endsWith("Id")) {
      return new Field(name, type, null, null);
    }
    String relationship = name.substring(0, name.length() - 2);
    return new Field(name, type, relationship, parents.get(relationship.toLowerCase(Locale.ROOT)));
  }

  private static String simple(String signature) {
    String name = signature.substring(signature.lastIndexOf('/') + 1, signature.length() - 1);
    int generic = name.indexOf('<');
    return generic < 0 ? name : name.substring(0, generic);
  }
}
