package org.closedloop.localorg.deploy;

import java.util.LinkedHashSet;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.TypeInfo;
import org.closedloop.metadata.TypeRegistry;

/** Which components a name in destructiveChanges means, and how messages name their files. */
final class Deletions {
  private Deletions() {}

  /** The component and, for a container or an object, everything that lives in it. */
  static Set<ComponentKey> keysOf(String type, String name, ComponentSet current) {
    Set<ComponentKey> keys = new LinkedHashSet<>();
    current.find(type, name).ifPresent(c -> keys.add(c.key()));
    TypeInfo info = TypeRegistry.get().type(type).orElse(null);
    if (info != null && info.ownsChildren()) {
      for (TypeInfo.Child child : info.children()) {
        if (type.equals("CustomLabels")) {
          current.ofType(child.type()).forEach(c -> keys.add(c.key()));
        } else {
          current.childrenOf(child.type(), name).forEach(c -> keys.add(c.key()));
        }
      }
    }
    return keys;
  }

  /** Path in the zip: the body where there is one, the folder of a bundle. */
  static String fileName(Component c) {
    TypeInfo type = TypeRegistry.get().type(c.type()).orElse(null);
    if (type != null && type.kind() == TypeInfo.Kind.BUNDLE) {
      int at = c.file().lastIndexOf('/');
      return at < 0 ? c.file() : c.file().substring(0, at);
    }
    if (type != null && type.kind() == TypeInfo.Kind.CONTENT && c.contentFile() != null) {
      return c.contentFile();
    }
    return c.file();
  }
}
