package org.closedloop.apex.value;

/** Record ids: 15 case-sensitive characters, or 18 with a checksum that survives case folding. */
public final class RecordId {

  private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  private RecordId() {}

  /**
   * Whether the text is 15 or 18 letters and digits. The platform does not ask that the last three
   * of 18 are a fitting checksum.
   */
  public static boolean isValid(String text) {
    if (text == null || (text.length() != 15 && text.length() != 18)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  /** The 18-character form of a valid id of either length. */
  public static String to18(String id) {
    return id.length() == 18 ? id : id + checksum(id);
  }

  /**
   * The 18-character form with its case restored from the checksum, for ids that went through a
   * system that changes case. An id whose checksum fits no spelling of it stays as it is.
   */
  public static String normalize(String id) {
    if (id.length() == 15) {
      return to18(id);
    }
    StringBuilder out = new StringBuilder(18);
    for (int i = 0; i < 15; i++) {
      int bits = suffixBits(id, i / 5);
      char c = id.charAt(i);
      boolean upper = (bits >> i % 5 & 1) == 1;
      out.append(upper ? Character.toUpperCase(c) : Character.toLowerCase(c));
    }
    String restored = to18(out.toString());
    return restored.regionMatches(true, 15, id, 15, 3) ? restored : id;
  }

  private static int suffixBits(String id, int block) {
    return CHECK.indexOf(Character.toUpperCase(id.charAt(15 + block)));
  }

  public static String keyPrefix(String id) {
    return id.substring(0, 3);
  }

  /** Makes the 18-character id of a three-character prefix and a running number. */
  public static String of(String keyPrefix, long number) {
    StringBuilder sb = new StringBuilder(15);
    long n = number;
    for (int i = 0; i < 12; i++) {
      sb.append(
          "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".charAt((int) (n % 62)));
      n /= 62;
    }
    return to18(keyPrefix + sb.reverse());
  }

  private static String checksum(String id15) {
    StringBuilder out = new StringBuilder(3);
    for (int block = 0; block < 3; block++) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char c = id15.charAt(block * 5 + i);
        if (c >= 'A' && c <= 'Z') {
          bits |= 1 << i;
        }
      }
      out.append(CHECK.charAt(bits));
    }
    return out.toString();
  }
}
