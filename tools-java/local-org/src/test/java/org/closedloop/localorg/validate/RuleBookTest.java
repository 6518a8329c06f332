package org.closedloop.localorg.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.SchemaModel;
import org.closedloop.metadata.SchemaWalker;
import org.closedloop.metadata.XmlElement;
import org.closedloop.metadata.XmlParseException;
import org.junit.jupiter.api.Test;

/** The rule book and the documents against the sources. */
class RuleBookTest {
  private static final Path TOOLS = Path.of("..");
  private static final Path DOCS = Path.of("../../docs");

  /** Where findings are made. */
  private static final List<String> SOURCES =
      List.of(
          "metadata/src/main/java",
          "apex/src/main/java/org/closedloop/apex/bind",
          "apex/src/main/java/org/closedloop/apex/soql",
          "apex/src/main/java/org/closedloop/apex/syntax",
          "local-org/src/main/java/org/closedloop/localorg/build",
          "local-org/src/main/java/org/closedloop/localorg/check",
          "local-org/src/main/java/org/closedloop/localorg/flow",
          "local-org/src/main/java/org/closedloop/localorg/formula",
          "local-org/src/main/java/org/closedloop/localorg/site",
          "local-org/src/main/java/org/closedloop/localorg/validate");

  /** Methods and constructors that take a code; it is the first literal among their arguments. */
  private static final Pattern MAKER =
      Pattern.compile(
          "\\b(refused|wrong|info|warning|remark|report|error|absent|ofFile|Diagnostic"
              + "|SyntaxProblem|new Finding)\\(([^;]{1,220})");

  private static final Pattern CODE =
      Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"(?:\\s*:\\s*\"([a-z]+(?:-[a-z]+)+)\")?");

  private static final Pattern OTHER = Pattern.compile("\"((?:unsupported|page)-[a-z-]+)\"");

  /** Codes of the query language, which Apex tells as {@code soql-invalid-field}. */
  private static final Pattern QUERY = Pattern.compile("\"((?:INVALID|MALFORMED)_[A-Z_]+)\"");

  private static String soql(String code) {
    return "soql-" + code.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<Path, String> sources() throws IOException {
    Map<Path, String> out = new TreeMap<>();
    for (String dir : SOURCES) {
      try (Stream<Path> files = Files.walk(TOOLS.resolve(dir))) {
        files
            .filter(f -> f.toString().endsWith(".java"))
            .forEach(
                f -> {
                  try {
                    out.put(f, Files.readString(f));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
      }
    }
    return out;
  }

  @Test
  void everyCodeIsInTheBook() throws IOException {
    List<String> missing = new ArrayList<>();
    sources()
        .forEach(
            (file, text) -> {
              Matcher maker = MAKER.matcher(text);
              while (maker.find()) {
                Matcher code = CODE.matcher(maker.group(2));
                if (code.find()) {
                  note(code.group(1), file, missing);
                  note(code.group(2), file, missing);
                }
              }
              Matcher query = QUERY.matcher(text);
              while (file.toString().contains("/soql/") && query.find()) {
                note(soql(query.group(1)), file, missing);
              }
              Matcher other = OTHER.matcher(text);
              while (other.find()) {
                note(other.group(1), file, missing);
              }
            });
    assertEquals(
        List.of(), missing, "add them to rules.txt, then write `nps validate --rules` to the docs");
  }

  private static void note(String code, Path file, List<String> missing) {
    if (code != null && !RuleBook.get().has(code)) {
      missing.add(code + " in " + file.getFileName());
    }
  }

  @Test
  void theBookHoldsNoDeadCodes() throws IOException {
    String text = String.join("\n", sources().values());
    String all = text + QUERY.matcher(text).replaceAll(m -> '"' + soql(m.group(1)) + '"');
    List<String> dead =
        RuleBook.get().entries().stream()
            .map(RuleBook.Entry::code)
            .filter(code -> !all.contains("\"" + code + "\""))
            .toList();
    assertEquals(List.of(), dead);
  }

  @Test
  void theDocumentShowsTheBook() throws IOException {
    assertTrue(
        Files.readString(DOCS.resolve("validate.md")).contains(RuleBook.get().markdown()),
        "docs/validate.md is not what `nps validate --rules` prints");
  }

  /** An example that an org would refuse teaches the wrong thing. */
  @Test
  void xmlExamplesOfTheDocumentsPassTheSchemaWalk() throws IOException {
    SchemaWalker walker = new SchemaWalker(SchemaModel.forVersion("62.0"));
    Pattern block = Pattern.compile("```xml\\R(.*?)```", Pattern.DOTALL);
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(DOCS)) {
      for (Path doc : files.filter(f -> f.toString().endsWith(".md")).toList()) {
        Matcher m = block.matcher(Files.readString(doc));
        while (m.find()) {
          for (Diagnostic d : example(walker, doc, m.group(1))) {
            found.add(d.headline());
          }
        }
      }
    }
    assertEquals(List.of(), found);
  }

  private static List<Diagnostic> example(SchemaWalker walker, Path doc, String text) {
    try {
      XmlElement root = XmlElement.parse(text.getBytes(StandardCharsets.UTF_8), doc.toString());
      boolean whole = root.namespace().equals(XmlElement.METADATA_NS);
      boolean manifest = Set.of("Package").contains(root.name());
      return !whole || manifest
          ? List.of()
          : walker.check(Component.ofXml(root.name(), "Example", doc.toString(), root));
    } catch (XmlParseException e) {
      // A fragment: documents may show a part of a file.
      return List.of();
    }
  }
}
