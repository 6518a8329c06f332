package org.closedloop.localorg.flow;

/** Users that flows run as when nobody else is at hand. */
public interface FlowUsers {

  /** Default workflow user of the org, or null when none is set. */
  String defaultWorkflowUserId();

  String automatedProcessUserId();
}
