package org.closedloop.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lays components out as the files of a Metadata API package; children go into their parent. */
final class MdapiFiles {
  private final TypeRegistry registry = TypeRegistry.get();

  Map<String, byte[]> of(ComponentSet set) {
    Map<String, byte[]> files = new TreeMap<>();
    Map<ComponentKey, List<Component>> composed = new LinkedHashMap<>();
    for (Component c : set) {
      TypeInfo type = registry.type(c.type()).orElse(null);
      if (type == null) {
        TypeInfo parent =
            registry
                .parentOf(c.type())
                .orElseThrow(() -> new IllegalArgumentException("Unknown type " + c.type()));
        composed
            .computeIfAbsent(
                new ComponentKey(parent.name(), PackageManifest.containerName(parent, c)),
                k -> new ArrayList<>())
            .add(c);
      } else if (type.ownsChildren()) {
        composed.computeIfAbsent(c.key(), k -> new ArrayList<>()).add(0, c);
      } else {
        whole(files, type, c);
      }
    }
    composed.forEach((key, parts) -> compose(files, key, parts));
    return files;
  }

  private void whole(Map<String, byte[]> files, TypeInfo type, Component c) {
    String dir = type.directory() + "/";
    for (ContentFile content : c.contents()) {
      files.put(dir + content.path(), content.bytes());
    }
    if (c.xml() != null) {
      files.put(dir + xmlPath(type, c), document(type, c));
    }
  }

  /** The file as it is, but for what clients write anew: they trim the texts. */
  private static byte[] document(TypeInfo type, Component c) {
    XmlElement xml = type.kind() == TypeInfo.Kind.DECOMPOSED ? c.xml().trimmed() : c.xml();
    return c.xmlSource() != null && xml == c.xml() ? c.xmlSource() : xml.toDocument();
  }

  private static String xmlPath(TypeInfo type, Component c) {
    String base = c.file().substring(c.file().lastIndexOf('/') + 1);
    return switch (type.kind()) {
      case FOLDER -> c.fullName() + FileClassifier.META_XML;
      case CONTENT -> c.contents().get(0).path() + FileClassifier.META_XML;
      case DOCUMENT -> c.fullName() + FileClassifier.META_XML;
      case STATIC -> c.fullName() + "." + type.suffix() + FileClassifier.META_XML;
      case BUNDLE -> c.fullName() + "/" + base;
      case MIXED ->
          c.contents().isEmpty() || type.name().equals("ExperienceBundle")
              ? base
              : c.fullName() + "/" + base;
      case DECOMPOSED -> c.fullName() + "." + type.suffix();
      default -> localName(type, c) + "." + type.suffix();
    };
  }

  /** File name without suffix; a territory's model is a folder. */
  private static String localName(TypeInfo type, Component c) {
    return switch (type.name()) {
      case "Territory2", "Territory2Rule" -> c.localName();
      default -> c.fullName();
    };
  }

  private void compose(Map<String, byte[]> files, ComponentKey key, List<Component> parts) {
    TypeInfo type = registry.type(key.type()).orElseThrow();
    List<XmlElement> children = new ArrayList<>();
    XmlElement root = null;
    for (Component part : parts) {
      if (part.type().equals(type.name())) {
        root = part.xml();
        children.addAll(0, part.xml().children());
      } else {
        String element =
            type.children().stream()
                .filter(c -> c.type().equals(part.type()))
                .findFirst()
                .orElseThrow()
                .element();
        children.add(part.xml().renamed(element));
      }
    }
    XmlElement whole =
        root == null ? XmlElement.of(type.name(), children) : root.withChildren(children);
    // Clients write these anew, with trimmed texts, and leave workflows and rules alone.
    boolean anew = type.kind() == TypeInfo.Kind.OBJECT || type.name().equals("CustomLabels");
    files.put(
        type.directory() + "/" + key.fullName() + "." + type.suffix(),
        (anew ? whole.trimmed() : whole).toDocument());
  }
}
