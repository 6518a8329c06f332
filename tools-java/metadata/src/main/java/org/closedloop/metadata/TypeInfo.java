package org.closedloop.metadata;

import java.util.List;
import java.util.Optional;

/**
 * How one metadata type is stored in files.
 *
 * @param name type name
 * @param directory folder in a Metadata API package
 * @param suffix file suffix without the dot, empty when files have none of their own
 * @param kind how files make up a component
 * @param strict whether the folder's name alone tells the type
 * @param inFolder whether names hold a folder ({@code Folder/Report})
 * @param folderOf for a folder type the type it holds, otherwise empty
 * @param metaFileSuffix for bundles whose metadata file is not {@code -meta.xml}, otherwise empty
 * @param oldSuffix suffix that older clients wrote, otherwise empty
 * @param children types whose components live inside this type's file
 */
public record TypeInfo(
    String name,
    String directory,
    String suffix,
    Kind kind,
    boolean strict,
    boolean inFolder,
    String folderOf,
    String metaFileSuffix,
    String oldSuffix,
    List<Child> children) {

  /** How files make up a component of a type. */
  public enum Kind {
    /** One XML file. */
    FILE,
    /** A body file with {@code -meta.xml} beside it. */
    CONTENT,
    /** A folder of files. */
    BUNDLE,
    /** One folder per object, one file per child in source format; one file in a package. */
    OBJECT,
    /** One file whose elements are components of their own. */
    CONTAINER,
    /** One component that source format spreads over several files. */
    DECOMPOSED,
    /** A body with its natural suffix, or a folder that is zipped. */
    STATIC,
    /** A body with its natural suffix in a folder. */
    DOCUMENT,
    /** A tree of files. */
    MIXED,
    /** The folder of another type's components. */
    FOLDER
  }

  /**
   * A type that lives inside another type's file.
   *
   * @param type child type name
   * @param directory folder below the parent's in source format
   * @param suffix file suffix in source format
   * @param element element name inside the parent's file
   */
  public record Child(String type, String directory, String suffix, String element) {}

  public TypeInfo {
    children = List.copyOf(children);
  }

  public Optional<Child> childByElement(String element) {
    return children.stream().filter(c -> c.element().equals(element)).findFirst();
  }

  public Optional<Child> childBySuffix(String childSuffix) {
    return children.stream().filter(c -> c.suffix().equals(childSuffix)).findFirst();
  }

  /** Whether children are components of their own rather than parts that are merged back. */
  public boolean ownsChildren() {
    return kind == Kind.OBJECT || kind == Kind.CONTAINER;
  }
}
