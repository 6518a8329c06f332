package org.closedloop.apex.soql;

import java.util.List;

/**
 * A parsed SOQL query: sealed records that mirror the text, names as written. Bind expressions
 * stand as {@link Bind} with their position among the binds of the whole query.
 */
public record SoqlQuery(
    List<SelectItem> select,
    From from,
    String usingScope,
    Condition where,
    AccessClause access,
    List<Expr> groupBy,
    Grouping grouping,
    Condition having,
    List<OrderItem> orderBy,
    Value limit,
    Value offset,
    boolean forUpdate,
    boolean forView,
    boolean forReference,
    boolean allRows,
    List<Bind> binds,
    String text) {

  /** WITH clause that sets the mode. */
  public enum AccessClause {
    NONE,
    USER_MODE,
    SYSTEM_MODE,
    SECURITY_ENFORCED
  }

  /** How GROUP BY combines. */
  public enum Grouping {
    PLAIN,
    ROLLUP,
    CUBE
  }

  /** FROM object with an optional alias; in a sub-select the child relationship name. */
  public record From(String object, String alias, int line, int column) {}

  /** One thing selected. */
  public sealed interface SelectItem permits FieldItem, SubQueryItem, TypeOfItem, FieldsItem {}

  /** A field path or function with an optional alias. */
  public record FieldItem(Expr expr, String alias) implements SelectItem {}

  /** A child sub-select. */
  public record SubQueryItem(SoqlQuery query) implements SelectItem {}

  /** TYPEOF What WHEN Account THEN Name ELSE Id END. */
  public record TypeOfItem(String relationship, List<TypeOfBranch> branches, List<Path> otherwise)
      implements SelectItem {}

  /** One WHEN of TYPEOF. */
  public record TypeOfBranch(String object, List<Path> paths) {}

  /** FIELDS(ALL), FIELDS(STANDARD), FIELDS(CUSTOM). */
  public record FieldsItem(String kind) implements SelectItem {}

  /** A column: a path or a function over columns. */
  public sealed interface Expr permits Path, FunctionCall {}

  /** Dotted names as written, for example Account.Owner.Name. */
  public record Path(List<String> names, int line, int column) implements Expr {}

  /**
   * COUNT(), COUNT(x), COUNT_DISTINCT, SUM, AVG, MIN, MAX, CALENDAR_MONTH..., toLabel, FORMAT,
   * convertCurrency, GROUPING, DISTANCE.
   */
  public record FunctionCall(String name, List<Expr> args, int line, int column) implements Expr {}

  /** WHERE and HAVING trees. */
  public sealed interface Condition permits And, Or, Not, Compare, InList, InQuery, Includes {}

  public record And(List<Condition> parts) implements Condition {}

  public record Or(List<Condition> parts) implements Condition {}

  public record Not(Condition part) implements Condition {}

  /** {@code op} is one of = != < <= > >= LIKE. */
  public record Compare(Expr left, String op, Value right) implements Condition {}

  /** IN or NOT IN a list or a bind of a collection. */
  public record InList(Expr left, boolean negated, List<Value> values) implements Condition {}

  /** Semi-join or anti-join. */
  public record InQuery(Expr left, boolean negated, SoqlQuery query) implements Condition {}

  /** INCLUDES or EXCLUDES; each value may join several by semicolon. */
  public record Includes(Expr left, boolean negated, List<Value> values) implements Condition {}

  /** The right side of a comparison. */
  public sealed interface Value permits Literal, DateLiteral, Bind {}

  /** String, Boolean, BigDecimal, Integer, LocalDate, Instant, LocalTime or null. */
  public record Literal(Object value) implements Value {}

  /** TODAY, LAST_N_DAYS:30 with n, otherwise n is 0. */
  public record DateLiteral(String name, int n) implements Value {}

  /**
   * A bind.
   *
   * @param index position among the binds of the outermost query
   * @param source the expression's text without the colon
   */
  public record Bind(int index, String source, int line, int column) implements Value {}

  /** ORDER BY item; {@code nullsLast} null when not written. */
  public record OrderItem(Expr expr, boolean descending, Boolean nullsLast) {}
}
