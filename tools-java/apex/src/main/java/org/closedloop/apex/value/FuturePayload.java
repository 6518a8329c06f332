package org.closedloop.apex.value;

import java.util.List;

/**
 * What a queued future call carries.
 *
 * @param signature {@code name(Type,Type)} of the method
 */
public record FuturePayload(String signature, List<Object> arguments) {

  public FuturePayload(String signature, Object[] arguments) {
    this(signature, java.util.Collections.unmodifiableList(java.util.Arrays.asList(arguments)));
  }
}
