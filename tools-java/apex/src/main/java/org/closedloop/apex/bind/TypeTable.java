package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.types.TypeHierarchy;

/** All types written in Apex, and the hierarchy over them and the platform's. */
final class TypeTable implements TypeHierarchy {

  private final PlatformTypes platform;
  private final Map<String, BoundClass> topLevel = new LinkedHashMap<>();
  private final Set<String> extended = new HashSet<>();
  private final Map<String, BoundClass> extra = new LinkedHashMap<>();

  TypeTable(PlatformTypes platform) {
    this.platform = platform;
  }

  /** Adds a top-level type; false when the name is taken. */
  boolean add(BoundClass c) {
    return topLevel.putIfAbsent(BoundClass.key(c.name()), c) == null;
  }

  /** Takes over a top-level type of a program that is bound already. */
  void adopt(BoundClass c) {
    add(c);
    remember(c);
    c.innerClasses().forEach(this::remember);
  }

  private void remember(BoundClass c) {
    if (c.superclass() instanceof PlatformType p) {
      extend(p);
    }
  }

  /** Types inside a trigger or anonymous block: known by their type only. */
  void addHolder(BoundClass c) {
    extra.put(BoundClass.key(c.name()), c);
  }

  Map<String, BoundClass> topLevel() {
    return topLevel;
  }

  Optional<BoundClass> top(String anyCase) {
    return Optional.ofNullable(topLevel.get(BoundClass.key(anyCase)));
  }

  /** The declaration of a user type. */
  BoundClass declaration(ClassType type) {
    String[] parts = type.name().split("\\.");
    BoundClass at = extra.get(BoundClass.key(parts[0]));
    if (at == null) {
      at = topLevel.get(BoundClass.key(parts[0]));
    }
    for (int i = 1; i < parts.length && at != null; i++) {
      at = at.innerClass(parts[i]).orElse(null);
    }
    if (at == null) {
      throw new IllegalStateException("no declaration of " + type.name());
    }
    return at;
  }

  Optional<BoundClass> declaration(ApexType type) {
    return type instanceof ClassType c ? Optional.of(declaration(c)) : Optional.empty();
  }

  @Override
  public List<ApexType> supertypes(ApexType type) {
    if (type instanceof ClassType c) {
      BoundClass d = declaration(c);
      List<ApexType> out = new ArrayList<>();
      if (d.superclass() != null) {
        out.add(d.superclass());
      }
      out.addAll(d.interfaces());
      return out;
    }
    if (type instanceof PlatformType p) {
      return platform.supertypes(p);
    }
    if (type instanceof ListType l) {
      return List.of(new PlatformType(PlatformType.ITERABLE, List.of(l.element())));
    }
    if (type instanceof SetType s) {
      return List.of(new PlatformType(PlatformType.ITERABLE, List.of(s.element())));
    }
    return List.of();
  }

  @Override
  public boolean isInterface(ApexType type) {
    return type instanceof PlatformType p
        ? platform.isInterface(p)
        : declaration(type).map(BoundClass::isInterface).orElse(false);
  }

  @Override
  public boolean isEnum(ApexType type) {
    return type instanceof PlatformType p
        ? platform.isEnum(p)
        : declaration(type).map(BoundClass::isEnum).orElse(false);
  }

  @Override
  public boolean isExtensible(ApexType type) {
    return type instanceof PlatformType p
        ? !platform.isEnum(p)
        : declaration(type).map(BoundClass::isExtensible).orElse(false);
  }

  /** Whether a value of the type may be an object of a class written in Apex. */
  boolean mayBeUser(ApexType type) {
    return type == SimpleType.OBJECT
        || type instanceof ClassType
        || type instanceof PlatformType p
            && (platform.isInterface(p)
                || p.name().equals(PlatformType.EXCEPTION)
                || extended.contains(p.name()));
  }

  /** Remembers that a class written in Apex extends the platform's. */
  void extend(PlatformType above) {
    extended.add(above.name());
    platform
        .supertypes(above)
        .forEach(
            s -> {
              if (s instanceof PlatformType p) {
                extend(p);
              }
            });
  }

  /** Whether the class is an exception: it or one above extends a platform exception. */
  boolean isException(ApexType type) {
    if (type instanceof ClassType c) {
      ApexType above = declaration(c).superclass();
      return above != null && isException(above);
    }
    return platform.isException(type);
  }
}
