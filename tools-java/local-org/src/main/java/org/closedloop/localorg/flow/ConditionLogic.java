package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * How numbered conditions combine: {@code and}, {@code or}, or a term such as {@code 1 AND (2 OR
 * NOT 3)} over conditions counted from 1 in file order.
 */
public final class ConditionLogic {

  /** The term, for engines that need the tree. */
  public sealed interface Term permits All, Any, Not, Number, Broken {}

  public record All(List<Term> parts) implements Term {}

  public record Any(List<Term> parts) implements Term {}

  public record Not(Term part) implements Term {}

  /** Condition by position from 0. */
  public record Number(int index) implements Term {}

  /** A text that means nothing: a flow with it deploys, and fails where it decides. */
  public record Broken(String problem) implements Term {
    FlowFault fault() {
      return new FlowFault("The condition logic is invalid: " + problem);
    }
  }

  private final Term root;

  private ConditionLogic(Term root) {
    this.root = root;
  }

  /**
   * Parses against the number of conditions.
   *
   * @throws IllegalArgumentException saying what is wrong with the text
   */
  public static ConditionLogic parse(String text, int count) {
    String t = text == null || text.isBlank() ? "and" : text.strip();
    if (t.equalsIgnoreCase("and") || t.equalsIgnoreCase("or")) {
      List<Term> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(new Number(i));
      }
      return new ConditionLogic(
          t.equalsIgnoreCase("and") || count == 0 ? new All(all) : new Any(all));
    }
    Parser p = new Parser(t, count);
    Term root = p.or();
    p.end();
    return new ConditionLogic(root);
  }

  static ConditionLogic broken(String problem) {
    return new ConditionLogic(new Broken(problem));
  }

  public Term root() {
    return root;
  }

  /** Evaluates with the truth of each condition, asked for only as needed. */
  public boolean test(IntPredicate condition) {
    return test(root, condition);
  }

  private static boolean test(Term t, IntPredicate c) {
    if (t instanceof Number n) {
      return c.test(n.index());
    }
    if (t instanceof Not n) {
      return !test(n.part(), c);
    }
    if (t instanceof Broken b) {
      throw b.fault();
    }
    if (t instanceof All a) {
      for (Term part : a.parts()) {
        if (!test(part, c)) {
          return false;
        }
      }
      return true;
    }
    for (Term part : ((Any) t).parts()) {
      if (test(part, c)) {
        return true;
      }
    }
    return false;
  }

  private static final class Parser {
    private final String text;
    private final int count;
    private int at;
    private int depth;

    Parser(String text, int count) {
      this.text = text;
      this.count = count;
    }

    private void blanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private boolean word(String w) {
      blanks();
      int end = at + w.length();
      if (end <= text.length()
          && text.substring(at, end).toUpperCase(Locale.ROOT).equals(w)
          && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        at = end;
        return true;
      }
      return false;
    }

    Term or() {
      if (++depth > 100) {
        throw new IllegalArgumentException("nested too deeply: " + text);
      }
      List<Term> parts = new ArrayList<>();
      parts.add(and());
      while (word("OR")) {
        parts.add(and());
      }
      depth--;
      return parts.size() == 1 ? parts.get(0) : new Any(parts);
    }

    private Term and() {
      List<Term> parts = new ArrayList<>();
      parts.add(unary());
      while (word("AND")) {
        parts.add(unary());
      }
      return parts.size() == 1 ? parts.get(0) : new All(parts);
    }

    private Term unary() {
      if (word("NOT")) {
        return new Not(unary());
      }
      blanks();
      if (at < text.length() && text.charAt(at) == '(') {
        at++;
        Term t = or();
        blanks();
        if (at >= text.length() || text.charAt(at) != ')') {
          throw new IllegalArgumentException("missing ')' in \"" + text + "\"");
        }
        at++;
        return t;
      }
      int start = at;
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
      if (start == at || at - start > 4) {
        throw new IllegalArgumentException(
            "expected a condition number at position " + (start + 1) + " of \"" + text + "\"");
      }
      int n = Integer.parseInt(text.substring(start, at));
      if (n < 1 || n > count) {
        throw new IllegalArgumentException(
            "condition " + n + " does not exist, there are " + count);
      }
      return new Number(n - 1);
    }

    void end() {
      blanks();
      if (at < text.length()) {
        throw new IllegalArgumentException(
            "unexpected text at position " + (at + 1) + " of \"" + text + "\"");
      }
    }
  }
}
