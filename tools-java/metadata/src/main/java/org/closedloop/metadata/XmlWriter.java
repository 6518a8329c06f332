package org.closedloop.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Writes {@link XmlElement}s the way the Metadata API does: four spaces, one element a line. */
final class XmlWriter {
  private static final Set<String> XSD_TYPES =
      Set.of("string", "boolean", "double", "int", "long", "date", "dateTime", "time", "decimal");

  private XmlWriter() {}

  static byte[] document(XmlElement root) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    boolean typed = usesXsi(root);
    StringBuilder declarations = new StringBuilder();
    if (!root.namespace().isEmpty()) {
      declarations.append(" xmlns=\"").append(escape(root.namespace(), true)).append('"');
    }
    if (typed) {
      declarations.append(" xmlns:xsd=\"").append(XmlElement.XSD_NS).append('"');
      declarations.append(" xmlns:xsi=\"").append(XmlElement.XSI_NS).append('"');
    }
    write(out, root, 0, declarations.toString(), root.namespace());
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean usesXsi(XmlElement e) {
    return e.nil() || e.xsiType() != null || e.children().stream().anyMatch(XmlWriter::usesXsi);
  }

  private static void write(
      StringBuilder out, XmlElement e, int depth, String declarations, String inherited) {
    String indent = " ".repeat(depth * 4);
    out.append(indent).append('<').append(e.name()).append(declarations);
    if (!e.namespace().equals(inherited)) {
      out.append(" xmlns=\"").append(escape(e.namespace(), true)).append('"');
    }
    for (Map.Entry<String, String> a : e.attributes().entrySet()) {
      out.append(' ').append(a.getKey()).append("=\"").append(escape(a.getValue(), true));
      out.append('"');
    }
    if (e.xsiType() != null) {
      String prefix = XSD_TYPES.contains(e.xsiType()) ? "xsd:" : "";
      out.append(" xsi:type=\"").append(prefix).append(e.xsiType()).append('"');
    }
    if (e.nil()) {
      out.append(" xsi:nil=\"true\"");
    }
    if (e.isLeaf() && e.text().isEmpty()) {
      out.append("/>\n");
    } else if (e.isLeaf()) {
      out.append('>').append(escape(e.text(), false)).append("</").append(e.name()).append(">\n");
    } else {
      out.append('>').append(escape(e.token(), false)).append('\n');
      for (XmlElement child : e.children()) {
        write(out, child, depth + 1, "", e.namespace());
      }
      out.append(indent).append("</").append(e.name()).append(">\n");
    }
  }

  static String escape(String text, boolean attribute) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\r' -> out.append("&#xd;");
        case '\n' -> out.append(attribute ? "&#xa;" : "\n");
        case '\t' -> out.append(attribute ? "&#x9;" : "\t");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
