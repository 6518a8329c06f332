package org.closedloop.cli.org;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.closedloop.cli.CliException;

/** executeAnonymous of the Apex SOAP API, for which the vendor ships no Java client. */
public final class ApexClient {

  private static final String VERSION = "65.0";
  private static final String NS = "http://soap.sforce.com/2006/08/apex";

  private final OrgConnection org;

  /** What anonymous Apex did; texts are null when there is nothing to say. */
  public record Result(
      boolean compiled,
      boolean success,
      int line,
      int column,
      String compileProblem,
      String exceptionMessage,
      String exceptionStackTrace,
      String debugLog) {}

  public ApexClient(OrgConnection org) {
    this.org = org;
  }

  public Result run(String source) {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><env:Envelope"
            + " xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\""
            + NS
            + "\"><env:Header><SessionHeader><sessionId>"
            + xml(org.token())
            + "</sessionId></SessionHeader><DebuggingHeader><debugLevel>DEBUGONLY</debugLevel>"
            + "</DebuggingHeader></env:Header><env:Body><executeAnonymous><String>"
            + xml(source)
            + "</String></executeAnonymous></env:Body></env:Envelope>";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(org.instanceUrl() + "/services/Soap/s/" + VERSION))
            .timeout(Duration.ofMinutes(11))
            .header("Content-Type", "text/xml; charset=UTF-8")
            .header("SOAPAction", "\"\"")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<byte[]> r =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(10))
              .build()
              .send(request, HttpResponse.BodyHandlers.ofByteArray());
      return parse(r.body());
    } catch (IOException e) {
      throw CliException.environment(
          "org-unreachable", org.name() + " does not answer: " + e.getMessage(), null);
    } catch (XMLStreamException e) {
      throw CliException.environment("org-reply", org.name() + " answered no SOAP.", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.environment("interrupted", "Interrupted.", null);
    }
  }

  private static String xml(String s) {
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static Result parse(byte[] reply) throws XMLStreamException {
    java.util.Map<String, String> values = new java.util.HashMap<>();
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    XMLStreamReader r = factory.createXMLStreamReader(new ByteArrayInputStream(reply));
    String name = null;
    while (r.hasNext()) {
      switch (r.next()) {
        case XMLStreamConstants.START_ELEMENT -> name = r.getLocalName();
        case XMLStreamConstants.CHARACTERS -> {
          if (name != null) {
            values.merge(name, r.getText(), String::concat);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> name = null;
        default -> {
          // nothing else carries values
        }
      }
    }
    if (values.containsKey("faultstring")) {
      throw CliException.environment("org-fault", values.get("faultstring"), null);
    }
    return new Result(
        "true".equals(values.get("compiled")),
        "true".equals(values.get("success")),
        number(values.get("line")),
        number(values.get("column")),
        values.get("compileProblem"),
        values.get("exceptionMessage"),
        values.get("exceptionStackTrace"),
        values.get("debugLog"));
  }

  private static int number(String s) {
    return s == null || !s.trim().matches("-?\\d{1,9}") ? -1 : Integer.parseInt(s.trim());
  }

  /** The source of a file as it is sent. */
  public static String source(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
