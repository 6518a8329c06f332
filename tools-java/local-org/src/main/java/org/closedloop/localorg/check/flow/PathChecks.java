package org.closedloop.localorg.check.flow;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.closedloop.metadata.XmlElement;

/** Scheduled paths: after-save only, in one of two shapes. */
final class PathChecks {
  private static final List<String> TIME_ELEMENTS =
      List.of("label", "timeSource", "offsetUnit", "offsetNumber", "recordField", "maxBatchSize");
  private static final Set<String> UNITS = Set.of("Minutes", "Hours", "Days", "Months");
  private static final int MAX_BATCH = 200;

  private PathChecks() {}

  static void check(FlowCheck check) {
    XmlElement start = check.flow().start().orElse(null);
    if (start == null || !check.flow().plain()) {
      return;
    }
    boolean async = false;
    for (XmlElement path : start.children("scheduledPaths")) {
      if (!check.flow().triggerType().equals("RecordAfterSave")) {
        check.refused(
            "bad-path",
            path,
            "Scheduled paths need the trigger type RecordAfterSave, not "
                + check.flow().triggerType());
      }
      String type = path.token("pathType", "");
      if (type.equals("AsyncAfterCommit")) {
        if (async) {
          check.refused("bad-path", path, "A flow has at most one asynchronous path");
        }
        async = true;
        asynchronous(check, path);
      } else if (type.isEmpty() || type.equals("None")) {
        timed(check, path);
      } else {
        check.refused(
            "bad-path",
            path.child("pathType").orElse(path),
            "The path type " + type + " is not for record-triggered flows");
      }
      if (!path.has("connector")) {
        check.wrong("bad-path", path, "The path leads nowhere", "give it a connector");
      }
    }
  }

  private static void asynchronous(FlowCheck check, XmlElement path) {
    List<XmlElement> timed =
        path.children().stream().filter(e -> TIME_ELEMENTS.contains(e.name())).toList();
    if (!timed.isEmpty()) {
      String names = timed.stream().map(XmlElement::name).collect(Collectors.joining(", "));
      check.refused(
          "bad-path", timed.get(0), "An AsyncAfterCommit path cannot have these fields: " + names);
    }
  }

  private static void timed(FlowCheck check, XmlElement path) {
    for (String element : List.of("name", "label")) {
      if (!path.has(element)) {
        check.refused("bad-path", path, "Required field is missing: " + element);
      }
    }
    offset(check, path);
    int batch = path.integer("maxBatchSize", 1);
    if (batch < 1 || batch > MAX_BATCH) {
      check.refused(
          "bad-path",
          path.child("maxBatchSize").orElse(path),
          "maxBatchSize must be between 1 and 200, not " + batch);
    }
    XmlElement field = path.child("recordField").orElse(null);
    switch (path.token("timeSource", "")) {
      case "RecordField" -> recordField(check, path, field);
      case "RecordTriggerEvent" -> {
        if (field != null) {
          check.wrong("bad-path", field, "recordField needs the timeSource RecordField");
        }
        if (field == null && path.integer("offsetNumber", 0) < 0) {
          check.wrong(
              "bad-path",
              path.child("offsetNumber").orElse(path),
              "No path can begin before the event that starts it");
        }
      }
      default ->
          check.wrong(
              "bad-path",
              path,
              "The path does not say from when it counts",
              "timeSource RecordTriggerEvent or RecordField");
    }
  }

  private static void offset(FlowCheck check, XmlElement path) {
    if (path.has("offsetNumber") != path.has("offsetUnit")) {
      check.wrong("bad-path", path, "offsetNumber and offsetUnit belong together");
    }
    XmlElement unit = path.child("offsetUnit").orElse(null);
    if (unit != null && unit.token().equals("Weeks")) {
      check.wrong("bad-path", unit, "Weeks is in the schema but not documented", "write Days");
    } else if (unit != null && !UNITS.contains(unit.token())) {
      check.refused(
          "bad-path", unit, "Unknown offset unit " + unit.token(), "Minutes, Hours, Days, Months");
    }
  }

  private static void recordField(FlowCheck check, XmlElement path, XmlElement field) {
    if (field == null) {
      check.wrong("bad-path", path, "The timeSource RecordField needs a recordField");
      return;
    }
    String object = check.flow().startObject();
    if (!check.context().objectExists(object)) {
      return;
    }
    var facts = check.context().field(object, field.token());
    if (facts.isEmpty()) {
      check.wrong(
          "unknown-field",
          field,
          "There is no field " + object + "." + field.token(),
          check.context().fieldHint(object, field.token()));
    } else if (!check.typeOf(facts.get()).isDate() && !check.typeOf(facts.get()).isAny()) {
      check.refused("bad-path", field, field.token() + " is no date");
    }
  }
}
