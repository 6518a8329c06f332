package org.closedloop.apex.library;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.closedloop.apex.exec.PlatformMethod;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.platform.PlatformMember;
import org.closedloop.apex.platform.TypeRef;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.PlatformValue;

/**
 * An instance of a platform class that is nothing but attributes, for example {@code
 * Messaging.InboundEmail} or the inputs of ConnectApi: such classes have no behaviour to implement.
 */
final class DataValue implements PlatformValue {

  private final PlatformType type;
  private final Map<String, Object> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private DataValue(PlatformType type) {
    this.type = type;
  }

  /**
   * Whether the type can be made without arguments and has properties but no methods of its own.
   */
  static boolean isPlain(org.closedloop.apex.platform.PlatformType t) {
    return t.kind() == org.closedloop.apex.platform.PlatformType.Kind.CLASS
        && !(t.properties().isEmpty() && t.methods().isEmpty())
        && t.properties().stream().noneMatch(PlatformMember.Property::isStatic)
        && t.constructors().stream().anyMatch(c -> c.parameters().isEmpty())
        && t.constructors().size() == 1
        && t.methods().stream().allMatch(DataValue::common)
        && (t.superclass() == null
            || PlatformIndex.get().type(t.superclass()).map(DataValue::isPlain).orElse(false));
  }

  private static boolean common(PlatformMember.Method m) {
    return m.name().equals("getBuildVersion")
        || m.name().equals("clone")
        || !PlatformIndex.objectMethods(m.name()).isEmpty()
        || !m.isStatic() && attribute(m) != null;
  }

  /** The attribute that a getter or setter stands for, or null. */
  private static String attribute(PlatformMember.Method m) {
    String n = m.name();
    if (m.parameters().isEmpty() && n.startsWith("get") && n.length() > 3) {
      return n.substring(3);
    }
    if (m.parameters().isEmpty() && n.startsWith("is") && n.length() > 2) {
      return n.substring(2);
    }
    return m.parameters().size() == 1 && n.startsWith("set") && n.length() > 3
        ? n.substring(3)
        : null;
  }

  /** Type of an attribute by its JSON name: that of the property or of what the getter answers. */
  static Optional<TypeRef> typeOf(org.closedloop.apex.platform.PlatformType t, String attribute) {
    return t.property(attribute)
        .map(PlatformMember.Property::type)
        .or(
            () ->
                t.methods().stream()
                    .filter(
                        m -> m.parameters().isEmpty() && attribute.equalsIgnoreCase(attribute(m)))
                    .map(PlatformMember.Method::returns)
                    .findFirst());
  }

  /** A value for deserialisation. */
  static DataValue blank(org.closedloop.apex.platform.PlatformType t) {
    return new DataValue(PlatformType.of(t.qualifiedName()));
  }

  /** The constructor or a property of a plain type. */
  static Optional<PlatformMethod> member(
      org.closedloop.apex.platform.PlatformType t, String member) {
    if (member.equals("new()")) {
      if (t.properties().isEmpty()) {
        return Optional.empty(); // only the platform makes these
      }
      PlatformType type = PlatformType.of(t.qualifiedName());
      return Optional.of((ctx, self, args) -> new DataValue(type));
    }
    if (member.indexOf('(') > 0) {
      return accessor(t, member);
    }
    return t.property(member)
        .map(
            p ->
                (ctx, self, args) -> {
                  DataValue d = (DataValue) self;
                  if (args.length == 0) {
                    return d.values.get(p.name());
                  }
                  d.values.put(p.name(), args[0]);
                  return null;
                });
  }

  private static Optional<PlatformMethod> accessor(
      org.closedloop.apex.platform.PlatformType t, String member) {
    for (PlatformMember.Method m : t.methods()) {
      String name = attribute(m);
      if (name == null || !m.signature().endsWith("." + member)) {
        continue;
      }
      if (m.parameters().size() == 1) {
        return Optional.of(
            (ctx, self, args) -> {
              ((DataValue) self).values.put(name, args[0]);
              return null;
            });
      }
      boolean flag = m.name().startsWith("is");
      return Optional.of(
          (ctx, self, args) -> {
            Object v = ((DataValue) self).values.get(name);
            return flag && v == null ? Boolean.FALSE : v;
          });
    }
    return member.equals("clone()")
        ? Optional.of((ctx, self, args) -> ((DataValue) self).copyForDetach())
        : Optional.empty();
  }

  Map<String, Object> values() {
    return values;
  }

  @Override
  public ApexType apexType() {
    return type;
  }

  @Override
  public String apexText() {
    return type.simpleName() + ":" + values;
  }

  @Override
  public PlatformValue copyForDetach() {
    DataValue copy = new DataValue(type);
    copy.values.putAll(values);
    return copy;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof DataValue d && d.type.equals(type) && d.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
