package org.closedloop.apex.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds the stub classes of the platform's types on the class path, in a jar or a folder. */
final class StubCatalog {

  private static final String ANCHOR = StubSignature.ROOT + "System/String.class";

  private StubCatalog() {}

  /** Class paths without {@code .class}, for example {@code io/.../System/String}. */
  static List<String> classPaths() {
    URL anchor = loader().getResource(ANCHOR);
    if (anchor == null) {
      throw new IllegalStateException("standard-types is not on the class path");
    }
    try {
      if (anchor.openConnection() instanceof JarURLConnection jar) {
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
          return only(file.stream().map(e -> e.getName()));
        }
      }
      String text = anchor.toString();
      Path root = Path.of(URI.create(text.substring(0, text.length() - ANCHOR.length())));
      try (Stream<Path> walk = Files.walk(root.resolve(StubSignature.ROOT))) {
        return only(walk.map(p -> root.relativize(p).toString().replace('\\', '/')));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("stub classes", e);
    }
  }

  private static List<String> only(Stream<String> names) {
    return names
        .filter(n -> n.startsWith(StubSignature.ROOT) && n.endsWith(".class"))
        .map(n -> n.substring(0, n.length() - ".class".length()))
        .filter(n -> n.indexOf('/', StubSignature.ROOT.length()) > 0)
        .sorted()
        .toList();
  }

  static InputStream open(String path) throws IOException {
    InputStream in = loader().getResourceAsStream(path + ".class");
    if (in == null) {
      throw new IOException("no stub class " + path);
    }
    return in;
  }

  private static ClassLoader loader() {
    return StubCatalog.class.getClassLoader();
  }
}
