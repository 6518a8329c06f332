package org.closedloop.apex.syntax;

import java.util.List;

/** A statement as written; the position is that of its first token. */
public sealed interface Stmt {

  SourcePos pos();

  /** {@code end} is the closing brace. */
  record Block(List<Stmt> statements, SourcePos pos, SourcePos end) implements Stmt {
    public Block {
      statements = List.copyOf(statements);
    }
  }

  record Local(TypeNode type, List<Declarator> declarators, SourcePos pos) implements Stmt {
    public Local {
      declarators = List.copyOf(declarators);
    }
  }

  /** One name of a declaration; {@code value} may be null. */
  record Declarator(String name, Expr value, SourcePos pos) {}

  record Expression(Expr expression, SourcePos pos) implements Stmt {}

  record If(Expr condition, Stmt then, Stmt otherwise, SourcePos pos) implements Stmt {}

  record While(Expr condition, Stmt body, SourcePos pos) implements Stmt {}

  record DoWhile(Stmt body, Expr condition, SourcePos pos) implements Stmt {}

  /** {@code init} holds one Local or several Expressions. */
  record For(List<Stmt> init, Expr condition, List<Expr> update, Stmt body, SourcePos pos)
      implements Stmt {
    public For {
      init = List.copyOf(init);
      update = List.copyOf(update);
    }
  }

  record ForEach(
      TypeNode type, String name, SourcePos namePos, Expr source, Stmt body, SourcePos pos)
      implements Stmt {}

  record Return(Expr value, SourcePos pos) implements Stmt {}

  record Throw(Expr value, SourcePos pos) implements Stmt {}

  record Break(SourcePos pos) implements Stmt {}

  record Continue(SourcePos pos) implements Stmt {}

  record Try(Block body, List<Catch> catches, Block finallyBlock, SourcePos pos) implements Stmt {
    public Try {
      catches = List.copyOf(catches);
    }
  }

  /** A catch clause. */
  record Catch(TypeNode type, String name, Block body, SourcePos pos) {}

  /** {@code otherwise} is the {@code when else} block or null. */
  record Switch(Expr subject, List<When> whens, Block otherwise, SourcePos pos) implements Stmt {
    public Switch {
      whens = List.copyOf(whens);
    }
  }

  /** A {@code when}: values, or a type with a variable. Names among values are enum constants. */
  record When(List<Expr> values, TypeNode type, String variable, Block body, SourcePos pos) {
    public When {
      values = List.copyOf(values);
    }
  }

  /** With whose rights a DML statement says it runs. */
  enum Mode {
    NONE,
    USER,
    SYSTEM
  }

  /**
   * DML.
   *
   * @param op insert, update, upsert, delete, undelete or merge
   * @param duplicates second operand of merge
   * @param externalId qualified name behind upsert, or null
   */
  record Dml(String op, Mode mode, Expr records, Expr duplicates, String externalId, SourcePos pos)
      implements Stmt {}

  record RunAs(List<Expr> arguments, Block body, SourcePos pos) implements Stmt {
    public RunAs {
      arguments = List.copyOf(arguments);
    }
  }
}
