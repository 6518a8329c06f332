package org.closedloop.apex.host;

import java.util.Map;

/** Flows started from Apex ({@code Flow.Interview}). */
public interface FlowHost {

  /**
   * Runs an autolaunched flow in this request.
   *
   * @param inputs Apex values by variable name
   * @return output variables by name
   */
  Map<String, Object> start(String flowName, Map<String, Object> inputs);
}
