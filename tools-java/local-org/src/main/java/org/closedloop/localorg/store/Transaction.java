package org.closedloop.localorg.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One unit of work on the store: reads see its own writes, an undo log takes them back to any mark
 * or altogether. Not thread-safe: it belongs to one request.
 */
public final class Transaction {

  private final Store store;
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private boolean open = true;
  private int writes;
  private IdAllocator ids;

  Transaction(Store store) {
    this.store = store;
    this.ids = store.ids();
  }

  /** A point to roll back to. */
  public record Mark(int undoSize, int writes, int afterCommitSize) {}

  /** The row with the id, deleted ones included; null when there is none. */
  public Row get(String object, String id) {
    check();
    return store.table(object).get(id);
  }

  /** All rows of an object in the order of their insertion, deleted ones included. */
  public Collection<Row> rows(String object) {
    check();
    return Collections.unmodifiableCollection(store.table(object).all());
  }

  /**
   * Rows whose field has the value, through an index that is built on first use; text compares
   * without case, deleted rows are included.
   */
  public Collection<Row> find(String object, String field, Object value) {
    check();
    return store.table(object).find(field, value);
  }

  public int size(String object) {
    return store.table(object).size();
  }

  /** Adds or replaces a row. */
  public void put(Row row) {
    check();
    Table table = store.table(row.object());
    Row before = table.put(row);
    writes++;
    if (before == null) {
      undo.push(() -> store.table(row.object()).remove(row.id()));
    } else {
      undo.push(() -> store.table(row.object()).put(before));
    }
  }

  /** Takes a row out for good. */
  public void remove(String object, String id) {
    check();
    Row before = store.table(object).remove(id);
    if (before != null) {
      writes++;
      undo.push(() -> store.table(object).put(before));
    }
  }

  /**
   * Empties every object that the predicate does not keep, as a test without seeAllData sees the
   * org; rolling back brings the rows back.
   */
  public void hideData(Predicate<String> kept) {
    check();
    Map<String, Table> before = new HashMap<>(store.tables());
    store.tables().keySet().removeIf(name -> !kept.test(name));
    undo.push(
        () -> {
          store.tables().clear();
          store.tables().putAll(before);
        });
  }

  public IdAllocator ids() {
    return ids;
  }

  /** Hands out ids of its own from now on, for a world of which nothing will be kept. */
  public void useIds(IdAllocator own) {
    ids = own;
  }

  /** Whether anything was written and not taken back. */
  public boolean dirty() {
    return writes > 0;
  }

  public Mark mark() {
    check();
    return new Mark(undo.size(), writes, afterCommit.size());
  }

  /** Takes back everything since the mark, also work planned for after the commit. */
  public void rollbackTo(Mark mark) {
    check();
    while (undo.size() > mark.undoSize()) {
      undo.pop().run();
    }
    writes = mark.writes();
    while (afterCommit.size() > mark.afterCommitSize()) {
      afterCommit.remove(afterCommit.size() - 1);
    }
  }

  /** Runs once after the commit, in order; dropped by a rollback behind this point. */
  public void onCommit(Runnable work) {
    check();
    afterCommit.add(work);
  }

  /** Makes the writes final, lets the next transaction in and runs the work planned. */
  public void commit() {
    check();
    open = false;
    undo.clear();
    store.end();
    afterCommit.forEach(Runnable::run);
  }

  public void rollback() {
    check();
    rollbackTo(new Mark(0, 0, 0));
    open = false;
    store.end();
  }

  public boolean isOpen() {
    return open;
  }

  private void check() {
    if (!open) {
      throw new IllegalStateException("the transaction has ended");
    }
  }
}
