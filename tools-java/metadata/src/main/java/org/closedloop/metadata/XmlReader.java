package org.closedloop.metadata;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    final String name;
    final String namespace;
    final Map<String, String> attributes = new LinkedHashMap<>();
    final List<XmlElement> children = new ArrayList<>();
    final StringBuilder text = new StringBuilder();
    final int line;
    final int column;
    String xsiType;
    boolean nil;

    Open(XMLStreamReader in) {
      name = in.getLocalName();
      namespace = in.getNamespaceURI();
      Location at = in.getLocation();
      line = at.getLineNumber();
      column = at.getColumnNumber();
      for (int i = 0; i < in.getAttributeCount(); i++) {
        attribute(
            in.getAttributeNamespace(i), in.getAttributeLocalName(i), in.getAttributeValue(i));
      }
    }

    private void attribute(String ns, String local, String value) {
      if (XmlElement.XSI_NS.equals(ns) && local.equals("type")) {
        String type = value.strip();
        xsiType = type.substring(type.indexOf(':') + 1);
      } else if (XmlElement.XSI_NS.equals(ns) && local.equals("nil")) {
        nil = value.strip().equals("true") || value.strip().equals("1");
      } else if (!XmlElement.XSI_NS.equals(ns)) {
        attributes.put(local, value);
      }
    }

    XmlElement close() {
      return new XmlElement(
          name, namespace, text.toString(), attributes, children, xsiType, nil, line, column);
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
      Location at = e.getLocation();
      throw new XmlParseException(
          file,
          at == null ? 1 : Math.max(1, at.getLineNumber()),
          at == null ? 1 : Math.max(1, at.getColumnNumber()),
          firstLine(e.getMessage()));
    } catch (RuntimeException e) {
      // Woodstox wraps lazily found I/O and encoding errors into unchecked exceptions.
      throw new XmlParseException(file, 1, 1, firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static XmlElement read(XMLStreamReader in, String file)
      throws XMLStreamException, XmlParseException {
    Deque<Open> open = new ArrayDeque<>();
    XmlElement root = null;
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT:
          open.push(new Open(in));
          break;
        case XMLStreamConstants.END_ELEMENT:
          XmlElement done = open.pop().close();
          if (open.isEmpty()) {
            root = done;
          } else {
            open.peek().children.add(done);
          }
          break;
        case XMLStreamConstants.CHARACTERS:
        case XMLStreamConstants.CDATA:
        case XMLStreamConstants.SPACE:
          if (!open.isEmpty()) {
            open.peek().text.append(in.getText());
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
