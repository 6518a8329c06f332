package org.closedloop.metadata;

import java.util.List;
import java.util.Objects;

/**
 * One metadata component in canonical form. Children of an object, labels and workflow actions are
 * components of their own ({@code CustomField Account.X__c}).
 *
 * <p>Two components are equal when type, name, XML tree and content are equal; the files they came
 * from and the formatting of the XML do not take part.
 *
 * @param type Metadata API type name
 * @param fullName Metadata API full name
 * @param file the file that holds the XML, or the body when there is no XML; for messages
 * @param xml the metadata, its root named like the type; null when the type has none
 * @param xmlSource the XML file's bytes; null when the component was cut out of a larger file
 * @param contents body files; empty for XML-only types
 */
public record Component(
    String type,
    String fullName,
    String file,
    XmlElement xml,
    byte[] xmlSource,
    List<ContentFile> contents) {

  public Component {
    Objects.requireNonNull(type);
    Objects.requireNonNull(fullName);
    contents = List.copyOf(contents);
  }

  /** A component without body files, cut out of {@code file} or made up. */
  public static Component ofXml(String type, String fullName, String file, XmlElement xml) {
    return new Component(type, fullName, file, xml, null, List.of());
  }

  public ComponentKey key() {
    return new ComponentKey(type, fullName);
  }

  /** The body (class, trigger, page, resource, e-mail text), or null when there is none. */
  public byte[] content() {
    return contents.isEmpty() ? null : contents.get(0).bytes();
  }

  /** The body as text, or null when there is none. */
  public String contentText() {
    return contents.isEmpty() ? null : contents.get(0).text();
  }

  /** File of the body, or null when there is none. */
  public String contentFile() {
    return contents.isEmpty() ? null : contents.get(0).file();
  }

  /** For a child such as {@code Account.X__c} the parent's name, otherwise the empty string. */
  public String parentName() {
    int dot = fullName.indexOf('.');
    return dot < 0 ? "" : fullName.substring(0, dot);
  }

  /** For a child such as {@code Account.X__c} its own name, otherwise the full name. */
  public String localName() {
    return fullName.substring(fullName.indexOf('.') + 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Component that
        && key().equals(that.key())
        && Objects.equals(xml, that.xml)
        && contents.equals(that.contents);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key(), xml, contents);
  }

  @Override
  public String toString() {
    return type + ":" + fullName;
  }
}
