package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.JobContext;

/** Members of the contexts that jobs get. */
final class JobContexts {

  private JobContexts() {}

  /** QueueableContext. */
  @ApexType("System.QueueableContext")
  static final class Queueable {
    private Queueable() {}

    @ApexMethod
    static ApexId getJobId(ApexContext ctx, JobContext self) {
      return ApexId.ofRaw(self.jobId());
    }
  }

  /** SchedulableContext. */
  @ApexType("System.SchedulableContext")
  static final class Schedulable {
    private Schedulable() {}

    @ApexMethod
    static ApexId getTriggerId(ApexContext ctx, JobContext self) {
      return ApexId.ofRaw(self.jobId());
    }
  }

  /** BatchableContext. */
  @ApexType("Database.BatchableContext")
  static final class Batchable {
    private Batchable() {}

    @ApexMethod({"getJobId", "getChildJobId"})
    static ApexId getJobId(ApexContext ctx, JobContext self) {
      return ApexId.ofRaw(self.jobId());
    }
  }

  /** FinalizerContext. */
  @ApexType("System.FinalizerContext")
  static final class Finalizer {
    private Finalizer() {}

    @ApexMethod
    static ApexId getAsyncApexJobId(ApexContext ctx, JobContext self) {
      return ApexId.ofRaw(self.jobId());
    }

    @ApexMethod
    static String getRequestId(ApexContext ctx, JobContext self) {
      return ctx.host().requestId();
    }

    @ApexMethod
    static EnumValue getResult(ApexContext ctx, JobContext self) {
      return Enums.of(
          "System.ParentJobResult", self.failure() == null ? "SUCCESS" : "UNHANDLED_EXCEPTION");
    }

    @ApexMethod
    static ExceptionValue getException(ApexContext ctx, JobContext self) {
      return self.failure();
    }
  }
}
