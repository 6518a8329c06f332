package org.closedloop.localorg.org;

import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.testing.TestUniverse;
import org.closedloop.localorg.request.Request;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.store.IdAllocator;
import org.closedloop.localorg.store.Transaction;

/**
 * The world of a test run: one transaction that is never committed, data hidden but for set-up
 * rows. Every test method is a request of its own in it. Ids and running numbers go back with the
 * data, so that a test sees the same ones whatever ran before it.
 */
final class OrgTests implements TestUniverse, AutoCloseable {

  private final VersionServices services;
  private final String userId;
  private final Transaction tx;

  private record State(Transaction.Mark data, IdAllocator ids) {}

  /**
   * @param userId whom the tests run as
   */
  OrgTests(VersionServices services, Transaction tx, String userId) {
    this.services = services;
    this.userId = userId;
    this.tx = tx;
    OrgSchema schema = services.schema();
    tx.hideData(object -> isSetup(schema, object));
    tx.useIds(tx.ids().copy());
  }

  /** Set-up objects and configuration are visible to every test. */
  private static boolean isSetup(OrgSchema schema, String object) {
    return schema
        .object(object)
        .map(
            o ->
                o.setupObject()
                    || o.kind() == SObjectDef.Kind.CUSTOM_METADATA
                    || o.name().equals("Pricebook2"))
        .orElse(true);
  }

  @Override
  public Object mark() {
    return new State(tx.mark(), tx.ids().copy());
  }

  @Override
  public void rollback(Object mark) {
    State state = (State) mark;
    tx.rollbackTo(state.data());
    tx.useIds(state.ids().copy());
  }

  @Override
  public TestRequest newRequest(String className, String methodName, boolean seeAllData) {
    Request request =
        new Request(
            services, tx, new Request.Start(userId, Quiddity.RUNTEST_SYNC, null, true, null, 0));
    Transaction.Mark start = tx.mark();
    return new TestRequest() {
      private boolean kept;

      @Override
      public ApexSession session() {
        return request.session();
      }

      @Override
      public void complete() {
        request.finishTest();
        kept = true;
      }

      @Override
      public void close() {
        if (!kept) {
          tx.rollbackTo(start);
        }
      }
    };
  }

  @Override
  public void close() {
    tx.rollback();
  }
}
