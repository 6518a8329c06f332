package org.closedloop.apex.syntax;

import java.util.List;
import org.closedloop.apex.soql.SoqlQuery;

/** An expression as written; names are not resolved. */
public sealed interface Expr {

  SourcePos pos();

  /** Boolean, Integer, Long, Double, BigDecimal, String or null. */
  record Literal(Object value, SourcePos pos) implements Expr {}

  /** What the platform knows and this engine has no tree for; binding refuses it by name. */
  record Unsupported(String feature, SourcePos pos) implements Expr {}

  /** A bare name: variable, field, type or namespace. */
  record Name(String name, SourcePos pos) implements Expr {}

  record This(SourcePos pos) implements Expr {}

  record Super(SourcePos pos) implements Expr {}

  /** {@code target.name} or {@code target?.name}; the position is that of the name. */
  record Member(Expr target, String name, boolean safe, SourcePos pos) implements Expr {}

  /** {@code name(...)} ({@code target} null) or {@code target.name(...)}. */
  record Call(Expr target, String name, List<Expr> arguments, boolean safe, SourcePos pos)
      implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code this(...)} or {@code super(...)}. */
  record ConstructorCall(boolean toSuper, List<Expr> arguments, SourcePos pos) implements Expr {
    public ConstructorCall {
      arguments = List.copyOf(arguments);
    }
  }

  record Index(Expr list, Expr index, SourcePos pos) implements Expr {}

  /** {@code new T(...)}; arguments of the form {@code name = value} set fields of a record. */
  record New(TypeNode type, List<Expr> arguments, SourcePos pos) implements Expr {
    public New {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code new T[n]}. */
  record NewArray(TypeNode element, Expr size, SourcePos pos) implements Expr {}

  /**
   * {@code new T[]{...}} and {@code new List<T>{...}}; also the empty {@code new Map<K,V>{}}. The
   * type is that of the collection.
   */
  record NewElements(TypeNode type, List<Expr> elements, SourcePos pos) implements Expr {
    public NewElements {
      elements = List.copyOf(elements);
    }
  }

  /** {@code new Map<K,V>{k => v}}. */
  record NewEntries(TypeNode type, List<Entry> entries, SourcePos pos) implements Expr {
    public NewEntries {
      entries = List.copyOf(entries);
    }
  }

  /** One {@code k => v}. */
  record Entry(Expr key, Expr value) {}

  record Cast(TypeNode type, Expr value, SourcePos pos) implements Expr {}

  record InstanceOf(Expr value, TypeNode type, SourcePos pos) implements Expr {}

  /** {@code X.class}; {@code void.class} has the type void. */
  record ClassLiteral(TypeNode type, SourcePos pos) implements Expr {}

  /** {@code op} is one of + - ! ~. */
  record Unary(String op, Expr value, SourcePos pos) implements Expr {}

  /** {@code ++} and {@code --}. */
  record Increment(Expr target, boolean down, boolean prefix, SourcePos pos) implements Expr {}

  /** Any operator with two operands except assignment; the position is that of the operator. */
  record Binary(String op, Expr left, Expr right, SourcePos pos) implements Expr {}

  record Conditional(Expr condition, Expr whenTrue, Expr whenFalse, SourcePos pos)
      implements Expr {}

  /** {@code op} is {@code =} or a compound such as {@code +=}. */
  record Assign(String op, Expr target, Expr value, SourcePos pos) implements Expr {}

  /** A static query; binds in the order of the query's indexes. */
  record Soql(SoqlQuery query, List<Expr> binds, SourcePos pos) implements Expr {
    public Soql {
      binds = List.copyOf(binds);
    }
  }

  /**
   * A static search.
   *
   * @param text without the brackets, bind {@code i} written {@code :b<i>}
   * @param returning objects in the order of RETURNING
   */
  record Sosl(String text, List<Expr> binds, List<String> returning, Access access, SourcePos pos)
      implements Expr {

    /** Mode clause of a search. */
    public enum Access {
      NONE,
      USER,
      SYSTEM
    }

    public Sosl {
      binds = List.copyOf(binds);
      returning = List.copyOf(returning);
    }
  }
}
