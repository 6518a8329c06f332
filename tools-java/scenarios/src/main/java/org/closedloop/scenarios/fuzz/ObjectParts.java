package org.closedloop.scenarios.fuzz;

import java.util.List;
import java.util.Random;
import org.closedloop.scenarios.fuzz.Model.Env;
import org.closedloop.scenarios.fuzz.Model.Expr;
import org.closedloop.scenarios.fuzz.Model.Method;
import org.closedloop.scenarios.fuzz.Model.Stmt;
import org.closedloop.scenarios.fuzz.Model.Type;

/**
 * Inner classes of a generated program and statements that use them: inheritance, an interface, a
 * property, an enum, an exception, records, queries, and the null operators.
 */
final class ObjectParts {

  private final Expr base;
  private final Expr derived;
  private final Expr applied;
  private final int factor;
  private final Expr argument;
  private final int letter;
  private final String name;

  ObjectParts(Random random, List<Method> methods) {
    ExpressionGenerator inner = new ExpressionGenerator(random, methods);
    inner.declare(Type.INTEGER, "x");
    inner.declare(Type.INTEGER, "v");
    base = inner.of(Type.INTEGER, 3);
    derived = inner.of(Type.INTEGER, 3);
    applied = inner.of(Type.INTEGER, 2);
    factor = 1 + random.nextInt(9);
    argument = new ExpressionGenerator(random, methods).of(Type.INTEGER, 3);
    letter = random.nextInt(3);
    name = "Acme " + random.nextInt(1000);
  }

  String declarations() {
    return "  public class OddException extends Exception {}\n"
        + "  enum Letter { A, B, C }\n"
        + "  interface Fun { Integer apply(Integer x); }\n"
        + "  virtual class Base {\n    protected Integer v;\n"
        + "    Base(Integer v) { this.v = v; }\n"
        + "    public virtual Integer f(Integer x) { return "
        + base.text()
        + "; }\n"
        + "    public Integer twice { get { return v * 2; } set { v = value + "
        + factor
        + "; } }\n"
        + "  }\n"
        + "  class Derived extends Base implements Fun {\n"
        + "    Derived(Integer v) { super(v * "
        + factor
        + "); }\n"
        + "    public override Integer f(Integer x) { return super.f(x) ^ "
        + derived.text()
        + "; }\n"
        + "    public Integer apply(Integer x) { return "
        + applied.text()
        + "; }\n"
        + "  }\n";
  }

  Stmt uses() {
    return Stmt.sequence(List.of(classes(), words(), records()));
  }

  private Stmt classes() {
    String text =
        "Integer arg = "
            + argument.text()
            + ";\n"
            + "Base b = new Base(arg);\nSystem.debug('f=' + b.f(3));\n"
            + "Base d = new Derived(arg);\nSystem.debug('f=' + d.f(3));\n"
            + "d.twice = arg;\nSystem.debug('twice=' + d.twice + ' ' + (d instanceof Fun));\n"
            + "Fun fun = (Fun) d;\nSystem.debug('apply=' + fun.apply(5));";
    return new Stmt(
        text,
        ProgramGenerator.always(
            env -> {
              int arg = (Integer) argument.value().of(env);
              env.printed.add("f=" + eval(base, env, 3, arg));
              int v = arg * factor;
              env.printed.add("f=" + (eval(base, env, 3, v) ^ eval(derived, env, 3, v)));
              v = arg + factor;
              env.printed.add("twice=" + v * 2 + " true");
              env.printed.add("apply=" + eval(applied, env, 5, v));
            }));
  }

  private static int eval(Expr e, Env caller, int x, int v) {
    Env own = caller.call();
    own.variables.put("x", x);
    own.variables.put("v", v);
    return (Integer) e.value().of(own);
  }

  private Stmt words() {
    String letters = "ABC";
    char c = letters.charAt(letter);
    String text =
        "Letter l = Letter."
            + c
            + ";\nString none = null;\n"
            + "switch on l { when A { System.debug('first'); } when else { System.debug('other'); } }\n"
            + "System.debug(l.name() + l.ordinal() + Letter.valueOf('"
            + c
            + "'));\n"
            + "System.debug((none ?? 'nothing') + none?.length());\n"
            + "try { System.debug(none.length()); } catch (NullPointerException e) { System.debug(e.getTypeName()); }\n"
            + "try { System.debug(1 / (l.ordinal() - "
            + letter
            + ")); } catch (MathException e) { System.debug(e.getMessage()); }";
    return new Stmt(
        text,
        ProgramGenerator.always(
            env -> {
              env.printed.add(letter == 0 ? "first" : "other");
              env.printed.add("" + c + letter + c);
              env.printed.add("nothingnull");
              env.printed.add("System.NullPointerException");
              env.printed.add("Divide by 0");
            }));
  }

  private Stmt records() {
    String text =
        "Account a = new Account(Name = '"
            + name
            + "', NumberOfEmployees = "
            + factor
            + ");\n"
            + "insert a;\na.NumberOfEmployees += 1;\nupdate a;\n"
            + "Account read = [SELECT Name, NumberOfEmployees FROM Account WHERE Id = :a.Id];\n"
            + "System.debug(read.Name + read.NumberOfEmployees + (a == read));\n"
            + "System.debug([SELECT COUNT() FROM Account WHERE Name = '"
            + name
            + "']);\n"
            + "delete a;\nSystem.debug([SELECT Id FROM Account WHERE Id = :a.Id].isEmpty());";
    return new Stmt(
        text,
        ProgramGenerator.always(
            env -> {
              env.printed.add(name + (factor + 1) + "true");
              env.printed.add("1");
              env.printed.add("true");
            }));
  }
}
