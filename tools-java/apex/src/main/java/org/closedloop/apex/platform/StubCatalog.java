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
    return classPaths(StubSignature.ROOT, ANCHOR).stream()
        .filter(n -> n.indexOf('/', StubSignature.ROOT.length()) > 0)
        .toList();
  }

  /**
   * Class paths below a folder in a fixed order.
   *
   * @param root folder on the class path, ending in a slash
   * @param anchorPath a class file that is in it
   */
  static List<String> classPaths(String root, String anchorPath) {
    URL anchor = loader().getResource(anchorPath);
    if (anchor == null) {
      throw new IllegalStateException(anchorPath + " is not on the class path");
    }
    try {
      if (anchor.openConnection() instanceof JarURLConnection jar) {
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
          return only(root, file.stream().map(e -> e.getName()));
        }
      }
      String text = anchor.toString();
      Path base = Path.of(URI.create(text.substring(0, text.length() - anchorPath.length())));
      try (Stream<Path> walk = Files.walk(base.resolve(root))) {
        return only(root, walk.map(p -> base.relativize(p).toString().replace('\\', '/')));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("stub classes", e);
    }
  }

  private static List<String> only(String root, Stream<String> names) {
    return names
        .filter(n -> n.startsWith(root) && n.endsWith(".class"))
        .map(n -> n.substring(0, n.length() - ".class".length()))
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
