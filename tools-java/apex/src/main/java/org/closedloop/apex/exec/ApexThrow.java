package org.closedloop.apex.exec;

import org.closedloop.apex.value.ExceptionValue;

/** An Apex exception on its way up; stackless, the Apex stack is in the value. */
public final class ApexThrow extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final transient ExceptionValue value;

  public ApexThrow(ExceptionValue value) {
    super(null, null, false, false);
    this.value = value;
  }

  public ExceptionValue value() {
    return value;
  }

  @Override
  public String getMessage() {
    return value.typeName() + ": " + value.message();
  }
}
