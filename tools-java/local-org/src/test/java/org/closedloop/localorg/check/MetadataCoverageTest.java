package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.closedloop.metadata.TypeRegistry;
import org.junit.jupiter.api.Test;

class MetadataCoverageTest {
  @Test
  void everyListedTypeExists() {
    MetadataCoverage.get()
        .entries()
        .keySet()
        .forEach(type -> assertTrue(TypeRegistry.get().knows(type), type));
  }

  @Test
  void theDocumentSaysTheSame() throws Exception {
    List<String> rows =
        Files.readAllLines(Path.of("../../docs/metadata-coverage.md")).stream()
            .filter(l -> l.startsWith("| ") && !l.startsWith("| type "))
            .toList();
    List<String> expected =
        MetadataCoverage.get().entries().values().stream()
            .map(
                e ->
                    "| "
                        + e.type()
                        + " | "
                        + e.status().name().toLowerCase(java.util.Locale.ROOT)
                        + " | "
                        + e.note()
                        + " |")
            .toList();
    assertEquals(expected, rows);
  }

  @Test
  void unlistedTypesAreRefused() {
    assertEquals(MetadataCoverage.Status.REFUSED, MetadataCoverage.get().status("ConnectedApp"));
  }
}
