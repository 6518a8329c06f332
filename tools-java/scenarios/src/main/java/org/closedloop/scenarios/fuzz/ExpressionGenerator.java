package org.closedloop.scenarios.fuzz;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.closedloop.scenarios.fuzz.Model.Expr;
import org.closedloop.scenarios.fuzz.Model.Method;
import org.closedloop.scenarios.fuzz.Model.Type;
import org.closedloop.scenarios.fuzz.Model.Value;

/** Draws typed expressions that never fail, over the variables and methods in scope. */
final class ExpressionGenerator {

  private static final int MOST_TEXT = 60;

  private final Random random;
  private final List<Method> methods;
  private final Map<Type, List<String>> scope = new EnumMap<>(Type.class);

  ExpressionGenerator(Random random, List<Method> methods) {
    this.random = random;
    this.methods = methods;
    for (Type t : Type.values()) {
      scope.put(t, new ArrayList<>());
    }
  }

  void declare(Type type, String name) {
    scope.get(type).add(name);
  }

  void forget(Type type, String name) {
    scope.get(type).remove(name);
  }

  List<String> variables(Type type) {
    return scope.get(type);
  }

  Type anyType() {
    return Type.values()[random.nextInt(Type.values().length)];
  }

  Expr of(Type type, int depth) {
    List<String> known = scope.get(type);
    if (!known.isEmpty() && random.nextInt(depth <= 0 ? 2 : 5) == 0) {
      String name = known.get(random.nextInt(known.size()));
      return new Expr(type, name, env -> env.variables.get(name));
    }
    if (depth <= 0) {
      return literal(type);
    }
    if (random.nextInt(7) == 0) {
      return conditional(type, depth - 1);
    }
    if (random.nextInt(6) == 0) {
      Expr call = call(type, depth - 1);
      if (call != null) {
        return call;
      }
    }
    return switch (type) {
      case INTEGER -> integer(depth - 1);
      case LONG -> longer(depth - 1);
      case DECIMAL -> decimal(depth - 1);
      case BOOLEAN -> truth(depth - 1);
      case STRING -> text(depth - 1);
    };
  }

  private Expr literal(Type type) {
    return switch (type) {
      case INTEGER -> {
        int v = random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(21) - 10;
        int safe = v == Integer.MIN_VALUE ? 0 : v;
        yield new Expr(type, safe < 0 ? "(" + safe + ")" : "" + safe, env -> safe);
      }
      case LONG -> {
        long v = random.nextInt(3) == 0 ? random.nextLong() >> 1 : random.nextInt(100);
        yield new Expr(type, v < 0 ? "(" + v + "L)" : v + "L", env -> v);
      }
      case DECIMAL -> {
        BigDecimal v = BigDecimal.valueOf(random.nextInt(20_000) - 10_000, 1 + random.nextInt(3));
        yield new Expr(type, "(" + v.toPlainString() + ")", e -> v);
      }
      case BOOLEAN -> {
        boolean v = random.nextBoolean();
        yield new Expr(type, "" + v, env -> v);
      }
      case STRING -> {
        String v = List.of("", "a", "Ab", "xyz", "0", " q ", "é").get(random.nextInt(7));
        yield new Expr(type, "'" + v + "'", env -> v);
      }
    };
  }

  private Expr conditional(Type type, int depth) {
    Expr c = of(Type.BOOLEAN, depth);
    Expr a = of(type, depth);
    Expr b = of(type, depth);
    return new Expr(
        type,
        "(" + c.text() + " ? " + a.text() + " : " + b.text() + ")",
        env -> (Boolean) c.value().of(env) ? a.value().of(env) : b.value().of(env));
  }

  private Expr call(Type type, int depth) {
    List<Method> fitting = methods.stream().filter(m -> m.result() == type).toList();
    if (fitting.isEmpty()) {
      return null;
    }
    Method m = fitting.get(random.nextInt(fitting.size()));
    List<Expr> args = m.parameters().stream().map(t -> of(t, depth - 1)).toList();
    String list = String.join(", ", args.stream().map(Expr::text).toList());
    return new Expr(
        type,
        "Gen." + m.name() + "(" + list + ")",
        env -> m.call(env, args.stream().map(a -> a.value().of(env)).toArray()));
  }

  /** Two values of a type joined. */
  @FunctionalInterface
  private interface Join<A, R> {
    R of(A a, A b);
  }

  private <A, R> Expr join(Type type, Expr a, String operator, Expr b, Join<A, R> meaning) {
    return new Expr(
        type,
        "(" + a.text() + " " + operator + " " + b.text() + ")",
        env -> meaning.of(value(a, env), value(b, env)));
  }

  @SuppressWarnings("unchecked")
  private static <A> A value(Expr e, Model.Env env) {
    return (A) e.value().of(env);
  }

  private <A> Expr one(
      Type type, Expr a, String before, String after, java.util.function.Function<A, Object> f) {
    Value v = env -> f.apply(value(a, env));
    return new Expr(type, before + a.text() + after, v);
  }

  // --- by type ----------------------------------------------------------------------------------

  private Expr integer(int depth) {
    Type t = Type.INTEGER;
    Expr a = of(t, depth);
    int k = 1 + random.nextInt(40);
    return switch (random.nextInt(14)) {
      case 0, 1 -> this.<Integer, Integer>join(t, a, "+", of(t, depth), (x, y) -> x + y);
      case 2 -> this.<Integer, Integer>join(t, a, "-", of(t, depth), (x, y) -> x - y);
      case 3 -> this.<Integer, Integer>join(t, a, "*", of(t, depth), (x, y) -> x * y);
      case 4 -> this.<Integer>one(t, a, "(", " / " + k + ")", x -> x / k);
      case 5 -> this.<Integer>one(t, a, "Math.mod(", ", " + k + ")", x -> x % k);
      case 6 -> this.<Integer, Integer>join(t, a, "&", of(t, depth), (x, y) -> x & y);
      case 7 -> this.<Integer, Integer>join(t, a, "|", of(t, depth), (x, y) -> x | y);
      case 8 -> this.<Integer, Integer>join(t, a, "^", of(t, depth), (x, y) -> x ^ y);
      case 9 -> this.<Integer>one(t, a, "(", " << " + k % 31 + ")", x -> x << k % 31);
      case 10 -> this.<Integer>one(t, a, "(", " >> " + k % 31 + ")", x -> x >> k % 31);
      case 11 -> this.<String>one(t, of(Type.STRING, depth), "", ".length()", String::length);
      case 12 -> this.<Integer, Integer>max(a, of(t, depth));
      default -> this.<Integer>one(t, a, "(-", ")", x -> -x);
    };
  }

  private <A, R> Expr max(Expr a, Expr b) {
    return new Expr(
        Type.INTEGER,
        "Math.max(" + a.text() + ", " + b.text() + ")",
        env -> Math.max((Integer) a.value().of(env), (Integer) b.value().of(env)));
  }

  private Expr longer(int depth) {
    Type t = Type.LONG;
    Expr a = of(t, depth);
    int k = 1 + random.nextInt(60);
    return switch (random.nextInt(8)) {
      case 0 -> this.<Long, Long>join(t, a, "+", of(t, depth), (x, y) -> x + y);
      case 1 -> this.<Long, Long>join(t, a, "-", of(t, depth), (x, y) -> x - y);
      case 2 -> this.<Long, Long>join(t, a, "*", of(t, depth), (x, y) -> x * y);
      case 3 -> this.<Long>one(t, a, "(", " / " + k + "L)", x -> x / k);
      case 4 -> this.<Long, Long>join(t, a, "^", of(t, depth), (x, y) -> x ^ y);
      case 5 -> this.<Long>one(t, a, "Math.mod(", ", " + k + "L)", x -> x % k);
      case 6 ->
          this.<Integer>one(t, of(Type.INTEGER, depth), "Long.valueOf('' + ", ")", x -> (long) x);
      default -> this.<Long>one(t, a, "(~", ")", x -> ~x);
    };
  }

  private Expr decimal(int depth) {
    Type t = Type.DECIMAL;
    Expr a = of(t, depth - 1);
    Expr b = of(t, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> this.<BigDecimal, BigDecimal>join(t, a, "+", b, BigDecimal::add);
      case 1 -> this.<BigDecimal, BigDecimal>join(t, a, "-", b, BigDecimal::subtract);
      case 2 -> this.<BigDecimal>one(t, a, "", ".abs()", BigDecimal::abs);
      case 3 ->
          this.<BigDecimal>one(
              t, a, "", ".setScale(1)", x -> x.setScale(1, java.math.RoundingMode.HALF_EVEN));
      default -> this.<BigDecimal>one(t, a, "(", " * 3)", x -> x.multiply(BigDecimal.valueOf(3)));
    };
  }

  private Expr truth(int depth) {
    Type t = Type.BOOLEAN;
    return switch (random.nextInt(9)) {
      case 0 -> logical(of(t, depth), of(t, depth), true);
      case 1 -> logical(of(t, depth), of(t, depth), false);
      case 2 -> this.<Boolean>one(t, of(t, depth), "(!", ")", x -> !x);
      case 3 ->
          this.<Integer, Boolean>join(
              t, of(Type.INTEGER, depth), "<", of(Type.INTEGER, depth), (x, y) -> x < y);
      case 4 ->
          this.<Long, Boolean>join(
              t, of(Type.LONG, depth), ">=", of(Type.LONG, depth), (x, y) -> x >= y);
      case 5 ->
          this.<Integer, Boolean>join(
              t, of(Type.INTEGER, depth), "!=", of(Type.INTEGER, depth), (x, y) -> !x.equals(y));
      case 6 ->
          this.<String, Boolean>join(
              t, of(Type.STRING, depth), "==", of(Type.STRING, depth), String::equalsIgnoreCase);
      case 7 ->
          this.<BigDecimal, Boolean>join(
              t,
              of(Type.DECIMAL, depth),
              "<=",
              of(Type.DECIMAL, depth),
              (x, y) -> x.compareTo(y) <= 0);
      default ->
          this.<String>one(t, of(Type.STRING, depth), "", ".contains('a')", x -> x.contains("a"));
    };
  }

  private Expr logical(Expr a, Expr b, boolean and) {
    return new Expr(
        Type.BOOLEAN,
        "(" + a.text() + (and ? " && " : " || ") + b.text() + ")",
        env -> {
          boolean left = (Boolean) a.value().of(env);
          return left == and ? b.value().of(env) : (Object) left;
        });
  }

  private Expr text(int depth) {
    Type t = Type.STRING;
    Expr a = of(t, depth);
    int k = random.nextInt(4);
    return switch (random.nextInt(9)) {
      case 0 -> joined(a, of(t, depth));
      case 1 -> joined(a, of(Type.INTEGER, depth));
      case 2 -> joined(a, of(Type.BOOLEAN, depth));
      case 3 -> this.<String>one(t, a, "", ".toUpperCase()", x -> x.toUpperCase(Locale.ROOT));
      case 4 ->
          this.<String>one(t, a, "", ".reverse()", x -> new StringBuilder(x).reverse().toString());
      case 5 ->
          this.<String>one(
              t, a, "", ".left(" + k + ")", x -> x.substring(0, Math.min(k, x.length())));
      case 6 -> this.<String>one(t, a, "", ".replace('a', 'bc')", x -> x.replace("a", "bc"));
      case 7 -> this.<Long>one(t, of(Type.LONG, depth), "String.valueOf(", ")", String::valueOf);
      default ->
          this.<BigDecimal>one(
              t, of(Type.DECIMAL, depth), "String.valueOf(", ")", BigDecimal::toPlainString);
    };
  }

  /** Joins are cut, so that loops do not make texts without end. */
  private Expr joined(Expr a, Expr b) {
    return new Expr(
        Type.STRING,
        "(" + a.text() + " + " + b.text() + ").left(" + MOST_TEXT + ")",
        env -> {
          String s = "" + a.value().of(env) + b.value().of(env);
          return s.substring(0, Math.min(MOST_TEXT, s.length()));
        });
  }
}
