package org.closedloop.metadata;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One element of a metadata file: an immutable tree that remembers where each element stood.
 * Equality looks at names, text, attributes and children; positions do not take part.
 */
public final class XmlElement {
  /** The namespace of every metadata element. */
  public static final String METADATA_NS = "http://soap.sforce.com/2006/04/metadata";

  public static final String XSI_NS = "http://www.w3.org/2001/XMLSchema-instance";
  public static final String XSD_NS = "http://www.w3.org/2001/XMLSchema";

  private final String name;
  private final String namespace;
  private final String text;
  private final Map<String, String> attributes;
  private final List<XmlElement> children;
  private final String xsiType;
  private final boolean nil;
  private final String file;
  private final int line;
  private final int column;

  XmlElement(
      String name,
      String namespace,
      String text,
      Map<String, String> attributes,
      List<XmlElement> children,
      String xsiType,
      boolean nil,
      String file,
      int line,
      int column) {
    this.name = Objects.requireNonNull(name);
    this.namespace = namespace == null ? "" : namespace;
    this.text = text == null ? "" : text;
    this.attributes =
        attributes.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    this.children = List.copyOf(children);
    this.xsiType = xsiType;
    this.nil = nil;
    this.file = file;
    this.line = line;
    this.column = column;
  }

  /** Parses one document. The {@code file} only serves the message of the exception. */
  public static XmlElement parse(byte[] document, String file) throws XmlParseException {
    return XmlReader.parse(document, file);
  }

  /** A new element in the metadata namespace without a position. */
  public static XmlElement of(String name, List<XmlElement> children) {
    return new XmlElement(name, METADATA_NS, "", Map.of(), children, null, false, null, 0, 0);
  }

  /** A new leaf in the metadata namespace without a position. */
  public static XmlElement leaf(String name, String text) {
    return new XmlElement(name, METADATA_NS, text, Map.of(), List.of(), null, false, null, 0, 0);
  }

  /** Local name. */
  public String name() {
    return name;
  }

  /** Namespace URI, empty when there is none. */
  public String namespace() {
    return namespace;
  }

  /**
   * The characters directly inside this element exactly as written (CDATA and entities resolved);
   * white space around children is left out.
   */
  public String text() {
    return text;
  }

  /** {@link #text()} without surrounding white space. */
  public String token() {
    return text.strip();
  }

  /** Attributes other than {@code xsi:type} and {@code xsi:nil}, by local name. */
  public Map<String, String> attributes() {
    return attributes;
  }

  public Optional<String> attribute(String attributeName) {
    return Optional.ofNullable(attributes.get(attributeName));
  }

  public List<XmlElement> children() {
    return children;
  }

  /**
   * Local part of {@code xsi:type} ({@code double} for {@code xsd:double}), or null. With its
   * prefix when the document does not declare that.
   */
  public String xsiType() {
    return xsiType;
  }

  /** True when {@code xsi:nil} is set. */
  public boolean nil() {
    return nil;
  }

  /** The file it was read from, or null; parts of one component may come from several. */
  public String file() {
    return file;
  }

  /** Line of the opening tag, from 1; 0 for an element that was not read from a file. */
  public int line() {
    return line;
  }

  /** Column of the opening tag's {@code <}, from 1; 0 for an element that was not read. */
  public int column() {
    return column;
  }

  public boolean isLeaf() {
    return children.isEmpty();
  }

  /** The first child of that name. */
  public Optional<XmlElement> child(String childName) {
    for (XmlElement child : children) {
      if (child.name.equals(childName)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  public boolean has(String childName) {
    return child(childName).isPresent();
  }

  /** All children of that name, in file order. */
  public List<XmlElement> children(String childName) {
    List<XmlElement> found = new ArrayList<>();
    for (XmlElement child : children) {
      if (child.name.equals(childName)) {
        found.add(child);
      }
    }
    return found;
  }

  /** Follows a path of first children: {@code at("start", "connector", "targetReference")}. */
  public Optional<XmlElement> at(String... path) {
    XmlElement here = this;
    for (String step : path) {
      Optional<XmlElement> next = here.child(step);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      here = next.get();
    }
    return Optional.of(here);
  }

  /** Text of the first child of that name as written, or null when absent or nil. */
  public String text(String childName) {
    return child(childName).filter(c -> !c.nil).map(XmlElement::text).orElse(null);
  }

  /** Text of the first child without surrounding white space, or the default when absent or nil. */
  public String token(String childName, String orElse) {
    return child(childName).filter(c -> !c.nil).map(XmlElement::token).orElse(orElse);
  }

  /** Tokens of all children of that name. */
  public List<String> texts(String childName) {
    return children(childName).stream().map(XmlElement::token).toList();
  }

  /** Boolean child; {@code true} and {@code 1} are true, absent is the default. */
  public boolean bool(String childName, boolean orElse) {
    String value = token(childName, null);
    return value == null || value.isEmpty() ? orElse : value.equals("true") || value.equals("1");
  }

  /**
   * Integer child, or the default when absent or no whole number, which is for the schema walk to
   * tell. A value with a fraction of zeros is accepted.
   */
  public int integer(String childName, int orElse) {
    String value = token(childName, null);
    if (value == null || value.isEmpty()) {
      return orElse;
    }
    try {
      return new BigDecimal(value).intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return orElse;
    }
  }

  /** The same element under another name. */
  public XmlElement renamed(String newName) {
    return newName.equals(name)
        ? this
        : new XmlElement(
            newName, namespace, text, attributes, children, xsiType, nil, file, line, column);
  }

  /** The same element with other children. */
  public XmlElement withChildren(List<XmlElement> newChildren) {
    return new XmlElement(
        name, namespace, text, attributes, newChildren, xsiType, nil, file, line, column);
  }

  /** The same tree without white space around the text of leaves; itself when there is none. */
  XmlElement trimmed() {
    if (children.isEmpty()) {
      String token = trim(text);
      return token.length() == text.length()
          ? this
          : new XmlElement(
              name, namespace, token, attributes, children, xsiType, nil, file, line, column);
    }
    List<XmlElement> trimmed = new ArrayList<>(children.size());
    boolean same = true;
    for (XmlElement child : children) {
      XmlElement other = child.trimmed();
      same &= other == child;
      trimmed.add(other);
    }
    return same ? this : withChildren(trimmed);
  }

  /** What clients trim: hard spaces, too. */
  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  /**
   * The same tree with equal elements put where the first of them stands, at every level; itself
   * when they stand together already.
   */
  XmlElement grouped() {
    if (!scattered()) {
      return this;
    }
    Map<String, List<XmlElement>> groups = new LinkedHashMap<>();
    for (XmlElement child : children) {
      groups.computeIfAbsent(child.name, n -> new ArrayList<>()).add(child.grouped());
    }
    return withChildren(groups.values().stream().flatMap(List::stream).toList());
  }

  /** Whether equal elements stand apart, here or below. */
  private boolean scattered() {
    for (int i = 0; i < children.size(); i++) {
      String here = children.get(i).name;
      if (i > 0 && !here.equals(children.get(i - 1).name)) {
        for (int k = 0; k < i - 1; k++) {
          if (here.equals(children.get(k).name)) {
            return true;
          }
        }
      }
      if (children.get(i).scattered()) {
        return true;
      }
    }
    return false;
  }

  /** The same tree with every element that has no namespace put into the metadata namespace. */
  XmlElement inMetadataNamespace() {
    return new XmlElement(
        name,
        namespace.isEmpty() ? METADATA_NS : namespace,
        text,
        attributes,
        children.stream().map(XmlElement::inMetadataNamespace).toList(),
        xsiType,
        nil,
        file,
        line,
        column);
  }

  /** UTF-8 document with this element as root, indented by four spaces. */
  public byte[] toDocument() {
    return XmlWriter.document(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof XmlElement that
        && name.equals(that.name)
        && namespace.equals(that.namespace)
        && nil == that.nil
        && Objects.equals(xsiType, that.xsiType)
        && attributes.equals(that.attributes)
        && children.equals(that.children)
        && (children.isEmpty() ? text.equals(that.text) : token().equals(that.token()));
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, namespace, nil, xsiType, attributes, children);
  }

  @Override
  public String toString() {
    return "<" + name + "> at " + line + ":" + column;
  }
}
