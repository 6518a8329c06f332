package org.closedloop.apex.value;

import org.closedloop.apex.host.HostException;

/** The system exceptions that values raise, with the platform's texts in one place. */
public final class Errors {

  private Errors() {}

  public static HostException nullPointer() {
    return new HostException("NullPointerException", null, "Attempt to de-reference a null object");
  }

  /** For library arguments that must not be null. */
  public static HostException nullArgument(String parameter) {
    return new HostException("NullPointerException", null, "Argument cannot be null: " + parameter);
  }

  public static HostException listIndex(int index) {
    return new HostException("ListException", null, "List index out of bounds: " + index);
  }

  public static HostException type(String message) {
    return new HostException("TypeException", null, message);
  }

  public static HostException conversion(String from, String to) {
    return type("Invalid conversion from runtime type " + from + " to " + to);
  }

  public static HostException math(String message) {
    return new HostException("MathException", null, message);
  }

  public static HostException string(String message) {
    return new HostException("StringException", null, message);
  }

  public static HostException invalidId(String text) {
    return string("Invalid id: " + text);
  }

  public static HostException sobject(String message) {
    return new HostException("SObjectException", null, message);
  }

  public static HostException query(String message) {
    return new HostException("QueryException", null, message);
  }

  public static HostException finalException(String message) {
    return new HostException("FinalException", null, message);
  }

  public static HostException iterating() {
    return finalException("Cannot modify a collection while it is being iterated.");
  }

  /** Makes an exception of any system type by its simple or qualified name. */
  public static HostException of(String typeName, String message) {
    return new HostException(typeName, null, message);
  }
}
