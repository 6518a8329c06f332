package org.closedloop.scenarios.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.closedloop.scenarios.fuzz.Model.Action;
import org.closedloop.scenarios.fuzz.Model.Expr;
import org.closedloop.scenarios.fuzz.Model.Signal;
import org.closedloop.scenarios.fuzz.Model.Stmt;
import org.closedloop.scenarios.fuzz.Model.Thrown;
import org.closedloop.scenarios.fuzz.Model.Type;

/** Draws statements over the variables in scope; every loop has a bound. */
final class StatementGenerator {

  private final Random random;
  private final ExpressionGenerator expressions;
  private int names;

  StatementGenerator(Random random, ExpressionGenerator expressions) {
    this.random = random;
    this.expressions = expressions;
  }

  /** A line with a label and a value. */
  static Stmt print(String label, Expr e) {
    return new Stmt(
        "System.debug('" + label + "=' + " + e.text() + ");",
        ProgramGenerator.always(
            env -> env.printed.add(label + "=" + ProgramGenerator.text(e, env))));
  }

  /** Statements in a row; what they declare is in scope behind them. */
  Stmt block(int most, int depth) {
    List<Stmt> all = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      all.add(statement(depth));
    }
    return Stmt.sequence(all);
  }

  /** Statements in braces; what they declare ends with them. */
  private Stmt body(int depth) {
    List<List<String>> before = new ArrayList<>();
    for (Type t : Type.values()) {
      before.add(List.copyOf(expressions.variables(t)));
    }
    Stmt s = block(3, depth - 1);
    for (Type t : Type.values()) {
      expressions.variables(t).retainAll(before.get(t.ordinal()));
    }
    return new Stmt("{\n" + s.text() + "}", s.action());
  }

  private Stmt statement(int depth) {
    int kinds = depth <= 0 ? 4 : 12;
    return switch (random.nextInt(kinds)) {
      case 0 -> declaration();
      case 1 -> assignment();
      case 2 -> compound();
      case 3 -> print("v" + names++, expressions.of(expressions.anyType(), 3));
      case 4 -> condition(depth);
      case 5 -> forLoop(depth);
      case 6 -> whileLoop(depth);
      case 7 -> forEach(depth);
      case 8 -> switchOn(depth);
      case 9 -> tryCatch(depth);
      case 10 -> list();
      default -> map();
    };
  }

  private String fresh() {
    return "v" + Integer.toString(random.nextInt(1 << 20), 36) + "z" + names++;
  }

  private Stmt declaration() {
    Type t = expressions.anyType();
    Expr e = expressions.of(t, 3);
    String name = fresh();
    expressions.declare(t, name);
    return set(t.apex + " " + name + " = " + e.text() + ";", name, e);
  }

  private static Stmt set(String text, String name, Expr e) {
    return new Stmt(
        text, ProgramGenerator.always(env -> env.variables.put(name, e.value().of(env))));
  }

  private Stmt assignment() {
    Type t = expressions.anyType();
    List<String> known = expressions.variables(t);
    if (known.isEmpty()) {
      return declaration();
    }
    String name = known.get(random.nextInt(known.size()));
    Expr e = expressions.of(t, 3);
    return set(name + " = " + e.text() + ";", name, e);
  }

  private Stmt compound() {
    List<String> known = expressions.variables(Type.INTEGER);
    if (known.isEmpty()) {
      return declaration();
    }
    String name = known.get(random.nextInt(known.size()));
    Expr e = expressions.of(Type.INTEGER, 2);
    return switch (random.nextInt(4)) {
      case 0 -> change(name + " += " + e.text() + ";", name, e, (x, y) -> x + y);
      case 1 -> change(name + " -= " + e.text() + ";", name, e, (x, y) -> x - y);
      case 2 -> change(name + " *= " + e.text() + ";", name, e, (x, y) -> x * y);
      default -> change(name + "++;", name, e, (x, y) -> x + 1);
    };
  }

  private static Stmt change(
      String text, String name, Expr e, java.util.function.IntBinaryOperator f) {
    boolean uses = !text.endsWith("++;");
    return new Stmt(
        text,
        ProgramGenerator.always(
            env -> {
              int old = (Integer) env.variables.get(name);
              int by = uses ? (Integer) e.value().of(env) : 0;
              env.variables.put(name, f.applyAsInt(old, by));
            }));
  }

  private Stmt condition(int depth) {
    Expr c = expressions.of(Type.BOOLEAN, 3);
    Stmt then = body(depth);
    Stmt otherwise = random.nextBoolean() ? body(depth) : null;
    return new Stmt(
        "if ("
            + c.text()
            + ") "
            + then.text()
            + (otherwise == null ? "" : " else " + otherwise.text()),
        env -> {
          if ((Boolean) c.value().of(env)) {
            return then.action().run(env);
          }
          return otherwise == null ? Signal.NEXT : otherwise.action().run(env);
        });
  }

  // --- loops ------------------------------------------------------------------------------------

  private Stmt forLoop(int depth) {
    String i = fresh();
    int n = random.nextInt(5);
    Stmt body = loopBody(i, depth);
    return new Stmt(
        "for (Integer " + i + " = 0; " + i + " < " + n + "; " + i + "++) " + body.text(),
        env -> {
          for (int k = 0; k < n; k++) {
            env.variables.put(i, k);
            Signal s = body.action().run(env);
            if (s == Signal.BREAK) {
              break;
            }
          }
          return Signal.NEXT;
        });
  }

  /** A body that may read the counter, and may end a round or the loop early. */
  private Stmt loopBody(String counter, int depth) {
    Expr reader = new Expr(Type.INTEGER, counter, env -> env.variables.get(counter));
    Stmt inner = body(depth);
    Stmt shown = print("i", reader);
    if (random.nextInt(3) > 0) {
      return braces(List.of(shown, inner));
    }
    Expr c = expressions.of(Type.BOOLEAN, 2);
    boolean ends = random.nextBoolean();
    Stmt early =
        new Stmt(
            "if (" + c.text() + ") " + (ends ? "break;" : "continue;"),
            env ->
                !(Boolean) c.value().of(env) ? Signal.NEXT : ends ? Signal.BREAK : Signal.CONTINUE);
    return braces(List.of(shown, early, inner));
  }

  private static Stmt braces(List<Stmt> all) {
    Stmt s = Stmt.sequence(all);
    return new Stmt("{\n" + s.text() + "}", s.action());
  }

  private Stmt whileLoop(int depth) {
    String i = fresh();
    int n = 1 + random.nextInt(3);
    Stmt body = body(depth);
    boolean first = random.nextBoolean();
    String step = "{ " + i + "--; " + body.text() + " }";
    String head = "Integer " + i + " = " + n + ";\n";
    String text =
        first
            ? head + "while (" + i + " > 0) " + step
            : head + "do " + step + " while (" + i + " > 0);";
    return new Stmt(
        text,
        env -> {
          for (int k = n - 1; k >= 0; k--) {
            env.variables.put(i, k);
            body.action().run(env);
          }
          return Signal.NEXT;
        });
  }

  private Stmt forEach(int depth) {
    String x = fresh();
    List<Expr> items = new ArrayList<>();
    int n = random.nextInt(4);
    for (int k = 0; k < n; k++) {
      items.add(expressions.of(Type.INTEGER, 2));
    }
    Stmt body = loopBody(x, depth);
    String list = String.join(", ", items.stream().map(Expr::text).toList());
    return new Stmt(
        "for (Integer " + x + " : new List<Integer>{" + list + "}) " + body.text(),
        env -> {
          List<Object> values = items.stream().map(e -> e.value().of(env)).toList();
          for (Object v : values) {
            env.variables.put(x, v);
            if (body.action().run(env) == Signal.BREAK) {
              break;
            }
          }
          return Signal.NEXT;
        });
  }

  // --- others -----------------------------------------------------------------------------------

  private Stmt switchOn(int depth) {
    Expr e = expressions.of(Type.INTEGER, 2);
    Stmt one = body(depth);
    Stmt two = body(depth);
    Stmt otherwise = body(depth);
    return new Stmt(
        "switch on Math.mod("
            + e.text()
            + ", 4) {\nwhen 0, 1 "
            + one.text()
            + "\nwhen -1 "
            + two.text()
            + "\nwhen else "
            + otherwise.text()
            + "\n}",
        env -> {
          int v = (Integer) e.value().of(env) % 4;
          Stmt chosen = v == 0 || v == 1 ? one : v == -1 ? two : otherwise;
          return chosen.action().run(env);
        });
  }

  private Stmt tryCatch(int depth) {
    Expr c = expressions.of(Type.BOOLEAN, 2);
    Expr message = expressions.of(Type.STRING, 2);
    Stmt inner = body(depth);
    String x = fresh();
    Action last = ProgramGenerator.always(env -> env.printed.add("finally"));
    return new Stmt(
        "try {\nif ("
            + c.text()
            + ") { throw new Gen.OddException("
            + message.text()
            + "); }\n"
            + inner.text()
            + "\n} catch (Gen.OddException "
            + x
            + ") {\nSystem.debug('caught=' + "
            + x
            + ".getMessage());\n} finally {\nSystem.debug('finally');\n}",
        env -> {
          Signal s = Signal.NEXT;
          try {
            if ((Boolean) c.value().of(env)) {
              throw new Thrown((String) message.value().of(env));
            }
            s = inner.action().run(env);
          } catch (Thrown e) {
            env.printed.add("caught=" + e.getMessage());
          }
          last.run(env);
          return s;
        });
  }

  private Stmt list() {
    String l = fresh();
    Expr a = expressions.of(Type.INTEGER, 2);
    Expr b = expressions.of(Type.INTEGER, 2);
    return new Stmt(
        "List<Integer> "
            + l
            + " = new List<Integer>{"
            + a.text()
            + "};\n"
            + l
            + ".add("
            + b.text()
            + ");\n"
            + l
            + ".add(0, 7);\n"
            + l
            + ".sort();\n"
            + "System.debug('list=' + "
            + l
            + " + "
            + l
            + ".indexOf(7) + "
            + l
            + ".size());",
        ProgramGenerator.always(
            env -> {
              List<Integer> made = new ArrayList<>();
              made.add((Integer) a.value().of(env));
              made.add((Integer) b.value().of(env));
              made.add(7);
              made.sort(null);
              String items = String.join(", ", made.stream().map(String::valueOf).toList());
              env.printed.add("list=(" + items + ")" + made.indexOf(7) + "3");
            }));
  }

  private Stmt map() {
    String m = fresh();
    Expr k = expressions.of(Type.STRING, 2);
    Expr a = expressions.of(Type.INTEGER, 2);
    return new Stmt(
        "Map<String, Integer> "
            + m
            + " = new Map<String, Integer>{'k' => 1};\n"
            + m
            + ".put("
            + k.text()
            + ", "
            + a.text()
            + ");\n"
            + "System.debug('map=' + "
            + m
            + ".size() + ' ' + "
            + m
            + ".get('k') + ' ' + "
            + m
            + ".containsKey('K') + ' ' + new Set<String>{'k', "
            + k.text()
            + "}.size());",
        ProgramGenerator.always(
            env -> {
              String key = (String) k.value().of(env);
              Object value = a.value().of(env);
              boolean same = key.equals("k");
              String again = (String) k.value().of(env);
              env.printed.add(
                  "map="
                      + (same ? 1 : 2)
                      + " "
                      + (same ? value : 1)
                      + " "
                      + key.equals("K")
                      + " "
                      + (again.equals("k") ? 1 : 2));
            }));
  }
}
