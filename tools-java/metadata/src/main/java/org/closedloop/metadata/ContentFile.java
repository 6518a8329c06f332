package org.closedloop.metadata;

import java.util.Arrays;
import java.util.Objects;

/**
 * A file of a component that is not its metadata XML: an Apex body, a page, a resource, a file of a
 * bundle.
 *
 * @param path path in Metadata API form below the type's folder ({@code A.cls}, {@code cmp/cmp.js})
 * @param file where it was read from, for messages
 */
public record ContentFile(String path, String file, byte[] bytes) {
  /** Content decoded as UTF-8 without a byte order mark. */
  public String text() {
    String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentFile that
        && path.equals(that.path)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return path + " (" + bytes.length + " bytes)";
  }
}
