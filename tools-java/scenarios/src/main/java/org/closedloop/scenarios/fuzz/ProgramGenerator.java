package org.closedloop.scenarios.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.closedloop.scenarios.fuzz.Model.Env;
import org.closedloop.scenarios.fuzz.Model.Expr;
import org.closedloop.scenarios.fuzz.Model.Method;
import org.closedloop.scenarios.fuzz.Model.Signal;
import org.closedloop.scenarios.fuzz.Model.Stmt;
import org.closedloop.scenarios.fuzz.Model.Type;

/** Draws programs that compile, end, and print what the model says. */
final class ProgramGenerator {

  private final Random random;
  private final List<Method> methods = new ArrayList<>();

  private ProgramGenerator(long number) {
    random = new Random(number);
  }

  /** The program of a number, with what it prints. */
  static FuzzCase program(long number) {
    for (int attempt = 0; ; attempt++) {
      try {
        return new ProgramGenerator(number * 31 + attempt).draw("program " + number);
      } catch (Model.TooMuch e) {
        // The next attempt draws another program.
      }
    }
  }

  private FuzzCase draw(String name) {
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      methods.add(method("m" + i));
    }
    ObjectParts objects = new ObjectParts(random, methods);
    ExpressionGenerator expressions = new ExpressionGenerator(random, methods);
    StatementGenerator statements = new StatementGenerator(random, expressions);
    List<Stmt> all = new ArrayList<>();
    all.add(statements.block(12, 3));
    all.add(objects.uses());
    for (Type t : Type.values()) {
      all.add(StatementGenerator.print(t.apex, expressions.of(t, 5)));
    }
    Stmt main = Stmt.sequence(all);
    Env env = new Env();
    main.action().run(env);
    StringBuilder text = new StringBuilder("public class Gen {\n");
    methods.forEach(m -> text.append(m.text()));
    text.append(objects.declarations());
    text.append("  public static void run() {\n").append(main.text()).append("  }\n}\n");
    return new FuzzCase(
        name, List.of(FuzzCase.classSource("Gen", text.toString())), "Gen.run();", env.printed);
  }

  private Method method(String name) {
    ExpressionGenerator e = new ExpressionGenerator(random, List.copyOf(methods));
    List<Type> parameters = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Type t = e.anyType();
      parameters.add(t);
      e.declare(t, "p" + i);
    }
    Stmt before = new StatementGenerator(random, e).block(3, 1);
    Type result = e.anyType();
    return new Method(name, result, parameters, e.of(result, 3), before);
  }

  /** A piece of meaning that always goes on. */
  static Model.Action always(java.util.function.Consumer<Env> body) {
    return env -> {
      body.accept(env);
      return Signal.NEXT;
    };
  }

  static String text(Expr e, Env env) {
    Object v = e.value().of(env);
    return v instanceof java.math.BigDecimal d ? d.toPlainString() : String.valueOf(v);
  }
}
