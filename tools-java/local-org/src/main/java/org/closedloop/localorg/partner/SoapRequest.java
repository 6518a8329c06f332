package org.closedloop.localorg.partner;

import com.ctc.wstx.api.WstxInputProperties;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A parsed SOAP envelope: the header elements and the operation, which is the first child of Body.
 * DTDs and entities are refused; any prefix and header order is fine.
 */
record SoapRequest(SoapNode header, SoapNode operation) {

  private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
  private static final int MAX_DEPTH = 100;
  private static final XMLInputFactory FACTORY = factory();

  private static XMLInputFactory factory() {
    XMLInputFactory f = new com.ctc.wstx.stax.WstxInputFactory();
    f.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    f.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    f.setProperty(XMLInputFactory.IS_COALESCING, true);
    f.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
    return f;
  }

  /**
   * @throws XMLStreamException when the text is not a SOAP envelope with an operation
   */
  static SoapRequest parse(byte[] body) throws XMLStreamException {
    XMLStreamReader r = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
    try {
      SoapNode root = tree(r);
      if (!root.name().equals("Envelope") || !ENVELOPE.equals(root.namespace())) {
        throw new XMLStreamException("The request is not a SOAP envelope");
      }
      SoapNode header =
          root.child("Header").orElseGet(() -> new SoapNode(ENVELOPE, "Header", false));
      SoapNode operation =
          root.child("Body")
              .flatMap(b -> b.children().stream().findFirst())
              .orElseThrow(() -> new XMLStreamException("The SOAP body is empty"));
      return new SoapRequest(header, operation);
    } finally {
      r.close();
    }
  }

  private static SoapNode tree(XMLStreamReader r) throws XMLStreamException {
    Deque<SoapNode> open = new ArrayDeque<>();
    SoapNode root = null;
    while (r.hasNext()) {
      switch (r.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String nil = r.getAttributeValue(XSI, "nil");
          SoapNode n =
              new SoapNode(
                  r.getNamespaceURI(), r.getLocalName(), "true".equals(nil) || "1".equals(nil));
          if (open.isEmpty()) {
            root = n;
          } else {
            open.peek().children().add(n);
          }
          open.push(n);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.peek().append(r.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.DTD ->
            throw new XMLStreamException("A document type declaration is not allowed");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("Entity references are not allowed");
        default -> {
          // comments and processing instructions carry nothing
        }
      }
    }
    if (root == null) {
      throw new XMLStreamException("The request is empty");
    }
    return root;
  }

  /** Text of a header's child, for example AllOrNoneHeader's allOrNone. */
  Optional<String> headerValue(String headerName, String childName) {
    return header.child(headerName).map(h -> h.childText(childName)).map(String::trim);
  }

  boolean headerFlag(String headerName, String childName) {
    return headerValue(headerName, childName).map(WireValues::isTrue).orElse(false);
  }

  Optional<String> sessionId() {
    return headerValue("SessionHeader", "sessionId").filter(s -> !s.isEmpty());
  }
}
