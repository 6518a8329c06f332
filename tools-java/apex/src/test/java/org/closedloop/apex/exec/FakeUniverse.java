package org.closedloop.apex.exec;

import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.testing.TestUniverse;

/** A universe whose data is one {@link FakeData}'s rows, carried from request to request. */
public final class FakeUniverse implements TestUniverse {

  private final FakeSchema schema = new FakeSchema();
  private final ApexProgram program;
  private Object rows = new FakeData(schema, () -> null).setSavepoint();

  public FakeUniverse(ApexProgram program) {
    this.program = program;
  }

  @Override
  public Object mark() {
    return rows;
  }

  @Override
  public void rollback(Object mark) {
    rows = mark;
  }

  @Override
  public TestRequest newRequest(String className, String methodName, boolean seeAllData) {
    FakeHost host = new FakeHost(schema, program);
    host.data.rollback(rows);
    return new TestRequest() {
      @Override
      public ApexSession session() {
        return host.session();
      }

      @Override
      public void complete() {
        rows = host.data.setSavepoint();
      }

      @Override
      public void close() {}
    };
  }
}
