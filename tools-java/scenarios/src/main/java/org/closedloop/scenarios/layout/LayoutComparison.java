package org.closedloop.scenarios.layout;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.MdapiPackage;
import org.closedloop.metadata.ReadResult;
import org.closedloop.metadata.SourceProject;

/**
 * Says whether source folders become the same package here as with the vendor's library: the same
 * files, the same members in package.xml, the same content of every file.
 */
public final class LayoutComparison {
  private LayoutComparison() {}

  /** {@code LayoutComparison THEIRS VERSION DIR...}: exit code 0 when nothing differs. */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (args.length < 3) {
      out.println("usage: LayoutComparison FOLDER-OF-THE-OTHER-CONVERSION API-VERSION DIR...");
      System.exit(2);
    }
    List<Path> folders = Stream.of(args).skip(2).map(Path::of).toList();
    Map<String, byte[]> theirs = files(Path.of(args[0]));
    Map<String, byte[]> ours = convert(folders, args[1], out);
    List<String> differences = new FileComparison(ours, theirs).differences();
    differences.forEach(out::println);
    out.println(ours.size() + " files, " + differences.size() + " differences");
    System.exit(differences.isEmpty() ? 0 : 1);
  }

  private static Map<String, byte[]> convert(List<Path> folders, String version, PrintStream out)
      throws IOException, SourceProject.ProjectUnreadable {
    ComponentSet all = ComponentSet.empty();
    for (Path folder : folders) {
      ReadResult read = SourceProject.open(folder).read();
      read.diagnostics().stream()
          .filter(Diagnostic::isError)
          .forEach(d -> out.println("read: " + d.headline()));
      all = all.plus(read.components());
    }
    return MdapiPackage.toFiles(all, version, Map.of());
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).forEach(found::add);
    }
    Map<String, byte[]> files = new TreeMap<>();
    for (Path file : found) {
      files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
    }
    return files;
  }
}
