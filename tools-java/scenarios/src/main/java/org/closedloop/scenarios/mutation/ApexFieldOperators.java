package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.REFUSED;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.closedloop.apex.syntax.Decl;
import org.closedloop.apex.syntax.Expr;
import org.closedloop.apex.syntax.Stmt;
import org.closedloop.apex.syntax.TypeNode;
import org.closedloop.scenarios.mutation.ApexText.Tok;

/** Mutations of Apex against the objects and collections that it works with. */
final class ApexFieldOperators {

  private ApexFieldOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "apex-field-value",
            "A field of a new record set to a value of another type: refused",
            5,
            ApexFieldOperators::fieldValue),
        new Operator(
            "apex-foreign-field",
            "A field that another object has, in a query or a new record: refused",
            6,
            ApexFieldOperators::foreignField),
        new Operator(
            "apex-collection-type",
            "A collection made of other things than its variable holds: refused",
            5,
            ApexFieldOperators::collectionType),
        new Operator(
            "apex-this-in-static",
            "this in a static method: refused",
            3,
            ApexFieldOperators::thisInStatic));
  }

  private static void fieldValue(Sources s, Sites out) {
    Facts facts = new Facts(s);
    for (ApexText a : s.apex()) {
      for (Expr.New n : a.nodes(Expr.New.class)) {
        String object = n.type().dotted();
        int open = a.index(n.type().pos()) + 1;
        if (!a.tok(open).is("(")) {
          continue;
        }
        for (int[] part : a.parts(open)) {
          String text = a.text.substring(part[0], part[1]);
          int equals = text.indexOf('=');
          if (equals < 0) {
            continue;
          }
          String field = text.substring(0, equals).strip();
          String type = facts.field(object, field).map(f -> f.root.value("type")).orElse("");
          String bad =
              switch (type) {
                case "Text", "LongTextArea", "Picklist", "Email", "Url", "Phone" -> " 5";
                case "Number", "Currency", "Percent" -> " 'many'";
                case "Checkbox" -> " 'yes'";
                case "Date", "DateTime" -> " true";
                case "Lookup", "MasterDetail" -> " 5";
                default -> "";
              };
          if (!bad.isEmpty()) {
            out.replace(
                REFUSED, "the field is a " + type, a.file, part[0] + equals + 1, part[1], bad);
          }
        }
      }
    }
  }

  /** Custom fields directly behind SELECT, and names in {@code new X(name = value)}. */
  private static void foreignField(Sources s, Sites out) {
    Facts facts = new Facts(s);
    List<String> names =
        List.copyOf(
            new TreeSet<>(
                facts.fields().stream().map(f -> f.substring(f.indexOf('.') + 1)).toList()));
    for (ApexText a : s.apex()) {
      for (int i = 1; i < a.tokens.size(); i++) {
        Tok t = a.tok(i);
        String object = null;
        if (a.inSoql(i) && t.text().endsWith("__c") && !a.tok(i - 1).is(".")) {
          object = selected(a, i);
        } else if (t.text().endsWith("__c")
            && a.tok(i + 1).is("=")
            && (a.tok(i - 1).is("(") || a.tok(i - 1).is(","))) {
          object = made(a, i);
        }
        String name = names.get(Math.floorMod(t.start() * 31, names.size()));
        boolean known = object != null && facts.field(object, t.text()).isPresent();
        if (known && facts.field(object, name).isEmpty()) {
          out.replace(REFUSED, object + " has no " + name, a.file, t.start(), t.end(), name);
        }
      }
    }
  }

  /** The object of the query whose select list holds the token directly; null in a subquery. */
  private static String selected(ApexText a, int i) {
    int from = a.next(i, "FROM");
    int select = i;
    while (!a.tok(select).text().equalsIgnoreCase("select")) {
      if (a.tok(select).is("(") || a.tok(select).is(")") || a.tok(select).is(":")) {
        return null;
      }
      select--;
    }
    return from < 0 || !a.tok(select - 1).is("[") ? null : a.tok(from + 1).text();
  }

  private static String made(ApexText a, int i) {
    for (int k = i - 1; k > 1; k--) {
      if (a.tok(k).is(")") || a.tok(k).is("]") || a.tok(k).is("}")) {
        k = a.partner(k);
      } else if (a.tok(k).is("(")) {
        return a.tok(k - 2).text().equalsIgnoreCase("new") ? a.tok(k - 1).text() : null;
      } else if (a.tok(k).is(";") || a.tok(k).is("{")) {
        return null;
      }
    }
    return null;
  }

  private static void collectionType(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Stmt.Local local : a.nodes(Stmt.Local.class)) {
        if (local.declarators().size() == 1) {
          value(out, a, local.type(), local.declarators().get(0).value());
        }
      }
      for (Decl.Field f : a.nodes(Decl.Field.class)) {
        if (f.declarators().size() == 1) {
          value(out, a, f.type(), f.declarators().get(0).value());
        }
      }
    }
  }

  /** {@code new List<X>()} and the like for a variable of exactly that type. */
  private static void value(Sites out, ApexText a, TypeNode declared, Expr value) {
    TypeNode made =
        value instanceof Expr.New n
            ? n.type()
            : value instanceof Expr.NewElements e ? e.type() : null;
    boolean same = made != null && made.toString().equals(declared.toString());
    if (!same
        || made.arrayDepth() > 0
        || !Set.of("list", "set", "map").contains(made.dotted().toLowerCase(Locale.ROOT))) {
      return;
    }
    boolean empty =
        value instanceof Expr.New n
            ? n.arguments().isEmpty()
            : ((Expr.NewElements) value).elements().isEmpty();
    int open = a.index(made.pos()) + 1;
    int close = open;
    for (int depth = 0; ; close++) {
      String t = a.tok(close).text();
      depth += t.equals("<") ? 1 : t.equals(">") ? -1 : t.equals(">>") ? -2 : 0;
      if (depth <= 0) {
        break;
      }
    }
    String other = made.dotted().equalsIgnoreCase("Map") ? "<Date, Blob>" : "<Blob>";
    if (empty && a.tok(open).is("<")) {
      out.replace(
          REFUSED,
          "the variable is a " + declared,
          a.file,
          a.tok(open).start(),
          a.tok(close).end(),
          other);
    }
  }

  private static void thisInStatic(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Decl.Method m : a.nodes(Decl.Method.class)) {
        int body = m.body() == null ? -1 : a.index(m.body().pos());
        if (body >= 0 && m.modifiers().has("static")) {
          out.insert(
              REFUSED,
              "a static method has no object",
              a.file,
              a.tok(body).end(),
              " Object self = this;");
        }
      }
    }
  }
}
