package org.closedloop.localorg.check;

import java.util.List;
import java.util.Optional;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Scheduled paths: after-save only, in one of two shapes. */
final class FlowPathChecks {
  private static final List<String> TIME_ELEMENTS =
      List.of("label", "timeSource", "offsetUnit", "offsetNumber", "recordField", "maxBatchSize");
  private static final int MAX_BATCH = 200;

  private FlowPathChecks() {}

  static void check(
      Component c, FlowParts flow, XmlElement start, CheckContext context, Findings out) {
    boolean async = false;
    for (XmlElement path : start.children("scheduledPaths")) {
      if (!flow.triggerType().equals("RecordAfterSave")) {
        out.refused(
            "bad-path",
            c,
            path,
            "Scheduled paths need the trigger type RecordAfterSave, not " + flow.triggerType());
      }
      String type = path.token("pathType", "");
      if (type.equals("AsyncAfterCommit")) {
        if (async) {
          out.refused("bad-path", c, path, "A flow has at most one asynchronous path");
        }
        async = true;
        asynchronous(c, path, out);
      } else if (type.isEmpty()) {
        timed(c, flow, path, context, out);
      } else {
        out.refused(
            "bad-path",
            c,
            path.child("pathType").get(),
            "The path type " + type + " is not for record-triggered flows");
      }
    }
  }

  private static void asynchronous(Component c, XmlElement path, Findings out) {
    for (String element : TIME_ELEMENTS) {
      path.child(element)
          .ifPresent(
              e ->
                  out.refused(
                      "bad-path", c, e, "An AsyncAfterCommit path cannot have a " + element));
    }
  }

  private static void timed(
      Component c, FlowParts flow, XmlElement path, CheckContext context, Findings out) {
    if (!path.has("name")) {
      out.refused("bad-path", c, path, "Required field is missing: name");
    }
    boolean number = path.has("offsetNumber");
    if (number != path.has("offsetUnit")) {
      out.wrong("bad-path", c, path, "offsetNumber and offsetUnit belong together");
    }
    if (path.token("offsetUnit", "").equals("Weeks")) {
      out.wrong(
          "bad-path",
          c,
          path.child("offsetUnit").get(),
          "Weeks is in the schema but not documented",
          "write Days");
    }
    int batch = path.integer("maxBatchSize", 1);
    if (batch < 1 || batch > MAX_BATCH) {
      out.refused(
          "bad-path",
          c,
          path.child("maxBatchSize").get(),
          "maxBatchSize must be between 1 and 200, not " + batch);
    }
    XmlElement field = path.child("recordField").orElse(null);
    String source = path.token("timeSource", "");
    if (source.equals("RecordField")) {
      recordField(c, flow, path, field, context, out);
    } else if (field != null) {
      out.wrong("bad-path", c, field, "recordField needs the timeSource RecordField");
    }
  }

  private static void recordField(
      Component c,
      FlowParts flow,
      XmlElement path,
      XmlElement field,
      CheckContext context,
      Findings out) {
    if (field == null) {
      out.wrong("bad-path", c, path, "The timeSource RecordField needs a recordField");
      return;
    }
    Optional<FieldFacts> facts = context.field(flow.startObject(), field.token());
    if (facts.isEmpty()) {
      out.wrong(
          "unknown-field",
          c,
          field,
          "There is no field " + flow.startObject() + "." + field.token(),
          context.fieldHint(flow.startObject(), field.token()));
    } else if (!List.of("Date", "DateTime").contains(facts.get().type())) {
      out.refused("bad-path", c, field, field.token() + " is no date");
    }
  }
}
