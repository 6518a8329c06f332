package org.closedloop.scenarios;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * Raw calls that no honest client makes: SOAP with a stranger's session, requests for other hosts.
 */
final class SurveyDoorSoap {

  private static final String ENVELOPE =
      "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
          + " xmlns:urn=\"urn:partner.soap.sforce.com\"><soapenv:Header>%s</soapenv:Header>"
          + "<soapenv:Body>%s</soapenv:Body></soapenv:Envelope>";

  private SurveyDoorSoap() {}

  static String login(String base, String user, String password) throws Exception {
    return call(
        base,
        "",
        "<urn:login><urn:username>"
            + user
            + "</urn:username><urn:password>"
            + password
            + "</urn:password></urn:login>",
        "/services/Soap/u/64.0");
  }

  /**
   * @param session null sends no session header
   */
  static String query(String base, String session) throws Exception {
    return call(
        base,
        session == null
            ? ""
            : "<urn:SessionHeader><urn:sessionId>"
                + session
                + "</urn:sessionId></urn:SessionHeader>",
        "<urn:query><urn:queryString>SELECT Id FROM Contact</urn:queryString></urn:query>",
        "/services/Soap/u/65.0");
  }

  private static String call(String base, String header, String body, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "text/xml; charset=UTF-8")
            .header("SOAPAction", "\"\"")
            .POST(HttpRequest.BodyPublishers.ofString(ENVELOPE.formatted(header, body)))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }

  /** An answer read off the socket. */
  record Raw(int status, String body) {}

  /** What an honest client sends as Host. */
  static String host(String base) {
    return URI.create(base).getAuthority();
  }

  /** Asks for a path as it stands, under any host's name. */
  static Raw get(String base, String host, String path) throws IOException {
    URI uri = URI.create(base);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      try (InputStream in = socket.getInputStream()) {
        String[] parts = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\r\n\r\n", 2);
        return new Raw(Integer.parseInt(parts[0].split(" ")[1]), parts.length < 2 ? "" : parts[1]);
      }
    }
  }
}
