package org.closedloop.localorg.site;

import java.util.List;
import java.util.Optional;

/** The tree of a page. Literal text is markup as written; expressions stand where they were. */
sealed interface PageNode {

  /** Text between tags; {@code raw} inside script and style, where nothing is escaped. */
  record Text(Template template, boolean raw) implements PageNode {}

  /** Comments, document types: passed through. */
  record Verbatim(String markup) implements PageNode {}

  /** A tag; {@code number} counts the elements of the page in document order. */
  record Element(
      String name,
      List<Attribute> attributes,
      List<PageNode> children,
      int number,
      int line,
      int column)
      implements PageNode {

    boolean isComponent() {
      return name.indexOf(':') > 0;
    }

    Optional<Attribute> attribute(String attributeName) {
      return attributes.stream().filter(a -> a.name().equalsIgnoreCase(attributeName)).findFirst();
    }
  }

  /** An attribute with its position. */
  record Attribute(String name, Template value, int line, int column) {}

  /** Literal text mixed with expressions. */
  record Template(List<Part> parts) {

    /** The whole as literal text, empty when any part is an expression. */
    Optional<String> literal() {
      StringBuilder sb = new StringBuilder();
      for (Part p : parts) {
        if (p instanceof Literal l) {
          sb.append(l.text());
        } else {
          return Optional.empty();
        }
      }
      return Optional.of(sb.toString());
    }

    /** The only expression when the template is nothing else, else empty. */
    Optional<PageExpr> single() {
      return parts.size() == 1 && parts.get(0) instanceof Expression e
          ? Optional.of(e.expr())
          : Optional.empty();
    }
  }

  /** A piece of a template. */
  sealed interface Part {}

  record Literal(String text) implements Part {}

  record Expression(PageExpr expr, String source, int line, int column) implements Part {}
}
