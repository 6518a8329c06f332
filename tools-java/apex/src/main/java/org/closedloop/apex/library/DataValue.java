package org.closedloop.apex.library;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.closedloop.apex.exec.PlatformMethod;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.platform.PlatformMember;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.PlatformValue;

/**
 * An instance of a platform class that is nothing but properties, for example {@code
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
        && !t.properties().isEmpty()
        && t.properties().stream().noneMatch(PlatformMember.Property::isStatic)
        && t.constructors().stream().anyMatch(c -> c.parameters().isEmpty())
        && t.constructors().size() == 1
        && t.methods().stream().allMatch(DataValue::common)
        && (t.superclass() == null
            || PlatformIndex.get().type(t.superclass()).map(DataValue::isPlain).orElse(false));
  }

  private static boolean common(PlatformMember.Method m) {
    return m.name().equals("getBuildVersion") || !PlatformIndex.objectMethods(m.name()).isEmpty();
  }

  /** The constructor or a property of a plain type. */
  static Optional<PlatformMethod> member(
      org.closedloop.apex.platform.PlatformType t, String member) {
    if (member.equals("new()")) {
      PlatformType type = PlatformType.of(t.qualifiedName());
      return Optional.of((ctx, self, args) -> new DataValue(type));
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
