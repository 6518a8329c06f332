package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.platform.PlatformMember;
import org.closedloop.apex.platform.StubObjects;
import org.closedloop.apex.platform.TypeRef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.types.TypeVariable;

/** The platform index in the binder's types: members of any receiver with arguments put in. */
final class PlatformTypes {

  /** A method or constructor of the platform as a call sees it. */
  record Signature(
      String key, String name, boolean isStatic, List<ApexType> parameters, ApexType returns) {}

  /** A property of the platform. */
  record Property(String key, String name, boolean isStatic, ApexType type) {}

  /** Supertypes that the stubs lack. */
  private static final Map<String, String> ABOVE =
      Map.of(
          "Cache.OrgPartition", "Cache.Partition",
          "Cache.SessionPartition", "Cache.Partition",
          "Database.DuplicateError", "Database.Error");

  private final PlatformIndex index = PlatformIndex.get();
  private final Schema schema;

  PlatformTypes(Schema schema) {
    this.schema = schema;
  }

  PlatformIndex index() {
    return index;
  }

  Optional<String> namespace(String anyCase) {
    return index.namespace(anyCase);
  }

  /** A type of a namespace; {@code arguments} empty when none are written. */
  Optional<ApexType> find(String namespace, String name, List<ApexType> arguments) {
    if (namespace.equalsIgnoreCase("System")) {
      ApexType language = language(name, arguments);
      if (language != null) {
        return Optional.of(language);
      }
    }
    Optional<org.closedloop.apex.platform.PlatformType> t = index.type(namespace, name);
    if (t.isPresent()) {
      return Optional.of(new PlatformType(t.get().qualifiedName(), arguments));
    }
    if (namespace.equalsIgnoreCase("ApexPages") && name.equalsIgnoreCase("PageReference")) {
      return Optional.of(PlatformType.PAGE_REFERENCE);
    }
    if (!namespace.equalsIgnoreCase("Schema") || !arguments.isEmpty()) {
      return Optional.empty();
    }
    return name.equalsIgnoreCase("SObject") || name.equalsIgnoreCase("AggregateResult")
        ? Optional.of(language(name, arguments))
        : record(name);
  }

  /** Primitives, collections, Object, SObject; null for other names. */
  ApexType language(String name, List<ApexType> arguments) {
    SimpleType simple = SimpleType.byName(name);
    if (simple != null && arguments.isEmpty()) {
      return simple;
    }
    if (name.equalsIgnoreCase("List") && arguments.size() <= 1) {
      return new ListType(arguments.isEmpty() ? SimpleType.OBJECT : arguments.get(0));
    }
    if (name.equalsIgnoreCase("Set") && arguments.size() <= 1) {
      return new SetType(arguments.isEmpty() ? SimpleType.OBJECT : arguments.get(0));
    }
    if (name.equalsIgnoreCase("Map") && (arguments.isEmpty() || arguments.size() == 2)) {
      return arguments.isEmpty()
          ? new MapType(SimpleType.OBJECT, SimpleType.OBJECT)
          : new MapType(arguments.get(0), arguments.get(1));
    }
    if (!arguments.isEmpty()) {
      return null;
    }
    if (name.equalsIgnoreCase("SObject")) {
      return SObjectType.GENERIC;
    }
    return name.equalsIgnoreCase("AggregateResult") ? SObjectType.AGGREGATE : null;
  }

  /** The type of an object's records. */
  Optional<ApexType> record(String name) {
    return schema.object(name).map(SObjectDef::name).map(SObjectType::new);
  }

  /** A reference of the index with the type variables replaced. */
  ApexType from(TypeRef ref, Map<String, ApexType> actual) {
    if (ref.isVoid()) {
      return SimpleType.VOID;
    }
    if (ref.isObject()) {
      return SimpleType.OBJECT;
    }
    if (ref.isParameter()) {
      return actual.getOrDefault(ref.name(), new TypeVariable(ref.name()));
    }
    List<ApexType> arguments = ref.arguments().stream().map(a -> from(a, actual)).toList();
    if (ref.namespace().equals("System")) {
      ApexType language = language(ref.name(), arguments);
      if (language != null) {
        return language;
      }
    }
    if (index.type(ref).isEmpty() && ref.namespace().equals("Schema")) {
      return record(ref.name()).orElse(new SObjectType(ref.name()));
    }
    return new PlatformType(ref.namespace() + "." + ref.name(), arguments);
  }

  /** Where the members of a type are listed, or empty for types written in Apex. */
  private Optional<org.closedloop.apex.platform.PlatformType> declaring(ApexType t) {
    if (t instanceof PlatformType p) {
      return index.type(p.name());
    }
    if (t instanceof ListType) {
      return index.type("System.List");
    }
    if (t instanceof SetType) {
      return index.type("System.Set");
    }
    if (t instanceof MapType) {
      return index.type("System.Map");
    }
    if (t instanceof SObjectType) {
      return index.type("System.SObject");
    }
    return t instanceof SimpleType s && s != SimpleType.OBJECT
        ? index.type("System." + s.displayName())
        : Optional.empty();
  }

  private static Map<String, ApexType> arguments(
      ApexType t, org.closedloop.apex.platform.PlatformType declared) {
    List<ApexType> given =
        t instanceof PlatformType p
            ? p.arguments()
            : t instanceof ListType l
                ? List.of(l.element())
                : t instanceof SetType s
                    ? List.of(s.element())
                    : t instanceof MapType m ? List.of(m.key(), m.value()) : List.of();
    Map<String, ApexType> out = new LinkedHashMap<>();
    for (int i = 0; i < declared.typeParameters().size(); i++) {
      out.put(
          declared.typeParameters().get(i),
          i < given.size()
              ? given.get(i)
              : declared.qualifiedName().equals("Database.Batchable")
                  ? SObjectType.GENERIC
                  : SimpleType.OBJECT);
    }
    return out;
  }

  /** Overloads that a receiver of the type has, inherited ones and those of Object included. */
  List<Signature> methods(ApexType receiver, String name) {
    Optional<org.closedloop.apex.platform.PlatformType> t = declaring(receiver);
    List<PlatformMember.Method> found =
        t.map(x -> index.methods(x, name)).orElseGet(() -> PlatformIndex.objectMethods(name));
    Map<String, ApexType> actual = t.map(x -> arguments(receiver, x)).orElse(Map.of());
    List<Signature> out = new ArrayList<>();
    for (PlatformMember.Method m : found) {
      out.add(
          new Signature(
              m.signature(),
              m.name(),
              m.isStatic(),
              m.parameters().stream().map(p -> from(p, actual)).toList(),
              from(m.returns(), actual)));
    }
    return out;
  }

  /** Names of a type's methods, for hints. */
  List<String> methodNames(ApexType receiver) {
    return declaring(receiver)
        .map(t -> t.methods().stream().map(PlatformMember.Method::name).distinct().toList())
        .orElse(List.of());
  }

  /** Methods that the type itself declares, for the check of implementing classes. */
  List<Signature> declaredMethods(PlatformType type) {
    return index
        .type(type.name())
        .map(
            t -> {
              Map<String, ApexType> actual = arguments(type, t);
              return t.methods().stream()
                  .map(
                      m ->
                          new Signature(
                              m.signature(),
                              m.name(),
                              m.isStatic(),
                              m.parameters().stream().map(p -> from(p, actual)).toList(),
                              from(m.returns(), actual)))
                  .toList();
            })
        .orElse(List.of());
  }

  List<Signature> constructors(ApexType type) {
    return declaring(type)
        .map(
            t -> {
              Map<String, ApexType> actual = arguments(type, t);
              return t.constructors().stream()
                  .map(
                      c ->
                          new Signature(
                              c.signature(),
                              "new",
                              true,
                              c.parameters().stream().map(p -> from(p, actual)).toList(),
                              type))
                  .toList();
            })
        .orElse(List.of());
  }

  Optional<Property> property(ApexType receiver, String name) {
    return declaring(receiver)
        .flatMap(
            t ->
                index
                    .property(t, name)
                    .map(
                        p ->
                            new Property(
                                p.signature(),
                                p.name(),
                                p.isStatic(),
                                from(p.type(), arguments(receiver, t)))));
  }

  Optional<String> enumConstant(PlatformType type, String name) {
    return index.type(type.name()).flatMap(t -> t.enumConstant(name));
  }

  int enumOrdinal(PlatformType type, String constant) {
    return index.type(type.name()).map(t -> t.enumConstants().indexOf(constant)).orElse(-1);
  }

  List<String> enumConstants(PlatformType type) {
    return index.type(type.name()).map(t -> t.enumConstants()).orElse(List.of());
  }

  /** Superclass and interfaces with their arguments. */
  List<ApexType> supertypes(PlatformType type) {
    return index
        .type(type.name())
        .map(
            t -> {
              Map<String, ApexType> actual = arguments(type, t);
              List<ApexType> out = new ArrayList<>();
              if (t.superclass() != null) {
                out.add(from(t.superclass(), actual));
              }
              t.interfaces().forEach(i -> out.add(from(i, actual)));
              if (ABOVE.containsKey(type.name())) {
                out.add(PlatformType.of(ABOVE.get(type.name())));
              }
              return out;
            })
        .orElse(List.of());
  }

  /** Whether a class has nothing but static members, so that no value of it exists. */
  boolean onlyStatic(ApexType type) {
    return type instanceof PlatformType p
        && index
            .type(p.name())
            .map(
                t ->
                    t.kind() == org.closedloop.apex.platform.PlatformType.Kind.CLASS
                        && !t.methods().isEmpty()
                        && t.methods().stream().allMatch(PlatformMember.Method::isStatic)
                        && t.properties().stream().allMatch(PlatformMember.Property::isStatic))
            .orElse(false);
  }

  /** What a type name stands for that the platform has and this engine lacks, or null. */
  String unsupported(String dotted) {
    String low = dotted.toLowerCase(Locale.ROOT);
    if (low.startsWith("dataweavescript")) {
      return "DataWeave scripts (" + dotted + ")";
    }
    if (low.startsWith("component.")) {
      return "Visualforce components made by Apex (" + dotted + ")";
    }
    String name = dotted.substring(dotted.lastIndexOf('.') + 1);
    if (name.equalsIgnoreCase("SObjectType") && low.matches("\\w+__\\w+\\.sobjecttype")) {
      return "the type of an object's token (" + dotted + ".class)";
    }
    boolean unqualified = name.equals(dotted) || dotted.equalsIgnoreCase("Schema." + name);
    return unqualified && StubObjects.get().contains(name) ? "the standard object " + name : null;
  }

  boolean isInterface(PlatformType type) {
    return index.type(type.name()).map(t -> t.isInterface()).orElse(false);
  }

  boolean isEnum(PlatformType type) {
    return index.type(type.name()).map(t -> t.isEnum()).orElse(false);
  }

  boolean isException(ApexType type) {
    return type instanceof PlatformType p
        && index.type(p.name()).map(t -> t.isException()).orElse(false);
  }

  /** Whether a member belongs to an interface, so that only implementing classes have it. */
  boolean ofInterface(String key) {
    int bracket = key.indexOf('(');
    String path = bracket < 0 ? key : key.substring(0, bracket);
    return index
        .type(path.substring(0, path.lastIndexOf('.')))
        .map(org.closedloop.apex.platform.PlatformType::isInterface)
        .orElse(false);
  }
}
