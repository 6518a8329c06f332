package org.closedloop.localorg.check.flow;

import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.localorg.check.FieldFacts;
import org.closedloop.localorg.check.flow.ValueType.Kind;
import org.closedloop.metadata.XmlElement;

/** Elements that read and write records: one shape each, fields that exist and take the values. */
final class RecordChecks {
  private static final Set<String> COMPUTED = Set.of("AutoNumber", "Summary");

  private RecordChecks() {}

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    for (XmlElement e : check.flow().root().children()) {
      switch (e.name()) {
        case "recordLookups" -> lookup(check, e);
        case "recordCreates" -> create(check, e);
        case "recordUpdates" -> update(check, e);
        case "recordDeletes" -> delete(check, e);
        default -> {}
      }
    }
  }

  private static void oneOf(FlowCheck check, XmlElement e, String one, String other) {
    if (e.has(one) == e.has(other)) {
      check.refused(
          "bad-data-element",
          e,
          "The element '" + e.token("name", "") + "' needs either " + one + " or " + other);
    }
  }

  private static void lookup(FlowCheck check, XmlElement e) {
    boolean automatic = e.bool("storeOutputAutomatically", false);
    int ways =
        (automatic ? 1 : 0)
            + (e.has("outputReference") ? 1 : 0)
            + (e.has("outputAssignments") ? 1 : 0);
    if (ways > 1 || (ways == 0 && !check.flow().storageUnknown())) {
      check.refused(
          "bad-storage",
          e,
          "Get Records '"
              + e.token("name", "")
              + "' needs exactly one of storeOutputAutomatically, outputReference,"
              + " outputAssignments");
    }
    if (!automatic && ways > 0) {
      e.child("getFirstRecordOnly")
          .ifPresent(
              flag ->
                  check.warning(
                      "storage-flag",
                      flag,
                      "getFirstRecordOnly goes with storeOutputAutomatically; the variable decides"
                          + " how many records are taken",
                      "leave it out"));
    }
    if (!e.has("object")) {
      check.refused("bad-data-element", e, "Required field is missing: object");
    }
    String object = check.object(e.child("object").orElse(null));
    e.children("queriedFields").forEach(f -> check.field(object, f));
    e.child("sortField").filter(f -> !f.nil()).ifPresent(f -> check.field(object, f));
    if (e.has("sortOrder") && !e.has("sortField")) {
      check.wrong("bad-data-element", e.child("sortOrder").get(), "sortOrder needs a sortField");
    }
    e.child("outputReference").filter(to -> ways == 1).ifPresent(to -> into(check, to, object));
    for (XmlElement o : e.children("outputAssignments")) {
      Optional<FieldFacts> field = o.child("field").flatMap(f -> check.field(object, f));
      XmlElement to = o.child("assignToReference").orElse(null);
      if (field.isPresent() && to != null) {
        Resolved r = check.types().resolve(to.token());
        ValueType got = check.typeOf(field.get());
        if (r.found() && !r.type().takes(got)) {
          check.refused("bad-type", to, to.token() + " is " + r.type() + " and cannot hold " + got);
        }
      }
    }
  }

  /** A variable that takes what was found. */
  private static void into(FlowCheck check, XmlElement to, String object) {
    Resolved r = check.types().resolve(to.token());
    if (!r.found() || r.type().isAny() || object.isEmpty()) {
      return;
    }
    if (!ValueType.record(object).takes(r.type().item())) {
      check.refused("bad-type", to, to.token() + " is " + r.type() + " and cannot hold " + object);
    }
  }

  /** The record or records that an element is given; says when they are none. */
  private static ValueType input(FlowCheck check, XmlElement e) {
    XmlElement at = e.child("inputReference").orElse(null);
    if (at == null) {
      return ValueType.ANY;
    }
    Resolved r = check.types().resolve(at.token());
    if (r.found() && !r.type().isAny() && r.type().kind() != Kind.RECORD) {
      check.refused("bad-type", at, at.token() + " is " + r.type() + ", and no record");
    }
    return r.type();
  }

  private static void create(FlowCheck check, XmlElement e) {
    oneOf(check, e, "inputReference", "object");
    String object = check.object(e.child("object").orElse(null));
    input(check, e);
    if (e.has("inputReference")
        && (e.has("inputAssignments")
            || e.bool("storeOutputAutomatically", false)
            || e.has("assignRecordIdToReference"))) {
      check.refused(
          "bad-data-element",
          e,
          "Create Records from a variable takes no inputAssignments and stores no id");
    }
    if (e.bool("storeOutputAutomatically", false) && e.has("assignRecordIdToReference")) {
      check.refused(
          "bad-storage",
          e,
          "Either storeOutputAutomatically or assignRecordIdToReference, not both");
    }
    e.child("assignRecordIdToReference")
        .ifPresent(
            to -> {
              Resolved r = check.types().resolve(to.token());
              if (r.found() && !r.type().takes(ValueType.of(Kind.STRING))) {
                check.refused("bad-type", to, to.token() + " is " + r.type() + ", and no text");
              }
            });
    values(check, e, object, true);
    UnsetFields.check(check, e, object);
  }

  private static void update(FlowCheck check, XmlElement e) {
    oneOf(check, e, "inputReference", "object");
    if (e.has("inputReference") && e.has("filters") && !e.has("object")) {
      check.refused(
          "bad-data-element", e, "Update Records takes an inputReference or filters, not both");
    }
    String object = check.object(e.child("object").orElse(null));
    ValueType input = input(check, e);
    if (e.has("object") && !e.has("inputAssignments")) {
      check.refused(
          "bad-data-element",
          e,
          "The element '" + e.token("name", "") + "' sets no field: inputAssignments");
    }
    if (e.has("object") && !e.has("filters")) {
      check.warning("no-filters", e, "Every record of " + object + " is updated", "add filters");
    }
    boolean record = input.kind() == Kind.RECORD && check.context().objectExists(input.object());
    values(check, e, object.isEmpty() && record ? input.object() : object, false);
  }

  private static void delete(FlowCheck check, XmlElement e) {
    oneOf(check, e, "inputReference", "object");
    String object = check.object(e.child("object").orElse(null));
    input(check, e);
    if (e.has("object") && !e.has("filters")) {
      check.wrong("no-filters", e, "Every record of " + object + " is deleted", "add filters");
    }
  }

  private static void values(FlowCheck check, XmlElement e, String object, boolean creates) {
    if (object.isEmpty()) {
      return;
    }
    for (XmlElement a : e.children("inputAssignments")) {
      XmlElement at = a.child("field").orElse(a);
      Optional<FieldFacts> field = check.field(object, at);
      if (field.isEmpty()) {
        continue;
      }
      if (!writable(check, field.get(), creates)) {
        check.refused(
            "not-writable",
            at,
            "The field "
                + object
                + "."
                + field.get().name()
                + " cannot be "
                + (creates ? "set on create" : "updated"));
        continue;
      }
      XmlElement value = a.child("value").orElse(null);
      if (value != null) {
        ValueChecks.given(check, value, check.typeOf(field.get()), field.get().name());
        Picklists.check(check, field.get(), "Assign", value);
      }
    }
  }

  static boolean writable(FlowCheck check, FieldFacts f, boolean creates) {
    if (f.component() != null) {
      return !f.formula() && !COMPUTED.contains(f.type());
    }
    // Who made a record, and when, may be written where the org allows it.
    boolean audit = f.name().matches("(?i)(Created|LastModified)(ById|Date)|Id");
    return audit
        || check
            .standard(f)
            .map(d -> d.type() == FieldType.ADDRESS || (creates ? d.createable() : d.updateable()))
            .orElse(true);
  }
}
