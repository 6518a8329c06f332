package org.closedloop.metadata;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document into {@link XmlElement}s: no DTD, no entities of its own, at most 100 levels.
 */
final class XmlReader {
  static final int MAX_DEPTH = 100;
  private static final WstxInputFactory FACTORY = factory();

  private XmlReader() {}

  private static WstxInputFactory factory() {
    WstxInputFactory f = new WstxInputFactory();
    f.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    f.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    f.setProperty(XMLInputFactory.IS_COALESCING, true);
    f.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    f.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
    f.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 100);
    return f;
  }

  /** An element whose end tag has not been read yet. */
  private static final class Open {
    private final Open parent;
    private final String name;
    private final String namespace;
    private final int line;
    private final int column;
    private Map<String, String> attributes = Map.of();
    private List<XmlElement> children = List.of();
    private String text = "";
    private String xsiType;
    private boolean nil;

    Open(Open parent, XMLStreamReader in) {
      this.parent = parent;
      name = in.getLocalName();
      namespace = in.getNamespaceURI();
      Location at = in.getLocation();
      line = at.getLineNumber();
      column = at.getColumnNumber();
      for (int i = 0; i < in.getAttributeCount(); i++) {
        String local = in.getAttributeLocalName(i);
        String value = in.getAttributeValue(i);
        if (!XmlElement.XSI_NS.equals(in.getAttributeNamespace(i))) {
          attribute(local, value);
        } else if (local.equals("type")) {
          xsiType = typeName(in, value.strip());
        } else if (local.equals("nil")) {
          nil = value.strip().equals("true") || value.strip().equals("1");
        }
      }
    }

    private void attribute(String local, String value) {
      if (attributes.isEmpty()) {
        attributes = new LinkedHashMap<>();
      }
      attributes.put(local, value);
    }

    /** The local part; a prefix that is not declared stays, so that nobody takes it for a type. */
    private static String typeName(XMLStreamReader in, String type) {
      int colon = type.indexOf(':');
      boolean declared = colon < 0 || in.getNamespaceURI(type.substring(0, colon)) != null;
      return declared ? type.substring(colon + 1) : type;
    }

    void text(String more) {
      if (!children.isEmpty() && more.isBlank()) {
        return;
      }
      text = text.isEmpty() ? more : text + more;
    }

    void child(XmlElement child) {
      if (children.isEmpty()) {
        children = new ArrayList<>();
        // White space before the first child is layout.
        text = text.isBlank() ? "" : text;
      }
      children.add(child);
    }

    XmlElement close(String file) {
      return new XmlElement(
          name, namespace, text, attributes, children, xsiType, nil, file, line, column);
    }
  }

  static XmlElement parse(byte[] document, String file) throws XmlParseException {
    try {
      XMLStreamReader in = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        return read(in, file);
      } finally {
        in.close();
      }
    } catch (XMLStreamException e) {
      throw failure(e, document, file);
    } catch (RuntimeException e) {
      // Woodstox wraps what it finds lazily, in text above all, into unchecked exceptions.
      if (e.getCause() instanceof XMLStreamException cause) {
        throw failure(cause, document, file);
      }
      throw new XmlParseException(file, 1, 1, firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static XmlParseException failure(XMLStreamException e, byte[] document, String file) {
    if (e.getNestedException() instanceof CharConversionException broken) {
      int bad = firstMalformed(document);
      if (bad >= 0) {
        String before = new String(document, 0, bad, StandardCharsets.UTF_8);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new XmlParseException(
            file,
            line,
            before.length() - before.lastIndexOf('\n'),
            "The file is not UTF-8: byte 0x" + Integer.toHexString(document[bad] & 0xff));
      }
      return new XmlParseException(file, 1, 1, firstLine(broken.getMessage()));
    }
    Location at = e.getLocation();
    return new XmlParseException(
        file,
        at == null ? 1 : Math.max(1, at.getLineNumber()),
        at == null ? 1 : Math.max(1, at.getColumnNumber()),
        ampersand(firstLine(e.getMessage())));
  }

  /** Formulas written by hand hold a bare ampersand more often than anything else. */
  private static String ampersand(String message) {
    return message.contains("expected a name start character")
        ? message + "; an ampersand is written &amp; and < is written &lt;"
        : message;
  }

  /** Where the document stops being UTF-8, or -1. */
  private static int firstMalformed(byte[] document) {
    ByteBuffer in = ByteBuffer.wrap(document);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(document.length), true);
    return result.isMalformed() ? in.position() : -1;
  }

  /** The line of a comment before the root, or 0; the document is well-formed. */
  static int commentBefore(byte[] document, XmlElement root) {
    int line = 1;
    for (int i = 0; i + 3 < document.length && line <= root.line(); i++) {
      if (document[i] == '\n') {
        line++;
      } else if (document[i] == '<' && document[i + 1] != '?') {
        return document[i + 1] == '!' ? line : 0;
      }
    }
    return 0;
  }

  private static XmlElement read(XMLStreamReader in, String file)
      throws XMLStreamException, XmlParseException {
    Open open = null;
    XmlElement root = null;
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT:
          open = new Open(open, in);
          break;
        case XMLStreamConstants.END_ELEMENT:
          XmlElement done = open.close(file);
          open = open.parent;
          if (open == null) {
            root = done;
          } else {
            open.child(done);
          }
          break;
        case XMLStreamConstants.CHARACTERS:
        case XMLStreamConstants.CDATA:
        case XMLStreamConstants.SPACE:
          if (open != null) {
            open.text(in.getText());
          }
          break;
        case XMLStreamConstants.DTD:
          throw at(in, file, "DOCTYPE is not allowed in metadata");
        case XMLStreamConstants.ENTITY_REFERENCE:
          throw at(in, file, "Entity &" + in.getLocalName() + "; is not defined");
        default:
          break;
      }
    }
    if (root == null) {
      throw new XmlParseException(file, 1, 1, "The document has no root element");
    }
    return root;
  }

  private static XmlParseException at(XMLStreamReader in, String file, String message) {
    Location at = in.getLocation();
    return new XmlParseException(file, at.getLineNumber(), at.getColumnNumber(), message);
  }

  private static String firstLine(String message) {
    if (message == null) {
      return "The document cannot be read";
    }
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end).strip();
  }
}
