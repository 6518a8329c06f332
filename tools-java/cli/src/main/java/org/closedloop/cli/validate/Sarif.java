package org.closedloop.cli.validate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.closedloop.localorg.validate.RuleBook;
import org.closedloop.metadata.Diagnostic;

/**
 * Findings as SARIF 2.1.0, as code hosts read it: rules with help, results with a relative place,
 * and fingerprints that survive lines added above.
 */
public final class Sarif {

  static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Characters of a hash that keep two findings apart. */
  private static final int HASH_LENGTH = 16;

  private final String version;
  private final Function<String, String> sources;
  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * @param version of the tool
   * @param sources text of a file by its path, or null
   */
  public Sarif(String version, Function<String, String> sources) {
    this.version = version;
    this.sources = sources;
  }

  public void write(List<Diagnostic> diagnostics, Writer out) throws IOException {
    ObjectNode log = JSON.createObjectNode();
    log.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "nps validate").put("version", version);
    Map<String, Integer> rules = rules(diagnostics, driver.putArray("rules"));
    run.put("columnKind", "utf16CodeUnits");
    ArrayNode results = run.putArray("results");
    for (Diagnostic d : diagnostics) {
      result(d, rules.get(d.code()), results.addObject());
    }
    out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log));
    out.write('\n');
  }

  private static Map<String, Integer> rules(List<Diagnostic> diagnostics, ArrayNode out) {
    TreeSet<String> codes = new TreeSet<>();
    diagnostics.forEach(d -> codes.add(d.code()));
    Map<String, Integer> index = new LinkedHashMap<>();
    for (String code : codes) {
      index.put(code, index.size());
      RuleBook.Entry rule = RuleBook.get().entry(code);
      ObjectNode r = out.addObject();
      r.put("id", code).put("name", camel(code));
      r.putObject("shortDescription").put("text", rule.meaning());
      r.putObject("fullDescription").put("text", rule.meaning());
      r.putObject("help").put("text", rule.remedy());
      r.putObject("defaultConfiguration").put("level", rule.objector().level());
      r.putObject("properties").putArray("tags").add("salesforce").add(rule.objector().word());
    }
    return index;
  }

  private static String camel(String code) {
    StringBuilder out = new StringBuilder();
    for (String word : code.split("-")) {
      out.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return out.toString();
  }

  private void result(Diagnostic d, int rule, ObjectNode r) {
    r.put("ruleId", d.code()).put("ruleIndex", rule).put("level", level(d));
    r.putObject("message")
        .put("text", d.hint().isEmpty() ? d.message() : d.message() + " (" + d.hint() + ")");
    ObjectNode place = r.putArray("locations").addObject();
    ObjectNode physical = place.putObject("physicalLocation");
    ObjectNode artifact = physical.putObject("artifactLocation");
    artifact.put("uri", uri(d.file()));
    if (!d.file().startsWith("/")) {
      artifact.put("uriBaseId", "%SRCROOT%");
    }
    ObjectNode region = physical.putObject("region");
    region.put("startLine", Math.max(1, d.line()));
    if (d.line() > 0 && d.column() > 0) {
      region.put("startColumn", d.column());
    }
    if (!d.fullName().isEmpty()) {
      place
          .putArray("logicalLocations")
          .addObject()
          .put("fullyQualifiedName", d.componentType() + ":" + d.fullName());
    }
    r.putObject("partialFingerprints").put("primaryLocationLineHash", fingerprint(d));
  }

  private static String level(Diagnostic d) {
    return switch (d.severity()) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  private static String uri(String file) {
    StringBuilder out = new StringBuilder();
    for (String part : file.split("/", -1)) {
      String quoted = URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
      out.append(out.length() == 0 && file.indexOf(part) == 0 ? "" : "/").append(quoted);
    }
    return out.toString();
  }

  /** The rule, the component and the text of the line, counted where they repeat. */
  private String fingerprint(Diagnostic d) {
    String source = sources.apply(d.file());
    String line =
        source == null || d.line() <= 0
            ? ""
            : source.lines().skip(d.line() - 1L).findFirst().orElse("").strip();
    String hash =
        hash(
            String.join(
                "\n", d.code(), d.file(), d.componentType(), d.fullName(), d.message(), line));
    return hash + ":" + seen.merge(hash, 1, Integer::sum);
  }

  private static String hash(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
