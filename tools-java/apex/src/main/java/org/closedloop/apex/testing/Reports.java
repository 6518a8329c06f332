package org.closedloop.apex.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.closedloop.apex.testing.TestResult.Outcome;

/** Writes a run as JUnit XML, as JSON, and its coverage as JSON. */
public final class Reports {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** How many of the slowest tests are named. */
  public static final int SLOWEST = 5;

  private Reports() {}

  /**
   * JUnit XML, one suite per class.
   *
   * @param tolerateUnsupported whether unsupported tests are skipped ones rather than errors
   */
  public static void junit(TestReport report, boolean tolerateUnsupported, Writer out)
      throws IOException {
    Map<String, List<TestResult>> suites = new LinkedHashMap<>();
    for (TestResult r : report.results()) {
      suites.computeIfAbsent(r.className(), k -> new ArrayList<>()).add(r);
    }
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      counts(xml, report.results(), tolerateUnsupported);
      for (Map.Entry<String, List<TestResult>> e : suites.entrySet()) {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", e.getKey());
        counts(xml, e.getValue(), tolerateUnsupported);
        for (TestResult r : e.getValue()) {
          testCase(xml, r, tolerateUnsupported);
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void counts(XMLStreamWriter xml, List<TestResult> results, boolean tolerate)
      throws XMLStreamException {
    long unsupported = results.stream().filter(r -> r.outcome() == Outcome.UNSUPPORTED).count();
    xml.writeAttribute("tests", String.valueOf(results.size()));
    xml.writeAttribute(
        "failures",
        String.valueOf(results.stream().filter(r -> r.outcome() == Outcome.FAILED).count()));
    xml.writeAttribute("errors", String.valueOf(tolerate ? 0 : unsupported));
    xml.writeAttribute("skipped", String.valueOf(tolerate ? unsupported : 0));
    xml.writeAttribute("time", seconds(results.stream().mapToLong(TestResult::millis).sum()));
  }

  private static void testCase(XMLStreamWriter xml, TestResult r, boolean tolerate)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", r.className());
    xml.writeAttribute("name", r.methodName());
    xml.writeAttribute("time", seconds(r.millis()));
    if (r.outcome() == Outcome.FAILED) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", clean(r.message()));
      if (r.exceptionType() != null) {
        xml.writeAttribute("type", r.exceptionType());
      }
      xml.writeCharacters(clean(r.message() + "\n" + r.stack()));
      xml.writeEndElement();
    } else if (r.outcome() == Outcome.UNSUPPORTED) {
      xml.writeStartElement(tolerate ? "skipped" : "error");
      xml.writeAttribute("message", clean(r.message()));
      if (!tolerate) {
        xml.writeAttribute("type", "unsupported");
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }

  /** Text without the characters that XML cannot hold. */
  private static String clean(String text) {
    StringBuilder sb = new StringBuilder(text.length());
    text.codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || c == '\r'
                    || c >= 0x20 && c <= 0xD7FF
                    || c >= 0xE000 && c <= 0xFFFD
                    || c >= 0x10000)
        .forEach(sb::appendCodePoint);
    return sb.toString();
  }

  /** Results, counts and coverage percentages. */
  public static ObjectNode toJson(TestReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("passed", report.passed());
    root.put("failed", report.failed());
    root.put("unsupported", report.unsupported());
    root.put("millis", report.millis());
    root.put("coveragePercent", rounded(report.coveragePercent()));
    ArrayNode tests = root.putArray("tests");
    for (TestResult r : report.results()) {
      ObjectNode t = tests.addObject();
      t.put("class", r.className());
      t.put("method", r.methodName());
      t.put("outcome", r.outcome().name().toLowerCase(Locale.ROOT));
      t.put("millis", r.millis());
      if (r.message() != null) {
        t.put("message", r.message());
        t.put("type", r.exceptionType());
        t.put("stack", r.stack());
      }
    }
    ArrayNode slowest = root.putArray("slowest");
    report.slowest(SLOWEST).forEach(r -> slowest.add(r.name()));
    ArrayNode coverage = root.putArray("coverage");
    for (ClassCoverage c : report.coverage()) {
      ObjectNode f = coverage.addObject();
      f.put("name", c.name());
      f.put("percent", rounded(c.percent()));
      f.put("lines", c.total());
      f.put("covered", c.covered().size());
    }
    return root;
  }

  public static void json(TestReport report, Writer out) throws IOException {
    JSON.writeValue(out, toJson(report));
  }

  /** Lines per class or trigger. */
  public static void coverage(TestReport report, Writer out) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("percent", rounded(report.coveragePercent()));
    ArrayNode files = root.putArray("classes");
    for (ClassCoverage c : report.coverage()) {
      ObjectNode f = files.addObject();
      f.put("name", c.name());
      f.put("percent", rounded(c.percent()));
      c.covered().forEach(f.putArray("covered")::add);
      c.uncovered().forEach(f.putArray("uncovered")::add);
    }
    JSON.writeValue(out, root);
  }

  private static double rounded(double percent) {
    return Math.round(percent * 100) / 100.0;
  }
}
