package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.closedloop.apex.bind.BoundAnonymous;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.host.AsyncHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.LimitExceeded;
import org.closedloop.apex.library.LibraryValues;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.SObjectValue;

/** The doors through which the platform runs a program's code in one request. */
final class Session implements ApexSession {

  private final ExecContext ctx;
  private final Program program;
  private final Jobs jobs;
  private final PageAccess pages;
  private final Invocables invocables;

  Session(ExecContext ctx, Program program) {
    this.ctx = ctx;
    this.program = program;
    this.jobs = new Jobs(ctx);
    this.pages = new PageAccess(ctx);
    this.invocables = new Invocables(ctx);
  }

  /**
   * Runs Apex code: exceptions leave as {@link ApexFailure}; a limit that ran out ends everything,
   * so it becomes one only when no Apex code waits further out.
   */
  private <T> T run(Supplier<T> body) {
    boolean outermost = ctx.idle();
    try {
      return ctx.apart(body);
    } catch (ApexThrow e) {
      throw Exceptions.failure(e.value());
    } catch (HostException e) {
      throw Exceptions.failure(ctx.toException(e));
    } catch (LimitExceeded e) {
      throw limit(e, outermost);
    } catch (StackOverflowError e) {
      throw limit(ExecContext.tooDeep(), outermost);
    }
  }

  private RuntimeException limit(LimitExceeded e, boolean outermost) {
    return outermost
        ? new ApexFailure("System.LimitException", e.getMessage(), ctx.takeLimitStack())
        : e;
  }

  private void runVoid(Runnable body) {
    run(
        () -> {
          body.run();
          return null;
        });
  }

  // --- triggers --------------------------------------------------------------------------------

  @Override
  public void fireTriggers(
      String objectName,
      TriggerEvent event,
      List<SObjectValue> newRows,
      List<SObjectValue> oldRows) {
    List<TriggerPlan> firing =
        ctx.program().triggers(objectName).stream().filter(t -> t.handles(event)).toList();
    if (firing.isEmpty()) {
      return;
    }
    boolean after = event.name().startsWith("AFTER");
    if (oldRows != null) {
      oldRows.forEach(r -> r.setReadOnly(true));
    }
    if (after && newRows != null) {
      newRows.forEach(r -> r.setReadOnly(true));
    }
    try {
      TriggerFrame frame = frame(objectName, event, newRows, oldRows);
      runVoid(() -> firing.forEach(t -> t.run(ctx, frame)));
    } finally {
      if (after && newRows != null) {
        newRows.forEach(r -> r.setReadOnly(false));
      }
    }
  }

  private TriggerFrame frame(
      String objectName,
      TriggerEvent event,
      List<SObjectValue> newRows,
      List<SObjectValue> oldRows) {
    String declared = ctx.host().schema().require(objectName).name();
    SObjectType type = new SObjectType(declared);
    boolean ids = event != TriggerEvent.BEFORE_INSERT;
    return new TriggerFrame(
        declared,
        event,
        newRows == null ? null : ApexList.over(type, newRows),
        newRows == null || !ids ? null : byId(type, newRows),
        oldRows == null ? null : ApexList.over(type, oldRows),
        oldRows == null ? null : byId(type, oldRows),
        newRows != null ? newRows.size() : oldRows == null ? 0 : oldRows.size());
  }

  private ApexMap byId(SObjectType type, List<SObjectValue> rows) {
    ApexMap map = new ApexMap(SimpleType.ID, type);
    List<Object> withId = new ArrayList<>();
    rows.stream().filter(r -> r.id() != null).forEach(withId::add);
    CreationNodes.byId(ctx, map, withId);
    return map;
  }

  // --- code by name ----------------------------------------------------------------------------

  @Override
  public List<Map<String, Object>> invoke(String className, List<Map<String, Object>> inputs) {
    return run(() -> invocables.call(className, inputs, HostValues::toHost));
  }

  @Override
  public Object detach(Object apexValue) {
    return ctx.detach(apexValue);
  }

  @Override
  public void runJob(
      AsyncHost.JobKind kind,
      String className,
      String methodName,
      Object payload,
      String jobId,
      String triggerId) {
    runVoid(() -> jobs.run(kind, className, methodName, payload, jobId, triggerId));
  }

  @Override
  public BatchRun openBatch(String className, Object payload, String jobId) {
    return run(() -> jobs.openBatch(className, payload, jobId));
  }

  /** A batch's methods run through whichever session the platform opened for the chunk. */
  <T> T runHere(Supplier<T> body) {
    return run(body);
  }

  ExecContext context() {
    return ctx;
  }

  @Override
  public void runFinalizer(String className, Object payload, String jobId, ApexFailure failure) {
    runVoid(() -> jobs.finish(payload, jobId, failure));
  }

  @Override
  public void publishCallback(Object payload, boolean published, List<String> eventUuids) {
    String method = published ? "onSuccess" : "onFailure";
    if (ctx.hasMethod(payload, method, 1)) {
      runVoid(() -> ctx.call(payload, method, LibraryValues.publishResult(published, eventUuids)));
    }
  }

  @Override
  public void runAnonymous(ApexSource source) {
    BoundAnonymous block = program.compile(source);
    ProgramPlan extended = ctx.program().with(block.holder(), block.hierarchy());
    ctx.extend(extended);
    LocalNames locals = new LocalNames(List.of(), block.body().statements());
    CodeUnit unit =
        new CodeUnit("AnonymousBlock", block.holder(), -1, locals, CodeUnit.Kind.ANONYMOUS);
    Stmt body = extended.planner(block.holder()).statements(block.body().statements());
    runVoid(() -> ctx.enter(unit, null, new Object[block.slots()], body));
  }

  @Override
  public void runTest(String className, String methodName) {
    runVoid(() -> ctx.callStatic(type(className), methodName));
  }

  private ClassType type(String className) {
    ClassPlan c = ctx.program().findClass(className);
    if (c == null) {
      throw new IllegalArgumentException("no class named " + className);
    }
    return c.type();
  }

  @Override
  public List<String> testSetupMethods(String className) {
    return ctx.program().classPlan(type(className)).bound().methods().stream()
        .filter(m -> m.annotation("TestSetup").isPresent())
        .map(BoundMethod::name)
        .toList();
  }

  // --- pages -----------------------------------------------------------------------------------

  @Override
  public Object newController(String className, SObjectValue standardRecord) {
    return run(() -> pages.newController(type(className), standardRecord));
  }

  @Override
  public Object getMember(Object target, String name) {
    return run(() -> pages.get(target, name));
  }

  @Override
  public void setMember(Object target, String name, Object value) {
    runVoid(() -> pages.set(target, name, value));
  }

  @Override
  public boolean hasMember(Object target, String name) {
    return pages.has(target, name);
  }

  @Override
  public PageOutcome callAction(Object target, String methodName) {
    return run(() -> pages.action(target, methodName));
  }

  @Override
  public List<PageMessage> pageMessages() {
    return run(pages::messages);
  }

  @Override
  public Map<String, int[]> coverage() {
    return new LinkedHashMap<>(ctx.coverage().lines());
  }
}
