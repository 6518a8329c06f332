/**
 * Flows: deployed XML becomes a checked model, interviews run it in bulk. Record-triggered flows
 * hook into the save pipeline, scheduled paths and schedules into the work queue.
 */
package org.closedloop.localorg.flow;
