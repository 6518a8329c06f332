package org.closedloop.cli.deploy;

import java.util.List;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.MdapiPackage;
import org.closedloop.metadata.XmlElement;
import org.closedloop.metadata.ZipArchive;

/**
 * Translates positions in the package that was sent to positions in the source. A field's file, for
 * example, travels as a part of its object's file: the org names a line of the latter.
 */
final class SourcePositions {

  /** Line and column from 1, both 0 when unknown. */
  record Position(int line, int column) {}

  private final ComponentSet sent;
  private final ComponentSet source;

  private SourcePositions(ComponentSet sent, ComponentSet source) {
    this.sent = sent;
    this.source = source;
  }

  static SourcePositions of(byte[] zip, ComponentSet source) {
    try {
      return new SourcePositions(MdapiPackage.fromZip(zip, true).components(), source);
    } catch (ZipArchive.ZipRefused e) {
      throw new IllegalStateException("the package just made cannot be read", e);
    }
  }

  /** Where the element that starts at, or last before, the position stands in the source. */
  Position inSource(String type, String fullName, Position inPackage) {
    Component there = sent.find(type, fullName).orElse(null);
    Component here = source.find(type, fullName).orElse(null);
    if (inPackage.line() == 0
        || there == null
        || here == null
        || there.xml() == null
        || here.xml() == null) {
      return inPackage;
    }
    XmlElement found = pair(there.xml(), here.xml(), inPackage);
    return found == null ? inPackage : new Position(found.line(), found.column());
  }

  /** Walks both trees in step; they are the same but for their positions. */
  private static XmlElement pair(XmlElement there, XmlElement here, Position at) {
    if (isAfter(there, at)) {
      return null;
    }
    List<XmlElement> a = there.children();
    List<XmlElement> b = here.children();
    for (int i = Math.min(a.size(), b.size()) - 1; i >= 0; i--) {
      XmlElement found = pair(a.get(i), b.get(i), at);
      if (found != null) {
        return found;
      }
    }
    return here;
  }

  private static boolean isAfter(XmlElement e, Position at) {
    return e.line() > at.line() || e.line() == at.line() && e.column() > at.column();
  }
}
