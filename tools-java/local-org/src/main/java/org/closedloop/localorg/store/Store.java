package org.closedloop.localorg.store;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.closedloop.apex.host.HostException;

/**
 * All records of the org in memory. One transaction is open at a time: a fair lock stands in for
 * row locks, so that every transaction reads committed data and nobody waits in a circle.
 */
public final class Store {

  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final IdAllocator ids = new IdAllocator();
  private final Semaphore lock = new Semaphore(1, true);
  private final long lockWaitMillis;

  public Store() {
    this(600_000);
  }

  /**
   * @param lockWaitMillis wall time after which a waiting transaction gives up with
   *     UNABLE_TO_LOCK_ROW
   */
  public Store(long lockWaitMillis) {
    this.lockWaitMillis = lockWaitMillis;
  }

  /** Waits for its turn and opens a transaction, which must end by commit or rollback. */
  public Transaction begin() {
    try {
      if (!lock.tryAcquire(lockWaitMillis, TimeUnit.MILLISECONDS)) {
        throw new HostException(
            "QueryException",
            "UNABLE_TO_LOCK_ROW",
            "unable to obtain exclusive access to this record");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the store", e);
    }
    return new Transaction(this);
  }

  void end() {
    lock.release();
  }

  public IdAllocator ids() {
    return ids;
  }

  Table table(String object) {
    return tables.computeIfAbsent(object.toLowerCase(Locale.ROOT), k -> new Table());
  }

  Map<String, Table> tables() {
    return tables;
  }
}
