package org.closedloop.localorg.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.Limits.Counter;
import org.closedloop.localorg.async.RequestRunner;
import org.closedloop.localorg.org.LocalOrg;
import org.closedloop.localorg.org.OrgOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLogTest {

  private final LocalOrg org = new LocalOrg(OrgOptions.defaults());

  @AfterEach
  void close() {
    org.close();
  }

  @Test
  void aFinishedRequestLeavesWhatItUsedAgainstItsOwnMaximum() {
    org.inRequest(org.adminId(), Quiddity.SOAP, r -> use(r, 3));
    org.inRequest(org.adminId(), Quiddity.BATCH_APEX, r -> use(r, 4));
    List<RequestUsage> all = org.requests().last();
    assertEquals(2, all.size());
    assertEquals(new RequestUsage.Amount(3, 100), all.get(0).limits().get(Counter.SOQL_QUERIES));
    assertEquals(new RequestUsage.Amount(4, 200), all.get(1).limits().get(Counter.SOQL_QUERIES));
    assertEquals(Quiddity.SOAP, all.get(0).quiddity());
    assertEquals(org.adminId(), all.get(0).userId());
    assertTrue(all.get(0).committed());
    assertTrue(all.get(0).number() < all.get(1).number());
  }

  @Test
  void aRequestThatFailsIsThereAsRolledBack() {
    assertThrows(
        IllegalStateException.class,
        () ->
            org.inRequest(
                org.adminId(),
                Quiddity.SOAP,
                r -> {
                  use(r, 5);
                  throw new IllegalStateException("no");
                }));
    RequestUsage u = org.requests().last().get(0);
    assertFalse(u.committed());
    assertEquals(5, u.limits().get(Counter.SOQL_QUERIES).used());
  }

  @Test
  void backgroundWorkIsNamedAndAResetForgets() {
    org.run(
        new RequestRunner.Spec(org.adminId(), Quiddity.FUTURE, null, 0, false, "future Thing"),
        r -> null);
    assertEquals("future Thing", org.requests().last().get(0).work());
    org.reset();
    assertTrue(org.requests().last().isEmpty());
  }

  private static Object use(Request r, int queries) {
    r.limits().consume(Counter.SOQL_QUERIES, queries);
    return null;
  }
}
