package org.closedloop.apex.exec;

import org.closedloop.apex.bind.BoundClass;
import org.closedloop.apex.bind.VersionedBehaviour;

/**
 * A piece of code as stacks and access rules see it.
 *
 * @param stackName as stack lines print it: {@code Class.Outer.Inner.method}, {@code Trigger.Name}
 * @param holder the class, or what stands for a trigger or anonymous block
 * @param file index of the file's hit counters
 * @param locals its variables by name, for dynamic queries
 * @param kind decides the access of code that declares none
 */
record CodeUnit(String stackName, BoundClass holder, int file, LocalNames locals, Kind kind) {

  /** Where the code stands. */
  enum Kind {
    CLASS,
    TRIGGER,
    ANONYMOUS
  }

  /** Whether sharing is enforced in this code when called from code that does, or does not. */
  boolean sharing(boolean called, boolean callerShares) {
    if (kind == Kind.TRIGGER) {
      return false;
    }
    if (kind == Kind.ANONYMOUS) {
      return true;
    }
    switch (declared()) {
      case WITH:
        return true;
      case WITHOUT:
        return false;
      case INHERITED:
        return !called || callerShares;
      default:
        return called && callerShares;
    }
  }

  /** The class's own keyword, else that of a superclass, else what the versions imply. */
  private BoundClass.Sharing declared() {
    boolean newer = false;
    for (BoundClass c = holder; c != null; c = c.superclassDeclaration()) {
      if (c.sharing() != BoundClass.Sharing.NONE) {
        return c.sharing();
      }
      newer |= VersionedBehaviour.WITH_SHARING_BY_DEFAULT.appliesTo(c.apiVersion());
    }
    return newer ? BoundClass.Sharing.WITH : BoundClass.Sharing.NONE;
  }
}
