package org.closedloop.apex.value;

import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.types.ApexType;

/** An instance of a user class: its class and one slot per instance variable. */
public class ApexObject {

  private final RuntimeClass runtimeClass;
  private final Object[] slots;

  public ApexObject(RuntimeClass runtimeClass) {
    this.runtimeClass = runtimeClass;
    this.slots = new Object[runtimeClass == null ? 0 : runtimeClass.slotCount()];
  }

  /** The user class; null only for exceptions of a system type. */
  public final RuntimeClass runtimeClass() {
    return runtimeClass;
  }

  public final Object[] slots() {
    return slots;
  }

  /** What {@code clone()} answers: another object with the same values. */
  public ApexObject copy() {
    if (getClass() != ApexObject.class) {
      throw new UnsupportedPlatformFeature("clone() of " + apexType().displayName());
    }
    ApexObject copy = new ApexObject(runtimeClass);
    System.arraycopy(slots, 0, copy.slots, 0, slots.length);
    return copy;
  }

  /** The most specific type of the instance. */
  public ApexType apexType() {
    return runtimeClass.type();
  }

  @Override
  public String toString() {
    return apexType().displayName() + "@" + Integer.toHexString(System.identityHashCode(this));
  }
}
