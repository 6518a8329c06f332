package org.closedloop.localorg.flow;

/** A failed element: what {@code $Flow.FaultMessage} says on its fault path. */
final class FlowFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FlowFault(String message) {
    super(message, null, false, false);
  }
}
