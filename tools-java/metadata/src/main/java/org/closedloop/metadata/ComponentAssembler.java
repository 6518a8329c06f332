package org.closedloop.metadata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Puts files together into components: pairs bodies with their metadata, folds or unfolds children
 * into the canonical form, and reports every file that does not fit.
 */
final class ComponentAssembler {
  /** Which rules about file names hold. */
  enum Format {
    SOURCE,
    MDAPI
  }

  /** A file, and what parsing it gave: done by many threads before anything is put together. */
  private static final class Input {
    private final String file;
    private final FileRole role;
    private final byte[] bytes;
    private XmlElement root;
    private XmlParseException problem;

    Input(String file, FileRole role, byte[] bytes) {
      this.file = file;
      this.role = role;
      this.bytes = bytes;
    }

    String file() {
      return file;
    }

    FileRole role() {
      return role;
    }

    byte[] bytes() {
      return bytes;
    }

    void parse() {
      try {
        root = XmlElement.parse(bytes, file);
      } catch (XmlParseException e) {
        problem = e;
      }
    }
  }

  /** The files of one component before they are put together. */
  private static final class Group {
    final List<Input> metas = new ArrayList<>();
    final List<Input> contents = new ArrayList<>();
    final List<Input> fragments = new ArrayList<>();
  }

  private final Format format;
  private final TypeRegistry registry;
  private final FileClassifier classifier;
  private final Map<ComponentKey, Group> groups = new LinkedHashMap<>();
  private final List<Input> children = new ArrayList<>();
  private final List<Input> documents = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<ComponentKey, Component> components = new LinkedHashMap<>();
  private final Set<ComponentKey> containers = new LinkedHashSet<>();
  private final UnaryOperator<String> packageOf;

  ComponentAssembler(Format format, TypeRegistry registry) {
    this(format, registry, file -> "");
  }

  /**
   * @param packageOf the package directory of a file: what two packages both bring is no mistake
   */
  ComponentAssembler(Format format, TypeRegistry registry, UnaryOperator<String> packageOf) {
    this.packageOf = packageOf;
    this.format = format;
    this.registry = registry;
    this.classifier = new FileClassifier(registry);
  }

  /** Adds one file. {@code path} decides what it is, {@code file} is its name in messages. */
  void add(String path, String file, byte[] bytes) {
    Optional<FileRole> role = classifier.classify(path);
    if (role.isEmpty()) {
      unknown(path, file);
      return;
    }
    FileRole r = role.get();
    if (r.part() == FileRole.Part.SKIP) {
      return;
    }
    Input input = new Input(file, r, bytes);
    if (r.part() != FileRole.Part.CONTENT) {
      documents.add(input);
    }
    if (r.part() == FileRole.Part.CHILD) {
      children.add(input);
      return;
    }
    Group group =
        groups.computeIfAbsent(new ComponentKey(r.type().name(), r.fullName()), k -> new Group());
    switch (r.part()) {
      case META -> group.metas.add(input);
      case CONTENT -> group.contents.add(input);
      default -> group.fragments.add(input);
    }
  }

  private void unknown(String path, String file) {
    String base = FileClassifier.stripMeta(path);
    boolean meta = !base.equals(path);
    String suffix = FileClassifier.suffix(base);
    if (meta || format == Format.MDAPI) {
      diagnostics.add(
          Diagnostic.ofFile(
              "unknown-type",
              file,
              0,
              0,
              suffix.isEmpty()
                  ? "This file belongs to no known metadata type"
                  : "No metadata type has the suffix '" + suffix + "' here",
              NearestName.hint(suffix, registry.suffixes())));
    } else {
      diagnostics.add(
          Diagnostic.ofFile(
                  "unclaimed-file", file, 0, 0, "This file belongs to no component", "left out")
              .withSeverity(Diagnostic.Severity.WARNING));
    }
  }

  /** Containers that had a file, whether or not anything of their own is left in the set. */
  Set<ComponentKey> containers() {
    return containers;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  ComponentSet finish() {
    documents.parallelStream().forEach(Input::parse);
    children.forEach(this::child);
    groups.forEach(this::assemble);
    return ComponentSet.of(components.values());
  }

  private void assemble(ComponentKey key, Group group) {
    Input first =
        !group.metas.isEmpty()
            ? group.metas.get(0)
            : !group.contents.isEmpty() ? group.contents.get(0) : group.fragments.get(0);
    TypeInfo type = first.role().type();
    switch (type.kind()) {
      case OBJECT, CONTAINER -> group.metas.forEach(this::container);
      case DECOMPOSED -> merged(type, key, group);
      default -> simple(type, key, group);
    }
  }

  private void simple(TypeInfo type, ComponentKey key, Group group) {
    XmlElement xml = null;
    byte[] source = null;
    String file;
    if (group.metas.isEmpty()) {
      file = group.contents.get(0).file();
      if (needsMeta(type)) {
        error(
            "missing-meta-file",
            type,
            key,
            file,
            "Its metadata file is missing",
            "expected " + metaName(type, file));
        return;
      }
    } else {
      Input meta = group.metas.get(group.metas.size() - 1);
      for (Input other : group.metas.subList(0, group.metas.size() - 1)) {
        duplicate(type.name(), key.fullName(), meta.file(), null, other.file());
      }
      file = meta.file();
      source = meta.bytes();
      xml = parse(meta, type.name(), key.fullName());
      if (xml == null) {
        return;
      }
      checkRoot(type, xml, meta, key.fullName());
    }
    if (group.contents.isEmpty() && needsContent(type)) {
      error("missing-content", type, key, file, "The file it describes is missing", "");
      return;
    }
    String fullName = key.fullName();
    List<ContentFile> contents = contents(type, key, group, xml);
    if (type.kind() == TypeInfo.Kind.DOCUMENT) {
      fullName = contents.get(0).path();
    }
    put(new Component(type.name(), fullName, file, xml, source, contents));
  }

  private static boolean needsMeta(TypeInfo type) {
    return switch (type.kind()) {
      case CONTENT, STATIC, DOCUMENT -> true;
      case BUNDLE -> type.name().equals("LightningComponentBundle");
      default -> false;
    };
  }

  private static boolean needsContent(TypeInfo type) {
    return switch (type.kind()) {
      case CONTENT, STATIC, DOCUMENT -> true;
      case BUNDLE -> type.metaFileSuffix().isEmpty();
      default -> false;
    };
  }

  private static String metaName(TypeInfo type, String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    if (type.kind() == TypeInfo.Kind.BUNDLE) {
      String[] parts = file.split("/");
      return parts.length < 2 ? name : parts[parts.length - 2] + ".js" + FileClassifier.META_XML;
    }
    return type.kind() == TypeInfo.Kind.STATIC
        ? FileClassifier.stem(name) + ".resource" + FileClassifier.META_XML
        : name + FileClassifier.META_XML;
  }

  private List<ContentFile> contents(TypeInfo type, ComponentKey key, Group group, XmlElement xml) {
    List<ContentFile> out = new ArrayList<>();
    if (type.kind() == TypeInfo.Kind.STATIC) {
      out.add(staticContent(type, key, group, xml));
      return out;
    }
    for (Input in : group.contents) {
      out.add(new ContentFile(in.role().path(), in.file(), in.bytes()));
    }
    boolean single = type.kind() == TypeInfo.Kind.CONTENT || type.kind() == TypeInfo.Kind.DOCUMENT;
    if (single && out.size() > 1) {
      return out.subList(out.size() - 1, out.size());
    }
    out.sort(Comparator.comparing(ContentFile::path));
    return out;
  }

  private ContentFile staticContent(TypeInfo type, ComponentKey key, Group group, XmlElement xml) {
    String path = key.fullName() + "." + type.suffix();
    Input first = group.contents.get(0);
    String folder = key.fullName() + "/";
    boolean expanded = first.role().path().startsWith(folder);
    if (!expanded) {
      if (group.contents.size() > 1) {
        duplicate(type.name(), key.fullName(), group.contents.get(1).file(), null, first.file());
      }
      return new ContentFile(path, first.file(), first.bytes());
    }
    String contentType = xml == null ? "" : xml.token("contentType", "");
    if (!ZipArchive.MIME_TYPES.contains(contentType)) {
      error(
          "static-resource-folder",
          type,
          key,
          first.file(),
          "A folder is an archive, but its contentType is '" + contentType + "'",
          "use application/zip");
    }
    Map<String, byte[]> entries = new LinkedHashMap<>();
    group.contents.stream()
        .sorted(Comparator.comparing(c -> c.role().path()))
        .forEach(c -> entries.put(c.role().path().substring(folder.length()), c.bytes()));
    return ContentFile.archive(path, first.file(), entries);
  }

  /** A file whose elements are components of their own. */
  private void container(Input meta) {
    TypeInfo type = meta.role().type();
    String name = meta.role().fullName();
    XmlElement root = parse(meta, type.name(), name);
    if (root == null) {
      return;
    }
    checkRoot(type, root, meta, name);
    containers.add(new ComponentKey(type.name(), name));
    List<XmlElement> own = new ArrayList<>();
    if (format == Format.MDAPI || !type.kind().equals(TypeInfo.Kind.OBJECT)) {
      split(type, root, meta, name);
    } else {
      root = composed(root, type.name(), meta, name);
    }
    for (XmlElement e : root.children()) {
      Optional<TypeInfo.Child> child = type.childByElement(e.name());
      if (child.isEmpty()) {
        own.add(e);
        continue;
      }
      String local = e.token("fullName", "");
      if (local.isEmpty()) {
        diagnostics.add(
            new Diagnostic(
                "missing-full-name",
                Diagnostic.Severity.ERROR,
                Diagnostic.Rule.REFUSED,
                meta.file(),
                e.line(),
                e.column(),
                child.get().type(),
                name,
                "Required field is missing: fullName",
                ""));
        continue;
      }
      put(
          Component.ofXml(
              child.get().type(),
              type.name().equals("CustomLabels") ? local : name + "." + local,
              meta.file(),
              e.renamed(child.get().type())));
    }
    boolean bare = own.stream().allMatch(e -> e.name().equals("fullName"));
    boolean empty = own.size() == root.children().size();
    if (!bare || (empty && type.kind() == TypeInfo.Kind.CONTAINER)) {
      put(new Component(type.name(), name, meta.file(), root.withChildren(own), null, List.of()));
    }
  }

  /**
   * Children that do not stand together. Clients sort those of an object when they compose its
   * file; what is sent as it is an org refuses.
   */
  private void split(TypeInfo type, XmlElement root, Input meta, String name) {
    Set<String> seen = new HashSet<>();
    String previous = "";
    for (XmlElement e : root.children()) {
      boolean first = seen.add(e.name());
      if (!first && !e.name().equals(previous) && type.childByElement(e.name()).isPresent()) {
        diagnostics.add(
            new Diagnostic(
                "split-group",
                Diagnostic.Severity.ERROR,
                Diagnostic.Rule.REFUSED,
                meta.file(),
                e.line(),
                e.column(),
                type.name(),
                name,
                "Element {"
                    + e.namespace()
                    + "}"
                    + e.name()
                    + " is duplicated at this location in type "
                    + type.name(),
                "keep all " + e.name() + " elements together"));
      }
      previous = e.name();
    }
  }

  /**
   * What clients make of a file of source format that they put together with others: they write it
   * anew, with equal elements side by side.
   */
  private XmlElement composed(XmlElement root, String type, Input input, String fullName) {
    XmlElement grouped = format == Format.SOURCE ? root.grouped() : root;
    if (grouped != root) {
      diagnostics.add(
          new Diagnostic(
              "split-group",
              Diagnostic.Severity.WARNING,
              Diagnostic.Rule.WRONG,
              input.file(),
              root.line(),
              root.column(),
              type,
              fullName,
              "Elements of the same name do not stand together",
              "clients sort them; in Metadata API format an org refuses the file"));
    }
    return grouped;
  }

  /** A component that source format spreads over files. */
  private void merged(TypeInfo type, ComponentKey key, Group group) {
    XmlElement root = null;
    String file = null;
    if (!group.metas.isEmpty()) {
      Input meta = group.metas.get(0);
      file = meta.file();
      root = parse(meta, type.name(), key.fullName());
      if (root == null) {
        return;
      }
      checkRoot(type, root, meta, key.fullName());
      if (format == Format.SOURCE && root.namespace().isEmpty()) {
        // Clients write the composed file anew and supply the namespace.
        root = root.inMetadataNamespace();
        group.metas.set(0, new Input(file, meta.role(), root.toDocument()));
      }
      XmlElement composed = composed(root, type.name(), meta, key.fullName());
      if (composed != root) {
        root = composed;
        group.metas.set(0, new Input(file, meta.role(), root.toDocument()));
      }
      if (group.fragments.isEmpty()) {
        put(
            new Component(
                type.name(), key.fullName(), file, root, group.metas.get(0).bytes(), List.of()));
        return;
      }
    }
    List<XmlElement> children = new ArrayList<>(root == null ? List.of() : root.children());
    group.fragments.sort(Comparator.comparing(Input::file));
    for (Input fragment : group.fragments) {
      XmlElement part = parse(fragment, fragment.role().child().type(), key.fullName());
      if (part != null) {
        if (format == Format.SOURCE) {
          commentBefore(part, fragment, fragment.role().child().type());
        }
        part = composed(part, fragment.role().child().type(), fragment, key.fullName());
        children.add(part.renamed(fragment.role().child().element()));
        file = file == null ? fragment.file() : file;
      }
    }
    XmlElement whole =
        root == null ? XmlElement.of(type.name(), children) : root.withChildren(children);
    put(Component.ofXml(type.name(), key.fullName(), file, whole));
  }

  /** A child in a file of its own. */
  private void child(Input input) {
    FileRole role = input.role();
    String type = role.child().type();
    XmlElement xml = parse(input, type, role.fullName());
    if (xml == null) {
      return;
    }
    if (format == Format.SOURCE) {
      commentBefore(xml, input, type);
    }
    if (!xml.name().equals(type)) {
      wrongRoot(type, xml, input, role.fullName());
      xml = xml.renamed(type);
    }
    String local = FileClassifier.stem(role.path());
    String written = xml.token("fullName", "");
    if (!written.equals(local)) {
      XmlElement at = xml.child("fullName").orElse(xml);
      diagnostics.add(
          new Diagnostic(
              "full-name-mismatch",
              Diagnostic.Severity.ERROR,
              Diagnostic.Rule.REFUSED,
              input.file(),
              at.line(),
              at.column(),
              type,
              role.fullName(),
              written.isEmpty()
                  ? "Required field is missing: fullName"
                  : "fullName '" + written + "' differs from the file's name",
              "write <fullName>" + local + "</fullName>"));
      return;
    }
    XmlElement composed = composed(xml, type, input, role.fullName());
    byte[] source = composed == xml ? input.bytes() : composed.toDocument();
    put(new Component(type, role.fullName(), input.file(), composed, source, List.of()));
  }

  /** Clients take a comment before a child's root for the root and give up. */
  private void commentBefore(XmlElement root, Input input, String type) {
    int line = XmlReader.commentBefore(input.bytes(), root);
    if (line > 0) {
      diagnostics.add(
          new Diagnostic(
              "comment-before-root",
              Diagnostic.Severity.ERROR,
              Diagnostic.Rule.WRONG,
              input.file(),
              line,
              1,
              type,
              input.role().fullName(),
              "A comment before the root of a part of an object: clients cannot convert the file",
              "move it inside " + root.name()));
    }
  }

  private XmlElement parse(Input input, String type, String fullName) {
    if (input.problem != null) {
      diagnostics.add(
          new Diagnostic(
              "malformed-xml",
              Diagnostic.Severity.ERROR,
              Diagnostic.Rule.REFUSED,
              input.file(),
              input.problem.line(),
              input.problem.column(),
              type,
              fullName,
              "Error parsing file: " + input.problem.getMessage(),
              ""));
    }
    return input.root;
  }

  /** The platform does not look at the root's name, so another one is a remark only. */
  private void checkRoot(TypeInfo type, XmlElement root, Input meta, String fullName) {
    String name = root.name();
    boolean fits =
        name.equals(type.name())
            || (type.name().equals("Settings") && name.endsWith("Settings"))
            || (type.kind() == TypeInfo.Kind.FOLDER && name.endsWith("Folder"));
    if (!fits) {
      wrongRoot(type.name(), root, meta, fullName);
    }
  }

  private void wrongRoot(String type, XmlElement root, Input meta, String fullName) {
    diagnostics.add(
        new Diagnostic(
            "wrong-root",
            Diagnostic.Severity.ERROR,
            Diagnostic.Rule.WRONG,
            meta.file(),
            root.line(),
            root.column(),
            type,
            fullName,
            "The root element is '" + root.name() + "', expected '" + type + "'",
            ""));
  }

  private void put(Component component) {
    Component before = components.put(component.key(), component);
    if (before != null && !before.equals(component)) {
      duplicate(
          component.type(), component.fullName(), component.file(), component.xml(), before.file());
    }
  }

  /** Clients let the later file win without a word, so an org never sees this. */
  private void duplicate(String type, String fullName, String file, XmlElement at, String earlier) {
    boolean same = packageOf.apply(file).equals(packageOf.apply(earlier));
    diagnostics.add(
        new Diagnostic(
            "duplicate-component",
            same ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING,
            Diagnostic.Rule.WRONG,
            file,
            at == null ? 0 : at.line(),
            at == null ? 0 : at.column(),
            type,
            fullName,
            type + " '" + fullName + "' is there twice",
            "this one is used, not " + earlier));
  }

  private void error(
      String code, TypeInfo type, ComponentKey key, String file, String message, String hint) {
    diagnostics.add(
        new Diagnostic(
            code,
            Diagnostic.Severity.ERROR,
            Diagnostic.Rule.REFUSED,
            file,
            0,
            0,
            type.name(),
            key.fullName(),
            message,
            hint));
  }
}
