package org.closedloop.scenarios.mutation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.SchemaModel;

/**
 * A metadata file as text with the place of each element, so that a mutation leaves the rest of the
 * file as it is.
 */
final class XmlText {
  private static final Pattern MARKUP =
      Pattern.compile(
          "<!--.*?-->|<\\?.*?\\?>|<!\\[CDATA\\[.*?\\]\\]>|<(/?)([\\w:.-]+)([^>]*?)(/?)>",
          Pattern.DOTALL);
  static final SchemaModel SCHEMA = SchemaModel.forVersion("62.0");

  /** One element; offsets are those of the file's text. */
  static final class Node {
    final String name;
    final Node parent;
    final String attributes;
    final List<Node> children = new ArrayList<>();
    final String text;

    /** Metadata type of its content, an enum or a simple type; empty where the schema ends. */
    final String type;

    int start;
    int open;
    int close;
    int end;

    private Node(String text, String name, Node parent, String attributes, String type) {
      this.text = text;
      this.name = name;
      this.parent = parent;
      this.attributes = attributes;
      this.type = type;
    }

    boolean leaf() {
      return children.isEmpty();
    }

    /** A leaf's text as written. */
    String raw() {
      return text.substring(open, close);
    }

    String value() {
      return raw()
          .strip()
          .replace("&lt;", "<")
          .replace("&gt;", ">")
          .replace("&quot;", "\"")
          .replace("&apos;", "'")
          .replace("&amp;", "&");
    }

    Optional<Node> child(String childName) {
      return children.stream().filter(c -> c.name.equals(childName)).findFirst();
    }

    List<Node> children(String childName) {
      return children.stream().filter(c -> c.name.equals(childName)).toList();
    }

    String value(String childName) {
      return child(childName).map(Node::value).orElse("");
    }

    /** Names from the root's child down to this element, joined by slashes. */
    String path() {
      return parent == null || parent.parent == null ? name : parent.path() + "/" + name;
    }

    /** Its declaration in the parent's type. */
    Optional<SchemaModel.Field> field() {
      return parent == null ? Optional.empty() : SCHEMA.field(parent.type, name);
    }

    boolean required() {
      return field().map(SchemaModel.Field::required).orElse(false);
    }

    boolean repeatable() {
      return field().map(SchemaModel.Field::repeatable).orElse(false);
    }

    /** Where the element begins together with the line break and blanks before it. */
    int startOfLine() {
      int at = start;
      while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
        at--;
      }
      return at > 0 && text.charAt(at - 1) == '\n' ? at - 1 : start;
    }
  }

  final String file;
  final String text;
  final Node root;
  private final List<Node> all = new ArrayList<>();

  private XmlText(String file, String text) {
    this.file = file;
    this.text = text;
    Deque<Node> opened = new ArrayDeque<>();
    Node top = null;
    Matcher m = MARKUP.matcher(text);
    while (m.find()) {
      if (m.group(2) == null) {
        continue;
      }
      if (!m.group(1).isEmpty()) {
        Node n = opened.pop();
        n.close = m.start();
        n.end = m.end();
        continue;
      }
      Node parent = opened.peek();
      Node n = new Node(text, m.group(2), parent, m.group(3), type(parent, m.group(2)));
      n.start = m.start();
      n.open = m.end();
      if (parent == null) {
        top = n;
      } else {
        parent.children.add(n);
      }
      all.add(n);
      if (m.group(4).isEmpty()) {
        opened.push(n);
      } else {
        n.close = n.open;
        n.end = n.open;
      }
    }
    root = top;
  }

  static XmlText of(String file, String text) {
    return new XmlText(file, text);
  }

  private static String type(Node parent, String name) {
    return parent == null
        ? name
        : SCHEMA.field(parent.type, name).map(SchemaModel.Field::type).orElse("");
  }

  /** The root's name: the metadata type. */
  String type() {
    return root.name;
  }

  /** The API name that the file's own name gives. */
  String name() {
    String base = file.substring(file.lastIndexOf('/') + 1);
    base = base.substring(0, base.length() - "-meta.xml".length());
    return base.substring(0, base.lastIndexOf('.'));
  }

  /** For a file below {@code objects/X} the object's name, otherwise empty. */
  String object() {
    String[] parts = file.split("/");
    for (int i = 0; i < parts.length - 1; i++) {
      if (parts[i].equals("objects")) {
        return parts[i + 1];
      }
    }
    return "";
  }

  /** Every element but the root, in file order. */
  List<Node> elements() {
    return all.subList(1, all.size());
  }

  List<Node> elements(Predicate<Node> which) {
    return elements().stream().filter(which).toList();
  }
}
