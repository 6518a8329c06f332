package org.closedloop.apex.value;

import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.PlatformType;

/**
 * What a job's methods get as their context: QueueableContext, SchedulableContext, BatchableContext
 * or FinalizerContext.
 *
 * @param jobId AsyncApexJob id; for schedulables the CronTrigger's
 * @param failure of the finished queueable, for finalizers; null on success
 */
public record JobContext(PlatformType type, String jobId, ExceptionValue failure)
    implements PlatformValue {

  @Override
  public ApexType apexType() {
    return type;
  }
}
