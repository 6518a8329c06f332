package org.closedloop.localorg.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.closedloop.localorg.http.WebResponse;

/**
 * Serves static resources: {@code /resource/Name}, {@code /resource/12345/Name} and entries of zip
 * resources below the name. Entries are looked up by their exact name, never as a file path.
 */
final class StaticResources {

  private static final int MAX_ENTRY = 20 << 20;

  private final SiteOrg org;

  StaticResources(SiteOrg org) {
    this.org = org;
  }

  /**
   * @param path what follows {@code /resource/}
   */
  Optional<WebResponse> serve(String path) {
    String rest = path.matches("\\d{1,20}/.*") ? path.substring(path.indexOf('/') + 1) : path;
    int slash = rest.indexOf('/');
    String name = slash < 0 ? rest : rest.substring(0, slash);
    Optional<SiteOrg.Resource> found = org.resource(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SiteOrg.Resource r = found.get();
    if (slash < 0) {
      return Optional.of(answer(r.contentType(), r.bytes()));
    }
    byte[] entry = entry(r.bytes(), rest.substring(slash + 1));
    return entry == null
        ? Optional.empty()
        : Optional.of(answer(typeOf(rest.substring(slash + 1)), entry));
  }

  private static WebResponse answer(String type, byte[] bytes) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "public, max-age=3888000");
    headers.put(
        "Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
    return new WebResponse(200, type, headers, bytes);
  }

  private static byte[] entry(byte[] zip, String name) {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (!e.isDirectory() && e.getName().equals(name)) {
          byte[] bytes = in.readNBytes(MAX_ENTRY + 1);
          return bytes.length > MAX_ENTRY ? null : bytes;
        }
      }
      return null;
    } catch (IOException broken) {
      return null;
    }
  }

  private static String typeOf(String name) {
    String n = name.toLowerCase(Locale.ROOT);
    String ext = n.substring(n.lastIndexOf('.') + 1);
    return switch (ext) {
      case "css" -> "text/css";
      case "js" -> "text/javascript";
      case "html", "htm" -> "text/html;charset=UTF-8";
      case "json" -> "application/json";
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      case "gif" -> "image/gif";
      case "jpg", "jpeg" -> "image/jpeg";
      case "woff2" -> "font/woff2";
      case "txt" -> "text/plain;charset=UTF-8";
      default -> "application/octet-stream";
    };
  }
}
