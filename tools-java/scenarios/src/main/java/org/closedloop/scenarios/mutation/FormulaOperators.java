package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.REFUSED;
import static org.closedloop.scenarios.mutation.Verdict.WRONG;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.scenarios.mutation.XmlText.Node;

/**
 * Mutations of formulas. An org compiles those of fields and validation rules; those of flows it
 * deploys unread.
 */
final class FormulaOperators {
  private static final Pattern TOKEN =
      Pattern.compile(
          "&quot;.*?&quot;|\"[^\"]*\"|'[^']*'|[A-Za-z_$][\\w.$]*|\\d+(?:\\.\\d+)?|&[lg]t;=?|[-+*/(),=<>!]");
  private static final Set<String> WORDS = Set.of("true", "false", "null");

  /** A piece of a formula, with the offsets of the file's text. */
  private record Piece(String text, int start, int end, String next) {
    boolean name() {
      return Character.isLetter(text.charAt(0)) || text.charAt(0) == '$';
    }

    boolean function() {
      return name() && next.equals("(");
    }

    boolean quoted() {
      return text.startsWith("&quot;") || text.startsWith("\"") || text.startsWith("'");
    }
  }

  private FormulaOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "formula-bracket",
            "A bracket lost or doubled: refused, in a flow wrong",
            3,
            (s, out) ->
                pieces(
                    s,
                    (x, n, p) -> {
                      if (p.text().equals("(") || p.text().equals(")")) {
                        replace(out, x, n, p, "", "brackets do not match");
                        replace(out, x, n, p, p.text() + p.text(), "brackets do not match");
                      }
                    })),
        new Operator(
            "formula-function",
            "A typo in a function's name: refused, in a flow wrong",
            3,
            (s, out) ->
                pieces(
                    s,
                    (x, n, p) -> {
                      if (p.function()) {
                        replace(out, x, n, p, Typo.of(p.text(), w -> false), "no such function");
                      }
                    })),
        new Operator(
            "formula-reference",
            "A typo in a field's or resource's name: refused, in a flow wrong",
            3,
            (s, out) ->
                pieces(
                    s,
                    (x, n, p) -> {
                      if (p.name() && !p.function() && !WORDS.contains(p.text().toLowerCase())) {
                        String bad = Typo.ofReference(p.text(), w -> false);
                        replace(out, x, n, p, bad, "no such field");
                      }
                    })),
        new Operator(
            "formula-operand-type",
            "A number for a text, a text for a number: refused, in a flow wrong",
            2,
            FormulaOperators::operandType),
        new Operator(
            "formula-separator",
            "A comma lost or doubled: refused, in a flow wrong",
            2,
            (s, out) ->
                pieces(
                    s,
                    (x, n, p) -> {
                      if (p.text().equals(",")) {
                        replace(out, x, n, p, "", "no comma between arguments");
                        replace(out, x, n, p, ",,", "an empty argument");
                      }
                    })),
        new Operator(
            "formula-result-type",
            "A formula of another type than its place takes: refused, in a flow wrong",
            2,
            FormulaOperators::resultType));
  }

  private static boolean formula(XmlText x, Node n) {
    return switch (x.type()) {
      case "ValidationRule" -> n.name.equals("errorConditionFormula");
      case "CustomField" -> n.path().equals("formula");
      case "Flow" -> n.path().equals("formulas/expression") || n.name.equals("filterFormula");
      default -> false;
    };
  }

  /** Something done with a piece of a formula. */
  private interface At {
    void site(XmlText x, Node n, Piece p);
  }

  private static void formulas(Sources s, XmlOperators.At at) {
    for (XmlText x : s.xml()) {
      x.elements(n -> n.leaf() && formula(x, n)).forEach(n -> at.site(x, n));
    }
  }

  private static void pieces(Sources s, At at) {
    formulas(
        s,
        (x, n) -> {
          String raw = n.raw();
          Matcher m = TOKEN.matcher(raw);
          while (m.find()) {
            Matcher after = TOKEN.matcher(raw);
            String next = after.find(m.end()) ? after.group() : "";
            at.site(x, n, new Piece(m.group(), n.open + m.start(), n.open + m.end(), next));
          }
        });
  }

  private static Verdict verdict(XmlText x) {
    return x.type().equals("Flow") ? WRONG : REFUSED;
  }

  private static void replace(Sites out, XmlText x, Node n, Piece p, String with, String reason) {
    out.replace(verdict(x), reason, x.file, p.start(), p.end(), with);
  }

  /** The operand beside a comparison, and the value of a picklist test. */
  private static void operandType(Sources s, Sites out) {
    pieces(
        s,
        (x, n, p) -> {
          boolean compared =
              x.text.substring(n.open, p.start()).stripTrailing().matches("(?s).*(=|&[lg]t;=?)");
          boolean picked =
              x.text
                  .substring(n.open, p.start())
                  .stripTrailing()
                  .matches("(?s).*ISPICKVAL\\([^,]*,");
          if (compared && Character.isDigit(p.text().charAt(0))) {
            replace(out, x, n, p, "&quot;many&quot;", "a number compared with a text");
          } else if (compared && p.quoted()) {
            replace(out, x, n, p, "5", "a text compared with a number");
          } else if (picked && p.quoted()) {
            replace(out, x, n, p, "5", "a picklist compared with a number");
          }
        });
  }

  private static void resultType(Sources s, Sites out) {
    formulas(
        s,
        (x, n) -> {
          String type =
              x.type().equals("ValidationRule") || n.name.equals("filterFormula")
                  ? "Checkbox"
                  : x.type().equals("Flow") ? n.parent.value("dataType") : x.root.value("type");
          String other =
              switch (type) {
                case "Checkbox", "Boolean" -> "1 + 1";
                case "Text", "String" -> "1 + 1";
                default -> "&quot;text&quot;";
              };
          out.replace(verdict(x), "not of type " + type, x.file, n.open, n.close, other);
        });
  }
}
