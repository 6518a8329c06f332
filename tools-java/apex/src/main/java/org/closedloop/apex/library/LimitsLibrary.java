package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.Limits.Counter;

/** Members of Limits, by the request's counters. */
@ApexType("System.Limits")
final class LimitsLibrary {

  private LimitsLibrary() {}

  private static Integer used(ApexContext ctx, Counter c) {
    return (int) Math.min(Integer.MAX_VALUE, ctx.host().limits().used(c));
  }

  private static Integer max(ApexContext ctx, Counter c) {
    return (int) Math.min(Integer.MAX_VALUE, ctx.host().limits().max(c));
  }

  @ApexMethod
  static Integer getAggregateQueries(ApexContext ctx) {
    return used(ctx, Counter.AGGREGATE_QUERIES);
  }

  @ApexMethod
  static Integer getLimitAggregateQueries(ApexContext ctx) {
    return max(ctx, Counter.AGGREGATE_QUERIES);
  }

  @ApexMethod
  static Integer getCallouts(ApexContext ctx) {
    return used(ctx, Counter.CALLOUTS);
  }

  @ApexMethod
  static Integer getLimitCallouts(ApexContext ctx) {
    return max(ctx, Counter.CALLOUTS);
  }

  @ApexMethod
  static Integer getCpuTime(ApexContext ctx) {
    return used(ctx, Counter.CPU_TICKS);
  }

  @ApexMethod
  static Integer getLimitCpuTime(ApexContext ctx) {
    return max(ctx, Counter.CPU_TICKS);
  }

  @ApexMethod
  static Integer getDmlRows(ApexContext ctx) {
    return used(ctx, Counter.DML_ROWS);
  }

  @ApexMethod
  static Integer getLimitDmlRows(ApexContext ctx) {
    return max(ctx, Counter.DML_ROWS);
  }

  @ApexMethod
  static Integer getDmlStatements(ApexContext ctx) {
    return used(ctx, Counter.DML_STATEMENTS);
  }

  @ApexMethod
  static Integer getLimitDmlStatements(ApexContext ctx) {
    return max(ctx, Counter.DML_STATEMENTS);
  }

  @ApexMethod
  static Integer getEmailInvocations(ApexContext ctx) {
    return used(ctx, Counter.EMAIL_INVOCATIONS);
  }

  @ApexMethod
  static Integer getLimitEmailInvocations(ApexContext ctx) {
    return max(ctx, Counter.EMAIL_INVOCATIONS);
  }

  @ApexMethod
  static Integer getFutureCalls(ApexContext ctx) {
    return used(ctx, Counter.FUTURE_CALLS);
  }

  @ApexMethod
  static Integer getLimitFutureCalls(ApexContext ctx) {
    return max(ctx, Counter.FUTURE_CALLS);
  }

  @ApexMethod
  static Integer getHeapSize(ApexContext ctx) {
    return (int) Math.min(Integer.MAX_VALUE, ctx.heapSize());
  }

  @ApexMethod
  static Integer getLimitHeapSize(ApexContext ctx) {
    return max(ctx, Counter.HEAP_BYTES);
  }

  @ApexMethod
  static Integer getMobilePushApexCalls(ApexContext ctx) {
    return used(ctx, Counter.MOBILE_PUSH);
  }

  @ApexMethod
  static Integer getLimitMobilePushApexCalls(ApexContext ctx) {
    return max(ctx, Counter.MOBILE_PUSH);
  }

  @ApexMethod
  static Integer getPublishImmediateDML(ApexContext ctx) {
    return used(ctx, Counter.PUBLISH_IMMEDIATE);
  }

  @ApexMethod
  static Integer getLimitPublishImmediateDML(ApexContext ctx) {
    return max(ctx, Counter.PUBLISH_IMMEDIATE);
  }

  @ApexMethod
  static Integer getQueries(ApexContext ctx) {
    return used(ctx, Counter.SOQL_QUERIES);
  }

  @ApexMethod
  static Integer getLimitQueries(ApexContext ctx) {
    return max(ctx, Counter.SOQL_QUERIES);
  }

  @ApexMethod
  static Integer getQueryLocatorRows(ApexContext ctx) {
    return used(ctx, Counter.QUERY_LOCATOR_ROWS);
  }

  @ApexMethod
  static Integer getLimitQueryLocatorRows(ApexContext ctx) {
    return max(ctx, Counter.QUERY_LOCATOR_ROWS);
  }

  @ApexMethod
  static Integer getQueryRows(ApexContext ctx) {
    return used(ctx, Counter.SOQL_ROWS);
  }

  @ApexMethod
  static Integer getLimitQueryRows(ApexContext ctx) {
    return max(ctx, Counter.SOQL_ROWS);
  }

  @ApexMethod
  static Integer getQueueableJobs(ApexContext ctx) {
    return used(ctx, Counter.QUEUEABLE_JOBS);
  }

  @ApexMethod
  static Integer getLimitQueueableJobs(ApexContext ctx) {
    return max(ctx, Counter.QUEUEABLE_JOBS);
  }

  @ApexMethod
  static Integer getSoslQueries(ApexContext ctx) {
    return used(ctx, Counter.SOSL_QUERIES);
  }

  @ApexMethod
  static Integer getLimitSoslQueries(ApexContext ctx) {
    return max(ctx, Counter.SOSL_QUERIES);
  }
}
