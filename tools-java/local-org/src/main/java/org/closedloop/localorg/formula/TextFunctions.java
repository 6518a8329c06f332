package org.closedloop.localorg.formula;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.closedloop.apex.value.RecordId;

/** Functions over text. Positions count from 1; blank text counts as empty. */
final class TextFunctions {

  private TextFunctions() {}

  private interface Map1 {
    Object apply(String s);
  }

  static void addTo(FormulaFunctions.Table t) {
    t.add("TEXT", 1, 1, TextFunctions::toText)
        .add("VALUE", 1, 1, f -> map(f, FormulaType.NUMBER, TextFunctions::value))
        .add("ISNUMBER", 1, 1, f -> map(f, FormulaType.BOOLEAN, s -> isNumber(s)))
        .add("LEN", 1, 1, f -> map(f, FormulaType.NUMBER, s -> BigDecimal.valueOf(s.length())))
        .add("TRIM", 1, 1, f -> map(f, FormulaType.TEXT, String::strip))
        .add("UPPER", 1, 2, f -> map(f, FormulaType.TEXT, s -> s.toUpperCase(Locale.ROOT)))
        .add("LOWER", 1, 2, f -> map(f, FormulaType.TEXT, s -> s.toLowerCase(Locale.ROOT)))
        .add("INITCAP", 1, 2, f -> map(f, FormulaType.TEXT, TextFunctions::initCap))
        .add(
            "REVERSE",
            1,
            1,
            f -> map(f, FormulaType.TEXT, s -> new StringBuilder(s).reverse().toString()))
        .add("ASCII", 1, 1, f -> map(f, FormulaType.NUMBER, TextFunctions::codePoint))
        .add("HTMLENCODE", 1, 1, f -> map(f, FormulaType.TEXT, TextFunctions::html))
        .add("JSENCODE", 1, 1, f -> map(f, FormulaType.TEXT, TextFunctions::js))
        .add("JSINHTMLENCODE", 1, 1, f -> map(f, FormulaType.TEXT, s -> js(html(s))))
        .add(
            "URLENCODE",
            1,
            1,
            f -> map(f, FormulaType.TEXT, s -> URLEncoder.encode(s, StandardCharsets.UTF_8)))
        .add("CASESAFEID", 1, 1, TextFunctions::caseSafe)
        .add("CHR", 1, 1, TextFunctions::chr)
        .add("BR", 0, 0, f -> f.result(FormulaType.TEXT, c -> "<br>"))
        .add("LEFT", 2, 2, f -> cut(f, (s, n) -> s.substring(0, n)))
        .add("RIGHT", 2, 2, f -> cut(f, (s, n) -> s.substring(s.length() - n)))
        .add("MID", 3, 3, TextFunctions::mid)
        .add("FIND", 2, 3, TextFunctions::find)
        .add("BEGINS", 2, 2, f -> test(f, String::startsWith))
        .add("CONTAINS", 2, 2, f -> test(f, String::contains))
        .add("SUBSTITUTE", 3, 3, TextFunctions::substitute)
        .add("LPAD", 2, 3, f -> pad(f, true))
        .add("RPAD", 2, 3, f -> pad(f, false))
        .add("REGEX", 2, 2, TextFunctions::regex)
        .add("HYPERLINK", 2, 3, TextFunctions::hyperlink)
        .add("IMAGE", 2, 4, TextFunctions::image);
  }

  private static TypedNode map(FunctionCall f, FormulaType result, Map1 m) {
    TypedNode a = f.text(0);
    return f.result(result, c -> m.apply(a.text(c)));
  }

  private static TypedNode toText(FunctionCall f) {
    TypedNode a =
        f.oneOf(
            0,
            FormulaType.NUMBER,
            FormulaType.DATE,
            FormulaType.DATETIME,
            FormulaType.TIME,
            FormulaType.PICKLIST,
            FormulaType.MULTIPICKLIST);
    return f.result(FormulaType.TEXT, c -> FormulaValues.toText(a.eval().get(c)));
  }

  private static Object value(String s) {
    String n = s.strip();
    if (n.isEmpty()) {
      return null;
    }
    try {
      return new BigDecimal(n);
    } catch (NumberFormatException e) {
      throw new FormulaFailure("not a number: " + n);
    }
  }

  private static boolean isNumber(String s) {
    try {
      return new BigDecimal(s.strip()).precision() > 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String initCap(String s) {
    StringBuilder sb = new StringBuilder(s.toLowerCase(Locale.ROOT));
    boolean start = true;
    for (int i = 0; i < sb.length(); i++) {
      boolean letter = Character.isLetterOrDigit(sb.charAt(i));
      if (letter && start) {
        sb.setCharAt(i, Character.toUpperCase(sb.charAt(i)));
      }
      start = !letter;
    }
    return sb.toString();
  }

  private static Object codePoint(String s) {
    return s.isEmpty() ? null : BigDecimal.valueOf(s.codePointAt(0));
  }

  static String html(String s) {
    return s.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String js(String s) {
    return s.replace("\\", "\\\\")
        .replace("'", "\\'")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("</", "<\\/");
  }

  private static TypedNode caseSafe(FunctionCall f) {
    TypedNode a = f.text(0);
    return f.result(
        FormulaType.TEXT,
        c -> {
          String id = a.text(c);
          return RecordId.isValid(id) ? RecordId.to18(id) : id;
        });
  }

  private static TypedNode chr(FunctionCall f) {
    TypedNode a = f.number(0);
    return f.result(
        FormulaType.TEXT,
        c -> {
          int n = a.integer(c);
          if (!Character.isValidCodePoint(n) || n == 0) {
            throw new FormulaFailure("not a character: " + n);
          }
          return Character.toString(n);
        });
  }

  private interface Cut {
    String apply(String s, int n);
  }

  private static TypedNode cut(FunctionCall f, Cut cut) {
    TypedNode a = f.text(0);
    TypedNode n = f.number(1);
    return f.result(
        FormulaType.TEXT,
        c -> {
          String s = a.text(c);
          return cut.apply(s, Math.max(0, Math.min(s.length(), n.integer(c))));
        });
  }

  private static TypedNode mid(FunctionCall f) {
    TypedNode a = f.text(0);
    TypedNode start = f.number(1);
    TypedNode count = f.number(2);
    return f.result(
        FormulaType.TEXT,
        c -> {
          String s = a.text(c);
          int from = Math.max(1, start.integer(c)) - 1;
          int n = Math.max(0, count.integer(c));
          return from >= s.length()
              ? ""
              : s.substring(from, (int) Math.min(s.length(), from + (long) n));
        });
  }

  private static TypedNode find(FunctionCall f) {
    TypedNode search = f.text(0);
    TypedNode in = f.text(1);
    TypedNode start = f.count() > 2 ? f.number(2) : null;
    return f.result(
        FormulaType.NUMBER,
        c -> {
          String what = search.text(c);
          int from = start == null ? 1 : start.integer(c);
          if (what.isEmpty() || from < 1) {
            return BigDecimal.ZERO;
          }
          return BigDecimal.valueOf(in.text(c).indexOf(what, from - 1) + 1L);
        });
  }

  private interface Test {
    boolean apply(String s, String t);
  }

  private static TypedNode test(FunctionCall f, Test test) {
    TypedNode a = f.arg(0).type() == FormulaType.MULTIPICKLIST ? f.arg(0) : f.text(0);
    TypedNode b = f.text(1);
    return f.truth(c -> test.apply(a.text(c), b.text(c)));
  }

  private static TypedNode substitute(FunctionCall f) {
    TypedNode a = f.text(0);
    TypedNode from = f.text(1);
    TypedNode to = f.text(2);
    return f.result(
        FormulaType.TEXT,
        c -> {
          String old = from.text(c);
          return old.isEmpty() ? a.text(c) : a.text(c).replace(old, to.text(c));
        });
  }

  private static TypedNode pad(FunctionCall f, boolean left) {
    TypedNode a = f.text(0);
    TypedNode length = f.number(1);
    TypedNode with = f.count() > 2 ? f.text(2) : null;
    return f.result(
        FormulaType.TEXT,
        c -> {
          String s = a.text(c);
          int n = Math.max(0, Math.min(length.integer(c), 32_768));
          if (s.length() >= n) {
            return s.substring(0, n);
          }
          String p = with == null ? " " : with.text(c);
          if (p.isEmpty()) {
            return s;
          }
          StringBuilder sb = new StringBuilder();
          while (sb.length() < n - s.length()) {
            sb.append(p);
          }
          sb.setLength(n - s.length());
          return left ? sb + s : s + sb;
        });
  }

  private static TypedNode regex(FunctionCall f) {
    TypedNode a = f.text(0);
    TypedNode p = f.text(1);
    Pattern fixed = p.constant() ? pattern(f, p.text(null)) : null;
    return f.truth(
        c -> {
          Pattern pattern;
          if (fixed != null) {
            pattern = fixed;
          } else {
            try {
              pattern = Pattern.compile(p.text(c));
            } catch (PatternSyntaxException e) {
              throw new FormulaFailure("not a regular expression: " + e.getPattern());
            }
          }
          return pattern.matcher(new GuardedText(a.text(c))).matches();
        });
  }

  private static Pattern pattern(FunctionCall f, String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw f.compiler().error("Invalid regular expression: " + text, f.offset());
    }
  }

  private static TypedNode hyperlink(FunctionCall f) {
    TypedNode url = f.text(0);
    TypedNode label = f.text(1);
    TypedNode target = f.count() > 2 ? f.text(2) : null;
    return f.result(
        FormulaType.TEXT,
        c ->
            "<a href=\""
                + url.text(c)
                + "\" target=\""
                + (target == null ? "_blank" : target.text(c))
                + "\">"
                + label.text(c)
                + "</a>");
  }

  private static TypedNode image(FunctionCall f) {
    TypedNode url = f.text(0);
    TypedNode alt = f.text(1);
    TypedNode height = f.count() > 2 ? f.number(2) : null;
    TypedNode width = f.count() > 3 ? f.number(3) : null;
    return f.result(
        FormulaType.TEXT,
        c -> {
          StringBuilder sb = new StringBuilder("<img src=\"");
          sb.append(url.text(c)).append("\" alt=\"").append(alt.text(c)).append('"');
          if (height != null && width != null) {
            sb.append(" style=\"height:").append(height.integer(c)).append("px; width:");
            sb.append(width.integer(c)).append("px;\"");
          }
          return sb.append(" border=\"0\"/>").toString();
        });
  }

  /** Text that counts how often a pattern looks at it, so that no pattern can run for ever. */
  private static final class GuardedText implements CharSequence {
    private static final int MAX_READS = 1_000_000;
    private final String text;
    private int reads;

    GuardedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++reads > MAX_READS) {
        throw new FormulaFailure("Regex too complicated");
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
