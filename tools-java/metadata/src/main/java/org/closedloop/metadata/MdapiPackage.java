package org.closedloop.metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A Metadata API package: a set of components with its {@code package.xml} and deletions, to and
 * from a zip.
 *
 * @param components what the package deploys: present in the zip and named in its manifest
 * @param manifest the manifest; several packages in one zip are merged
 * @param destructive what to delete, and when
 * @param fileCount files in the zip
 * @param diagnostics remarks, by position
 */
public record MdapiPackage(
    ComponentSet components,
    PackageManifest manifest,
    Map<Deletion, PackageManifest> destructive,
    int fileCount,
    List<Diagnostic> diagnostics) {

  /** When a destructive change happens. */
  public enum Deletion {
    PRE("destructiveChangesPre.xml"),
    DEFAULT("destructiveChanges.xml"),
    POST("destructiveChangesPost.xml");

    private final String file;

    Deletion(String file) {
      this.file = file;
    }

    public String file() {
      return file;
    }
  }

  public MdapiPackage {
    destructive = Collections.unmodifiableMap(new EnumMap<>(orEmpty(destructive)));
    diagnostics = diagnostics.stream().sorted(Diagnostic.BY_POSITION).toList();
  }

  private static Map<Deletion, PackageManifest> orEmpty(Map<Deletion, PackageManifest> map) {
    EnumMap<Deletion, PackageManifest> copy = new EnumMap<>(Deletion.class);
    copy.putAll(map);
    return copy;
  }

  /** Whether an org would refuse this package. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::blocksDeploy);
  }

  /**
   * The zip of a set: package.xml at the root, entries sorted; the same set gives the same bytes.
   */
  public static byte[] toZip(ComponentSet set, String version) {
    return toZip(set, version, Map.of());
  }

  /** The same with deletions beside package.xml. */
  public static byte[] toZip(
      ComponentSet set, String version, Map<Deletion, PackageManifest> destructive) {
    return ZipArchive.write(toFiles(set, version, destructive));
  }

  /** The files of the package by path. */
  public static Map<String, byte[]> toFiles(
      ComponentSet set, String version, Map<Deletion, PackageManifest> destructive) {
    Map<String, byte[]> files = new TreeMap<>(new MdapiFiles().of(set));
    files.put("package.xml", PackageManifest.of(set, version).toDocument());
    destructive.forEach((when, manifest) -> files.put(when.file(), manifest.toDocument()));
    return files;
  }

  /**
   * Reads a zip.
   *
   * @param singlePackage true: package.xml is at the root; false: one folder for each package
   * @throws ZipArchive.ZipRefused when the archive is broken, hostile or too large
   */
  public static MdapiPackage fromZip(byte[] zip, boolean singlePackage)
      throws ZipArchive.ZipRefused {
    return fromFiles(ZipArchive.read(zip, ZipArchive.Limits.PLATFORM), singlePackage);
  }

  /** Reads a package from its files by path. */
  public static MdapiPackage fromFiles(Map<String, byte[]> files, boolean singlePackage) {
    Map<String, Map<String, byte[]>> packages = new LinkedHashMap<>();
    files.forEach(
        (path, bytes) -> {
          int slash = path.indexOf('/');
          String folder = singlePackage || slash < 0 ? "" : path.substring(0, slash + 1);
          packages
              .computeIfAbsent(folder, f -> new LinkedHashMap<>())
              .put(path.substring(folder.length()), bytes);
        });
    if (!singlePackage && packages.size() > 1) {
      packages.remove("");
    }
    if (packages.isEmpty()) {
      packages.put("", Map.of());
    }
    List<Diagnostic> diagnostics = new ArrayList<>();
    ComponentSet components = ComponentSet.empty();
    Map<String, List<String>> members = new LinkedHashMap<>();
    Map<Deletion, PackageManifest> destructive = new EnumMap<>(Deletion.class);
    String version = "";
    for (Map.Entry<String, Map<String, byte[]>> e : packages.entrySet()) {
      MdapiPackage one = single(e.getKey(), e.getValue());
      diagnostics.addAll(one.diagnostics());
      components = components.plus(one.components());
      one.manifest()
          .members()
          .forEach((t, n) -> members.computeIfAbsent(t, x -> new ArrayList<>()).addAll(n));
      version = version.isEmpty() ? one.manifest().version() : version;
      one.destructive()
          .forEach((when, manifest) -> destructive.merge(when, manifest, MdapiPackage::join));
    }
    return new MdapiPackage(
        components, new PackageManifest(members, version), destructive, files.size(), diagnostics);
  }

  private static PackageManifest join(PackageManifest a, PackageManifest b) {
    Map<String, List<String>> members = new LinkedHashMap<>();
    a.members().forEach((t, n) -> members.put(t, new ArrayList<>(n)));
    b.members().forEach((t, n) -> members.computeIfAbsent(t, x -> new ArrayList<>()).addAll(n));
    return new PackageManifest(members, a.version());
  }

  private static MdapiPackage single(String folder, Map<String, byte[]> files) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    ComponentAssembler assembler =
        new ComponentAssembler(ComponentAssembler.Format.MDAPI, TypeRegistry.get());
    Map<Deletion, PackageManifest> destructive = new EnumMap<>(Deletion.class);
    PackageManifest manifest = new PackageManifest(Map.of(), "");
    boolean found = false;
    for (Map.Entry<String, byte[]> e : files.entrySet()) {
      String path = e.getKey();
      Optional<Deletion> deletion = deletion(path);
      if (path.equals("package.xml")) {
        manifest = PackageManifest.parse(e.getValue(), folder + path, diagnostics);
        found = true;
      } else if (deletion.isPresent()) {
        destructive.put(
            deletion.get(), PackageManifest.parse(e.getValue(), folder + path, diagnostics));
      } else {
        assembler.add(path, folder + path, e.getValue());
      }
    }
    if (!found) {
      diagnostics.add(
          Diagnostic.ofFile(
              "no-package-xml", folder + "package.xml", 0, 0, "No package.xml found", ""));
    }
    ComponentSet all = assembler.finish();
    diagnostics.addAll(assembler.diagnostics());
    ComponentSet named =
        found ? named(all, manifest, assembler.containers(), folder, diagnostics) : all;
    return new MdapiPackage(named, manifest, destructive, files.size(), diagnostics);
  }

  private static Optional<Deletion> deletion(String path) {
    for (Deletion d : Deletion.values()) {
      if (d.file().equals(path)) {
        return Optional.of(d);
      }
    }
    return Optional.empty();
  }

  /** Keeps what the manifest names, and reports what it names but the zip does not hold. */
  private static ComponentSet named(
      ComponentSet all,
      PackageManifest manifest,
      Set<ComponentKey> containers,
      String folder,
      List<Diagnostic> diagnostics) {
    Set<ComponentKey> present = new LinkedHashSet<>(containers);
    List<Component> kept = new ArrayList<>();
    for (Component c : all) {
      present.add(c.key());
      present.addAll(PackageManifest.parts(c));
      present.add(new ComponentKey(c.type(), PackageManifest.memberName(c)));
      TypeRegistry.get()
          .type(c.type())
          .filter(t -> t.kind() == TypeInfo.Kind.FOLDER)
          .ifPresent(t -> present.add(new ComponentKey(t.folderOf(), c.fullName())));
      if (isNamed(c, manifest)) {
        kept.add(c);
      } else {
        diagnostics.add(
            new Diagnostic(
                "not-in-package-xml",
                Diagnostic.Severity.ERROR,
                Diagnostic.Rule.REFUSED,
                c.file(),
                c.xml() == null ? 0 : c.xml().line(),
                c.xml() == null ? 0 : c.xml().column(),
                c.type(),
                c.fullName(),
                "Not in package.xml",
                ""));
      }
    }
    manifest
        .members()
        .forEach(
            (type, names) -> {
              for (String name : names) {
                if (!name.equals(PackageManifest.WILDCARD)
                    && !present.contains(new ComponentKey(type, name))) {
                  diagnostics.add(notFound(type, name, folder));
                }
              }
            });
    return ComponentSet.of(kept);
  }

  private static Diagnostic notFound(String type, String name, String folder) {
    return new Diagnostic(
        "not-in-zip",
        Diagnostic.Severity.ERROR,
        Diagnostic.Rule.REFUSED,
        folder + "package.xml",
        0,
        0,
        type,
        name,
        "An object '"
            + name
            + "' of type "
            + type
            + " was named in package.xml, but was not found in zipped directory",
        "");
  }

  private static boolean isNamed(Component c, PackageManifest manifest) {
    if (manifest.names(c.type(), c.fullName())
        || manifest.names(c.type(), PackageManifest.memberName(c))) {
      return true;
    }
    TypeRegistry registry = TypeRegistry.get();
    Optional<TypeInfo> type = registry.type(c.type());
    if (type.isPresent()) {
      return type.get().kind() == TypeInfo.Kind.FOLDER
          && (manifest.names(type.get().folderOf(), c.fullName())
              || manifest.members().getOrDefault(type.get().folderOf(), List.of()).stream()
                  .anyMatch(m -> m.startsWith(c.fullName() + "/")));
    }
    return registry
        .parentOf(c.type())
        .map(p -> manifest.names(p.name(), PackageManifest.containerName(p, c)))
        .orElse(false);
  }
}
