package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.bind.BoundStmt;

/**
 * The variables of one body by name: which slot a name means at a line. Dynamic queries bind by
 * name, so this is the one place where names outlive binding. Collected at first use.
 */
final class LocalNames {

  /** A variable, visible from its declaration to the last statement of its block. */
  private record Local(String name, int slot, int from, int to) {}

  private final List<BoundMethod.Parameter> parameters;
  private final List<BoundStmt> body;
  private volatile List<Local> locals;

  LocalNames(List<BoundMethod.Parameter> parameters, List<BoundStmt> body) {
    this.parameters = parameters;
    this.body = body;
  }

  static LocalNames of(BoundMethod m) {
    return new LocalNames(m.parameters(), m.body() == null ? List.of() : m.body().statements());
  }

  /**
   * The slot of the innermost variable with this name, in any case, at the statement's line; one
   * whose block has ended keeps its value for queries when nothing else has the name.
   */
  OptionalInt slot(String name, int line) {
    List<Local> all = locals();
    for (int i = all.size() - 1; i >= 0; i--) {
      Local l = all.get(i);
      if (l.from <= line && line <= l.to && l.name.equalsIgnoreCase(name)) {
        return OptionalInt.of(l.slot);
      }
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equalsIgnoreCase(name)) {
        return OptionalInt.of(i);
      }
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Local l = all.get(i);
      if (l.to < line && l.name.equalsIgnoreCase(name)) {
        return OptionalInt.of(l.slot);
      }
    }
    return OptionalInt.empty();
  }

  private List<Local> locals() {
    List<Local> known = locals;
    if (known == null) {
      List<Local> found = new ArrayList<>();
      block(body, found);
      known = List.copyOf(found);
      locals = known;
    }
    return known;
  }

  /** Collects a block's variables and answers the line of its last statement. */
  private int block(List<BoundStmt> statements, List<Local> out) {
    int first = out.size();
    int last = 0;
    for (BoundStmt s : statements) {
      last = Math.max(last, statement(s, out));
    }
    for (int i = first; i < out.size(); i++) {
      Local l = out.get(i);
      if (l.to == 0) {
        out.set(i, new Local(l.name, l.slot, l.from, last));
      }
    }
    return last;
  }

  /** Collects a statement's variables; one with no end yet lives as long as the block around it. */
  private int statement(BoundStmt s, List<Local> out) {
    if (s == null) {
      return 0;
    }
    int line = s.pos().line();
    if (s instanceof BoundStmt.LocalDeclaration d) {
      out.add(new Local(d.name(), d.slot(), line, 0));
    } else if (s instanceof BoundStmt.Block b) {
      return Math.max(line, block(b.statements(), out));
    } else if (s instanceof BoundStmt.If i) {
      return Math.max(line, Math.max(inner(i.then(), out), inner(i.otherwise(), out)));
    } else if (s instanceof BoundStmt.While w) {
      return Math.max(line, inner(w.body(), out));
    } else if (s instanceof BoundStmt.DoWhile w) {
      return Math.max(line, inner(w.body(), out));
    } else if (s instanceof BoundStmt.For f) {
      List<BoundStmt> all = new ArrayList<>(f.init());
      if (f.body() != null) {
        all.add(f.body());
      }
      return Math.max(line, block(all, out));
    } else if (s instanceof BoundStmt.ForEach f) {
      return scoped(f.name(), f.slot(), line, f.body(), out);
    } else if (s instanceof BoundStmt.Try t) {
      int last = Math.max(line, inner(t.body(), out));
      for (BoundStmt.Catch c : t.catches()) {
        last = Math.max(last, scoped(c.name(), c.slot(), c.pos().line(), c.body(), out));
      }
      return Math.max(last, inner(t.finallyBlock(), out));
    } else if (s instanceof BoundStmt.Switch w) {
      int last = line;
      for (BoundStmt.Case c : w.cases()) {
        last =
            Math.max(
                last,
                c instanceof BoundStmt.TypeCase t
                    ? scoped(t.name(), t.slot(), t.body().pos().line(), t.body(), out)
                    : inner(c.body(), out));
      }
      return Math.max(last, inner(w.otherwise(), out));
    } else if (s instanceof BoundStmt.RunAs r) {
      return Math.max(line, inner(r.body(), out));
    }
    return line;
  }

  private int inner(BoundStmt s, List<Local> out) {
    return s == null ? 0 : block(List.of(s), out);
  }

  /** A variable of a loop, catch or case lives in the statement that follows it. */
  private int scoped(String name, int slot, int line, BoundStmt body, List<Local> out) {
    int at = out.size();
    out.add(new Local(name, slot, line, line));
    int last = Math.max(line, inner(body, out));
    out.set(at, new Local(name, slot, line, last));
    return last;
  }
}
