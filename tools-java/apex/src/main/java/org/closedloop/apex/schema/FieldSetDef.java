package org.closedloop.apex.schema;

import java.util.List;

/** A named list of field paths (dots for parents) that an admin edits. */
public record FieldSetDef(String name, String label, List<String> fieldPaths) {
  public FieldSetDef {
    fieldPaths = List.copyOf(fieldPaths);
  }
}
