package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;

/** However many threads check, the same is said in the same order. */
class CheckerOrderTest {
  private static final int MANY = 150;

  private static ComponentSet mistaken() {
    Candidate c = new Candidate();
    c.apex("Action", "public class Action { @InvocableMethod public static void run() {} }");
    for (int i = 0; i < MANY; i++) {
      String object = "Thing" + i + "__c";
      c.object(object);
      c.field(object + ".Bad__c", "<type>Text</type>");
      c.field(object + ".Far__c", Candidate.lookup("Nowhere" + i + "__c", "Things"));
      c.field(object + ".Odd__c", "<length>x</length><nonsense/><type>Text</type>");
      c.xml(
          "Flow",
          "Flow" + i,
          FlowSample.AFTER_SAVE.replace("<object>Account", "<object>Thing" + (i + MANY) + "__c"));
      c.xml("PermissionSet", "Set" + i, "<label>S</label><tabSettings><tab>T</tab></tabSettings>");
      c.xml("ListView", object + ".All", "<columns>ns__Other__c</columns><label>All</label>");
    }
    return c.set();
  }

  private static List<Diagnostic> check(ComponentSet set, int threads) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> new Checker(UnsupportedPolicy.REFUSE).check(new FakeOrg(), set))
          .get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void manyThreadsSayWhatOneSays() throws Exception {
    ComponentSet set = mistaken();
    List<Diagnostic> alone = check(set, 1);
    assertTrue(alone.size() > 5 * MANY, "only " + alone.size());
    for (int round = 0; round < 5; round++) {
      assertEquals(alone, check(set, 8));
    }
    assertEquals(alone, check(mistaken(), 2));
  }

  @Test
  void componentsAreToldOfInTheirOrder() throws Exception {
    List<ComponentKey> told = new ArrayList<>();
    check(mistaken(), 4).forEach(d -> told.add(new ComponentKey(d.componentType(), d.fullName())));
    assertEquals(told.stream().sorted(Comparator.naturalOrder()).toList(), told);
  }
}
