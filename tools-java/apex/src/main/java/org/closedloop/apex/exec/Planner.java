package org.closedloop.apex.exec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.closedloop.apex.bind.BoundClass;
import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.bind.BoundStmt;
import org.closedloop.apex.types.Conversion;
import org.closedloop.apex.types.ListType;

/**
 * Turns bound trees into nodes: each kind of expression and statement has one maker, found by its
 * record class. One planner per class, used while a body is planned and then dropped.
 */
final class Planner {

  private final ProgramPlan program;
  private final BoundClass holder;
  private final Map<Class<?>, Function<BoundExpr, Node>> expressions = new HashMap<>();
  private final Map<Class<?>, Function<BoundStmt, Stmt>> statements = new HashMap<>();

  Planner(ProgramPlan program, BoundClass holder) {
    this.program = program;
    this.holder = holder;
    new MemberNodes(this).register();
    new RecordNodes(this).register();
    new CallNodes(this).register();
    new CreationNodes(this).register();
    new OperatorNodes(this).register();
    new AssignNodes(this).register();
    new QueryNodes(this).register();
    new TokenNodes(this).register();
    new StatementNodes(this).register();
    new LoopNodes(this).register();
    new DmlNodes(this).register();
  }

  ProgramPlan program() {
    return program;
  }

  /** The class in which the code stands. */
  BoundClass holder() {
    return holder;
  }

  <E extends BoundExpr> void on(Class<E> type, Function<E, Node> maker) {
    expressions.put(type, e -> maker.apply(type.cast(e)));
  }

  <S extends BoundStmt> void onStmt(Class<S> type, Function<S, Stmt> maker) {
    statements.put(type, s -> maker.apply(type.cast(s)));
  }

  /** Whether every kind of the sealed tree has a maker; for tests. */
  boolean handles(Class<?> kind) {
    return expressions.containsKey(kind) || statements.containsKey(kind);
  }

  Node node(BoundExpr e) {
    Function<BoundExpr, Node> maker = expressions.get(e.getClass());
    if (maker == null) {
      throw new IllegalStateException("no plan for " + e.getClass().getSimpleName());
    }
    return maker.apply(e);
  }

  Node nodeOrNull(BoundExpr e) {
    return e == null ? null : node(e);
  }

  Node[] nodes(List<? extends BoundExpr> list) {
    return list.stream().map(this::node).toArray(Node[]::new);
  }

  /**
   * Arguments of a call. A collection of records is not checked against the parameter's: the
   * platform finds out only when a row is used.
   */
  Node[] arguments(List<BoundExpr> list) {
    return list.stream()
        .map(e -> recordsAsTheyAre(e) ? node(((BoundExpr.Convert) e).value()) : node(e))
        .toArray(Node[]::new);
  }

  private static boolean recordsAsTheyAre(BoundExpr e) {
    return e instanceof BoundExpr.Convert c
        && c.conversion() == Conversion.SOBJECT_COLLECTION
        && c.value().type() instanceof ListType from
        && from.element().isSObject();
  }

  TargetNode target(BoundExpr.Target t) {
    return (TargetNode) node(t);
  }

  Stmt statement(BoundStmt s) {
    Function<BoundStmt, Stmt> maker = statements.get(s.getClass());
    if (maker == null) {
      throw new IllegalStateException("no plan for " + s.getClass().getSimpleName());
    }
    return maker.apply(s);
  }

  Stmt statementOrNull(BoundStmt s) {
    return s == null ? null : statement(s);
  }

  /** A body: statements one after the other. */
  Stmt statements(List<BoundStmt> list) {
    Stmt[] all = list.stream().map(this::statement).toArray(Stmt[]::new);
    if (all.length == 0) {
      return f -> null;
    }
    if (all.length == 1) {
      return all[0];
    }
    if (all.length == 2) {
      Stmt first = all[0];
      Stmt second = all[1];
      return f -> {
        Completion c = first.exec(f);
        return c != null ? c : second.exec(f);
      };
    }
    return f -> {
      for (Stmt s : all) {
        Completion c = s.exec(f);
        if (c != null) {
          return c;
        }
      }
      return null;
    };
  }

  /** The body of a method or constructor. */
  Stmt method(BoundMethod m) {
    if (m.isConstructor()) {
      return program.classPlan(m.owner().type()).initializers().constructorBody(m);
    }
    return statements(m.body().statements());
  }
}
