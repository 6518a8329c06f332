package org.closedloop.apex.library;

import org.closedloop.apex.host.HostException;

/** Exceptions of the platform's own types, raised by library members; Apex code may catch them. */
final class Errors {

  private Errors() {}

  static HostException of(String apexType, String message) {
    return new HostException(apexType, null, message);
  }

  static HostException string(String message) {
    return of("StringException", message);
  }

  static HostException type(String message) {
    return of("TypeException", message);
  }

  static HostException math(String message) {
    return of("MathException", message);
  }

  static HostException nullPointer() {
    return of("NullPointerException", "Attempt to de-reference a null object");
  }

  static HostException nullArgument(int position) {
    return of("NullPointerException", "Argument " + position + " cannot be null");
  }

  static HostException json(String message) {
    return of("JSONException", message);
  }

  static HostException illegalArgument(String message) {
    return of("IllegalArgumentException", message);
  }

  static HostException list(String message) {
    return of("ListException", message);
  }
}
