package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.AsyncHost.JobKind;
import org.closedloop.apex.host.AsyncHost.JobRequest;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexObject;

/** Members of System that start, schedule and stop work, and that tell what runs. */
@ApexType("System.System")
final class AsyncLibrary {

  private AsyncLibrary() {}

  /** Name of the class of a job object; jobs are always objects of user classes. */
  static String className(Object job) {
    if (job instanceof ApexObject o && o.runtimeClass() != null) {
      return o.runtimeClass().name();
    }
    throw Errors.of("AsyncException", "The job is not an instance of a class");
  }

  @ApexMethod
  static ApexId enqueueJob(ApexContext ctx, Object job) {
    return enqueue(ctx, job, 0, null, null);
  }

  @ApexMethod("enqueueJob(Object,Integer)")
  static ApexId enqueueDelayed(ApexContext ctx, Object job, Integer delayMinutes) {
    return enqueue(ctx, job, delayMinutes, null, null);
  }

  @ApexMethod("enqueueJob(Object,AsyncOptions)")
  static ApexId enqueueWith(ApexContext ctx, Object job, AsyncOptionsValue o) {
    return enqueue(
        ctx,
        job,
        o.delayMinutes == null ? 0 : o.delayMinutes,
        o.maximumDepth,
        o.signature == null ? null : o.signature.key());
  }

  private static ApexId enqueue(
      ApexContext ctx, Object job, int delayMinutes, Integer maximumDepth, String signature) {
    if (delayMinutes < 0 || delayMinutes > 10) {
      throw Errors.of(
          "IllegalArgumentException", "Delay in minutes must be between 0 and 10: " + delayMinutes);
    }
    if (maximumDepth != null && ctx.host().async().queueableDepth() >= maximumDepth) {
      throw Errors.of("AsyncException", "Maximum stack depth has been reached.");
    }
    return ApexId.ofRaw(
        ctx.host()
            .async()
            .enqueue(
                new JobRequest(
                    JobKind.QUEUEABLE,
                    className(job),
                    "execute",
                    ctx.detach(job),
                    delayMinutes,
                    maximumDepth,
                    signature)));
  }

  @ApexMethod
  static String schedule(ApexContext ctx, String jobName, String cron, Object job) {
    return ctx.host().async().schedule(jobName, cron, className(job), ctx.detach(job));
  }

  @ApexMethod
  static String scheduleBatch(ApexContext ctx, Object batch, String jobName, Integer minutes) {
    return scheduleBatch(ctx, batch, jobName, minutes, 200);
  }

  @ApexMethod
  static String scheduleBatch(
      ApexContext ctx, Object batch, String jobName, Integer minutes, Integer scope) {
    return ctx.host()
        .async()
        .scheduleBatch(jobName, className(batch), ctx.detach(batch), minutes, scope);
  }

  @ApexMethod
  static void abortJob(ApexContext ctx, String jobId) {
    ctx.host().async().abort(ApexId.parse(jobId).value());
  }

  @ApexMethod
  static void attachFinalizer(ApexContext ctx, Object finalizer) {
    ctx.host().async().attachFinalizer(className(finalizer), ctx.detach(finalizer));
  }

  @ApexMethod
  static Boolean isBatch(ApexContext ctx) {
    return ctx.host().quiddity() == Quiddity.BATCH_APEX;
  }

  @ApexMethod
  static Boolean isFuture(ApexContext ctx) {
    return ctx.host().quiddity() == Quiddity.FUTURE;
  }

  @ApexMethod
  static Boolean isQueueable(ApexContext ctx) {
    return ctx.host().quiddity() == Quiddity.QUEUEABLE;
  }

  @ApexMethod
  static Boolean isScheduled(ApexContext ctx) {
    return ctx.host().quiddity() == Quiddity.SCHEDULED;
  }

  /** Members of AsyncInfo. */
  @ApexType("System.AsyncInfo")
  static final class Info {
    private Info() {}

    @ApexMethod
    static Integer getCurrentQueueableStackDepth(ApexContext ctx) {
      return ctx.host().async().queueableDepth();
    }
  }
}
