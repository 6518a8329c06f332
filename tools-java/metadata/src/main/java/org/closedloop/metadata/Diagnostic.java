package org.closedloop.metadata;

import java.util.Comparator;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One remark about a file: what is wrong, where, and what to do about it. {@code line} and {@code
 * column} count from 1 and are 0 when the remark concerns the whole file.
 *
 * @param code stable kebab-case name of the rule, such as {@code unknown-element}
 * @param rule whether an org refuses such a deploy, or accepts it although it is wrong
 * @param file path as the user knows it (project relative, or inside the zip); may be empty
 * @param componentType metadata type, or empty
 * @param fullName component name, or empty
 * @param hint nearest name or remedy, or empty
 */
public record Diagnostic(
    String code,
    Severity severity,
    Rule rule,
    String file,
    int line,
    int column,
    String componentType,
    String fullName,
    String message,
    String hint) {

  /** How bad. Only {@link #ERROR} fails a deploy or a check. */
  public enum Severity {
    ERROR,
    WARNING,
    INFO
  }

  /** Who objects. */
  public enum Rule {
    /** The platform refuses such a component. */
    REFUSED,
    /** The platform deploys it, and it is wrong all the same. */
    WRONG
  }

  /** Control characters but the tab. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\t]]");

  /** Reading order: file, line, column, code. */
  public static final Comparator<Diagnostic> BY_POSITION =
      Comparator.comparing(Diagnostic::file)
          .thenComparingInt(Diagnostic::line)
          .thenComparingInt(Diagnostic::column)
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  public Diagnostic {
    file = file == null ? "" : file;
    componentType = componentType == null ? "" : componentType;
    fullName = fullName == null ? "" : fullName;
    hint = hint == null ? "" : hint;
  }

  /** An error that the platform itself would raise. */
  public static Diagnostic refused(
      String code, Component component, XmlElement at, String message, String hint) {
    return of(code, Severity.ERROR, Rule.REFUSED, component, at, message, hint);
  }

  /** An error of ours about something the platform would deploy. */
  public static Diagnostic wrong(
      String code, Component component, XmlElement at, String message, String hint) {
    return of(code, Severity.ERROR, Rule.WRONG, component, at, message, hint);
  }

  private static Diagnostic of(
      String code,
      Severity severity,
      Rule rule,
      Component component,
      XmlElement at,
      String message,
      String hint) {
    XmlElement where = at != null ? at : component.xml();
    return new Diagnostic(
        code,
        severity,
        rule,
        where != null && where.file() != null ? where.file() : component.file(),
        where == null ? 0 : where.line(),
        where == null ? 0 : where.column(),
        component.type(),
        component.fullName(),
        message,
        hint);
  }

  /** An error about a file that has not become a component. */
  public static Diagnostic ofFile(
      String code, String file, int line, int column, String message, String hint) {
    return new Diagnostic(
        code, Severity.ERROR, Rule.REFUSED, file, line, column, "", "", message, hint);
  }

  public Diagnostic withSeverity(Severity other) {
    return new Diagnostic(
        code, other, rule, file, line, column, componentType, fullName, message, hint);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /**
   * An error that fails a deploy, as against one that only a check reports: the platform refuses
   * it, or the local org lacks it by name (codes that start with {@code unsupported-}).
   */
  public boolean blocksDeploy() {
    return severity == Severity.ERROR && (rule == Rule.REFUSED || code.startsWith("unsupported-"));
  }

  /** Columns of a source line that are shown; a longer one is cut around the caret. */
  private static final int SHOWN = 200;

  /** {@code error[code] file:line:column message (hint)} on one line. */
  public String headline() {
    StringBuilder out = new StringBuilder();
    out.append(severity.name().toLowerCase(java.util.Locale.ROOT));
    out.append('[').append(code).append("] ").append(file);
    if (line > 0) {
      out.append(':').append(line);
      if (column > 0) {
        out.append(':').append(column);
      }
    }
    out.append("  ").append(message);
    if (!hint.isEmpty()) {
      out.append(" (").append(hint).append(')');
    }
    return printable(out.toString());
  }

  /** Control characters of names and sources neither break lines nor reach a terminal. */
  private static String printable(String text) {
    return CONTROL.matcher(text).replaceAll("\uFFFD");
  }

  /**
   * The headline, and below it the source line with a caret when the source is at hand.
   *
   * @param sources text of a file by its path, or null when it is not available
   */
  public String render(Function<String, String> sources) {
    String source = line > 0 ? sources.apply(file) : null;
    if (source == null) {
      return headline();
    }
    String[] lines = source.split("\r\n|\n|\r", -1);
    if (line > lines.length) {
      return headline();
    }
    String text = printable(lines[line - 1]);
    int at = column - 1;
    if (at < 0 || at >= text.length()) {
      return headline() + "\n" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }
    int carets = Math.min(caretLength(text, at), SHOWN / 2);
    if (text.length() > SHOWN) {
      int from = Math.max(0, Math.min(at - SHOWN / 2, text.length() - SHOWN));
      int to = Math.min(text.length(), from + SHOWN);
      String before = from > 0 ? "..." : "";
      text = before + text.substring(from, to) + (to < text.length() ? "..." : "");
      at = at - from + before.length();
    }
    String pad = text.substring(0, at).replaceAll("[^\t]", " ");
    return headline() + "\n" + text + "\n" + pad + "^".repeat(carets);
  }

  private static int caretLength(String text, int start) {
    int end = start;
    if (text.charAt(start) == '<') {
      end++;
    }
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    if (text.charAt(start) == '<' && end < text.length() && text.charAt(end) == '>') {
      end++;
    }
    return Math.max(1, end - start);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.';
  }
}
