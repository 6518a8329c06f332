package org.closedloop.localorg.org;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.Limits;
import org.closedloop.localorg.async.RequestRunner;
import org.junit.jupiter.api.Test;

/** Limits of requests by what starts them. */
class LocalOrgRequestTest {

  private static long queries(LocalOrg org, RequestRunner.Spec spec) {
    return org.run(spec, r -> r.host().limits().max(Limits.Counter.SOQL_QUERIES));
  }

  @Test
  void flowsThatWaitedRunUnderAsynchronousLimits() {
    try (LocalOrg org = new LocalOrg(OrgOptions.defaults())) {
      assertEquals(200, queries(org, RequestRunner.Spec.waitingFlow(org.adminId())));
      assertEquals(200, queries(org, RequestRunner.Spec.of(org.adminId(), Quiddity.QUEUEABLE)));
      assertEquals(100, queries(org, RequestRunner.Spec.of(org.adminId(), Quiddity.UNDEFINED)));
    }
  }
}
