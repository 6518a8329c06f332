package org.closedloop.apex.bind;

import java.util.List;

/** Whether control can reach the end of a statement. */
final class Completion {

  private Completion() {}

  static boolean canComplete(BoundStmt s) {
    if (s instanceof BoundStmt.Return || s instanceof BoundStmt.Throw) {
      return false;
    }
    if (s instanceof BoundStmt.Break || s instanceof BoundStmt.Continue) {
      return false;
    }
    if (s instanceof BoundStmt.Block b) {
      for (BoundStmt x : b.statements()) {
        if (!canComplete(x)) {
          return false;
        }
      }
      return true;
    }
    if (s instanceof BoundStmt.If i) {
      return i.otherwise() == null || canComplete(i.then()) || canComplete(i.otherwise());
    }
    if (s instanceof BoundStmt.While w) {
      return !isTrue(w.condition()) || breaks(w.body());
    }
    if (s instanceof BoundStmt.DoWhile d) {
      return (canComplete(d.body()) || hasContinue(d.body())) && !isTrue(d.condition())
          || breaks(d.body());
    }
    if (s instanceof BoundStmt.For f) {
      return f.condition() != null && !isTrue(f.condition()) || breaks(f.body());
    }
    if (s instanceof BoundStmt.Try t) {
      if (t.finallyBlock() != null && !canComplete(t.finallyBlock())) {
        return false;
      }
      return canComplete(t.body()) || t.catches().stream().anyMatch(c -> canComplete(c.body()));
    }
    if (s instanceof BoundStmt.Switch w) {
      return w.otherwise() == null
          || canComplete(w.otherwise())
          || w.cases().stream().anyMatch(c -> canComplete(c.body()));
    }
    if (s instanceof BoundStmt.RunAs r) {
      return canComplete(r.body());
    }
    return true;
  }

  private static boolean isTrue(BoundExpr e) {
    return e instanceof BoundExpr.Literal l && Boolean.TRUE.equals(l.value());
  }

  private static boolean hasContinue(BoundStmt s) {
    return contains(s, BoundStmt.Continue.class);
  }

  /** Whether a break in the body leaves the loop that the body belongs to. */
  private static boolean breaks(BoundStmt s) {
    return contains(s, BoundStmt.Break.class);
  }

  private static boolean contains(BoundStmt s, Class<? extends BoundStmt> wanted) {
    if (wanted.isInstance(s)) {
      return true;
    }
    if (s instanceof BoundStmt.Block b) {
      return any(b.statements(), wanted);
    }
    if (s instanceof BoundStmt.If i) {
      return contains(i.then(), wanted) || i.otherwise() != null && contains(i.otherwise(), wanted);
    }
    if (s instanceof BoundStmt.Try t) {
      return contains(t.body(), wanted)
          || t.catches().stream().anyMatch(c -> contains(c.body(), wanted))
          || t.finallyBlock() != null && contains(t.finallyBlock(), wanted);
    }
    if (s instanceof BoundStmt.Switch w) {
      return w.cases().stream().anyMatch(c -> contains(c.body(), wanted))
          || w.otherwise() != null && contains(w.otherwise(), wanted);
    }
    return s instanceof BoundStmt.RunAs r && contains(r.body(), wanted);
  }

  private static boolean any(List<BoundStmt> list, Class<? extends BoundStmt> wanted) {
    return list.stream().anyMatch(x -> contains(x, wanted));
  }
}
