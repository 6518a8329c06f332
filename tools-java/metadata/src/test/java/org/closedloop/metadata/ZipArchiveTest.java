package org.closedloop.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {

  @Test
  void emptyFilesSurvive() throws Exception {
    byte[] zip = ZipArchive.write(Map.of("a.txt", new byte[0], "b.txt", new byte[] {1}));
    Map<String, byte[]> files = ZipArchive.read(zip, ZipArchive.Limits.PLATFORM);
    assertEquals(0, files.get("a.txt").length);
    assertEquals(1, files.get("b.txt").length);
  }

  @Test
  void tooManyFilesAreRefusedByName() {
    Map<String, byte[]> many = new HashMap<>();
    for (int i = 0; i <= 10_000; i++) {
      many.put("classes/A" + i + ".cls", new byte[0]);
    }
    byte[] zip = ZipArchive.write(many);
    ZipArchive.ZipRefused e =
        assertThrows(
            ZipArchive.ZipRefused.class, () -> ZipArchive.read(zip, ZipArchive.Limits.PLATFORM));
    assertTrue(e.getMessage().contains("more than 10000 files"), e.getMessage());
  }
}
