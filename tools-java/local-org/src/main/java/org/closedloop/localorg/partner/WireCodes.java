package org.closedloop.localorg.partner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The status and exception codes that clients know. A code outside their enumeration makes the
 * client refuse the whole reply, so anything else goes out as UNKNOWN_EXCEPTION.
 */
final class WireCodes {

  private static final Set<String> STATUS = load("status-codes.txt");
  private static final Set<String> EXCEPTION = load("exception-codes.txt");
  private static final String UNKNOWN = "UNKNOWN_EXCEPTION";

  private WireCodes() {}

  static String statusCode(String code) {
    return code != null && STATUS.contains(code) ? code : UNKNOWN;
  }

  static String exceptionCode(String code) {
    return code != null && EXCEPTION.contains(code) ? code : UNKNOWN;
  }

  static Set<String> statusCodes() {
    return STATUS;
  }

  static Set<String> exceptionCodes() {
    return EXCEPTION;
  }

  private static Set<String> load(String name) {
    try (InputStream in = WireCodes.class.getResourceAsStream(name);
        BufferedReader r =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return r.lines().filter(l -> !l.isBlank()).collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
