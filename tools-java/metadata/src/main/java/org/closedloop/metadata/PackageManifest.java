package org.closedloop.metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A {@code package.xml} or {@code destructiveChanges*.xml}: members by type, and the API version.
 *
 * @param members member names by type name, {@code *} among them for all
 * @param version API version such as {@code 62.0}; empty when not given
 */
public record PackageManifest(Map<String, List<String>> members, String version) {
  public static final String WILDCARD = "*";

  /** Folders that clients mark with a slash, as reports and dashboards nest. */
  private static final Set<String> SLASHED_FOLDERS =
      Set.of("ReportFolder", "DashboardFolder", "EmailTemplateFolder");

  public PackageManifest {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    members.forEach((type, names) -> copy.put(type, List.copyOf(names)));
    members = Collections.unmodifiableMap(copy);
  }

  /** Reads a manifest; remarks about its form go to {@code diagnostics}. */
  public static PackageManifest parse(byte[] xml, String file, List<Diagnostic> diagnostics) {
    Map<String, List<String>> members = new LinkedHashMap<>();
    String version = "";
    try {
      XmlElement root = XmlElement.parse(xml, file);
      if (!root.name().equals("Package") || !root.namespace().equals(XmlElement.METADATA_NS)) {
        diagnostics.add(
            Diagnostic.ofFile(
                "wrong-root",
                file,
                root.line(),
                root.column(),
                "The root element must be Package in " + XmlElement.METADATA_NS,
                ""));
      }
      version = root.token("version", "");
      for (XmlElement types : root.children("types")) {
        String name = types.token("name", "");
        if (!TypeRegistry.get().knows(name)) {
          diagnostics.add(
              Diagnostic.ofFile(
                  "unknown-type",
                  file,
                  types.line(),
                  types.column(),
                  "Unknown type name '" + name + "' specified in " + file,
                  NearestName.hint(name, TypeRegistry.get().names())));
          continue;
        }
        List<String> listed = members.computeIfAbsent(name, n -> new ArrayList<>());
        types.texts("members").forEach(m -> listed.add(m.replaceAll("/$", "")));
      }
    } catch (XmlParseException e) {
      diagnostics.add(
          Diagnostic.ofFile(
              "malformed-xml",
              file,
              e.line(),
              e.column(),
              "Error parsing file: " + e.getMessage(),
              ""));
    }
    return new PackageManifest(members, version);
  }

  /** The manifest that names every component of the set, children and folders as clients do. */
  public static PackageManifest of(ComponentSet set, String version) {
    Map<String, TreeSet<String>> names = new TreeMap<>();
    TypeRegistry registry = TypeRegistry.get();
    for (Component c : set) {
      TypeInfo type = registry.type(c.type()).orElse(null);
      if (type != null && type.kind() == TypeInfo.Kind.FOLDER) {
        boolean slash = SLASHED_FOLDERS.contains(c.type());
        names
            .computeIfAbsent(type.folderOf(), t -> new TreeSet<>())
            .add(c.fullName() + (slash ? "/" : ""));
        continue;
      }
      names.computeIfAbsent(c.type(), t -> new TreeSet<>()).add(memberName(c));
      for (ComponentKey part : parts(c)) {
        names.computeIfAbsent(part.type(), t -> new TreeSet<>()).add(part.fullName());
      }
      TypeInfo parent = type != null ? null : registry.parentOf(c.type()).orElse(null);
      if (parent != null && parent.kind() == TypeInfo.Kind.CONTAINER) {
        names.computeIfAbsent(parent.name(), t -> new TreeSet<>()).add(containerName(parent, c));
      }
    }
    Map<String, List<String>> members = new LinkedHashMap<>();
    names.forEach((type, list) -> members.put(type, List.copyOf(list)));
    return new PackageManifest(members, version);
  }

  /**
   * Parts that clients name beside the component that they are merged into, such as bot versions.
   */
  static List<ComponentKey> parts(Component c) {
    TypeInfo type = TypeRegistry.get().type(c.type()).orElse(null);
    if (type == null || type.kind() != TypeInfo.Kind.DECOMPOSED || c.xml() == null) {
      return List.of();
    }
    List<ComponentKey> parts = new ArrayList<>();
    for (TypeInfo.Child child : type.children()) {
      for (XmlElement element : c.xml().children(child.element())) {
        String name = element.token("fullName", "");
        if (!name.isEmpty()) {
          parts.add(new ComponentKey(child.type(), c.fullName() + "." + name));
        }
      }
    }
    return parts;
  }

  /** Clients name a document without its suffix. */
  static String memberName(Component c) {
    return c.type().equals("Document") ? FileClassifier.stem(c.fullName()) : c.fullName();
  }

  /** Name of the file-level component in which a child is written. */
  static String containerName(TypeInfo parent, Component child) {
    return parent.name().equals("CustomLabels") ? "CustomLabels" : child.parentName();
  }

  /** Whether the manifest names the member itself or all of its type. */
  public boolean names(String type, String fullName) {
    for (String member : members.getOrDefault(type, List.of())) {
      if (member.equals(WILDCARD) || member.equalsIgnoreCase(fullName)) {
        return true;
      }
    }
    return false;
  }

  public boolean isEmpty() {
    return members.values().stream().allMatch(List::isEmpty);
  }

  public byte[] toDocument() {
    List<XmlElement> children = new ArrayList<>();
    members.forEach(
        (type, names) -> {
          List<XmlElement> types = new ArrayList<>();
          names.forEach(n -> types.add(XmlElement.leaf("members", n)));
          types.add(XmlElement.leaf("name", type));
          children.add(XmlElement.of("types", types));
        });
    if (!version.isEmpty()) {
      children.add(XmlElement.leaf("version", version));
    }
    return XmlElement.of("Package", children).toDocument();
  }
}
