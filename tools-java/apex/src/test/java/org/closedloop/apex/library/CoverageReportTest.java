package org.closedloop.apex.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CoverageReportTest {

  @Test
  void thePageInTheDocumentationIsCurrent() throws IOException {
    Path page = Path.of("../../docs/apex-coverage.md");
    assertTrue(Files.exists(page), "run CoverageReport with the path of docs/apex-coverage.md");
    assertEquals(
        Files.readString(page),
        CoverageReport.text(),
        "docs/apex-coverage.md is stale: run CoverageReport with its path");
  }
}
