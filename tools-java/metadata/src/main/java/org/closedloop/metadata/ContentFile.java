package org.closedloop.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A file of a component that is not its metadata XML: an Apex body, a page, a resource, a file of a
 * bundle. The archive that a folder stands for is packed when its bytes are first asked for.
 */
public final class ContentFile {
  /** More than an archive needs for an entry besides its name, written twice, and its bytes. */
  private static final int ENTRY_BYTES = 256;

  /** What packing adds at most to bytes that cannot be made smaller: one part in so many. */
  private static final int STORED_SHARE = 1024;

  private final String path;
  private final String file;
  private final long bound;
  private Map<String, byte[]> entries;
  private byte[] bytes;

  /**
   * @param path path in Metadata API form below the type's folder ({@code A.cls}, {@code
   *     cmp/cmp.js})
   * @param file where it was read from, for messages
   */
  public ContentFile(String path, String file, byte[] bytes) {
    this.path = path;
    this.file = file;
    this.bytes = bytes;
    this.bound = bytes.length;
  }

  private ContentFile(String path, String file, Map<String, byte[]> entries) {
    this.path = path;
    this.file = file;
    this.entries = entries;
    this.bound =
        ENTRY_BYTES
            + entries.entrySet().stream()
                .mapToLong(
                    e ->
                        ENTRY_BYTES
                            + 6L * e.getKey().length()
                            + e.getValue().length
                            + e.getValue().length / STORED_SHARE)
                .sum();
  }

  /** The archive of these files. */
  static ContentFile archive(String path, String file, Map<String, byte[]> entries) {
    return new ContentFile(path, file, Map.copyOf(entries));
  }

  public String path() {
    return path;
  }

  public String file() {
    return file;
  }

  public synchronized byte[] bytes() {
    if (bytes == null) {
      bytes = ZipArchive.write(entries);
      entries = null;
    }
    return bytes;
  }

  /** Whether there are more bytes than that. No more is packed than it takes to tell. */
  public synchronized boolean longerThan(int most) {
    return bytes == null ? bound > most && packedLonger(most) : bytes.length > most;
  }

  /** Packs the largest files first, until the others would not matter even as they are. */
  private boolean packedLonger(int most) {
    long left = bound;
    List<byte[]> largest = new ArrayList<>(entries.values());
    largest.sort(Comparator.comparingInt((byte[] b) -> b.length).reversed());
    for (byte[] entry : largest) {
      left -= entry.length - ZipArchive.packedLength(entry);
      if (left <= most) {
        return false;
      }
    }
    return bytes().length > most;
  }

  /** Content decoded as UTF-8 without a byte order mark. */
  public String text() {
    String text = new String(bytes(), StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentFile that
        && path.equals(that.path)
        && Arrays.equals(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, Arrays.hashCode(bytes()));
  }

  @Override
  public String toString() {
    return path + " of " + file;
  }
}
