package org.closedloop.localorg.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.HostException;
import org.junit.jupiter.api.Test;

class TransactionTest {

  private final Store store = new Store(50);

  private static Row account(String id, String name) {
    return Row.of("Account", id, Map.of("Name", name));
  }

  @Test
  void rollbackToAMarkKeepsWhatWasBefore() {
    Transaction t = store.begin();
    t.put(account("001A", "one"));
    assertEquals(1, t.find("account", "Name", "ONE").size(), "index ignores case");
    Transaction.Mark mark = t.mark();
    t.put(account("001A", "two"));
    t.put(account("001B", "three"));
    t.remove("Account", "001A");
    t.rollbackTo(mark);
    assertEquals("one", t.get("Account", "001A").get("Name"));
    assertEquals(1, t.rows("Account").size());
    assertEquals(1, t.find("Account", "Name", "one").size(), "indexes roll back too");
    assertTrue(t.find("Account", "Name", "two").isEmpty());
    t.rollback();
    Transaction next = store.begin();
    assertNull(next.get("Account", "001A"));
    assertFalse(next.dirty());
    next.rollback();
  }

  @Test
  void workAfterCommitRunsInOrderAndFallsWithItsMark() {
    List<String> log = new ArrayList<>();
    Transaction t = store.begin();
    t.onCommit(() -> log.add("first"));
    Transaction.Mark mark = t.mark();
    t.onCommit(() -> log.add("dropped"));
    t.rollbackTo(mark);
    t.onCommit(() -> log.add("second"));
    t.commit();
    assertEquals(List.of("first", "second"), log);
    assertThrows(IllegalStateException.class, () -> t.rows("Account"));
  }

  @Test
  void aSecondTransactionWaitsAndGivesUp() {
    Transaction t = store.begin();
    HostException e = assertThrows(HostException.class, store::begin);
    assertEquals("UNABLE_TO_LOCK_ROW", e.statusCode());
    t.commit();
    store.begin().rollback();
  }

  @Test
  void hiddenDataComesBack() {
    Transaction t = store.begin();
    t.put(account("001A", "one"));
    t.put(Row.of("User", "005A", Map.of("Username", "x")));
    Transaction.Mark mark = t.mark();
    t.hideData(o -> o.equalsIgnoreCase("User"));
    assertEquals(0, t.rows("Account").size());
    assertEquals(1, t.rows("User").size());
    t.put(account("001B", "two"));
    t.rollbackTo(mark);
    assertEquals("one", t.rows("Account").iterator().next().get("Name"));
    t.commit();
  }

  @Test
  void idsAreNeverGivenTwice() {
    Transaction t = store.begin();
    String first = t.ids().next("001");
    t.rollback();
    assertNotEquals(first, store.ids().next("001"));
    assertEquals(18, first.length());
    assertEquals(1, store.ids().nextNumber("X__c", "Name", 1));
    assertEquals(2, store.ids().nextNumber("x__c", "name", 1));
  }
}
