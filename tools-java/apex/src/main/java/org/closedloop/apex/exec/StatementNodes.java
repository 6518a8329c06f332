package org.closedloop.apex.exec;

import java.util.List;
import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.bind.BoundStmt;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.value.Convert;
import org.closedloop.apex.value.Equality;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.ExceptionValue;

/** Statements other than loops and DML. */
final class StatementNodes {

  private final Planner planner;

  StatementNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.onStmt(BoundStmt.Block.class, s -> planner.statements(s.statements()));
    planner.onStmt(BoundStmt.LocalDeclaration.class, this::declaration);
    planner.onStmt(BoundStmt.Expression.class, this::expression);
    planner.onStmt(BoundStmt.If.class, this::ifElse);
    planner.onStmt(BoundStmt.Return.class, this::returns);
    planner.onStmt(BoundStmt.Throw.class, this::throwing);
    planner.onStmt(
        BoundStmt.Break.class,
        s -> {
          int line = s.pos().line();
          return f -> {
            f.at(line);
            return Completion.BREAK;
          };
        });
    planner.onStmt(
        BoundStmt.Continue.class,
        s -> {
          int line = s.pos().line();
          return f -> {
            f.at(line);
            return Completion.CONTINUE;
          };
        });
    planner.onStmt(BoundStmt.Try.class, this::tryCatch);
    planner.onStmt(BoundStmt.Switch.class, this::switchOn);
  }

  private Stmt declaration(BoundStmt.LocalDeclaration s) {
    Node value = planner.nodeOrNull(s.value());
    int slot = s.slot();
    int line = s.pos().line();
    if (value == null) {
      return f -> {
        f.at(line);
        f.slots[slot] = null;
        return null;
      };
    }
    return f -> {
      f.at(line);
      f.slots[slot] = value.eval(f);
      return null;
    };
  }

  private Stmt expression(BoundStmt.Expression s) {
    Node e = planner.node(s.expression());
    int line = s.pos().line();
    return f -> {
      f.at(line);
      e.eval(f);
      return null;
    };
  }

  private Stmt ifElse(BoundStmt.If s) {
    Node condition = planner.node(s.condition());
    Stmt then = planner.statement(s.then());
    Stmt otherwise = planner.statementOrNull(s.otherwise());
    int line = s.pos().line();
    if (condition instanceof IntegerNode test) {
      return f -> {
        f.at(line);
        if (test.truth(f)) {
          return then.exec(f);
        }
        return otherwise == null ? null : otherwise.exec(f);
      };
    }
    return f -> {
      f.at(line);
      if (condition.truth(f)) {
        return then.exec(f);
      }
      return otherwise == null ? null : otherwise.exec(f);
    };
  }

  private Stmt returns(BoundStmt.Return s) {
    Node value = planner.nodeOrNull(s.value());
    int line = s.pos().line();
    if (value instanceof IntegerNode number) {
      return f -> {
        f.at(line);
        f.result = number.eval(f);
        return Completion.RETURN;
      };
    }
    return f -> {
      f.at(line);
      f.result = value == null ? null : value.eval(f);
      return Completion.RETURN;
    };
  }

  private Stmt throwing(BoundStmt.Throw s) {
    Node value = planner.node(s.value());
    int line = s.pos().line();
    return f -> {
      f.at(line);
      Object v = value.eval(f);
      if (v == null) {
        throw Errors.nullPointer();
      }
      ExceptionValue e = (ExceptionValue) v;
      Exceptions.noteStack(f.ctx, e);
      throw new ApexThrow(e);
    };
  }

  // --- try ---------------------------------------------------------------------------------------

  private record Clause(ApexType type, int slot, Stmt body) {}

  private Stmt tryCatch(BoundStmt.Try s) {
    Stmt body = planner.statement(s.body());
    List<Clause> clauses =
        s.catches().stream()
            .map(c -> new Clause(c.type(), c.slot(), planner.statement(c.body())))
            .toList();
    Stmt last = planner.statementOrNull(s.finallyBlock());
    Convert convert = planner.program().convert();
    int line = s.pos().line();
    return f -> {
      f.at(line);
      RuntimeException thrown = null;
      Completion c = null;
      try {
        c = guarded(f, body, clauses, convert);
      } catch (ApexThrow | HostException | ApexFailure e) {
        if (last == null) {
          throw e;
        }
        thrown = e instanceof ApexThrow ? e : new ApexThrow(f.ctx.toException(e));
      }
      if (last != null) {
        Object result = f.result;
        Completion own = last.exec(f);
        if (own != null) {
          return own;
        }
        f.result = result;
      }
      if (thrown != null) {
        throw thrown;
      }
      return c;
    };
  }

  private static Completion guarded(Frame f, Stmt body, List<Clause> clauses, Convert convert) {
    ExceptionValue value;
    try {
      return body.exec(f);
    } catch (ApexThrow | HostException | ApexFailure e) {
      value = f.ctx.toException(e);
      Clause clause = matching(clauses, value, convert);
      if (clause == null) {
        throw e instanceof ApexThrow ? e : new ApexThrow(value);
      }
      f.slots[clause.slot] = value;
      return clause.body.exec(f);
    }
  }

  private static Clause matching(List<Clause> clauses, ExceptionValue value, Convert convert) {
    for (Clause c : clauses) {
      if (convert.isInstance(value, c.type)) {
        return c;
      }
    }
    return null;
  }

  // --- switch ------------------------------------------------------------------------------------

  /** One case ready to test. */
  private record Branch(Node[] values, ApexType type, int slot, Stmt body) {
    boolean matches(Frame f, Object subject, Convert convert) {
      if (values == null) {
        if (convert.isInstance(subject, type)) {
          f.slots[slot] = subject;
          return true;
        }
        return false;
      }
      for (Node v : values) {
        if (Equality.same(f.ctx, subject, v.eval(f))) {
          return true;
        }
      }
      return false;
    }
  }

  private Stmt switchOn(BoundStmt.Switch s) {
    Node subject = planner.node(s.subject());
    List<Branch> branches = s.cases().stream().map(this::branch).toList();
    Stmt otherwise = planner.statementOrNull(s.otherwise());
    Convert convert = planner.program().convert();
    int line = s.pos().line();
    return f -> {
      f.at(line);
      Object v = subject.eval(f);
      for (Branch b : branches) {
        if (b.matches(f, v, convert)) {
          return b.body.exec(f);
        }
      }
      return otherwise == null ? null : otherwise.exec(f);
    };
  }

  private Branch branch(BoundStmt.Case c) {
    if (c instanceof BoundStmt.TypeCase t) {
      return new Branch(null, t.type(), t.slot(), planner.statement(t.body()));
    }
    BoundStmt.ValueCase v = (BoundStmt.ValueCase) c;
    List<BoundExpr> values = v.values();
    return new Branch(planner.nodes(values), null, -1, planner.statement(v.body()));
  }
}
