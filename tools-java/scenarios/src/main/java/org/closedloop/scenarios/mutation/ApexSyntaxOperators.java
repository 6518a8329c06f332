package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.EQUIVALENT;
import static org.closedloop.scenarios.mutation.Verdict.REFUSED;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.closedloop.scenarios.mutation.ApexText.Tok;

/** Mutations of Apex by single tokens: punctuation, keywords and names. */
final class ApexSyntaxOperators {

  private ApexSyntaxOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "apex-drop-semicolon",
            "A semicolon removed: no Apex, refused",
            6,
            (s, out) -> drop(s, out, (a, i) -> a.tok(i).is(";"), "a statement ends with one")),
        new Operator(
            "apex-drop-bracket",
            "A bracket removed: no Apex, refused",
            6,
            (s, out) ->
                drop(
                    s,
                    out,
                    (a, i) -> "(){}[]".contains(a.tok(i).text()),
                    "brackets come in pairs")),
        new Operator(
            "apex-drop-quote",
            "The end of a string lost: no Apex, refused",
            3,
            ApexSyntaxOperators::dropQuote),
        new Operator(
            "apex-drop-keyword",
            "new, class, throw, in or implements removed: no Apex, refused",
            4,
            ApexSyntaxOperators::dropKeyword),
        new Operator(
            "apex-drop-comma",
            "A comma removed: no Apex, refused",
            3,
            (s, out) -> drop(s, out, (a, i) -> a.tok(i).is(","), "parts of a list stand apart")),
        new Operator(
            "apex-keyword-typo",
            "A typo in a word of the language: no Apex, refused",
            4,
            ApexSyntaxOperators::keywordTypo),
        new Operator(
            "apex-name-typo",
            "A typo in a name that is used: there is none of that name, refused",
            14,
            (s, out) -> typo(s, out, a -> i -> !a.inSoql(i) && used(a, i), "there is none")),
        new Operator(
            "apex-soql-typo",
            "A typo in an object, field or relationship of a query: refused",
            6,
            (s, out) -> typo(s, out, a -> a::inSoql, "no such object or field")),
        new Operator(
            "apex-soql-keyword",
            "A word of a query misspelt or removed: refused",
            3,
            ApexSyntaxOperators::soqlKeyword),
        new Operator(
            "apex-string-text",
            "The text of a string altered: no compiler reads it, equivalent",
            2,
            ApexSyntaxOperators::stringText),
        new Operator(
            "apex-comparison",
            "A comparison turned round: equivalent to a compiler",
            2,
            ApexSyntaxOperators::comparison));
  }

  private static void drop(
      Sources s, Sites out, BiPredicate<ApexText, Integer> which, String reason) {
    for (ApexText a : s.apex()) {
      for (int i = 0; i < a.tokens.size(); i++) {
        if (which.test(a, i)) {
          Tok t = a.tok(i);
          out.replace(REFUSED, reason, a.file, t.start(), t.end(), "");
        }
      }
    }
  }

  private static void dropQuote(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Tok t : a.tokens) {
        if (t.string()) {
          out.replace(REFUSED, "the string does not end", a.file, t.end() - 1, t.end(), "");
        }
      }
    }
  }

  private static boolean word(Tok t, String... words) {
    for (String w : words) {
      if (t.text().equalsIgnoreCase(w)) {
        return true;
      }
    }
    return false;
  }

  private static void dropKeyword(Sources s, Sites out) {
    drop(
        s,
        out,
        (a, i) ->
            word(a.tok(i), "class", "interface", "extends", "implements", "throw", "catch", "enum")
                    && !a.tok(i - 1).is(".")
                || word(a.tok(i), "new") && !a.tok(i - 1).is(".") && !a.tok(i + 1).is(")"),
        "a word of the language is missing");
  }

  private static final Set<String> KEYWORDS =
      Set.of(
          "class",
          "public",
          "private",
          "global",
          "static",
          "return",
          "new",
          "if",
          "else",
          "for",
          "while",
          "try",
          "catch",
          "throw",
          "extends",
          "implements",
          "with",
          "without",
          "sharing",
          "final",
          "override",
          "virtual",
          "abstract",
          "void",
          "insert",
          "update",
          "upsert",
          "delete",
          "null",
          "true",
          "false",
          "instanceof",
          "switch",
          "when",
          "interface",
          "enum",
          "trigger");

  private static void keywordTypo(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (int i = 0; i < a.tokens.size(); i++) {
        Tok t = a.tok(i);
        if (KEYWORDS.contains(t.text()) && !a.inSoql(i) && !a.tok(i - 1).is(".")) {
          out.replace(
              REFUSED,
              "no word of the language",
              a.file,
              t.start(),
              t.end(),
              Typo.of(t.text(), KEYWORDS::contains));
        }
      }
    }
  }

  /** Names that any class, trigger or platform type of the sources uses; lower case. */
  static Set<String> known(Sources s) {
    Set<String> out = new HashSet<>();
    for (ApexText a : s.apex()) {
      a.tokens.forEach(t -> out.add(t.text().toLowerCase(Locale.ROOT)));
    }
    s.xml().forEach(x -> out.add(x.name().toLowerCase(Locale.ROOT)));
    return out;
  }

  /** Whether the token uses a name: no declaration and no word of the language. */
  private static boolean used(ApexText a, int i) {
    return a.tok(i).identifier() && !a.declares(i);
  }

  private static void typo(
      Sources s,
      Sites out,
      java.util.function.Function<ApexText, Predicate<Integer>> which,
      String reason) {
    Set<String> known = known(s);
    for (ApexText a : s.apex()) {
      for (int i = 0; i < a.tokens.size(); i++) {
        Tok t = a.tok(i);
        boolean literal = a.inSoql(i) && t.text().toUpperCase(Locale.ROOT).equals(t.text());
        if (t.identifier() && t.text().length() > 2 && which.apply(a).test(i) && !literal) {
          out.replace(REFUSED, reason, a.file, t.start(), t.end(), typo(t.text(), known));
        }
      }
    }
  }

  static String typo(String name, Set<String> known) {
    Predicate<String> taken = w -> known.contains(w.toLowerCase(Locale.ROOT));
    return name.contains("__") ? Typo.ofReference(name, taken) : Typo.of(name, taken);
  }

  private static void soqlKeyword(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (int i = 0; i < a.tokens.size(); i++) {
        Tok t = a.tok(i);
        if (a.inSoql(i) && word(t, "from", "where", "order", "by", "limit", "with", "group")) {
          out.replace(
              REFUSED,
              "no word of the query language",
              a.file,
              t.start(),
              t.end(),
              Typo.of(t.text(), w -> false));
          boolean alias = word(t, "with") && word(a.tok(i - 2), "from");
          out.replace(
              alias ? EQUIVALENT : REFUSED,
              alias ? "what follows may be an alias" : "a word is missing",
              a.file,
              t.start(),
              t.end(),
              "");
        }
      }
    }
  }

  private static void stringText(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (Tok t : a.tokens) {
        if (t.string() && t.text().length() > 6) {
          out.insert(EQUIVALENT, "free text", a.file, t.end() - 1, "x");
        }
      }
    }
  }

  private static void comparison(Sources s, Sites out) {
    for (ApexText a : s.apex()) {
      for (int i = 0; i < a.tokens.size(); i++) {
        Tok t = a.tok(i);
        if (!a.inSoql(i) && (t.is("==") || t.is("!="))) {
          out.replace(
              EQUIVALENT, "both are Boolean", a.file, t.start(), t.end(), t.is("==") ? "!=" : "==");
        }
      }
    }
  }
}
