package org.closedloop.apex.value;

import java.util.List;
import org.closedloop.apex.types.ClassType;

/** A user class as its instances know it: name and instance members. */
public interface RuntimeClass {

  ClassType type();

  /** Declared name, {@code Outer.Inner} for inner classes. */
  default String name() {
    return type().name();
  }

  /** Instance members in declaration order, those of superclasses first. */
  List<MemberInfo> members();

  /** Number of slots of an instance. */
  int slotCount();
}
