package org.closedloop.apex.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.AsyncHost;
import org.closedloop.apex.host.AsyncHost.JobKind;
import org.closedloop.apex.value.ApexObject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JobsTest {

  private static final String QUEUED =
      """
      public class Queued implements Queueable, Finalizer {
        public List<String> names = new List<String>{ 'a' };
        public transient String secret = 'x';
        public void execute(QueueableContext c) {
          System.debug(names + ' ' + secret + ' ' + c.getJobId());
        }
        public void execute(FinalizerContext c) {
          System.debug(c.getResult() + ' ' + c.getException());
        }
        public static Queued make() { return new Queued(); }
        @future public static void later(Set<Id> ids, String text) {
          System.debug('later ' + ids.size() + text);
        }
        public static void call() { later(new Set<Id>{ '001000000000001' }, '!'); }
      }
      """;

  @Test
  void aQueuedObjectIsACopyWithoutTransients() {
    FakeHost host = Compiled.host(QUEUED);
    ApexObject made =
        (ApexObject)
            ((Session) host.session())
                .context()
                .callStatic(new org.closedloop.apex.types.ClassType("Queued"), "make");
    Object payload = host.session().detach(made);
    assertNotSame(made, payload);
    Compiled.run(host, "new Queued().names.add('b');");
    host.session()
        .runJob(JobKind.QUEUEABLE, "Queued", "execute", payload, "707000000000001AAA", null);
    assertEquals(List.of("(a) null 707000000000001AAA"), host.log);
  }

  @Test
  void finalizersLearnHowItEnded() {
    FakeHost host = Compiled.host(QUEUED);
    Compiled.run(host, "Integer i = 0;");
    ExecContext ctx = ((Session) host.session()).context();
    Object job = ctx.newInstance(ctx.findType("Queued").orElseThrow());
    host.session().runFinalizer("Queued", job, "707000000000001AAA", null);
    host.session()
        .runFinalizer(
            "Queued", job, "707000000000001AAA", new ApexFailure("System.MathException", "no", ""));
    assertEquals(List.of("SUCCESS null", "UNHANDLED_EXCEPTION System.MathException: no"), host.log);
  }

  @Test
  void futuresWaitAndRunInAnotherSession() {
    ApexProgram program = Compiled.program(62, QUEUED);
    FakeHost first = new FakeHost(new FakeSchema(), program);
    Compiled.run(first, "Queued.call();");
    assertEquals(List.of(), first.log);
    AsyncHost.JobRequest job = first.queued.get(0);
    assertEquals(JobKind.FUTURE, job.kind());
    FakeHost second = new FakeHost(new FakeSchema(), program);
    second
        .session()
        .runJob(job.kind(), job.className(), job.methodName(), job.payload(), "707", null);
    assertEquals(List.of("later 1!"), second.log);
  }

  @Nested
  class Batches {

    private static final String BODY =
        """
          public Integer seen = 0;
          public Iterable<String> start(Database.BatchableContext c) {
            return new List<String>{ 'a', 'b', 'c' };
          }
          public void execute(Database.BatchableContext c, List<Object> scope) {
            seen += scope.size();
            System.debug(scope);
          }
          public void finish(Database.BatchableContext c) { System.debug('seen ' + seen); }
        }
        """;

    private List<String> run(String header) {
      ApexProgram program = Compiled.program(62, header + BODY);
      FakeHost host = new FakeHost(new FakeSchema(), program);
      ExecContext ctx = ((Session) host.session()).context();
      Object batch = ctx.newInstance(ctx.findType("B").orElseThrow());
      ApexSession.BatchRun run = host.session().openBatch("B", batch, "707000000000001AAA");
      Object carried = batch;
      for (int i = 0; i < run.rows().size(); i += 2) {
        FakeHost chunkHost = new FakeHost(new FakeSchema(), program);
        Object after =
            run.execute(
                chunkHost.session(),
                carried,
                run.rows().subList(i, Math.min(i + 2, run.rows().size())),
                "707000000000001AAA");
        host.log.addAll(chunkHost.log);
        carried = run.stateful() ? after : carried;
      }
      run.finish(host.session(), carried, "707000000000001AAA");
      return host.log;
    }

    @Test
    void aLocatorGivesItsRows() {
      ApexProgram program =
          Compiled.program(
              62,
              """
              public class L implements Database.Batchable<SObject> {
                public Database.QueryLocator start(Database.BatchableContext c) {
                  insert new List<Contact>{
                    new Contact(LastName = 'a'), new Contact(LastName = 'b')
                  };
                  return Database.getQueryLocator([SELECT LastName FROM Contact]);
                }
                public void execute(Database.BatchableContext c, List<Contact> rows) {
                  for (Contact r : rows) { System.debug(r.LastName); }
                }
                public void finish(Database.BatchableContext c) {}
              }
              """);
      FakeHost host = new FakeHost(new FakeSchema(), program);
      ExecContext ctx = ((Session) host.session()).context();
      Object batch = ctx.newInstance(ctx.findType("L").orElseThrow());
      ApexSession.BatchRun run = host.session().openBatch("L", batch, "707000000000001AAA");
      run.execute(host.session(), batch, run.rows(), "707000000000001AAA");
      assertEquals(List.of("a", "b"), host.log);
    }

    @Test
    void statefulOnesCarryTheirObject() {
      assertEquals(
          List.of("(a, b)", "(c)", "seen 3"),
          run("public class B implements Database.Batchable<String>, Database.Stateful {"));
    }

    @Test
    void othersStartAfreshInEveryChunk() {
      assertEquals(
          List.of("(a, b)", "(c)", "seen 0"),
          run("public class B implements Database.Batchable<String> {"));
    }
  }

  @Test
  void anUncaughtExceptionLeavesWithTypeAndStack() {
    FakeHost host =
        Compiled.host(
            """
            public class S implements Schedulable {
              public void execute(SchedulableContext c) {
                Integer i = null;
                i++;
              }
            }
            """);
    ExecContext ctx = ((Session) host.session()).context();
    Object job = ctx.newInstance(ctx.findType("S").orElseThrow());
    ApexFailure e =
        assertThrows(
            ApexFailure.class,
            () -> host.session().runJob(JobKind.SCHEDULED, "S", null, job, "707", "08e"));
    assertEquals("System.NullPointerException", e.typeName());
    assertEquals("Class.S.execute: line 4, column 1", e.apexStack());
  }

  @Test
  void staticsLiveInOneSession() {
    ApexProgram program = Compiled.program(62, "public class C { public static Integer n = 0; }");
    FakeHost a = new FakeHost(new FakeSchema(), program);
    FakeHost b = new FakeHost(new FakeSchema(), program);
    Compiled.run(a, "C.n++; System.debug(C.n);");
    Compiled.run(a, "C.n++; System.debug(C.n);");
    Compiled.run(b, "System.debug(C.n);");
    assertEquals(List.of("1", "2"), a.log);
    assertEquals(List.of("0"), b.log);
    assertTrue(program.hasClass("c"));
    assertFalse(program.hasClass("d"));
  }
}
