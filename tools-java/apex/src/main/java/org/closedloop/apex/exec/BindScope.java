package org.closedloop.apex.exec;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.closedloop.apex.bind.BoundClass;
import org.closedloop.apex.bind.BoundField;
import org.closedloop.apex.value.ApexObject;

/**
 * What a name in the text of a dynamic query means to the code that runs it: a local variable or
 * parameter, then a member of {@code this}, then a static of the class, its superclasses and the
 * classes around it.
 */
final class BindScope {

  private final ExecContext ctx;
  private final Frame frame;

  BindScope(ExecContext ctx, Frame frame) {
    this.ctx = ctx;
    this.frame = frame;
  }

  /** Values by name, in any case, of those names that are visible. */
  Map<String, Object> values(Set<String> names) {
    Map<String, Object> out = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (frame != null) {
      names.forEach(n -> put(n, out));
    }
    return out;
  }

  private void put(String name, Map<String, Object> out) {
    OptionalInt slot = frame.unit.locals().slot(name, frame.line);
    if (slot.isPresent()) {
      out.put(name, frame.slots[slot.getAsInt()]);
      return;
    }
    for (BoundClass around = frame.unit.holder(); around != null; around = around.outer()) {
      BoundField field = member(around, name, around == frame.unit.holder());
      if (field != null) {
        ApexObject self = field.isStatic() ? null : (ApexObject) frame.self;
        out.put(name, ctx.users().get(self, field));
        return;
      }
    }
  }

  private BoundField member(BoundClass from, String name, boolean own) {
    for (BoundClass c = from; c != null; c = c.superclassDeclaration()) {
      BoundField f = c.field(name).orElse(null);
      if (f != null && (f.isStatic() || own && frame.self != null)) {
        return f;
      }
    }
    return null;
  }
}
