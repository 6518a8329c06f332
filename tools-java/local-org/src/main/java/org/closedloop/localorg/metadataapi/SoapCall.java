package org.closedloop.localorg.metadataapi;

import java.util.List;
import java.util.Optional;
import org.closedloop.metadata.XmlElement;
import org.closedloop.metadata.XmlParseException;

/**
 * A SOAP request taken apart: the operation and the session. Prefixes, element order and a missing
 * header do not matter.
 */
record SoapCall(XmlElement operation, String sessionId) {

  static SoapCall parse(byte[] body) throws SoapFault {
    XmlElement envelope;
    try {
      envelope = XmlElement.parse(body, "request");
    } catch (XmlParseException e) {
      throw new SoapFault("UNKNOWN_EXCEPTION", "Malformed SOAP request: " + e.getMessage());
    }
    if (!envelope.name().equals("Envelope")) {
      throw new SoapFault("UNKNOWN_EXCEPTION", "The request is no SOAP envelope");
    }
    Optional<XmlElement> operation =
        envelope.child("Body").flatMap(b -> b.children().stream().findFirst());
    if (operation.isEmpty()) {
      throw new SoapFault("UNKNOWN_EXCEPTION", "The SOAP body is empty");
    }
    String session =
        envelope.at("Header", "SessionHeader", "sessionId").map(XmlElement::token).orElse("");
    return new SoapCall(operation.get(), session);
  }

  String name() {
    return operation.name();
  }

  /** Text of an argument; empty when it is absent or nil. */
  String text(String argument) {
    return operation.token(argument, "");
  }

  boolean bool(String argument, boolean orElse) {
    return operation.bool(argument, orElse);
  }

  List<XmlElement> all(String argument) {
    return operation.children(argument);
  }
}
