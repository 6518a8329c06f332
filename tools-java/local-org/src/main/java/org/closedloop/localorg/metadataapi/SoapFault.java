package org.closedloop.localorg.metadataapi;

/** A request that is answered with a fault: the platform's code and what went wrong. */
final class SoapFault extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;

  SoapFault(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }
}
