package org.closedloop.localorg.build;

import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.ContentFile;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.XmlElement;

/**
 * Compiles like {@link Compilation}, and gives what it gave last as long as neither a component nor
 * the place of anything in it changed: a deploy that brings nothing new, the next run of a
 * project's tests. Compiled code is immutable, so versions may share it. Keeps one compilation, and
 * that only while there is memory.
 */
public final class LastCompilation {

  private record Kept(
      SchemaRegistry registry,
      ComponentSet components,
      boolean deferUnsupported,
      Compilation.Parts parts) {}

  private volatile SoftReference<Kept> last = new SoftReference<>(null);

  /** As {@link Compilation#of}. */
  public Compilation of(
      SchemaRegistry registry,
      ComponentSet components,
      List<Diagnostic> said,
      boolean deferUnsupported,
      BuildListener listener) {
    Kept kept = last.get();
    if (kept != null
        && kept.registry == registry
        && kept.deferUnsupported == deferUnsupported
        && same(kept.components, components)) {
      Compilation.replay(components, listener);
      return Compilation.of(kept.parts, components, said);
    }
    Compilation.Parts parts = Compilation.parts(registry, components, deferUnsupported, listener);
    last = new SoftReference<>(new Kept(registry, components, deferUnsupported, parts));
    return Compilation.of(parts, components, said);
  }

  private static boolean same(ComponentSet left, ComponentSet right) {
    if (left == right) {
      return true;
    }
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<Component> other = right.iterator();
    for (Component c : left) {
      if (!same(c, other.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Component left, Component right) {
    return left == right
        || left.equals(right)
            && left.fullName().equals(right.fullName())
            && Objects.equals(left.file(), right.file())
            && files(left).equals(files(right))
            && samePlaces(left.xml(), right.xml());
  }

  private static List<String> files(Component c) {
    return c.contents().stream().map(ContentFile::file).toList();
  }

  /** Whether equal elements stand at the same places, which messages name. */
  private static boolean samePlaces(XmlElement left, XmlElement right) {
    if (left == right) {
      return true;
    }
    if (left.line() != right.line() || left.column() != right.column()) {
      return false;
    }
    for (int i = 0; i < left.children().size(); i++) {
      if (!samePlaces(left.children().get(i), right.children().get(i))) {
        return false;
      }
    }
    return true;
  }
}
