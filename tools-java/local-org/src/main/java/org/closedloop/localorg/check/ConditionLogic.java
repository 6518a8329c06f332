package org.closedloop.localorg.check;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Texts such as {@code 1 AND (2 OR NOT 3)} over numbered conditions. */
public final class ConditionLogic {
  private static final Set<String> WORDS =
      Set.of("and", "or", "no", "formula_evaluates_to_true", "");

  private final String[] tokens;
  private final int conditions;
  private int at;

  private ConditionLogic(String[] tokens, int conditions) {
    this.tokens = tokens;
    this.conditions = conditions;
  }

  /** What is wrong with the logic, or empty. */
  public static Optional<String> problem(String text, int conditions) {
    String lower = text.toLowerCase(Locale.ROOT).strip();
    if (WORDS.contains(lower)) {
      return Optional.empty();
    }
    String spaced = lower.replace("(", " ( ").replace(")", " ) ").strip();
    ConditionLogic logic = new ConditionLogic(spaced.split("\\s+"), conditions);
    try {
      logic.or();
      if (logic.at < logic.tokens.length) {
        throw new IllegalArgumentException("unexpected '" + logic.tokens[logic.at] + "'");
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("The logic '" + text + "' does not hold: " + e.getMessage());
    }
  }

  private void or() {
    and();
    while (take("or")) {
      and();
    }
  }

  private void and() {
    not();
    while (take("and")) {
      not();
    }
  }

  private void not() {
    if (take("not")) {
      not();
    } else if (take("(")) {
      or();
      if (!take(")")) {
        throw new IllegalArgumentException("a bracket is not closed");
      }
    } else {
      number();
    }
  }

  private void number() {
    if (at == tokens.length) {
      throw new IllegalArgumentException("it ends too early");
    }
    String token = tokens[at++];
    if (!token.matches("\\d{1,4}")) {
      throw new IllegalArgumentException("unexpected '" + token + "'");
    }
    int n = Integer.parseInt(token);
    if (n < 1 || n > conditions) {
      throw new IllegalArgumentException("there is no condition " + n + " among " + conditions);
    }
  }

  private boolean take(String token) {
    if (at < tokens.length && tokens[at].equals(token)) {
      at++;
      return true;
    }
    return false;
  }
}
