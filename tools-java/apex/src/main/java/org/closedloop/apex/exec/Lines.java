package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.closedloop.apex.bind.BoundClass;
import org.closedloop.apex.bind.BoundField;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.bind.BoundStmt;
import org.closedloop.apex.bind.BoundTrigger;

/** The lines of a class or trigger on which statements start: what coverage counts. */
final class Lines {

  private final TreeSet<Integer> lines = new TreeSet<>();

  private Lines() {}

  /** Executable lines of a class with its inner classes, ascending. */
  static int[] of(BoundClass c) {
    Lines l = new Lines();
    l.add(c);
    return l.array();
  }

  static int[] of(BoundTrigger t) {
    Lines l = new Lines();
    l.add(t.body().statements());
    l.add(t.holder());
    return l.array();
  }

  /** The highest executable line. */
  static int last(BoundClass c) {
    int[] all = of(c);
    return all.length == 0 ? 0 : all[all.length - 1];
  }

  static int last(BoundTrigger t) {
    int[] all = of(t);
    return all.length == 0 ? 0 : all[all.length - 1];
  }

  private int[] array() {
    return lines.stream().mapToInt(i -> i).toArray();
  }

  private void add(BoundClass c) {
    add(c.staticInit());
    add(c.instanceInit());
    List<BoundMethod> all = new ArrayList<>(c.methods());
    all.addAll(c.constructors());
    for (BoundField f : c.fields()) {
      if (f.getter() != null) {
        all.add(f.getter());
      }
      if (f.setter() != null) {
        all.add(f.setter());
      }
    }
    for (BoundMethod m : all) {
      if (m.body() != null) {
        add(m.body().statements());
      }
    }
    c.innerClasses().forEach(this::add);
  }

  private void add(List<BoundStmt> statements) {
    statements.forEach(this::add);
  }

  private void add(BoundStmt s) {
    if (s == null) {
      return;
    }
    if (s instanceof BoundStmt.Block b) {
      add(b.statements());
      return;
    }
    lines.add(s.pos().line());
    if (s instanceof BoundStmt.If i) {
      add(i.then());
      add(i.otherwise());
    } else if (s instanceof BoundStmt.While w) {
      add(w.body());
    } else if (s instanceof BoundStmt.DoWhile w) {
      add(w.body());
    } else if (s instanceof BoundStmt.For f) {
      add(f.init());
      add(f.body());
    } else if (s instanceof BoundStmt.ForEach f) {
      add(f.body());
    } else if (s instanceof BoundStmt.Try t) {
      add(t.body());
      t.catches().forEach(c -> add(c.body()));
      add(t.finallyBlock());
    } else if (s instanceof BoundStmt.Switch w) {
      w.cases().forEach(c -> add(c.body()));
      add(w.otherwise());
    } else if (s instanceof BoundStmt.RunAs r) {
      add(r.body());
    }
  }
}
