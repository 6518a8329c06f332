package org.closedloop.localorg.metadataapi;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Builds the XML of one reply; elements come out in the order in which they are added. */
final class SoapReply {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String OPEN =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
          + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
          + " xmlns=\"http://soap.sforce.com/2006/04/metadata\""
          + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>";
  private static final String CLOSE = "</soapenv:Body></soapenv:Envelope>";

  private final StringBuilder out = new StringBuilder(OPEN);

  SoapReply open(String name) {
    out.append('<').append(name).append('>');
    return this;
  }

  SoapReply close(String name) {
    out.append("</").append(name).append('>');
    return this;
  }

  /** A text element, left out when the value is null. */
  SoapReply add(String name, String value) {
    if (value != null) {
      open(name);
      escape(value);
      close(name);
    }
    return this;
  }

  /** A text element that says nil when the value is null. */
  SoapReply addNillable(String name, String value) {
    if (value == null) {
      out.append('<').append(name).append(" xsi:nil=\"true\"/>");
      return this;
    }
    return add(name, value);
  }

  SoapReply add(String name, boolean value) {
    return add(name, String.valueOf(value));
  }

  SoapReply add(String name, int value) {
    return add(name, String.valueOf(value));
  }

  SoapReply add(String name, double value) {
    return add(name, String.valueOf(value));
  }

  SoapReply add(String name, Instant value) {
    return add(name, value == null ? null : DATE_TIME.format(value));
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\r' -> out.append("&#xd;");
        default -> {
          boolean legal = c >= ' ' || c == '\n' || c == '\t';
          out.append(legal && c != '\uFFFE' && c != '\uFFFF' ? c : '\uFFFD');
        }
      }
    }
  }

  String xml() {
    return out + CLOSE;
  }

  /** A fault without detail, as the Metadata API sends it. */
  static String fault(String code, String message) {
    SoapReply reply = new SoapReply();
    reply.out.append("<soapenv:Fault>");
    reply.out.append(
        "<faultcode xmlns=\"\" xmlns:sf=\"http://soap.sforce.com/2006/04/metadata\">sf:");
    reply.escape(code);
    reply.out.append("</faultcode><faultstring xmlns=\"\">");
    reply.escape(code + ": " + message);
    reply.out.append("</faultstring></soapenv:Fault>");
    return reply.xml();
  }
}
