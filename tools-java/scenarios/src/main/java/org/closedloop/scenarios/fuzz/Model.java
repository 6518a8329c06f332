package org.closedloop.scenarios.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a generated program means: its pieces as Java, evaluated without the engine. */
final class Model {

  private Model() {}

  /** Types that generated expressions have. */
  enum Type {
    INTEGER("Integer"),
    LONG("Long"),
    DECIMAL("Decimal"),
    BOOLEAN("Boolean"),
    STRING("String");

    final String apex;

    Type(String apex) {
      this.apex = apex;
    }
  }

  /** Variables of a running piece, what was printed, and how much work there was. */
  static final class Env {
    private static final int MOST = 40_000;
    final Map<String, Object> variables = new HashMap<>();
    final List<String> printed;
    private final int[] steps;

    Env() {
      this(new ArrayList<>(), new int[1]);
    }

    private Env(List<String> printed, int[] steps) {
      this.printed = printed;
      this.steps = steps;
    }

    /** The variables of a called method. */
    Env call() {
      return new Env(printed, steps);
    }

    void step() {
      if (++steps[0] > MOST) {
        throw new TooMuch();
      }
    }
  }

  /** The program does more than a test should take. */
  static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** An exception of the program itself. */
  static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Thrown(String message) {
      super(message, null, false, false);
    }
  }

  /** How a statement ends. */
  enum Signal {
    NEXT,
    BREAK,
    CONTINUE,
    RETURN
  }

  /** The meaning of an expression. */
  @FunctionalInterface
  interface Value {
    Object of(Env env);
  }

  /** The meaning of a statement. */
  @FunctionalInterface
  interface Action {
    Signal run(Env env);
  }

  /** An expression as text and as meaning. */
  record Expr(Type type, String text, Value value) {}

  /** A statement as text and as meaning. */
  record Stmt(String text, Action action) {

    static Stmt sequence(List<Stmt> all) {
      List<Stmt> parts = List.copyOf(all);
      StringBuilder sb = new StringBuilder();
      parts.forEach(s -> sb.append(s.text()).append('\n'));
      return new Stmt(
          sb.toString(),
          env -> {
            for (Stmt s : parts) {
              env.step();
              Signal end = s.action().run(env);
              if (end != Signal.NEXT) {
                return end;
              }
            }
            return Signal.NEXT;
          });
    }
  }

  /** A static method of the generated class. */
  record Method(String name, Type result, List<Type> parameters, Expr body, Stmt before) {

    Object call(Env caller, Object... arguments) {
      Env own = caller.call();
      for (int i = 0; i < arguments.length; i++) {
        own.variables.put("p" + i, arguments[i]);
      }
      own.step();
      before.action().run(own);
      return body.value().of(own);
    }

    String text() {
      StringBuilder sb = new StringBuilder("  static " + result.apex + " " + name + "(");
      for (int i = 0; i < parameters.size(); i++) {
        sb.append(i == 0 ? "" : ", ").append(parameters.get(i).apex).append(" p").append(i);
      }
      return sb + ") {\n" + before.text() + "return " + body.text() + ";\n  }\n";
    }
  }
}
