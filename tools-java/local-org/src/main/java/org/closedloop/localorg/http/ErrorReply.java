package org.closedloop.localorg.http;

import java.util.regex.Pattern;

/**
 * The server's own errors in the dialect of the path: a fault on SOAP paths, a JSON array on REST
 * paths, one line of text elsewhere; never HTML.
 */
public final class ErrorReply {

  private static final Pattern SOAP = Pattern.compile("^/services/Soap/.*");
  private static final Pattern PARTNER = Pattern.compile("^/services/Soap/u(/.*)?$");
  private static final Pattern REST =
      Pattern.compile("^/(services/(data|apexrest|async|oauth2)|__local__)(/.*)?$");

  private ErrorReply() {}

  /**
   * @param status HTTP status; SOAP answers 500 as clients read faults only there, except for 503
   * @param code the platform's exception code
   */
  public static WebResponse of(String path, int status, String code, String message) {
    if (SOAP.matcher(path).matches()) {
      return WebResponse.of(
          status == 503 ? 503 : 500, "text/xml; charset=utf-8", fault(path, code, message));
    }
    if (REST.matcher(path).matches()) {
      return WebResponse.of(
          status,
          "application/json;charset=UTF-8",
          "[{\"message\":\"" + json(message) + "\",\"errorCode\":\"" + json(code) + "\"}]");
    }
    return WebResponse.of(status, "text/plain; charset=UTF-8", message + "\n");
  }

  private static String fault(String path, String code, String message) {
    boolean partner = PARTNER.matcher(path).matches();
    String ns =
        partner ? "urn:fault.partner.soap.sforce.com" : "http://soap.sforce.com/2006/04/metadata";
    String detail =
        partner
            ? "<detail><sf:UnexpectedErrorFault xsi:type=\"sf:UnexpectedErrorFault\">"
                + "<sf:exceptionCode>"
                + xml(code)
                + "</sf:exceptionCode><sf:exceptionMessage>"
                + xml(message)
                + "</sf:exceptionMessage></sf:UnexpectedErrorFault></detail>"
            : "";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
        + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:sf=\""
        + ns
        + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
        + "<soapenv:Fault><faultcode>sf:"
        + xml(code)
        + "</faultcode><faultstring>"
        + xml(code + ": " + message)
        + "</faultstring>"
        + detail
        + "</soapenv:Fault></soapenv:Body></soapenv:Envelope>";
  }

  private static String xml(String s) {
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String json(String s) {
    return s.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
