package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.bind.BoundStmt;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.Errors;

/** Loops. */
final class LoopNodes {

  /** Rows that a query loop over lists hands out at a time. */
  private static final int CHUNK = 200;

  private final Planner planner;

  LoopNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.onStmt(BoundStmt.While.class, this::whileLoop);
    planner.onStmt(BoundStmt.DoWhile.class, this::doWhile);
    planner.onStmt(BoundStmt.For.class, this::forLoop);
    planner.onStmt(BoundStmt.ForEach.class, this::forEach);
  }

  private Stmt whileLoop(BoundStmt.While s) {
    Node condition = planner.node(s.condition());
    Stmt body = planner.statement(s.body());
    int line = s.pos().line();
    return f -> {
      f.at(line);
      while (condition.truth(f)) {
        Completion c = body.exec(f);
        if (c == Completion.BREAK) {
          return null;
        }
        if (c == Completion.RETURN) {
          return c;
        }
        f.at(line);
      }
      return null;
    };
  }

  private Stmt doWhile(BoundStmt.DoWhile s) {
    Node condition = planner.node(s.condition());
    Stmt body = planner.statement(s.body());
    int line = s.pos().line();
    return f -> {
      do {
        f.at(line);
        Completion c = body.exec(f);
        if (c == Completion.BREAK) {
          return null;
        }
        if (c == Completion.RETURN) {
          return c;
        }
      } while (condition.truth(f));
      return null;
    };
  }

  private Stmt forLoop(BoundStmt.For s) {
    Stmt init = planner.statements(s.init());
    Node condition = planner.nodeOrNull(s.condition());
    IntegerNode test = condition instanceof IntegerNode n ? n : null;
    Node[] update = planner.nodes(s.update());
    Stmt body = planner.statement(s.body());
    int line = s.pos().line();
    return f -> {
      f.at(line);
      init.exec(f);
      while (condition == null || (test != null ? test.truth(f) : condition.truth(f))) {
        Completion c = body.exec(f);
        if (c == Completion.BREAK) {
          return null;
        }
        if (c == Completion.RETURN) {
          return c;
        }
        f.at(line);
        for (Node u : update) {
          u.eval(f);
        }
      }
      return null;
    };
  }

  private Stmt forEach(BoundStmt.ForEach s) {
    Node source = planner.node(s.source());
    Node conversion = planner.nodeOrNull(s.elementConversion());
    Stmt body = planner.statement(s.body());
    int slot = s.slot();
    int line = s.pos().line();
    boolean chunks = s.iteration() == BoundStmt.Iteration.QUERY_CHUNKS;
    return f -> {
      f.at(line);
      Object over = source.eval(f);
      if (over == null) {
        throw Errors.nullPointer();
      }
      return Iteration.each(
          f.ctx,
          chunks ? chunks((ApexList) over) : over,
          v -> {
            f.slots[slot] = v;
            if (conversion != null) {
              f.slots[slot] = conversion.eval(f);
            }
            f.at(line);
            return body.exec(f);
          });
    };
  }

  private static ApexList chunks(ApexList rows) {
    ApexList out = new ApexList(new ListType(rows.elementType()));
    for (int from = 0; from < rows.size(); from += CHUNK) {
      List<Object> part =
          new ArrayList<>(rows.asJava().subList(from, Math.min(rows.size(), from + CHUNK)));
      out.add(ApexList.over(rows.elementType(), part));
    }
    return out;
  }
}
