package org.closedloop.apex.value;

import java.util.List;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.PlatformType;

/**
 * An Apex exception, of a system type or of a user class: message, cause, the stack noted when it
 * was first thrown, and the failed rows of a DmlException.
 */
public final class ExceptionValue extends ApexObject {

  /**
   * A failed row of a DML statement.
   *
   * @param row position in the statement's records
   * @param object of the record
   * @param id of the record, or null for a new one
   */
  public record FailedRow(int row, String object, String id, DataHost.DmlError error) {}

  private final ApexType systemType;
  private String message;
  private ExceptionValue cause;
  private boolean causeSet;
  private String stackTrace;
  private int line;
  private List<FailedRow> failedRows = List.of();
  private Object detail;

  /** An exception of a user class. */
  public ExceptionValue(RuntimeClass userClass) {
    super(userClass);
    this.systemType = null;
  }

  /** An exception of a system type, for example {@code System.ListException}. */
  public ExceptionValue(PlatformType systemType, String message) {
    super(null);
    this.systemType = systemType;
    this.message = message;
  }

  @Override
  public ApexType apexType() {
    return systemType == null ? super.apexType() : systemType;
  }

  /**
   * As {@code getTypeName} answers it: {@code System.ListException}, {@code Outer.OwnException}.
   */
  public String typeName() {
    return apexType().displayName();
  }

  /**
   * Whether the constructor's text is for the page's client only: {@code getMessage} of an
   * AuraHandledException does not answer it.
   */
  public boolean isForClient() {
    return systemType != null && systemType.displayName().equals("System.AuraHandledException");
  }

  /** The text that leaves the request: the client's, if there is one, else the message. */
  public String clientMessage() {
    return message == null && isForClient() && detail instanceof String text ? text : message();
  }

  /** The message as {@code getMessage} answers it. */
  public String message() {
    return message == null ? "Script-thrown exception" : message;
  }

  /** The message given, or null when none was. */
  public String rawMessage() {
    return message;
  }

  public void setMessage(String text) {
    message = text;
  }

  public ExceptionValue cause() {
    return cause;
  }

  /** Sets the cause once; {@code initCause} may not replace it. */
  public void initCause(ExceptionValue value) {
    if (causeSet) {
      throw Errors.of("IllegalArgumentException", "Cause already set");
    }
    cause = value;
    causeSet = true;
  }

  public String stackTrace() {
    return stackTrace == null ? "" : stackTrace;
  }

  public int line() {
    return line;
  }

  public boolean hasStack() {
    return stackTrace != null;
  }

  /** Notes where the exception was thrown; later throws of the same object keep the first. */
  public void setStack(String trace, int lineNumber) {
    stackTrace = trace;
    line = lineNumber;
  }

  public List<FailedRow> failedRows() {
    return failedRows;
  }

  public void setFailedRows(List<FailedRow> rows) {
    failedRows = List.copyOf(rows);
  }

  /** What a library type adds, for example the failed recipients of an EmailException. */
  public Object detail() {
    return detail;
  }

  public void setDetail(Object value) {
    detail = value;
  }
}
