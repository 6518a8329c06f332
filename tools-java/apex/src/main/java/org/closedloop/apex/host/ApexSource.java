package org.closedloop.apex.host;

/**
 * One class or trigger to compile.
 *
 * @param file path for messages
 * @param apiVersion for version-dependent behaviour, for example 67.0
 */
public record ApexSource(Kind kind, String name, String file, String source, double apiVersion) {

  /** Class (also interface, enum) or trigger. */
  public enum Kind {
    CLASS,
    TRIGGER
  }
}
