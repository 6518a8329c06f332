package org.closedloop.scenarios.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.closedloop.metadata.PackageManifest;
import org.closedloop.metadata.XmlElement;
import org.closedloop.metadata.XmlParseException;
import org.closedloop.metadata.ZipArchive;

/**
 * Two packages file by file. XML is compared as a tree in which only the order of equal elements
 * without a name counts, archives by their entries, everything else byte by byte.
 */
final class FileComparison {
  private final Map<String, byte[]> ours;
  private final Map<String, byte[]> theirs;
  private final List<String> differences = new ArrayList<>();

  FileComparison(Map<String, byte[]> ours, Map<String, byte[]> theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  List<String> differences() {
    Set<String> names = new TreeSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    for (String name : names) {
      if (!ours.containsKey(name)) {
        differences.add("only theirs: " + name);
      } else if (!theirs.containsKey(name)) {
        differences.add("only ours: " + name);
      } else if (!Arrays.equals(ours.get(name), theirs.get(name))) {
        file(name, ours.get(name), theirs.get(name));
      }
    }
    return differences;
  }

  private void file(String name, byte[] our, byte[] their) {
    if (name.equals("package.xml")) {
      manifest(our, their);
    } else if (isZip(our) && isZip(their)) {
      archive(name, our, their);
    } else {
      content(name, our, their);
    }
  }

  private void manifest(byte[] our, byte[] their) {
    PackageManifest a = PackageManifest.parse(our, "package.xml", new ArrayList<>());
    PackageManifest b = PackageManifest.parse(their, "package.xml", new ArrayList<>());
    if (!a.version().equals(b.version())) {
      differences.add("package.xml: version " + a.version() + " / " + b.version());
    }
    Set<String> types = new TreeSet<>(a.members().keySet());
    types.addAll(b.members().keySet());
    for (String type : types) {
      Set<String> x = new TreeSet<>(a.members().getOrDefault(type, List.of()));
      Set<String> y = new TreeSet<>(b.members().getOrDefault(type, List.of()));
      x.stream()
          .filter(m -> !y.contains(m))
          .forEach(m -> differences.add("package.xml: only ours: " + type + " " + m));
      y.stream()
          .filter(m -> !x.contains(m))
          .forEach(m -> differences.add("package.xml: only theirs: " + type + " " + m));
    }
  }

  private static boolean isZip(byte[] bytes) {
    return bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3;
  }

  private void archive(String name, byte[] our, byte[] their) {
    try {
      Map<String, byte[]> a = new TreeMap<>(ZipArchive.read(our, ZipArchive.Limits.PLATFORM));
      Map<String, byte[]> b = new TreeMap<>(ZipArchive.read(their, ZipArchive.Limits.PLATFORM));
      if (!a.keySet().equals(b.keySet())) {
        differences.add(name + ": entries " + a.keySet() + " / " + b.keySet());
        return;
      }
      a.forEach(
          (entry, bytes) -> {
            if (!Arrays.equals(bytes, b.get(entry))) {
              differences.add(name + ": entry " + entry + " differs");
            }
          });
    } catch (ZipArchive.ZipRefused e) {
      differences.add(name + ": " + e.getMessage());
    }
  }

  private void content(String name, byte[] our, byte[] their) {
    XmlElement a;
    XmlElement b;
    try {
      a = XmlElement.parse(our, name);
      b = XmlElement.parse(their, name);
    } catch (XmlParseException e) {
      differences.add(name + ": content differs");
      return;
    }
    if (!sorted(a).equals(sorted(b))) {
      differences.add(name + ": " + where(sorted(a), sorted(b), a.name()));
    }
  }

  private static XmlElement sorted(XmlElement e) {
    return e.withChildren(
        e.children().stream()
            .map(FileComparison::sorted)
            .sorted(Comparator.comparing(XmlElement::name).thenComparing(FileComparison::key))
            .toList());
  }

  /** Parts with a name of their own, such as fields of an object, stand in any order. */
  private static String key(XmlElement e) {
    return e.has("fullName") || !e.name().equals("fields")
        ? e.token("fullName", "")
        : e.token("name", "");
  }

  /** The first place where two trees part. */
  private static String where(XmlElement a, XmlElement b, String path) {
    if (a.children().size() != b.children().size() || a.isLeaf()) {
      return path + ": '" + brief(a) + "' / '" + brief(b) + "'";
    }
    for (int i = 0; i < a.children().size(); i++) {
      XmlElement x = a.children().get(i);
      XmlElement y = b.children().get(i);
      if (!x.equals(y)) {
        return x.name().equals(y.name())
            ? where(x, y, path + "/" + x.name())
            : path + ": '" + x.name() + "' / '" + y.name() + "'";
      }
    }
    return path + ": attributes or namespaces";
  }

  private static String brief(XmlElement e) {
    if (!e.isLeaf()) {
      return e.children().stream().map(XmlElement::name).toList().toString();
    }
    return e.token().length() > 60 ? e.token().substring(0, 60) + "..." : e.token();
  }
}
