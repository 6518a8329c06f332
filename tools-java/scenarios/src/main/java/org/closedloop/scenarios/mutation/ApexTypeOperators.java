package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.REFUSED;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.syntax.Decl;
import org.closedloop.apex.syntax.Expr;
import org.closedloop.apex.syntax.Stmt;
import org.closedloop.apex.syntax.TypeNode;
import org.closedloop.scenarios.mutation.ApexText.Tok;

/** Mutations of Apex that keep its grammar and break its types or its flow of control. */
final class ApexTypeOperators {
  private static final Set<String> ANY = Set.of("object", "exception", "sobject");

  private ApexTypeOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "apex-drop-argument",
            "A call of an own method with an argument less: refused unless an overload takes it",
            5,
            (s, out) -> arguments(s, out, ApexTypeOperators::less)),
        new Operator(
            "apex-extra-argument",
            "A call of an own method with an argument more: refused unless an overload takes it",
            4,
            (s, out) -> arguments(s, out, ApexTypeOperators::more)),
        new Operator(
            "apex-argument-type",
            "An argument of a type that the own method's parameter does not take: refused",
            6,
            (s, out) -> arguments(s, out, ApexTypeOperators::otherType)),
        new Operator(
            "apex-initial-value",
            "A variable or field initialised with a value of another type: refused",
            6,
            ApexTypeOperators::initialValue),
        new Operator(
            "apex-declared-type",
            "A variable of another declared type than its literal or new object: refused",
            5,
            ApexTypeOperators::declaredType),
        new Operator(
            "apex-drop-return",
            "The last return of a method removed: refused",
            5,
            ApexTypeOperators::dropReturn),
        new Operator(
            "apex-return-value",
            "A return without its value, or with one of another type: refused",
            5,
            ApexTypeOperators::returnValue),
        new Operator(
            "apex-unreachable",
            "A statement behind return or throw: refused",
            4,
            ApexTypeOperators::unreachable),
        new Operator(
            "apex-condition-type",
            "A condition that is no Boolean: refused",
            4,
            ApexTypeOperators::condition),
        new Operator(
            "apex-void-value",
            "The result of a void method assigned: refused",
            3,
            ApexTypeOperators::voidValue),
        new Operator(
            "apex-string-minus",
            "A text subtracted instead of appended: refused",
            3,
            ApexTypeOperators::minus),
        new Operator(
            "apex-throw-type",
            "Something thrown that is no exception, or caught that is none: refused",
            2,
            ApexTypeOperators::throwType),
        new Operator(
            "apex-loop-type",
            "A loop variable of a type that the list does not hold: refused",
            3,
            ApexTypeOperators::loopType),
        new Operator(
            "apex-break-outside",
            "break or continue outside of a loop: refused",
            2,
            ApexTypeOperators::breakOutside));
  }

  /** An own method or constructor that no other one of the name can be mistaken for. */
  private record Callee(
      String file, String name, List<Decl.Parameter> parameters, boolean isVoid) {}

  /** Own methods whose name is declared once and that no platform method shares. */
  private static Map<String, Callee> callees(Sources s) {
    Map<String, Callee> out = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (ApexText a : s.apex()) {
      for (Decl.Method m : a.nodes(Decl.Method.class)) {
        String key = m.name().toLowerCase(Locale.ROOT);
        if (out.put(key, new Callee(a.file, m.name(), m.parameters(), m.returnType() == null))
            != null) {
          twice.add(key);
        }
      }
    }
    twice.forEach(out::remove);
    return out;
  }

  /** A call of an own method: bare in its file, or by its class's name. */
  private record Site(ApexText a, Callee callee, int name, List<int[]> arguments) {}

  private static List<Site> sites(Sources s) {
    Map<String, Callee> callees = callees(s);
    List<Site> out = new ArrayList<>();
    for (ApexText a : s.apex()) {
      for (int i = 1; i < a.tokens.size() - 1; i++) {
        Callee c = callees.get(a.tok(i).text().toLowerCase(Locale.ROOT));
        if (c == null || !a.tok(i + 1).is("(") || a.declares(i) || a.inSoql(i)) {
          continue;
        }
        String owner = c.file().substring(c.file().lastIndexOf('/') + 1).replaceFirst("\\..*", "");
        boolean dotted = a.tok(i - 1).is(".") && a.tok(i - 2).text().equalsIgnoreCase(owner);
        boolean bare =
            c.file().equals(a.file)
                && !a.tok(i - 1).is(".")
                && !a.tok(i - 1).is("?.")
                && !a.tok(i - 1).text().equalsIgnoreCase("new");
        if (dotted || bare) {
          out.add(new Site(a, c, i, a.parts(i + 1)));
        }
      }
    }
    return out;
  }

  /** Something done with a call. */
  private interface AtCall {
    void site(Site c, Sites out);
  }

  private static void arguments(Sources s, Sites out, AtCall at) {
    sites(s).forEach(c -> at.site(c, out));
  }

  private static void less(Site c, Sites out) {
    int count = c.arguments().size();
    if (count > 0) {
      int from = count == 1 ? c.arguments().get(0)[0] : c.arguments().get(count - 2)[1];
      out.replace(
          REFUSED,
          c.callee().name() + " takes " + count,
          c.a().file,
          from,
          c.arguments().get(count - 1)[1],
          "");
    }
  }

  private static void more(Site c, Sites out) {
    int close = c.a().tok(c.a().partner(c.name() + 1)).start();
    out.insert(
        REFUSED,
        c.callee().name() + " takes " + c.arguments().size(),
        c.a().file,
        close,
        c.arguments().isEmpty() ? "1" : ", 1");
  }

  private static void otherType(Site c, Sites out) {
    for (int k = 0; k < c.arguments().size() && k < c.callee().parameters().size(); k++) {
      TypeNode type = c.callee().parameters().get(k).type();
      String bad = otherValue(type);
      if (bad != null) {
        out.replace(
            REFUSED,
            "the parameter is a " + type,
            c.a().file,
            c.arguments().get(k)[0],
            c.arguments().get(k)[1],
            bad);
      }
    }
  }

  /** An expression that no variable of the type takes; null where anything may go. */
  private static String otherValue(TypeNode type) {
    String name = type.dotted().toLowerCase(Locale.ROOT);
    if (ANY.contains(name) || type.parts().stream().anyMatch(p -> p.name().length() == 1)) {
      return null;
    }
    return switch (name) {
      case "string", "boolean", "id", "blob" -> "1";
      case "integer", "long", "decimal", "double" -> "'many'";
      case "date", "datetime", "time" -> "true";
      default -> "17";
    };
  }

  private static void initialValue(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      ApexText.walk(
          a.unit,
          (node, parent) -> {
            if (node instanceof Stmt.Declarator d && d.value() != null) {
              TypeNode type =
                  parent instanceof Stmt.Local l
                      ? l.type()
                      : parent instanceof Decl.Field f ? f.type() : null;
              int name = a.index(d.pos());
              int end = a.next(name, ";");
              if (type == null || end < 0 || !a.tok(name + 1).is("=")) {
                return;
              }
              String bad = otherValue(type);
              boolean one =
                  parent instanceof Stmt.Local l
                      ? l.declarators().size() == 1
                      : ((Decl.Field) parent).declarators().size() == 1;
              if (bad != null && one) {
                out.replace(
                    REFUSED,
                    "the variable is a " + type,
                    a.file,
                    a.tok(name + 2).start(),
                    a.tok(end - 1).end(),
                    bad);
              }
            }
          });
    }
  }

  /** What a literal or a new object cannot be assigned to. */
  private static String otherType(Expr value) {
    if (value instanceof Expr.Literal l) {
      return l.value() instanceof String
          ? "Integer"
          : l.value() instanceof Boolean ? "String" : l.value() instanceof Number ? "String" : null;
    }
    if (value instanceof Expr.New n) {
      return n.type().dotted().equalsIgnoreCase("Map") ? "Set<Id>" : "Integer";
    }
    return value instanceof Expr.NewElements ? "Map<Id, Id>" : null;
  }

  private static void declaredType(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Stmt.Local local : a.nodes(Stmt.Local.class)) {
        String other = otherType(local.declarators().get(0).value());
        int first = a.index(local.type().pos());
        int name = a.index(local.declarators().get(0).pos());
        if (other != null && first >= 0 && local.declarators().size() == 1) {
          out.replace(
              REFUSED,
              "the value is none",
              a.file,
              a.tok(first).start(),
              a.tok(name - 1).end(),
              other);
        }
      }
    }
  }

  private static void dropReturn(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Decl.Method m : a.nodes(Decl.Method.class)) {
        if (m.body() == null || m.returnType() == null || m.body().statements().isEmpty()) {
          continue;
        }
        List<Stmt> all = m.body().statements();
        if (all.get(all.size() - 1) instanceof Stmt.Return r) {
          int at = a.index(r.pos());
          int end = a.next(at, ";");
          out.replace(
              REFUSED,
              "the method returns a value",
              a.file,
              a.tok(at).start(),
              a.tok(end).end(),
              "");
        }
      }
    }
  }

  private static void returnValue(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Decl.Method m : a.nodes(Decl.Method.class)) {
        if (m.body() == null) {
          continue;
        }
        ApexText.walk(
            m.body(),
            (node, parent) -> {
              if (!(node instanceof Stmt.Return r)) {
                return;
              }
              int at = a.index(r.pos());
              int end = a.next(at, ";");
              int from = a.tok(at).end();
              int to = a.tok(end).start();
              if (m.returnType() == null) {
                out.replace(REFUSED, "the method is void", a.file, from, to, " 1");
                return;
              }
              out.replace(REFUSED, "the method returns a value", a.file, from, to, "");
              String bad = otherValue(m.returnType());
              if (bad != null) {
                out.replace(
                    REFUSED, "the method returns a " + m.returnType(), a.file, from, to, " " + bad);
              }
            });
      }
    }
  }

  private static void unreachable(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      ApexText.walk(
          a.unit,
          (node, parent) -> {
            if (parent instanceof Stmt.Block
                && (node instanceof Stmt.Return || node instanceof Stmt.Throw)) {
              int at = a.index(((Stmt) node).pos());
              Tok end = a.tok(a.next(at, ";"));
              out.insert(
                  REFUSED, "nothing gets there", a.file, end.end(), " System.debug('late');");
            }
          });
    }
  }

  private static void condition(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (int i = 0; i < a.tokens.size() - 1; i++) {
        String word = a.tok(i).text().toLowerCase(Locale.ROOT);
        if (Set.of("if", "while").contains(word) && a.tok(i + 1).is("(")) {
          int from = a.tok(i + 1).end();
          int to = a.tok(a.partner(i + 1)).start();
          out.replace(REFUSED, "a condition is a Boolean", a.file, from, to, "'yes'");
          out.replace(REFUSED, "a condition is a Boolean", a.file, from, to, "1");
        }
      }
    }
  }

  private static void voidValue(Sources s, Sites out) {
    for (Site c : sites(s)) {
      int before = c.a().tok(c.name() - 1).is(".") ? c.name() - 3 : c.name() - 1;
      Tok t = c.a().tok(before);
      boolean statement = t.is(";") || t.is("{") || t.is("}");
      if (c.callee().isVoid() && statement) {
        out.insert(
            REFUSED,
            c.callee().name() + " returns nothing",
            c.a().file,
            c.a().tok(before + 1).start(),
            "Object result = ");
      }
    }
  }

  private static void minus(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (int i = 1; i < a.tokens.size() - 1; i++) {
        boolean text = a.tok(i - 1).string() || a.tok(i + 1).string();
        if (a.tok(i).is("+") && text) {
          out.replace(
              REFUSED, "no subtraction of texts", a.file, a.tok(i).start(), a.tok(i).end(), "-");
        }
      }
    }
  }

  private static void throwType(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Stmt.Throw t : a.nodes(Stmt.Throw.class)) {
        int at = a.index(t.pos());
        out.replace(
            REFUSED,
            "no exception",
            a.file,
            a.tok(at + 1).start(),
            a.tok(a.next(at, ";")).start(),
            "'broken'");
      }
      for (Stmt.Catch c : a.nodes(Stmt.Catch.class)) {
        int at = a.index(c.type().pos());
        if (at >= 0) {
          out.replace(
              REFUSED,
              "no exception",
              a.file,
              a.tok(at).start(),
              a.tok(a.partner(at - 1) - 2).end(),
              "String");
        }
      }
    }
  }

  private static void loopType(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Stmt.ForEach f : a.nodes(Stmt.ForEach.class)) {
        int at = a.index(f.type().pos());
        int name = a.index(f.namePos());
        if (at >= 0 && !ANY.contains(f.type().dotted().toLowerCase(Locale.ROOT))) {
          String other = f.type().dotted().equalsIgnoreCase("Date") ? "Boolean" : "Date";
          out.replace(
              REFUSED,
              "the list holds " + f.type(),
              a.file,
              a.tok(at).start(),
              a.tok(name - 1).end(),
              other);
        }
      }
    }
  }

  private static void breakOutside(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Decl.Method m : a.nodes(Decl.Method.class)) {
        if (m.body() != null) {
          int body = a.index(m.body().pos());
          if (body >= 0) {
            String word = m.name().length() % 2 == 0 ? " break;" : " continue;";
            out.insert(REFUSED, "there is no loop", a.file, a.tok(body).end(), word);
          }
        }
      }
    }
  }
}
