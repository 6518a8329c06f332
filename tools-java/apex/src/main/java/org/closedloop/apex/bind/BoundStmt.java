package org.closedloop.apex.bind;

import java.util.List;
import org.closedloop.apex.host.DataHost.DmlOp;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;

/** A statement with everything resolved. The position is that of its first token. */
public sealed interface BoundStmt {

  SourcePos pos();

  record Block(List<BoundStmt> statements, SourcePos pos) implements BoundStmt {
    public Block {
      statements = List.copyOf(statements);
    }
  }

  /** Sets the slot to the value, or to null without one. */
  record LocalDeclaration(int slot, String name, ApexType type, BoundExpr value, SourcePos pos)
      implements BoundStmt {}

  record Expression(BoundExpr expression, SourcePos pos) implements BoundStmt {}

  /** {@code otherwise} may be null. */
  record If(BoundExpr condition, BoundStmt then, BoundStmt otherwise, SourcePos pos)
      implements BoundStmt {}

  record While(BoundExpr condition, BoundStmt body, SourcePos pos) implements BoundStmt {}

  record DoWhile(BoundStmt body, BoundExpr condition, SourcePos pos) implements BoundStmt {}

  /** {@code condition} may be null. */
  record For(
      List<BoundStmt> init,
      BoundExpr condition,
      List<BoundExpr> update,
      BoundStmt body,
      SourcePos pos)
      implements BoundStmt {
    public For {
      init = List.copyOf(init);
      update = List.copyOf(update);
    }
  }

  /** Over what a for-each runs. */
  enum Iteration {
    LIST,
    SET,
    /** An object with {@code iterator()}, of user or platform type. */
    ITERABLE,
    /** Each row of a query. */
    QUERY_ROWS,
    /** Lists of at most 200 rows of a query. */
    QUERY_CHUNKS
  }

  /**
   * {@code for (T x : source)}.
   *
   * @param elementConversion null, or the conversion of each element, written over a {@link
   *     BoundExpr.Local} of the same slot
   */
  record ForEach(
      int slot,
      String name,
      ApexType elementType,
      BoundExpr elementConversion,
      Iteration iteration,
      BoundExpr source,
      BoundStmt body,
      SourcePos pos)
      implements BoundStmt {}

  /** {@code value} is null in void methods. */
  record Return(BoundExpr value, SourcePos pos) implements BoundStmt {}

  record Throw(BoundExpr value, SourcePos pos) implements BoundStmt {}

  record Break(SourcePos pos) implements BoundStmt {}

  record Continue(SourcePos pos) implements BoundStmt {}

  /** {@code finallyBlock} may be null. */
  record Try(Block body, List<Catch> catches, Block finallyBlock, SourcePos pos)
      implements BoundStmt {
    public Try {
      catches = List.copyOf(catches);
    }
  }

  /** A catch clause; {@code type} is a user or platform exception class. */
  record Catch(ApexType type, int slot, String name, Block body, SourcePos pos) {}

  /**
   * {@code switch on}: the first case that matches runs, else {@code otherwise} (may be null). Text
   * is compared with case.
   */
  record Switch(BoundExpr subject, List<Case> cases, Block otherwise, SourcePos pos)
      implements BoundStmt {
    public Switch {
      cases = List.copyOf(cases);
    }
  }

  /** A {@code when}. */
  sealed interface Case {
    Block body();
  }

  /** Literals (null included) and enum constants. */
  record ValueCase(List<BoundExpr> values, Block body) implements Case {
    public ValueCase {
      values = List.copyOf(values);
    }
  }

  /** {@code when Account a}: by type; the value lands in the slot. Null matches no type. */
  record TypeCase(ApexType type, int slot, String name, Block body) implements Case {}

  /**
   * insert, update, upsert, delete, undelete, merge.
   *
   * @param records one record or a list
   * @param duplicates for merge: a record, id, or list of either; null otherwise
   * @param externalId for upsert: the field, or null for Id
   * @param userMode by {@code as user} or by the class's version
   */
  record Dml(
      DmlOp op,
      BoundExpr records,
      BoundExpr duplicates,
      FieldDef externalId,
      boolean userMode,
      SourcePos pos)
      implements BoundStmt {}

  /** {@code System.runAs(user) {...}}; the argument is a User record, a Package.Version or Id. */
  record RunAs(List<BoundExpr> arguments, Block body, SourcePos pos) implements BoundStmt {
    public RunAs {
      arguments = List.copyOf(arguments);
    }
  }
}
