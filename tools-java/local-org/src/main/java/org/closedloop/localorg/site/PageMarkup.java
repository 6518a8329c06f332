package org.closedloop.localorg.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads page markup into a {@link PageNode} tree. Pages must be well-formed XML apart from the text
 * of script and style elements; the errors are those an XML parser would give.
 */
final class PageMarkup {

  private static final Pattern ENTITY =
      Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\\w{1,32});");
  private static final int MAX_DEPTH = 200;

  private final String text;
  private int pos;
  private int line = 1;
  private int column = 1;
  private int number;

  private PageMarkup(String text) {
    this.text = text;
  }

  /** The root element; anything but white space and comments around it is an error. */
  static PageNode.Element parse(String text) throws PageSyntaxException {
    PageMarkup m = new PageMarkup(text.startsWith("\uFEFF") ? text.substring(1) : text);
    PageNode.Element root = null;
    while (m.pos < m.text.length()) {
      if (m.at("<!--")) {
        m.until("-->", "A comment is not closed");
      } else if (m.at("<?")) {
        m.until("?>", "A processing instruction is not closed");
      } else if (Character.isWhitespace(m.peek())) {
        m.next();
      } else if (m.peek() == '<' && root == null) {
        root = m.element(0);
      } else {
        throw m.error(
            root == null
                ? "Content is not allowed in prolog."
                : "The markup in the document following the root element must be well-formed.");
      }
    }
    if (root == null) {
      throw m.error("The page is empty");
    }
    return root;
  }

  private PageSyntaxException error(String message) {
    return new PageSyntaxException(message, line, column);
  }

  private boolean at(String s) {
    return text.startsWith(s, pos);
  }

  private char peek() throws PageSyntaxException {
    if (pos >= text.length()) {
      throw error("XML document structures must start and end within the same entity.");
    }
    return text.charAt(pos);
  }

  private char next() throws PageSyntaxException {
    char c = peek();
    pos++;
    if (c == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
    return c;
  }

  private String take(int count) throws PageSyntaxException {
    int start = pos;
    for (int i = 0; i < count; i++) {
      next();
    }
    return text.substring(start, pos);
  }

  private String until(String end, String problem) throws PageSyntaxException {
    int to = text.indexOf(end, pos);
    if (to < 0) {
      throw error(problem);
    }
    return take(to + end.length() - pos);
  }

  private void space() throws PageSyntaxException {
    while (pos < text.length() && Character.isWhitespace(text.charAt(pos))) {
      next();
    }
  }

  private String name() throws PageSyntaxException {
    int start = pos;
    while (pos < text.length()
        && (Character.isLetterOrDigit(peek()) || "_:-.".indexOf(peek()) >= 0)) {
      next();
    }
    if (start == pos) {
      throw error("The content of elements must consist of well-formed character data or markup.");
    }
    return text.substring(start, pos);
  }

  private PageNode.Element element(int depth) throws PageSyntaxException {
    if (depth > MAX_DEPTH) {
      throw error("Elements are nested too deeply");
    }
    int atLine = line;
    int atColumn = column;
    int mine = number++;
    next();
    String name = name();
    List<PageNode.Attribute> attributes = attributes(name);
    if (at("/>")) {
      take(2);
      return new PageNode.Element(name, attributes, List.of(), mine, atLine, atColumn);
    }
    next();
    String lower = name.toLowerCase(Locale.ROOT);
    List<PageNode> children =
        lower.equals("script") || lower.equals("style") ? rawText(name) : content(depth);
    int endLine = line;
    int endColumn = column;
    take(2);
    String end = name();
    space();
    if (!sameTag(end, name) || peek() != '>') {
      throw new PageSyntaxException(
          "The element type \""
              + name
              + "\" must be terminated by the matching end-tag \"</"
              + name
              + ">\".",
          endLine,
          endColumn);
    }
    next();
    return new PageNode.Element(name, attributes, List.copyOf(children), mine, atLine, atColumn);
  }

  private List<PageNode.Attribute> attributes(String element) throws PageSyntaxException {
    List<PageNode.Attribute> out = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (true) {
      space();
      if (at(">") || at("/>")) {
        return List.copyOf(out);
      }
      int atLine = line;
      int atColumn = column;
      String name = name();
      space();
      if (peek() != '=') {
        throw error(
            "Attribute name \""
                + name
                + "\" associated with an element type \""
                + element
                + "\" must be followed by the ' = ' character.");
      }
      next();
      space();
      char quote = peek();
      if (quote != '"' && quote != '\'') {
        throw error(
            "Open quote is expected for attribute \""
                + name
                + "\" associated with an element type \""
                + element
                + "\".");
      }
      next();
      PageNode.Template value = template(quote, false);
      next();
      if (!seen.add(name)) {
        throw new PageSyntaxException(
            "Attribute \"" + name + "\" was already specified for element \"" + element + "\".",
            atLine,
            atColumn);
      }
      out.add(new PageNode.Attribute(name, value, atLine, atColumn));
    }
  }

  private List<PageNode> content(int depth) throws PageSyntaxException {
    List<PageNode> out = new ArrayList<>();
    while (true) {
      if (at("</")) {
        return out;
      }
      if (at("<!--")) {
        out.add(new PageNode.Verbatim(until("-->", "A comment is not closed")));
      } else if (at("<![CDATA[")) {
        String data = until("]]>", "A CDATA section is not closed");
        out.add(new PageNode.Verbatim(data.substring(9, data.length() - 3)));
      } else if (at("<!")) {
        out.add(new PageNode.Verbatim(until(">", "A declaration is not closed")));
      } else if (peek() == '<') {
        out.add(element(depth + 1));
      } else {
        out.add(new PageNode.Text(template('<', false), false));
      }
    }
  }

  /** Names of components ignore case; those of HTML elements do not. */
  private static boolean sameTag(String end, String name) {
    return name.indexOf(':') > 0 ? end.equalsIgnoreCase(name) : end.equals(name);
  }

  private List<PageNode> rawText(String element) throws PageSyntaxException {
    int end = text.toLowerCase(Locale.ROOT).indexOf("</" + element.toLowerCase(Locale.ROOT), pos);
    if (end < 0) {
      throw error(
          "The element type \""
              + element
              + "\" must be terminated by the matching end-tag \"</"
              + element
              + ">\".");
    }
    List<PageNode.Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    while (pos < end) {
      if (at("{!")) {
        flush(literal, parts);
        parts.add(expression());
      } else {
        literal.append(next());
      }
    }
    flush(literal, parts);
    return List.of(new PageNode.Text(new PageNode.Template(List.copyOf(parts)), true));
  }

  /** Text and expressions up to the end character, which stays unread. */
  private PageNode.Template template(char end, boolean raw) throws PageSyntaxException {
    List<PageNode.Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    while (peek() != end) {
      if (at("{!")) {
        flush(literal, parts);
        parts.add(expression());
        continue;
      }
      if (peek() == '&' && !raw && !ENTITY.matcher(text).region(pos, text.length()).lookingAt()) {
        throw error("The entity name must immediately follow the '&' in the entity reference.");
      }
      literal.append(next());
    }
    flush(literal, parts);
    return new PageNode.Template(List.copyOf(parts));
  }

  private static void flush(StringBuilder literal, List<PageNode.Part> parts) {
    if (literal.length() > 0) {
      parts.add(new PageNode.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private PageNode.Expression expression() throws PageSyntaxException {
    int startLine = line;
    int startColumn = column;
    take(2);
    int exprLine = line;
    int exprColumn = column;
    StringBuilder source = new StringBuilder();
    char quote = 0;
    while (true) {
      if (pos >= text.length()) {
        throw new PageSyntaxException(
            "Syntax error. The expression is not closed with }", startLine, startColumn);
      }
      char c = next();
      if (quote != 0) {
        if (c == '\\' && pos < text.length()) {
          source.append(c).append(next());
          continue;
        }
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '}') {
        String unescaped = Escapes.decodeEntities(source.toString());
        return new PageNode.Expression(
            PageExprParser.parse(unescaped, exprLine, exprColumn),
            unescaped,
            startLine,
            startColumn);
      }
      source.append(c);
    }
  }
}
