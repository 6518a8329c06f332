package org.closedloop.apex.exec;

import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.SObjectValue;

/** {@code addError} on a record or one of its fields. */
public final class AddError {

  private static final String STATUS = "FIELD_CUSTOM_VALIDATION_EXCEPTION";

  private AddError() {}

  /**
   * Puts an error on the record.
   *
   * @param field declared name, or null for the whole record
   * @param message text or exception
   * @param escape whether HTML characters are escaped
   */
  public static void to(
      ApexContext ctx, SObjectValue record, String field, Object message, boolean escape) {
    String text = message instanceof ExceptionValue e ? e.message() : (String) message;
    record.addError(field, escape ? escaped(text) : text, STATUS);
  }

  private static String escaped(String text) {
    return text == null
        ? null
        : text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
  }
}
