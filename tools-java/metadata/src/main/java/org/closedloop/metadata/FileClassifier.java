package org.closedloop.metadata;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells from a file's path which component it belongs to, in source format and in Metadata API
 * format alike: first by folders that name their type, then by the suffix before {@code -meta.xml},
 * then by the plain suffix inside the type's folder.
 */
final class FileClassifier {
  static final String META_XML = "-meta.xml";
  private static final Set<String> BUNDLE_TOOLING =
      Set.of("jsconfig.json", "tsconfig.json", "package.json", "package-lock.json");

  private final TypeRegistry registry;

  FileClassifier(TypeRegistry registry) {
    this.registry = registry;
  }

  /** The role of the file, or empty when it is no metadata. The path uses slashes. */
  Optional<FileRole> classify(String path) {
    String[] parts = path.split("/");
    int last = parts.length - 1;
    for (int i = 0; i < last; i++) {
      for (TypeInfo type : registry.byDirectory(parts[i])) {
        if (type.strict() || type.kind() == TypeInfo.Kind.MIXED) {
          Optional<FileRole> role = strict(type, parts, i);
          if (role.isPresent()) {
            return role;
          }
        }
      }
    }
    String file = parts[last];
    if (file.endsWith(META_XML)) {
      return meta(parts, file.substring(0, file.length() - META_XML.length()));
    }
    return plain(parts, file);
  }

  private Optional<FileRole> strict(TypeInfo type, String[] parts, int dir) {
    String file = parts[parts.length - 1];
    int below = parts.length - 1 - dir;
    switch (type.kind()) {
      case BUNDLE:
        return below < 2 ? Optional.empty() : Optional.of(bundle(type, parts, dir));
      case OBJECT:
      case DECOMPOSED:
        return decomposed(type, parts, dir);
      case STATIC:
        return Optional.of(staticResource(type, parts, dir));
      case DOCUMENT:
        return below < 2 ? Optional.empty() : document(type, parts, dir);
      case MIXED:
        return Optional.of(mixed(type, parts, dir));
      case CONTENT:
      case FILE:
        String base = stripMeta(file);
        if (below != 1 || !suffix(base).equals(type.suffix())) {
          return Optional.empty();
        }
        boolean isMeta = type.kind() == TypeInfo.Kind.FILE || file.endsWith(META_XML);
        return Optional.of(
            role(type, stem(base), isMeta ? FileRole.Part.META : FileRole.Part.CONTENT, base));
      default:
        return Optional.empty();
    }
  }

  private FileRole bundle(TypeInfo type, String[] parts, int dir) {
    String name = parts[dir + 1];
    String file = parts[parts.length - 1];
    String path = join(parts, dir + 1);
    boolean tooling =
        BUNDLE_TOOLING.contains(file)
            || file.startsWith(".")
            || Arrays.asList(parts).contains("__tests__")
            || Arrays.asList(parts).contains("__mocks__");
    if (tooling) {
      return role(type, name, FileRole.Part.SKIP, path);
    }
    boolean meta =
        parts.length - dir == 3
            && (type.metaFileSuffix().isEmpty()
                ? file.endsWith(META_XML)
                : file.equals(type.metaFileSuffix()));
    boolean xml = meta && file.endsWith(".xml");
    return role(type, name, xml ? FileRole.Part.META : FileRole.Part.CONTENT, path);
  }

  private Optional<FileRole> decomposed(TypeInfo type, String[] parts, int dir) {
    String base = stripMeta(parts[parts.length - 1]);
    String suffix = suffix(base);
    if (suffix.equals(type.suffix())) {
      return Optional.of(role(type, stem(base), FileRole.Part.META, base));
    }
    Optional<TypeInfo.Child> child = type.childBySuffix(suffix);
    if (child.isEmpty() || parts.length - 1 - dir < 2) {
      return Optional.empty();
    }
    String parent = parts[dir + 1];
    if (type.kind() == TypeInfo.Kind.OBJECT) {
      return Optional.of(
          new FileRole(type, child.get(), parent + "." + stem(base), FileRole.Part.CHILD, base));
    }
    return Optional.of(new FileRole(type, child.get(), parent, FileRole.Part.FRAGMENT, base));
  }

  private FileRole staticResource(TypeInfo type, String[] parts, int dir) {
    String file = parts[parts.length - 1];
    if (parts.length - 1 - dir > 1) {
      return role(type, parts[dir + 1], FileRole.Part.CONTENT, join(parts, dir + 1));
    }
    if (file.endsWith(META_XML)) {
      return role(type, stem(stripMeta(file)), FileRole.Part.META, file);
    }
    return role(type, stem(file), FileRole.Part.CONTENT, file);
  }

  private Optional<FileRole> document(TypeInfo type, String[] parts, int dir) {
    String file = parts[parts.length - 1];
    String folder = parts[parts.length - 2];
    boolean otherType =
        registry.bySuffix(suffix(stripMeta(file))).stream()
            .anyMatch(t -> !t.name().equals(type.name()) && t.directory().equals(folder));
    if (otherType || registry.byDirectory(parts[dir + 1]).size() > 0) {
      return Optional.empty();
    }
    String below = join(parts, dir + 1);
    boolean meta = file.endsWith(META_XML);
    return Optional.of(
        role(
            type,
            stem(stripMeta(below)),
            meta ? FileRole.Part.META : FileRole.Part.CONTENT,
            below));
  }

  private FileRole mixed(TypeInfo type, String[] parts, int dir) {
    String file = parts[parts.length - 1];
    String below = join(parts, dir + 1);
    if (parts.length - 1 - dir == 1) {
      return role(
          type,
          stem(stripMeta(file)),
          file.endsWith(META_XML) ? FileRole.Part.META : FileRole.Part.CONTENT,
          below);
    }
    String name =
        type.name().equals("DigitalExperienceBundle") && parts.length - 1 - dir > 2
            ? parts[dir + 1] + "/" + parts[dir + 2]
            : parts[dir + 1];
    boolean meta = file.endsWith(META_XML) && suffix(stripMeta(file)).equals(type.suffix());
    return role(type, name, meta ? FileRole.Part.META : FileRole.Part.CONTENT, below);
  }

  private Optional<FileRole> meta(String[] parts, String base) {
    String suffix = suffix(base);
    if (suffix.isEmpty()) {
      return folderMeta(parts, base);
    }
    Optional<TypeInfo> found = choose(registry.bySuffix(suffix), parts);
    if (found.isEmpty()) {
      if (suffix.equals("label")) {
        TypeInfo labels = registry.type("CustomLabels").orElseThrow();
        return Optional.of(
            new FileRole(labels, labels.children().get(0), stem(base), FileRole.Part.CHILD, base));
      }
      return Optional.empty();
    }
    TypeInfo type = found.get();
    if (type.kind() == TypeInfo.Kind.FOLDER || type.inFolder()) {
      int dir = Arrays.asList(parts).lastIndexOf(type.directory());
      if (dir < 0) {
        return Optional.empty();
      }
      return Optional.of(
          role(type, stem(stripMeta(join(parts, dir + 1))), FileRole.Part.META, base));
    }
    return Optional.of(role(type, qualified(type, parts, stem(base)), FileRole.Part.META, base));
  }

  private Optional<FileRole> folderMeta(String[] parts, String base) {
    for (int i = parts.length - 2; i >= 0; i--) {
      for (TypeInfo type : registry.byDirectory(parts[i])) {
        if (type.kind() == TypeInfo.Kind.FOLDER) {
          String name = stripMeta(join(parts, i + 1));
          return Optional.of(role(type, name, FileRole.Part.META, base));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<FileRole> plain(String[] parts, String file) {
    String suffix = suffix(file);
    List<TypeInfo> inFolder =
        registry.bySuffix(suffix).stream()
            .filter(t -> !t.strict() && Arrays.asList(parts).contains(t.directory()))
            .toList();
    Optional<TypeInfo> found = choose(inFolder, parts);
    if (found.isEmpty()) {
      found = registry.bySuffix(suffix).stream().filter(FileClassifier::isCode).findFirst();
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    TypeInfo type = found.get();
    int dir = Arrays.asList(parts).lastIndexOf(type.directory());
    boolean content = type.kind() == TypeInfo.Kind.CONTENT;
    String below = type.inFolder() ? join(parts, dir + 1) : file;
    return Optional.of(
        role(
            type,
            type.inFolder() ? stem(below) : qualified(type, parts, stem(file)),
            content ? FileRole.Part.CONTENT : FileRole.Part.META,
            below));
  }

  /** Suffixes that mean nothing but Apex wherever they stand. */
  private static boolean isCode(TypeInfo type) {
    return type.suffix().equals("cls") || type.suffix().equals("trigger");
  }

  /** Territory rules and territories carry the model's folder in their name. */
  private String qualified(TypeInfo type, String[] parts, String name) {
    TypeInfo model = registry.type("Territory2Model").orElseThrow();
    int at = Arrays.asList(parts).indexOf(model.directory());
    boolean nested = type.name().equals("Territory2") || type.name().equals("Territory2Rule");
    return nested && at >= 0 ? parts[at + 1] + "." + name : name;
  }

  private static Optional<TypeInfo> choose(List<TypeInfo> candidates, String[] parts) {
    List<TypeInfo> loose = candidates.stream().filter(t -> !t.strict()).toList();
    for (int i = parts.length - 2; i >= 0; i--) {
      for (TypeInfo type : loose) {
        if (type.directory().equals(parts[i])) {
          return Optional.of(type);
        }
      }
    }
    return loose.stream().findFirst();
  }

  private static FileRole role(TypeInfo type, String fullName, FileRole.Part part, String path) {
    return new FileRole(type, null, fullName, part, path);
  }

  static String stripMeta(String file) {
    return file.endsWith(META_XML) ? file.substring(0, file.length() - META_XML.length()) : file;
  }

  static String suffix(String file) {
    int dot = file.lastIndexOf('.');
    return dot < 0 || dot < file.lastIndexOf('/') ? "" : file.substring(dot + 1);
  }

  static String stem(String file) {
    int dot = file.lastIndexOf('.');
    return dot <= file.lastIndexOf('/') ? file : file.substring(0, dot);
  }

  private static String join(String[] parts, int from) {
    return String.join("/", Arrays.asList(parts).subList(from, parts.length));
  }
}
