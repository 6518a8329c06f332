package org.closedloop.metadata;

/**
 * What one file is to a component.
 *
 * @param type top-level type the file belongs to
 * @param child child type whose single component the file holds, or null
 * @param fullName name of the component, or of the parent's part for merged children
 * @param part what the file holds
 * @param path path below the type's folder in Metadata API form, for contents
 */
record FileRole(TypeInfo type, TypeInfo.Child child, String fullName, Part part, String path) {
  enum Part {
    /** The component's XML. */
    META,
    /** A body file. */
    CONTENT,
    /** XML of a child that is a component of its own. */
    CHILD,
    /** XML of a child that is merged into its parent. */
    FRAGMENT,
    /** Deliberately left out, as every client does (tests and editor settings of bundles). */
    SKIP
  }
}
