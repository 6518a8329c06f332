package org.closedloop.localorg.partner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.closedloop.localorg.http.ErrorReply;
import org.closedloop.localorg.http.LocalServer;
import org.closedloop.localorg.http.SessionRegistry;
import org.closedloop.localorg.http.WebEndpoint;
import org.closedloop.localorg.http.WebRequest;
import org.closedloop.localorg.http.WebResponse;

/** The Apex SOAP API, of which executeAnonymous is served, under {@code /services/Soap/s}. */
public final class ApexSoapEndpoint implements WebEndpoint {

  private static final Pattern PATH =
      Pattern.compile("^/services/Soap/s/(\\d{2})\\.0(?:/([A-Za-z0-9]{15,18}))?/?$");
  private static final String NS = "http://soap.sforce.com/2006/08/apex";

  private final AnonymousApex apex;
  private final SessionRegistry sessions;

  public ApexSoapEndpoint(AnonymousApex apex, SessionRegistry sessions) {
    this.apex = apex;
    this.sessions = sessions;
  }

  @Override
  public boolean claims(String method, String path) {
    return path.startsWith("/services/Soap/s/");
  }

  @Override
  public WebResponse handle(WebRequest http) {
    Matcher path = PATH.matcher(http.path());
    if (!http.method().equals("POST") || !path.matches()) {
      return ErrorReply.of(http.path(), 404, "UNSUPPORTED_API_VERSION", "No such Apex endpoint");
    }
    SoapRequest request;
    try {
      request = SoapRequest.parse(http.body());
    } catch (XMLStreamException e) {
      return fault("UNKNOWN_EXCEPTION", "The request is not a SOAP envelope");
    }
    String userId = request.sessionId().flatMap(sessions::userOf).orElse(null);
    if (userId == null) {
      return fault(
          "INVALID_SESSION_ID",
          "Invalid Session ID found in SessionHeader: Illegal Session. Session not found, missing"
              + " session key: ");
    }
    SoapNode op = request.operation();
    String source =
        op.childText("String") == null ? op.childText("apexcode") : op.childText("String");
    if (!op.name().equals("executeAnonymous") || source == null) {
      return fault("INVALID_OPERATION", "The local org does not support operation " + op.name());
    }
    AnonymousApex.Result r = apex.run(userId, source, Double.parseDouble(path.group(1)));
    boolean log = request.header().child("DebuggingHeader").isPresent();
    return WebResponse.of(200, "text/xml; charset=utf-8", reply(r, log))
        .with(LocalServer.OPERATION_HEADER, "executeAnonymous");
  }

  private static WebResponse fault(String code, String message) {
    return WebResponse.of(
        500,
        "text/xml; charset=utf-8",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
            + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:sf=\""
            + NS
            + "\"><soapenv:Body><soapenv:Fault><faultcode>sf:"
            + code
            + "</faultcode><faultstring>"
            + xml(code + ": " + message)
            + "</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>");
  }

  private static String reply(AnonymousApex.Result r, boolean log) {
    StringBuilder sb = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    sb.append("<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"")
        .append(" xmlns=\"" + NS + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    if (log) {
      sb.append("<soapenv:Header><DebuggingInfo><debugLog>")
          .append(xml(r.debugLog()))
          .append("</debugLog></DebuggingInfo></soapenv:Header>");
    }
    sb.append("<soapenv:Body><executeAnonymousResponse><result>");
    element(sb, "column", Integer.toString(r.column()));
    element(sb, "compileProblem", r.compileProblem());
    element(sb, "compiled", Boolean.toString(r.compiled()));
    element(sb, "exceptionMessage", r.exceptionMessage());
    element(sb, "exceptionStackTrace", r.exceptionStackTrace());
    element(sb, "line", Integer.toString(r.line()));
    element(sb, "success", Boolean.toString(r.success()));
    return sb.append("</result></executeAnonymousResponse></soapenv:Body></soapenv:Envelope>")
        .toString();
  }

  private static void element(StringBuilder sb, String name, String value) {
    if (value == null) {
      sb.append('<').append(name).append(" xsi:nil=\"true\"/>");
    } else {
      sb.append('<').append(name).append('>').append(xml(value));
      sb.append("</").append(name).append('>');
    }
  }

  /** Escaped; characters that XML cannot carry become U+FFFD. */
  private static String xml(String s) {
    return s.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
  }
}
