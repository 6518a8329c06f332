package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.EQUIVALENT;
import static org.closedloop.scenarios.mutation.Verdict.REFUSED;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.closedloop.apex.syntax.ApexUnit;
import org.closedloop.apex.syntax.Decl;
import org.closedloop.apex.syntax.Stmt;
import org.closedloop.scenarios.mutation.ApexText.Tok;

/** Mutations of what Apex declares: other names, twice the same, in the wrong place. */
final class ApexDeclarationOperators {

  private ApexDeclarationOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "apex-type-name",
            "A typo in the name of the type or constructor a file declares: refused",
            4,
            ApexDeclarationOperators::typeName),
        new Operator(
            "apex-variable-name",
            "A typo where a local or parameter is declared: refused if it is used, else equivalent",
            5,
            ApexDeclarationOperators::variableName),
        new Operator(
            "apex-member-name",
            "A typo where a method or field is declared: refused if its file uses it",
            5,
            ApexDeclarationOperators::memberName),
        new Operator(
            "apex-duplicate-variable",
            "A local variable declared twice in one block: refused",
            4,
            ApexDeclarationOperators::duplicateVariable),
        new Operator(
            "apex-duplicate-member",
            "A method, field or constant declared twice: refused",
            4,
            ApexDeclarationOperators::duplicateMember),
        new Operator(
            "apex-remove-variable",
            "The declaration of a local that is used removed: refused",
            4,
            ApexDeclarationOperators::removeVariable));
  }

  private static void typeName(Sources s, Sites out) {
    Set<String> known = ApexSyntaxOperators.known(s);
    for (ApexText a : s.apex()) {
      if (a.unit instanceof ApexUnit.ClassUnit c) {
        typo(out, a, a.index(c.type().pos()), known, "the file's name differs");
      } else if (a.unit instanceof ApexUnit.TriggerUnit t) {
        typo(out, a, a.index(t.pos()), known, "the file's name differs");
      }
      for (Decl.Constructor c : a.nodes(Decl.Constructor.class)) {
        typo(out, a, a.index(c.pos()), known, "a method has a type");
      }
    }
  }

  private static void typo(Sites out, ApexText a, int i, Set<String> known, String reason) {
    Tok t = a.tok(i);
    if (t.identifier()) {
      out.replace(
          REFUSED, reason, a.file, t.start(), t.end(), ApexSyntaxOperators.typo(t.text(), known));
    }
  }

  /** A name that is declared, and the tokens that see it. */
  private record Scope(int at, int from, int to) {}

  /** Locals, parameters and loop variables with the tokens that see them. */
  private static List<Scope> scopes(ApexText a) {
    List<Scope> out = new ArrayList<>();
    ApexText.walk(
        a.unit,
        (node, parent) -> {
          if (node instanceof Stmt.Declarator d && parent instanceof Stmt.Local) {
            int i = a.index(d.pos());
            out.add(inBrackets(a, i) ? loop(a, i) : new Scope(i, i + 1, blockEnd(a, i)));
          } else if (node instanceof Decl.Parameter p) {
            int i = a.index(p.pos());
            int close = closing(a, i);
            if (a.tok(close + 1).is("{")) {
              out.add(new Scope(i, close + 1, a.partner(close + 1)));
            }
          }
        });
    for (int i = 0; i < a.tokens.size(); i++) {
      if (a.declares(i) && a.tok(i + 1).is(":") && inBrackets(a, i)) {
        out.add(loop(a, i));
      }
    }
    return out;
  }

  private static boolean inBrackets(ApexText a, int i) {
    return a.tok(closing(a, i)).is(")");
  }

  private static Scope loop(ApexText a, int i) {
    int body = closing(a, i) + 1;
    int end = a.tok(body).is("{") ? a.partner(body) : a.next(body, ";");
    return new Scope(i, i + 1, end);
  }

  private static int blockEnd(ApexText a, int i) {
    return closing(a, i);
  }

  /** The bracket that closes what the token stands in. */
  private static int closing(ApexText a, int i) {
    for (int k = i; k < a.tokens.size(); k++) {
      String t = a.tok(k).text();
      if (t.equals("(") || t.equals("[") || t.equals("{")) {
        k = a.partner(k);
      } else if (t.equals(")") || t.equals("]") || t.equals("}")) {
        return k;
      }
    }
    return a.tokens.size() - 1;
  }

  /** Whether a token between uses the bare name as a variable. */
  private static boolean used(ApexText a, Scope s) {
    String name = a.tok(s.at()).text();
    for (int k = s.from(); k < s.to(); k++) {
      boolean same = k != s.at() && a.tok(k).text().equalsIgnoreCase(name);
      boolean bare = !a.tok(k - 1).is(".") && !a.tok(k - 1).is("?.");
      boolean bound = !a.inSoql(k) || a.tok(k - 1).is(":");
      boolean named = a.tok(k + 1).is("=") && (a.tok(k - 1).is("(") || a.tok(k - 1).is(","));
      if (same && bare && bound && !named && !a.tok(k + 1).is("(") && !a.declares(k)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a field or property of the file, or a type of the sources, has the name too. */
  private static boolean otherwiseDeclared(Sources s, ApexText a, String name) {
    boolean field =
        a.nodes(Decl.Field.class).stream()
                .flatMap(f -> f.declarators().stream())
                .anyMatch(d -> d.name().equalsIgnoreCase(name))
            || a.nodes(Decl.Property.class).stream().anyMatch(p -> p.name().equalsIgnoreCase(name));
    boolean inherits = a.types().stream().anyMatch(t -> t.superclass() != null);
    boolean type =
        s.apex().stream().anyMatch(o -> o.name().equalsIgnoreCase(name))
            || a.types().stream().anyMatch(t -> t.name().equalsIgnoreCase(name));
    return field || inherits || type;
  }

  private static void variableName(Sources s, Sites out) {
    Set<String> known = ApexSyntaxOperators.known(s);
    for (ApexText a : s.apex()) {
      for (Scope scope : scopes(a)) {
        Tok t = a.tok(scope.at());
        if (t.identifier()) {
          boolean needed = used(a, scope) && !otherwiseDeclared(s, a, t.text());
          out.replace(
              needed ? REFUSED : EQUIVALENT,
              needed ? "its old name is used" : "nothing is sure to use it",
              a.file,
              t.start(),
              t.end(),
              ApexSyntaxOperators.typo(t.text(), known));
        }
      }
    }
  }

  private static void removeVariable(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Stmt.Local local : a.nodes(Stmt.Local.class)) {
        int first = a.index(local.pos());
        int name = a.index(local.declarators().get(0).pos());
        if (first < 0 || local.declarators().size() > 1 || inBrackets(a, name)) {
          continue;
        }
        Scope scope = new Scope(name, a.next(name, ";"), blockEnd(a, name));
        if (used(a, scope) && !otherwiseDeclared(s, a, a.tok(name).text())) {
          out.replace(
              REFUSED,
              "it is used",
              a.file,
              a.tok(first).start(),
              a.tok(a.next(name, ";")).end(),
              "");
        }
      }
    }
  }

  private static void memberName(Sources s, Sites out) {
    Set<String> known = ApexSyntaxOperators.known(s);
    for (ApexText a : s.apex()) {
      boolean inherits = a.types().stream().anyMatch(type -> type.superclass() != null);
      for (ApexMemberOperators.Member m : ApexMemberOperators.members(a)) {
        Tok t = a.tok(m.at());
        if (!t.identifier()) {
          continue;
        }
        boolean here =
            !inherits
                && (m.decl() instanceof Decl.Method
                    ? a.nodes(Decl.Method.class).stream()
                                .filter(o -> o.name().equalsIgnoreCase(m.name()))
                                .count()
                            == 1
                        && calledHere(a, m.name())
                    : onceDeclared(a, m.name()) && readHere(a, m.at()));
        boolean there = !here && ApexMemberOperators.usedElsewhere(s, m);
        boolean owed = !here && !there && ApexMemberOperators.demanded(s, m);
        boolean sure = here || there || owed;
        out.replace(
            sure ? REFUSED : EQUIVALENT,
            here
                ? "the file uses its old name"
                : there
                    ? "another class uses its old name"
                    : owed ? "an interface demands it" : "nothing is sure to use it",
            a.file,
            t.start(),
            t.end(),
            ApexSyntaxOperators.typo(t.text(), known));
      }
    }
  }

  /** Whether the file calls the method by its bare name, or by the class's. */
  private static boolean calledHere(ApexText a, String name) {
    for (int k = 1; k < a.tokens.size(); k++) {
      boolean named = a.tok(k).text().equalsIgnoreCase(name) && a.tok(k + 1).is("(");
      boolean bare = !a.tok(k - 1).is(".") && !a.tok(k - 1).is("?.");
      boolean own = a.tok(k - 1).is(".") && a.tok(k - 2).text().equalsIgnoreCase("this");
      if (named && !a.declares(k) && (bare && !word(a.tok(k - 1), "new") || own)) {
        return true;
      }
    }
    return false;
  }

  private static boolean word(Tok t, String word) {
    return t.text().equalsIgnoreCase(word);
  }

  private static boolean onceDeclared(ApexText a, String name) {
    int count = 0;
    for (int i = 0; i < a.tokens.size(); i++) {
      if (a.declares(i) && a.tok(i).text().equalsIgnoreCase(name)) {
        count++;
      }
    }
    return count == 1;
  }

  private static boolean readHere(ApexText a, int declaration) {
    return used(a, new Scope(declaration, 1, a.tokens.size()));
  }

  private static void duplicateVariable(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Stmt.Local local : a.nodes(Stmt.Local.class)) {
        int first = a.index(local.pos());
        int name = a.index(local.declarators().get(0).pos());
        if (first >= 0 && !inBrackets(a, name)) {
          int end = a.next(name, ";");
          String text = a.text.substring(a.tok(first).start(), a.tok(end).end());
          out.insert(REFUSED, "declared twice", a.file, a.tok(end).end(), " " + text);
        }
      }
    }
  }

  private static void duplicateMember(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      ApexText.walk(
          a.unit,
          (node, parent) -> {
            if (node instanceof Decl.Method m) {
              int name = a.index(m.pos());
              int close = a.partner(name + 1);
              int end = a.tok(close + 1).is("{") ? a.partner(close + 1) : close + 1;
              twice(out, a, ApexMemberOperators.first(a, m.modifiers(), name), end);
            } else if (node instanceof Decl.Field f) {
              int name = a.index(f.declarators().get(0).pos());
              twice(out, a, ApexMemberOperators.first(a, f.modifiers(), name), a.next(name, ";"));
            }
          });
    }
  }

  private static void twice(Sites out, ApexText a, int first, int end) {
    int from = a.tok(first).start();
    int to = a.tok(end).end();
    out.insert(REFUSED, "declared twice", a.file, to, "\n    " + a.text.substring(from, to));
  }
}
