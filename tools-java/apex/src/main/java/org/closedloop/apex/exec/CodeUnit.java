package org.closedloop.apex.exec;

import org.closedloop.apex.bind.BoundClass;
import org.closedloop.apex.bind.VersionedBehaviour;

/** A piece of code as stacks and access rules see it. */
final class CodeUnit {

  private final String stackName;
  private final BoundClass holder;
  private final int file;
  private final LocalNames locals;
  private final Kind kind;
  private final boolean fixed;
  private final boolean inherits;
  private final boolean first;

  /**
   * @param stackName as stack lines print it: {@code Class.Outer.Inner.method}, {@code
   *     Trigger.Name}
   * @param holder the class, or what stands for a trigger or anonymous block
   * @param file index of the file's hit counters
   * @param locals its variables by name, for dynamic queries
   * @param kind decides the access of code that declares none
   */
  CodeUnit(String stackName, BoundClass holder, int file, LocalNames locals, Kind kind) {
    this.stackName = stackName;
    this.holder = holder;
    this.file = file;
    this.locals = locals;
    this.kind = kind;
    BoundClass.Sharing declared =
        kind == Kind.CLASS
            ? declared(holder)
            : kind == Kind.TRIGGER ? BoundClass.Sharing.WITHOUT : BoundClass.Sharing.WITH;
    this.fixed = declared == BoundClass.Sharing.WITH;
    this.inherits = declared == BoundClass.Sharing.INHERITED || declared == BoundClass.Sharing.NONE;
    this.first = declared == BoundClass.Sharing.INHERITED;
  }

  /** Where the code stands. */
  enum Kind {
    CLASS,
    TRIGGER,
    ANONYMOUS
  }

  String stackName() {
    return stackName;
  }

  BoundClass holder() {
    return holder;
  }

  int file() {
    return file;
  }

  LocalNames locals() {
    return locals;
  }

  Kind kind() {
    return kind;
  }

  /** Whether sharing is enforced in this code when called from code that does, or does not. */
  boolean sharing(boolean called, boolean callerShares) {
    return fixed || called && inherits && callerShares || !called && first;
  }

  /** The class's own keyword, else that of a superclass, else what the versions imply. */
  private static BoundClass.Sharing declared(BoundClass holder) {
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
