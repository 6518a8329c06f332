package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.AsyncHost;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.FuturePayload;
import org.closedloop.apex.value.JobContext;
import org.closedloop.apex.value.SObjectValue;

/** Runs what was queued: queueables, futures, schedulables, batches, finalizers. */
final class Jobs {

  private static final PlatformType QUEUEABLE = PlatformType.of("System.QueueableContext");
  private static final PlatformType SCHEDULABLE = PlatformType.of("System.SchedulableContext");
  private static final PlatformType BATCHABLE = PlatformType.of("Database.BatchableContext");
  private static final PlatformType FINALIZER = PlatformType.of("System.FinalizerContext");
  private static final PlatformType STATEFUL = PlatformType.of("Database.Stateful");

  private final ExecContext ctx;

  Jobs(ExecContext ctx) {
    this.ctx = ctx;
  }

  void run(
      AsyncHost.JobKind kind,
      String className,
      String methodName,
      Object payload,
      String jobId,
      String triggerId) {
    switch (kind) {
      case FUTURE -> future(className, (FuturePayload) payload);
      case QUEUEABLE ->
          ctx.call(ctx.detach(payload), "execute", new JobContext(QUEUEABLE, jobId, null));
      case SCHEDULED ->
          ctx.call(
              ctx.detach(payload),
              "execute",
              new JobContext(SCHEDULABLE, triggerId == null ? jobId : triggerId, null));
      default -> throw new IllegalArgumentException(kind + " does not run as one job");
    }
  }

  private void future(String className, FuturePayload payload) {
    ClassPlan c = ctx.program().findClass(className);
    BoundMethod m =
        c.bound().methods().stream()
            .filter(x -> x.isStatic() && x.signature().equals(payload.signature()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        className + " has no method " + payload.signature() + " any more"));
    ctx.statics(c);
    c.plan(m).call(ctx, null, payload.arguments().toArray());
  }

  void finish(Object payload, String jobId, ApexFailure failure) {
    ExceptionValue e = failure == null ? null : Exceptions.of(ctx, failure);
    ctx.call(ctx.detach(payload), "execute", new JobContext(FINALIZER, jobId, e));
  }

  ApexSession.BatchRun openBatch(String className, Object payload, String jobId) {
    ApexObject batch = (ApexObject) payload;
    Object started = ctx.call(batch, "start", new JobContext(BATCHABLE, jobId, null));
    List<Object> rows =
        started == null ? List.of() : new ArrayList<>(Iteration.toList(ctx, started));
    return new Batch(rows, ctx.convert().subtype(batch.apexType(), STATEFUL));
  }

  /** A started batch; it holds rows only, code runs in the sessions that it is given. */
  private record Batch(List<Object> rows, boolean stateful) implements ApexSession.BatchRun {

    @Override
    public Object execute(ApexSession session, Object payload, List<Object> chunk, String jobId) {
      Session s = (Session) session;
      return s.runHere(
          () -> {
            Object copy = s.context().detach(payload);
            ApexList scope = ApexList.of(elementType(chunk), chunk);
            s.context().call(copy, "execute", new JobContext(BATCHABLE, jobId, null), scope);
            return stateful ? s.context().detach(copy) : payload;
          });
    }

    private static org.closedloop.apex.types.ApexType elementType(List<Object> chunk) {
      String name = null;
      for (Object o : chunk) {
        if (!(o instanceof SObjectValue r)) {
          return SimpleType.OBJECT;
        }
        if (name != null && !name.equals(r.type().name())) {
          return SObjectType.GENERIC;
        }
        name = r.type().name();
      }
      return name == null ? SObjectType.GENERIC : new SObjectType(name);
    }

    @Override
    public void finish(ApexSession session, Object payload, String jobId) {
      Session s = (Session) session;
      s.runHere(
          () ->
              s.context()
                  .call(
                      s.context().detach(payload),
                      "finish",
                      new JobContext(BATCHABLE, jobId, null)));
    }
  }
}
