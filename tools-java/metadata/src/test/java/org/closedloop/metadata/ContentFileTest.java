package org.closedloop.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentFileTest {
  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void archiveIsPackedOnceAndHoldsTheFiles() throws Exception {
    byte[] text = "console.log(1);".repeat(100).getBytes(StandardCharsets.UTF_8);
    ContentFile file =
        ContentFile.archive("r.resource", "r/a.js", Map.of("a.js", text, "d/b.js", new byte[0]));
    assertSame(file.bytes(), file.bytes());
    Map<String, byte[]> read = ZipArchive.read(file.bytes(), ZipArchive.Limits.PLATFORM);
    assertEquals(2, read.size());
    assertArrayEquals(text, read.get("a.js"));
    assertEquals(
        file,
        ContentFile.archive("r.resource", "r/a.js", Map.of("d/b.js", new byte[0], "a.js", text)));
  }

  @Test
  void lengthIsThatOfThePackedBytes() {
    byte[] zeros = new byte[200_000];
    ContentFile small = ContentFile.archive("r.resource", "r/z", Map.of("z", zeros));
    assertFalse(small.longerThan(10_000));
    assertTrue(small.longerThan(small.bytes().length - 1));
    assertTrue(new ContentFile("A.cls", "A.cls", zeros).longerThan(199_999));
    assertFalse(new ContentFile("A.cls", "A.cls", zeros).longerThan(200_000));
  }

  @Test
  void noArchiveIsLongerThanTakenForGranted() {
    Map<String, byte[]> entries = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      entries.put("\u00e4\u4e2d".repeat(i) + i, noise(i * 997));
    }
    entries.put("large", noise(3_000_000));
    entries.put("zeros", new byte[4_000_000]);
    int length = ContentFile.archive("r.resource", "r/a", entries).bytes().length;
    assertTrue(ContentFile.archive("r.resource", "r/a", entries).longerThan(length - 1));
    assertFalse(ContentFile.archive("r.resource", "r/a", entries).longerThan(length));
    assertFalse(ContentFile.archive("r.resource", "r/a", entries).longerThan(length + 100_000));
    assertTrue(ContentFile.archive("r.resource", "r/a", entries).longerThan(length - 100_000));
  }
}
