package org.closedloop.localorg.check.flow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.closedloop.localorg.check.FieldFacts;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Literal values of restricted picklists are among those the metadata lists. */
final class Picklists {
  private static final Set<String> WHOLE = Set.of("EqualTo", "NotEqualTo", "Assign", "In", "NotIn");

  private Picklists() {}

  static void check(FlowCheck check, FieldFacts field, String operator, XmlElement holder) {
    boolean single = field.type().equals("Picklist");
    if (!single || !WHOLE.contains(operator) || !ValueChecks.literal(holder)) {
      return;
    }
    Optional<List<String>> values = check.context().picklistValues(field);
    String value = ValueChecks.form(holder).token();
    if (value.isEmpty() || values.isEmpty() || values.get().isEmpty()) {
      return;
    }
    if (values.get().stream().noneMatch(value::equalsIgnoreCase) && restricted(field)) {
      check.wrong(
          "unknown-picklist-value",
          ValueChecks.form(holder),
          "The picklist " + field.object() + "." + field.name() + " has no value '" + value + "'",
          NearestName.hint(value, values.get()));
    }
  }

  private static boolean restricted(FieldFacts field) {
    return field
        .component()
        .xml()
        .child("valueSet")
        .map(v -> v.has("valueSetName") || v.bool("restricted", false))
        .orElse(false);
  }
}
