package org.closedloop.apex.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.closedloop.apex.exec.PlatformMethod;
import org.closedloop.apex.library.Library;

/**
 * Every type and member that the platform has, read from the stub classes on the class path: the
 * list of what exists, whether or not it is implemented here. Names ignore case; a type is read
 * when first asked for. Immutable to callers and safe to share.
 */
public final class PlatformIndex {

  private static final String SYSTEM_EXCEPTION = StubSignature.ROOT + "System/Exception";

  /** Lower-case qualified name to class path of the stub, in name order. */
  private final TreeMap<String, String> stubs = new TreeMap<>();

  private final Map<String, String> namespaces = new TreeMap<>();
  private final Map<String, PlatformType> types = new ConcurrentHashMap<>();
  private final PlatformCorrections corrections = PlatformCorrections.load();

  private PlatformIndex() {
    for (String path : StubCatalog.classPaths()) {
      String rest = path.substring(StubSignature.ROOT.length());
      String pkg = rest.substring(0, rest.indexOf('/'));
      if (pkg.equals("Internal") || pkg.equals("SObjectStubs")) {
        continue;
      }
      TypeRef named = StubSignature.named(path, List.of());
      namespaces.putIfAbsent(PlatformType.key(named.namespace()), named.namespace());
      stubs.put(PlatformType.key(named.namespace() + "." + named.name()), path);
    }
    corrections
        .aliases()
        .forEach(
            (alias, name) -> stubs.put(PlatformType.key(alias), stubs.get(PlatformType.key(name))));
  }

  /** The one index of this process; it depends on nothing but the class path. */
  public static PlatformIndex get() {
    return Holder.INDEX;
  }

  private static final class Holder {
    static final PlatformIndex INDEX = new PlatformIndex();
  }

  /** Namespaces as declared, in name order. */
  public Collection<String> namespaces() {
    return namespaces.values();
  }

  /** The namespace as declared, or empty when the platform has none such. */
  public Optional<String> namespace(String anyCase) {
    return Optional.ofNullable(namespaces.get(PlatformType.key(anyCase)));
  }

  /** A type by namespace and name; the name of a nested type contains a dot. */
  public Optional<PlatformType> type(String namespace, String name) {
    return type(namespace + "." + name);
  }

  /** A type by qualified name, for example {@code Messaging.InboundEmail.Header}. */
  public Optional<PlatformType> type(String qualifiedName) {
    String key = PlatformType.key(qualifiedName);
    String path = stubs.get(key);
    if (path == null) {
      return Optional.empty();
    }
    PlatformType known = types.get(key);
    if (known == null) {
      // read outside computeIfAbsent: reading may ask for the superclass
      PlatformType read = read(path);
      known = types.putIfAbsent(key, read);
      known = known == null ? read : known;
    }
    return Optional.of(known);
  }

  /** The type that a reference names; empty for Object, void, parameters and standard objects. */
  public Optional<PlatformType> type(TypeRef ref) {
    return ref.namespace() == null || ref.isParameter()
        ? Optional.empty()
        : type(ref.namespace(), ref.name());
  }

  /** All types in the order of their qualified names; reads everything. */
  public List<PlatformType> types() {
    return stubs.keySet().stream().map(k -> type(k).orElseThrow()).toList();
  }

  /** Qualified names in lower case, for suggestions; reads nothing. */
  public Collection<String> typeNames() {
    return stubs.keySet();
  }

  /**
   * All overloads that a receiver of the type has: own, inherited, of interfaces and of Object;
   * type parameters of supertypes are replaced, those of the type itself stay. An overload hides
   * those of supertypes with the same parameters.
   */
  public List<PlatformMember.Method> methods(PlatformType type, String anyCase) {
    Map<String, PlatformMember.Method> found = new LinkedHashMap<>();
    collect(type, anyCase, Map.of(), found);
    for (PlatformMember.Method m : objectMethods(anyCase)) {
      if (type.namespace().equals("System") && type.name().equals("System")) {
        break;
      }
      found.putIfAbsent(m.parameters().toString(), m);
    }
    return List.copyOf(found.values());
  }

  private void collect(
      PlatformType type,
      String name,
      Map<String, TypeRef> actual,
      Map<String, PlatformMember.Method> found) {
    for (PlatformMember.Method m : type.methods(name)) {
      PlatformMember.Method seen = actual.isEmpty() ? m : m.substitute(actual);
      found.putIfAbsent(seen.parameters().toString(), seen);
    }
    for (TypeRef above : supertypes(type)) {
      type(above)
          .ifPresent(
              t -> {
                Map<String, TypeRef> next = new LinkedHashMap<>();
                for (int i = 0;
                    i < t.typeParameters().size() && i < above.arguments().size();
                    i++) {
                  next.put(t.typeParameters().get(i), above.arguments().get(i).substitute(actual));
                }
                collect(t, name, next, found);
              });
    }
  }

  /** A property of the type or of what it extends. */
  public Optional<PlatformMember.Property> property(PlatformType type, String anyCase) {
    Optional<PlatformMember.Property> own = type.property(anyCase);
    if (own.isPresent() || type.superclass() == null) {
      return own;
    }
    return type(type.superclass()).flatMap(t -> property(t, anyCase));
  }

  /** Whether values of {@code type} are values of {@code other} (qualified names, any case). */
  public boolean isSubtype(PlatformType type, String other) {
    if (type.qualifiedName().equalsIgnoreCase(other)) {
      return true;
    }
    return supertypes(type).stream()
        .anyMatch(s -> type(s).map(t -> isSubtype(t, other)).orElse(false));
  }

  private static List<TypeRef> supertypes(PlatformType type) {
    if (type.superclass() == null) {
      return type.interfaces();
    }
    List<TypeRef> all = new ArrayList<>();
    all.add(type.superclass());
    all.addAll(type.interfaces());
    return all;
  }

  /** What every value can do: toString, equals, hashCode. */
  public static List<PlatformMember.Method> objectMethods(String anyCase) {
    return OBJECT_METHODS.stream().filter(m -> m.name().equalsIgnoreCase(anyCase)).toList();
  }

  private static final List<PlatformMember.Method> OBJECT_METHODS =
      List.of(
          new PlatformMember.Method(
              "Object", "toString", false, List.of(), TypeRef.of("System", "String")),
          new PlatformMember.Method(
              "Object", "equals", false, List.of(TypeRef.OBJECT), TypeRef.of("System", "Boolean")),
          new PlatformMember.Method(
              "Object", "hashCode", false, List.of(), TypeRef.of("System", "Integer")));

  /**
   * The Java implementation behind {@link PlatformMember#signature}; empty for what the platform
   * has and this engine does not. Properties take no argument to be read and one to be written.
   */
  public Optional<PlatformMethod> implementation(String signature) {
    return Library.get().implementation(signature);
  }

  // --- reading ----------------------------------------------------------------------------------

  private PlatformType read(String path) {
    StubClassFile file;
    try (InputStream in = StubCatalog.open(path)) {
      file = new StubClassFile(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("stub " + path, e);
    }
    TypeRef self = StubSignature.named(path, List.of());
    String owner = self.namespace() + "." + self.name();
    boolean isEnum = (file.flags & StubClassFile.ENUM) != 0;
    boolean isInterface = (file.flags & StubClassFile.INTERFACE) != 0;
    List<String> parameters = new ArrayList<>();
    TypeRef superclass = null;
    List<TypeRef> interfaces = new ArrayList<>();
    if (file.signature != null) {
      StubSignature s = new StubSignature(file.signature);
      parameters = s.typeParameters();
      superclass = s.type();
      while (!s.atEnd()) {
        interfaces.add(s.type());
      }
    } else {
      superclass = StubSignature.named(file.superName, List.of());
      for (String i : file.interfaceNames) {
        interfaces.add(StubSignature.named(i, List.of()));
      }
    }
    if (isInterface || isEnum || superclass.isObject()) {
      superclass = null;
    }
    interfaces.removeIf(TypeRef::isObject);
    List<PlatformMember> members = new ArrayList<>();
    List<String> constants = new ArrayList<>();
    readFields(file, owner, isEnum, members, constants);
    if (isEnum) {
      addEnumMethods(owner, self, members);
    } else {
      readMethods(file, owner, members);
    }
    members.addAll(corrections.additions(owner));
    PlatformType.Kind kind =
        isEnum
            ? PlatformType.Kind.ENUM
            : isInterface
                ? PlatformType.Kind.INTERFACE
                : isException(path, superclass)
                    ? PlatformType.Kind.EXCEPTION
                    : PlatformType.Kind.CLASS;
    return new PlatformType(
        self.namespace(),
        self.name(),
        kind,
        parameters,
        superclass,
        interfaces,
        members,
        corrections.enumOrder(owner, constants));
  }

  private boolean isException(String path, TypeRef superclass) {
    return path.equals(SYSTEM_EXCEPTION)
        || superclass != null && type(superclass).map(PlatformType::isException).orElse(false);
  }

  private static void readFields(
      StubClassFile file,
      String owner,
      boolean isEnum,
      List<PlatformMember> members,
      List<String> constants) {
    for (StubClassFile.Declared f : file.fields) {
      if ((f.flags() & StubClassFile.PUBLIC) == 0 || (f.flags() & StubClassFile.SYNTHETIC) != 0) {
        continue;
      }
      String name = StubSignature.plain(f.name());
      if (isEnum && (f.flags() & StubClassFile.ENUM) != 0) {
        constants.add(name);
      } else {
        members.add(
            new PlatformMember.Property(
                owner,
                name,
                (f.flags() & StubClassFile.STATIC) != 0,
                new StubSignature(f.signature()).type()));
      }
    }
  }

  private static void readMethods(StubClassFile file, String owner, List<PlatformMember> members) {
    for (StubClassFile.Declared m : file.methods) {
      if ((m.flags() & StubClassFile.PUBLIC) == 0
          || (m.flags() & StubClassFile.SYNTHETIC) != 0
          || m.name().equals("<clinit>")) {
        continue;
      }
      StubSignature s = new StubSignature(m.signature());
      s.typeParameters();
      List<TypeRef> parameters = s.parameters();
      if (m.name().equals("<init>")) {
        members.add(new PlatformMember.Constructor(owner, parameters));
      } else {
        members.add(
            new PlatformMember.Method(
                owner,
                StubSignature.plain(m.name()),
                (m.flags() & StubClassFile.STATIC) != 0,
                parameters,
                s.type()));
      }
    }
  }

  private static void addEnumMethods(String owner, TypeRef self, List<PlatformMember> members) {
    TypeRef text = TypeRef.of("System", "String");
    TypeRef number = TypeRef.of("System", "Integer");
    members.add(new PlatformMember.Method(owner, "name", false, List.of(), text));
    members.add(new PlatformMember.Method(owner, "ordinal", false, List.of(), number));
    members.add(
        new PlatformMember.Method(
            owner, "values", true, List.of(), TypeRef.of("System", "List", self)));
    members.add(new PlatformMember.Method(owner, "valueOf", true, List.of(text), self));
  }
}
