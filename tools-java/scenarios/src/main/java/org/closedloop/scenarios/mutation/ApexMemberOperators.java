package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.EQUIVALENT;
import static org.closedloop.scenarios.mutation.Verdict.REFUSED;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.apex.syntax.ApexUnit;
import org.closedloop.apex.syntax.Decl;
import org.closedloop.apex.syntax.Modifiers;
import org.closedloop.apex.syntax.Stmt;
import org.closedloop.apex.syntax.TypeNode;
import org.closedloop.scenarios.mutation.ApexText.Tok;

/** Mutations of modifiers, annotations and of what classes promise by interfaces. */
final class ApexMemberOperators {
  private static final Map<String, Set<String>> PLATFORM_INTERFACES =
      Map.of(
          "database.batchable", Set.of("start", "execute", "finish"),
          "schedulable", Set.of("execute"),
          "queueable", Set.of("execute"),
          "comparable", Set.of("compareto"),
          "httpcalloutmock", Set.of("respond"),
          "messaging.inboundemailhandler", Set.of("handleinboundemail"),
          "callable", Set.of("call"),
          "finalizer", Set.of("execute"));

  /** Members of platform types and standard objects that own members are named like. */
  private static final Set<String> PLATFORM_NAMES =
      Set.of(
          "name",
          "id",
          "status",
          "size",
          "add",
          "get",
          "put",
          "execute",
          "start",
          "finish",
          "run",
          "values",
          "type",
          "subject",
          "description",
          "language",
          "email",
          "phone",
          "message",
          "body",
          "headers",
          "params",
          "isempty",
          "contains",
          "format",
          "parse",
          "now",
          "today",
          "of",
          "account",
          "contact",
          "owner",
          "label",
          "code",
          "amount",
          "title",
          "send");

  private ApexMemberOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "apex-visibility",
            "public made private: refused where another class uses the member, else equivalent",
            5,
            ApexMemberOperators::visibility),
        new Operator(
            "apex-class-visibility",
            "The outer class private or without a visibility: refused outside tests",
            3,
            ApexMemberOperators::classVisibility),
        new Operator(
            "apex-static",
            "static removed: refused where the class's name or a static method calls it",
            4,
            ApexMemberOperators::dropStatic),
        new Operator(
            "apex-interface-method",
            "A method gone or renamed that an interface demands: refused",
            4,
            ApexMemberOperators::interfaceMethod),
        new Operator(
            "apex-override",
            "override removed, or put where nothing is overridden: refused",
            3,
            ApexMemberOperators::override),
        new Operator(
            "apex-annotation",
            "A typo in an annotation, or one where its rules forbid it: refused",
            5,
            ApexMemberOperators::annotation),
        new Operator(
            "apex-final",
            "An assignment to a static final field outside its initialiser: refused",
            3,
            ApexMemberOperators::assignFinal),
        new Operator(
            "apex-modifier-twice",
            "A modifier said twice or against another one: refused",
            3,
            ApexMemberOperators::modifierTwice));
  }

  /** The first token of a member: its first annotation or modifier, or its type. */
  static int first(ApexText a, Modifiers modifiers, int name) {
    int i = name;
    while (i > 0) {
      Tok t = a.tok(i - 1);
      if (t.is(")") && a.tok(a.partner(i - 1) - 2).is("@")) {
        i = a.partner(i - 1) - 2;
      } else if (t.is(";") || t.is("{") || t.is("}") || t.is(")") || t.is("(")) {
        return i;
      } else {
        i--;
      }
    }
    return 0;
  }

  private static int modifier(ApexText a, int from, int name, String word) {
    for (int i = from; i < name; i++) {
      if (a.tok(i).text().equalsIgnoreCase(word)) {
        return i;
      }
    }
    return -1;
  }

  /** A member with its tokens. */
  record Member(ApexText a, Decl.Type owner, String name, int at, int first, Decl decl) {}

  static List<Member> members(ApexText a) {
    List<Member> out = new ArrayList<>();
    for (Decl.Type t : a.types()) {
      for (Decl d : t.members()) {
        if (d instanceof Decl.Method m) {
          int at = a.index(m.pos());
          out.add(new Member(a, t, m.name(), at, first(a, m.modifiers(), at), m));
        } else if (d instanceof Decl.Field f) {
          int at = a.index(f.declarators().get(0).pos());
          out.add(
              new Member(a, t, f.declarators().get(0).name(), at, first(a, f.modifiers(), at), f));
        } else if (d instanceof Decl.Property p) {
          int at = a.index(p.pos());
          out.add(new Member(a, t, p.name(), at, first(a, p.modifiers(), at), p));
        }
      }
    }
    return out;
  }

  /** Whether another class or trigger says {@code Owner.name}. */
  private static boolean saidElsewhere(Sources s, Member m) {
    Pattern p =
        Pattern.compile(
            "(?i)\\b" + m.owner().name() + "\\s*\\.\\s*" + Pattern.quote(m.name()) + "\\b");
    return s.apex().stream()
        .filter(o -> o != m.a())
        .anyMatch(o -> p.matcher(o.text).find() && tokens(o, m));
  }

  /**
   * Whether another class is sure to use the member: by its class's name, or by a name of its own.
   */
  static boolean usedElsewhere(Sources s, Member m) {
    boolean outer = m.a().name().equalsIgnoreCase(m.owner().name());
    if (outer && saidElsewhere(s, m) && !overloaded(m.a(), m.name())) {
      return true;
    }
    return !PLATFORM_NAMES.contains(m.name().toLowerCase(Locale.ROOT))
        && s.declaredOnce(m.name())
        && s.apex().stream().filter(o -> o != m.a()).anyMatch(o -> dotted(o, m.name()));
  }

  private static boolean dotted(ApexText o, String name) {
    for (int i = 1; i < o.tokens.size(); i++) {
      boolean dot = o.tok(i - 1).is(".") || o.tok(i - 1).is("?.");
      if (dot && !o.inSoql(i) && o.tok(i).text().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean tokens(ApexText o, Member m) {
    for (int i = 2; i < o.tokens.size(); i++) {
      if (o.tok(i).text().equalsIgnoreCase(m.name())
          && o.tok(i - 1).is(".")
          && o.tok(i - 2).text().equalsIgnoreCase(m.owner().name())) {
        return true;
      }
    }
    return false;
  }

  private static Modifiers modifiers(Decl d) {
    return d instanceof Decl.Method m
        ? m.modifiers()
        : d instanceof Decl.Field f ? f.modifiers() : ((Decl.Property) d).modifiers();
  }

  private static boolean overloaded(ApexText a, String name) {
    return a.nodes(Decl.Method.class).stream().filter(m -> m.name().equalsIgnoreCase(name)).count()
        > 1;
  }

  private static void visibility(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Member m : members(a)) {
        int i = modifier(a, m.first(), m.at(), "public");
        if (i < 0) {
          continue;
        }
        boolean visible = modifiers(m.decl()).annotated("TestVisible");
        boolean used = usedElsewhere(s, m) && !visible;
        boolean demanded = demanded(s, m) && m.decl() instanceof Decl.Method;
        out.replace(
            used || demanded ? REFUSED : EQUIVALENT,
            demanded
                ? "an interface's method is public"
                : used ? "another class uses it" : "no other class is known to use it",
            a.file,
            a.tok(i).start(),
            a.tok(i).end(),
            "private");
      }
    }
  }

  private static void classVisibility(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      if (!(a.unit instanceof ApexUnit.ClassUnit c) || a.isTest()) {
        continue;
      }
      int i = modifier(a, 0, a.index(c.type().pos()), "public");
      if (i >= 0) {
        Tok t = a.tok(i);
        out.replace(
            REFUSED, "an outer class is public or global", a.file, t.start(), t.end(), "private");
        out.replace(REFUSED, "an outer class has a visibility", a.file, t.start(), t.end(), "");
        out.replace(
            REFUSED, "no outer class is protected", a.file, t.start(), t.end(), "protected");
      }
    }
  }

  private static void dropStatic(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Member m : members(a)) {
        int i = modifier(a, m.first(), m.at(), "static");
        if (i < 0) {
          continue;
        }
        boolean test =
            modifiers(m.decl()).annotated("IsTest") || modifiers(m.decl()).annotated("TestSetup");
        boolean elsewhere =
            a.name().equalsIgnoreCase(m.owner().name())
                && saidElsewhere(s, m)
                && !overloaded(a, m.name());
        boolean invocable = modifiers(m.decl()).annotated("InvocableMethod");
        boolean inStatic = !overloaded(a, m.name()) && bareInStatic(m);
        boolean used = test || elsewhere || invocable || inStatic;
        out.replace(
            used ? REFUSED : EQUIVALENT,
            test
                ? "a test method is static"
                : invocable
                    ? "an invocable method is static"
                    : elsewhere
                        ? "the class's name calls it"
                        : inStatic ? "a static method uses it" : "may be used on an instance",
            a.file,
            a.tok(i).start(),
            a.tok(i).end(),
            "");
      }
    }
  }

  /** Whether a static method of the same class uses the member by its bare name. */
  private static boolean bareInStatic(Member m) {
    ApexText a = m.a();
    for (Decl d : m.owner().members()) {
      if (!(d instanceof Decl.Method o) || !o.modifiers().has("static") || o.body() == null) {
        continue;
      }
      int from = a.index(o.body().pos());
      boolean hidden = o.parameters().stream().anyMatch(p -> p.name().equalsIgnoreCase(m.name()));
      for (int i = from; from >= 0 && !hidden && i < a.partner(from); i++) {
        boolean bare = !a.tok(i - 1).is(".") && !a.tok(i - 1).is("?.") && !a.inSoql(i);
        boolean named = a.tok(i + 1).is("=") && (a.tok(i - 1).is("(") || a.tok(i - 1).is(","));
        if (bare && !named && a.tok(i).text().equalsIgnoreCase(m.name()) && !a.declares(i)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Methods that the interfaces of the class demand, in lower case. */
  static boolean demanded(Sources s, Member m) {
    for (TypeNode i : m.owner().interfaces()) {
      String name = i.dotted().toLowerCase(Locale.ROOT).replaceFirst("^system\\.", "");
      if (PLATFORM_INTERFACES.getOrDefault(name, Set.of()).contains(m.name().toLowerCase())) {
        return true;
      }
      Decl.Type own = ownInterfaces(s).get(name);
      if (own != null
          && own.members().stream()
              .anyMatch(d -> d instanceof Decl.Method x && x.name().equalsIgnoreCase(m.name()))) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Decl.Type> ownInterfaces(Sources s) {
    Map<String, Decl.Type> out = new HashMap<>();
    for (ApexText a : s.apex()) {
      for (Decl.Type t : a.types()) {
        if (t.kind() == Decl.TypeKind.INTERFACE) {
          String name = t.name().toLowerCase(Locale.ROOT);
          out.put(name, t);
          out.put(a.name().toLowerCase(Locale.ROOT) + "." + name, t);
        }
      }
    }
    return out;
  }

  private static void interfaceMethod(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Member m : members(a)) {
        if (!(m.decl() instanceof Decl.Method) || !demanded(s, m) || overloaded(a, m.name())) {
          continue;
        }
        Tok t = a.tok(m.at());
        int close = a.partner(m.at() + 1);
        int end = a.partner(close + 1);
        String reason = "the class promises it";
        out.replace(REFUSED, reason, a.file, t.start(), t.end(), t.text() + "All");
        out.replace(REFUSED, reason, a.file, a.tok(m.first()).start(), a.tok(end).end(), "");
        int open = m.at() + 1;
        out.insert(
            REFUSED,
            reason,
            a.file,
            a.tok(open).end(),
            close == open + 1 ? "Integer more" : "Integer more, ");
      }
    }
  }

  private static void override(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Member m : members(a)) {
        if (!(m.decl() instanceof Decl.Method method)) {
          continue;
        }
        int i = modifier(a, m.first(), m.at(), "override");
        if (i >= 0) {
          out.replace(
              REFUSED, "what overrides says so", a.file, a.tok(i).start(), a.tok(i).end(), "");
        } else if (m.owner().superclass() == null
            && m.owner().interfaces().isEmpty()
            && m.owner().kind() == Decl.TypeKind.CLASS
            && !Set.of("tostring", "equals", "hashcode").contains(method.name().toLowerCase())
            && !method.modifiers().has("static")) {
          int at = modifier(a, m.first(), m.at(), "public");
          if (at >= 0) {
            out.insert(
                REFUSED, "there is nothing to override", a.file, a.tok(at).end(), " override");
          }
        }
      }
    }
  }

  private static void annotation(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (int i = 0; i < a.tokens.size() - 1; i++) {
        if (a.tok(i).is("@")) {
          Tok t = a.tok(i + 1);
          out.replace(
              REFUSED,
              "no such annotation",
              a.file,
              t.start(),
              t.end(),
              Typo.of(t.text(), w -> false));
        }
      }
      annotationRules(a, out);
    }
  }

  private static void annotationRules(ApexText a, Sites out) {
    for (Member m : members(a)) {
      if (!(m.decl() instanceof Decl.Method method)) {
        continue;
      }
      int open = m.at() + 1;
      boolean none = a.partner(open) == open + 1;
      int at = a.tok(m.first()).start();
      if (method.modifiers().annotated("IsTest") && none) {
        out.insert(
            REFUSED, "a test method takes nothing", a.file, a.tok(open).end(), "Integer more");
        Tok type = a.tok(m.at() - 1);
        if (type.text().equalsIgnoreCase("void")) {
          out.replace(
              REFUSED,
              "a test method returns nothing",
              a.file,
              type.start(),
              type.end(),
              "Integer");
        }
      }
      if (method.modifiers().annotated("InvocableMethod")) {
        out.insert(
            REFUSED,
            "an invocable method takes one list",
            a.file,
            a.tok(a.partner(open)).start(),
            ", Integer more");
        out.insert(REFUSED, "no future with a result", a.file, at, "@Future ");
      } else if (method.returnType() != null && method.modifiers().has("static")) {
        out.insert(REFUSED, "a future method returns nothing", a.file, at, "@Future ");
      } else if (!method.modifiers().has("static")
          && !a.isTest()
          && method.modifiers().annotations().isEmpty()
          && m.owner().kind() == Decl.TypeKind.CLASS) {
        out.insert(REFUSED, "a future method is static", a.file, at, "@Future ");
      }
    }
  }

  private static void assignFinal(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Decl.Type type : a.types()) {
        List<String> constants = new ArrayList<>();
        for (Decl d : type.members()) {
          if (d instanceof Decl.Field f
              && f.modifiers().has("static")
              && f.modifiers().has("final")
              && f.declarators().get(0).value() != null) {
            constants.add(f.declarators().get(0).name());
          }
        }
        for (Decl d : type.members()) {
          if (d instanceof Decl.Method m && m.body() != null && m.modifiers().has("static")) {
            int body = a.index(m.body().pos());
            for (String c : constants) {
              if (body >= 0 && m.parameters().stream().noneMatch(p -> p.name().equals(c))) {
                out.insert(
                    REFUSED,
                    "a final field is assigned once",
                    a.file,
                    a.tok(body).end(),
                    " " + c + " = null;");
              }
            }
          }
        }
      }
      for (Stmt.Local local : a.nodes(Stmt.Local.class)) {
        int first = a.index(local.pos());
        if (a.tok(first).text().equalsIgnoreCase("final")) {
          int end = a.next(first, ";");
          out.insert(
              REFUSED,
              "a final variable is assigned once",
              a.file,
              a.tok(end).end(),
              " " + local.declarators().get(0).name() + " = null;");
        }
      }
    }
  }

  private static void modifierTwice(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Member m : members(a)) {
        for (String word : List.of("public", "private")) {
          int i = modifier(a, m.first(), m.at(), word);
          if (i >= 0) {
            out.insert(REFUSED, "said twice", a.file, a.tok(i).end(), " " + word);
            out.insert(
                REFUSED,
                "one visibility",
                a.file,
                a.tok(i).end(),
                word.equals("public") ? " private" : " public");
          }
        }
        if (m.decl() instanceof Decl.Method method && method.body() != null) {
          out.insert(
              REFUSED,
              "an abstract method has no body, and its class is abstract",
              a.file,
              a.tok(m.at() - typeLength(a, m)).start(),
              "abstract ");
        }
      }
    }
  }

  private static int typeLength(ApexText a, Member m) {
    int i = m.at() - 1;
    Set<String> words =
        Set.of(
            "public", "private", "global", "protected", "static", "override", "virtual", "final");
    while (i >= m.first()
        && !words.contains(a.tok(i).text().toLowerCase(Locale.ROOT))
        && !a.tok(i).is(")")
        && !a.tok(i - 1).is("@")) {
      i--;
    }
    return m.at() - i - 1;
  }
}
