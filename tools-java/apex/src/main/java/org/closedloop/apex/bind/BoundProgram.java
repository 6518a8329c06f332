package org.closedloop.apex.bind;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.Conversions;
import org.closedloop.apex.types.TypeHierarchy;

/** All classes and triggers of one version of the org, bound against one schema. Immutable. */
public final class BoundProgram {
  private final Schema schema;
  private final Map<String, BoundClass> classes;
  private final List<BoundTrigger> triggers;
  private final TypeHierarchy hierarchy;
  private final Conversions conversions;

  BoundProgram(
      Schema schema,
      Map<String, BoundClass> topLevel,
      List<BoundTrigger> triggers,
      TypeHierarchy hierarchy) {
    this.schema = schema;
    this.classes = Collections.unmodifiableMap(topLevel);
    this.triggers = List.copyOf(triggers);
    this.hierarchy = hierarchy;
    this.conversions = new Conversions(hierarchy);
  }

  public Schema schema() {
    return schema;
  }

  /** Top-level types in source order. */
  public Collection<BoundClass> classes() {
    return classes.values();
  }

  /** A type by name in any case, {@code Outer.Inner} for inner ones. */
  public Optional<BoundClass> find(String name) {
    BoundClass at = null;
    for (String part : name.split("\\.")) {
      at =
          at == null
              ? classes.get(part.toLowerCase(Locale.ROOT))
              : at.innerClass(part).orElse(null);
      if (at == null) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(at);
  }

  /** The declaration of a type of this program. */
  public BoundClass require(ClassType type) {
    return find(type.name())
        .orElseThrow(() -> new IllegalArgumentException("no class named " + type.name()));
  }

  public List<BoundTrigger> triggers() {
    return triggers;
  }

  public TypeHierarchy hierarchy() {
    return hierarchy;
  }

  public Conversions conversions() {
    return conversions;
  }
}
