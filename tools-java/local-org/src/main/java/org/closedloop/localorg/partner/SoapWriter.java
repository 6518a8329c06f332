package org.closedloop.localorg.partner;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a SOAP reply the way clients expect it: prefix {@code soapenv}, result elements in the
 * default namespace, record fields under {@code sf}.
 */
final class SoapWriter {

  static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
  static final String PARTNER = "urn:partner.soap.sforce.com";
  static final String SOBJECT = "urn:sobject.partner.soap.sforce.com";
  static final String FAULT = "urn:fault.partner.soap.sforce.com";
  private static final String XSD = "http://www.w3.org/2001/XMLSchema";
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
  private static final XMLOutputFactory FACTORY = new com.ctc.wstx.stax.WstxOutputFactory();

  private final XMLStreamWriter xml;

  private SoapWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Something that writes; saves every caller the checked exception. */
  @FunctionalInterface
  interface Content {
    void write(SoapWriter out);
  }

  /** A whole successful reply. */
  static String reply(Content body) {
    return envelope(PARTNER, SOBJECT, body);
  }

  static String fault(PartnerFault fault) {
    return envelope(
        null,
        FAULT,
        w -> {
          String code = WireCodes.exceptionCode(fault.code());
          w.start("soapenv", "Fault");
          w.plain("faultcode", "sf:" + code);
          w.plain("faultstring", code + ": " + fault.getMessage());
          w.startPlain("detail");
          w.startTyped("sf", fault.faultClass(), "sf:" + fault.faultClass());
          w.field("exceptionCode", code);
          w.field("exceptionMessage", fault.getMessage());
          if (fault.isQueryFault()) {
            w.field("row", Integer.toString(fault.row()));
            w.field("column", Integer.toString(fault.column()));
          }
          w.end();
          w.end();
          w.end();
        });
  }

  /** A fault about the message itself, which has no detail. */
  static String clientFault(String message) {
    return envelope(
        null,
        FAULT,
        w -> {
          w.start("soapenv", "Fault");
          w.plain("faultcode", "soapenv:Client");
          w.plain("faultstring", message);
          w.end();
        });
  }

  private static String envelope(String defaultNamespace, String sf, Content body) {
    try {
      StringWriter target = new StringWriter();
      XMLStreamWriter x = FACTORY.createXMLStreamWriter(target);
      SoapWriter w = new SoapWriter(x);
      x.writeStartDocument("UTF-8", "1.0");
      x.writeStartElement("soapenv", "Envelope", ENVELOPE);
      x.writeNamespace("soapenv", ENVELOPE);
      if (defaultNamespace != null) {
        x.writeDefaultNamespace(defaultNamespace);
      }
      x.writeNamespace("sf", sf);
      x.writeNamespace("xsd", XSD);
      x.writeNamespace("xsi", XSI);
      x.writeStartElement("soapenv", "Body", ENVELOPE);
      body.write(w);
      x.writeEndElement();
      x.writeEndElement();
      x.writeEndDocument();
      x.flush();
      return target.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts an element of the default namespace. */
  SoapWriter start(String name) {
    return run(() -> xml.writeStartElement(PARTNER, name));
  }

  /** Starts an element of the default namespace with an xsi:type. */
  SoapWriter startTyped(String name, String xsiType) {
    return run(
        () -> {
          xml.writeStartElement(PARTNER, name);
          xml.writeAttribute("xsi", XSI, "type", xsiType);
        });
  }

  SoapWriter startTyped(String prefix, String name, String xsiType) {
    return run(
        () -> {
          xml.writeStartElement(prefix, name, namespaceOf(prefix));
          xml.writeAttribute("xsi", XSI, "type", xsiType);
        });
  }

  private void start(String prefix, String name) {
    run(() -> xml.writeStartElement(prefix, name, namespaceOf(prefix)));
  }

  private void startPlain(String name) {
    run(() -> xml.writeStartElement(name));
  }

  private void plain(String name, String value) {
    startPlain(name);
    text(value);
    end();
  }

  private String namespaceOf(String prefix) {
    return prefix.equals("soapenv") ? ENVELOPE : xml.getNamespaceContext().getNamespaceURI(prefix);
  }

  SoapWriter end() {
    return run(xml::writeEndElement);
  }

  private void text(String value) {
    run(() -> xml.writeCharacters(clean(value)));
  }

  /** An element of the default namespace; nil when the value is null. */
  SoapWriter element(String name, String value) {
    start(name);
    if (value == null) {
      run(() -> xml.writeAttribute("xsi", XSI, "nil", "true"));
    } else {
      text(value);
    }
    return end();
  }

  SoapWriter element(String name, boolean value) {
    return element(name, Boolean.toString(value));
  }

  SoapWriter element(String name, int value) {
    return element(name, Integer.toString(value));
  }

  /** Writes the element only when there is a value. */
  SoapWriter optional(String name, String value) {
    return value == null ? this : element(name, value);
  }

  /** An element of the default namespace with an xsi:type and text. */
  SoapWriter typed(String name, String xsiType, String value) {
    startTyped(name, xsiType);
    text(value);
    return end();
  }

  /** A record field under {@code sf}; nil when the value is null. */
  SoapWriter field(String name, String value) {
    start("sf", name);
    if (value == null) {
      run(() -> xml.writeAttribute("xsi", XSI, "nil", "true"));
    } else {
      text(value);
    }
    return end();
  }

  SoapWriter typedField(String name, String xsiType, String value) {
    startTyped("sf", name, xsiType);
    text(value);
    return end();
  }

  /** An empty element of the default namespace that is nil. */
  SoapWriter nil(String name) {
    return element(name, (String) null);
  }

  /** Characters that XML 1.0 cannot carry become U+FFFD. */
  private static String clean(String s) {
    for (int i = 0; i < s.length(); i++) {
      if (illegal(s.charAt(i))) {
        StringBuilder sb = new StringBuilder(s);
        for (int j = i; j < sb.length(); j++) {
          if (illegal(sb.charAt(j))) {
            sb.setCharAt(j, '\uFFFD');
          }
        }
        return sb.toString();
      }
    }
    return s;
  }

  private static boolean illegal(char c) {
    return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == '\uFFFE' || c == '\uFFFF';
  }

  @FunctionalInterface
  private interface Step {
    void run() throws XMLStreamException;
  }

  private SoapWriter run(Step step) {
    try {
      step.run();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }
}
