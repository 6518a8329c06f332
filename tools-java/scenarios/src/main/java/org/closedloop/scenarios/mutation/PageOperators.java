package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.EQUIVALENT;
import static org.closedloop.scenarios.mutation.Verdict.REFUSED;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mutations of Visualforce pages, which an org compiles against their controllers. */
final class PageOperators {
  private static final Pattern CONTROLLER = Pattern.compile("controller=\"(\\w+)\"");
  private static final Pattern MERGE = Pattern.compile("\\{!([^}]*)}");
  private static final Pattern NAME = Pattern.compile("\\$?[A-Za-z_][\\w.]*");
  private static final Pattern TAG = Pattern.compile("<apex:(\\w+)");
  private static final Pattern END = Pattern.compile("</[\\w:]+>");
  private static final Pattern ATTRIBUTE = Pattern.compile("<apex:\\w+[^>]*?\\s(\\w+)=\"");
  private static final Pattern TEXT = Pattern.compile("class=\"(\\w+)\"");
  private static final Set<String> WORDS = Set.of("true", "false", "null");

  private PageOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "page-name",
            "A typo in a page's controller, expression, component or attribute: refused",
            4,
            PageOperators::names),
        new Operator(
            "page-markup",
            "A page's end tag or the bracket of an expression lost: refused",
            3,
            PageOperators::markup),
        new Operator(
            "page-class",
            "Another style class: equivalent",
            1,
            (s, out) ->
                each(
                    s,
                    TEXT,
                    (file, m) -> out.insert(EQUIVALENT, "free text", file, m.end(1), "x"))));
  }

  /** Something done with a place in a page. */
  private interface At {
    void site(String file, Matcher m);
  }

  private static void each(Sources s, Pattern p, At at) {
    for (String file : s.files(".page")) {
      Matcher m = p.matcher(s.text(file));
      while (m.find()) {
        at.site(file, m);
      }
    }
  }

  private static void names(Sources s, Sites out) {
    each(
        s,
        CONTROLLER,
        (file, m) ->
            out.replace(
                REFUSED,
                "no such class",
                file,
                m.start(1),
                m.end(1),
                Typo.of(m.group(1), w -> false)));
    each(
        s,
        MERGE,
        (file, m) -> {
          Matcher n = NAME.matcher(m.group(1));
          while (n.find()) {
            if (n.group().length() > 3 && !WORDS.contains(n.group())) {
              out.replace(
                  REFUSED,
                  "the controller has none",
                  file,
                  m.start(1) + n.start(),
                  m.start(1) + n.end(),
                  Typo.ofReference(n.group(), w -> false));
            }
          }
        });
    each(
        s,
        TAG,
        (file, m) ->
            out.replace(
                REFUSED,
                "no such component",
                file,
                m.start(1),
                m.end(1),
                Typo.of(m.group(1), w -> false)));
    each(
        s,
        ATTRIBUTE,
        (file, m) ->
            out.replace(
                REFUSED,
                "no such attribute",
                file,
                m.start(1),
                m.end(1),
                Typo.of(m.group(1), w -> false)));
  }

  private static void markup(Sources s, Sites out) {
    each(s, END, (file, m) -> out.replace(REFUSED, "no end tag", file, m.start(), m.end(), ""));
    each(
        s,
        MERGE,
        (file, m) -> {
          if (m.group(1).contains("(")) {
            int at = m.start(1) + m.group(1).indexOf('(');
            out.replace(REFUSED, "brackets do not match", file, at, at + 1, "");
          }
        });
  }
}
