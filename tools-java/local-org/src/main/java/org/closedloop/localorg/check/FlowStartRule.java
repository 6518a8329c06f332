package org.closedloop.localorg.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** What starts a flow, and which elements such a flow may have. */
final class FlowStartRule implements Rule {
  private static final Set<String> BEFORE_SAVE =
      Set.of(
          "assignments",
          "decisions",
          "loops",
          "recordLookups",
          "collectionProcessors",
          "customErrors",
          "recordUpdates",
          "transforms");
  private static final Map<String, Set<String>> FORBIDDEN =
      Map.of(
          "RecordAfterSave", Set.of("screens", "waits"),
          "RecordBeforeDelete", Set.of("screens", "waits"),
          "Scheduled", Set.of("screens", "customErrors"),
          "PlatformEvent", Set.of("screens"));
  private static final Set<String> FREQUENCIES = Set.of("Once", "Daily", "Weekly");
  private static final Set<String> PROCESS_TYPES = Set.of("AutoLaunchedFlow", "Flow");
  private static final int MAX_TRIGGER_ORDER = 2000;

  @Override
  public Set<String> types() {
    return Set.of("Flow");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    FlowParts flow = new FlowParts(c.xml());
    XmlElement xml = c.xml();
    if (!PROCESS_TYPES.contains(flow.processType())) {
      out.refused(
          "unsupported-flow",
          c,
          xml.child("processType").orElse(xml),
          "Flows of the type " + flow.processType() + " are not supported by the local org");
      return;
    }
    XmlElement start = flow.start().orElse(xml);
    object(c, flow, start, context, out);
    kinds(c, flow, out);
    order(c, flow, out);
    schedule(c, flow, start, out);
    entry(c, flow, start, context, out);
    if (start.has("flowRunAsUser")
        && Set.of("RecordBeforeSave", "Scheduled").contains(flow.triggerType())) {
      out.refused(
          "bad-start",
          c,
          start.child("flowRunAsUser").get(),
          "flowRunAsUser does not go with the trigger type " + flow.triggerType());
    }
    FlowPathChecks.check(c, flow, start, context, out);
  }

  private static void object(
      Component c, FlowParts flow, XmlElement start, CheckContext context, Findings out) {
    String object = flow.startObject();
    boolean needed = flow.recordTriggered() || flow.triggerType().equals("PlatformEvent");
    if (needed && object.isEmpty()) {
      out.refused("bad-start", c, start, "A " + flow.triggerType() + " flow needs an object");
      return;
    }
    if (!object.isEmpty() && !context.objectExists(object)) {
      out.refused(
          "unknown-object",
          c,
          start.child("object").get(),
          "There is no object " + object,
          context.hint("CustomObject", object));
      return;
    }
    if (flow.triggerType().equals("PlatformEvent")
        && CheckContext.isCustom(object)
        && !object.toLowerCase(Locale.ROOT).endsWith("__e")) {
      out.refused("bad-start", c, start, object + " is no platform event");
    }
    XmlElement kind = start.child("recordTriggerType").orElse(null);
    String value = kind == null ? "" : kind.token();
    boolean delete = flow.triggerType().equals("RecordBeforeDelete");
    if (flow.recordTriggered() && kind == null) {
      out.refused("bad-start", c, start, "A record-triggered flow needs a recordTriggerType");
    } else if (flow.recordTriggered() && delete != value.equals("Delete")) {
      out.refused(
          "bad-start",
          c,
          kind,
          "recordTriggerType " + value + " does not go with " + flow.triggerType());
    } else if (!flow.recordTriggered() && kind != null && !value.equals("None")) {
      out.wrong("bad-start", c, kind, "recordTriggerType is for record-triggered flows");
    }
  }

  private static void kinds(Component c, FlowParts flow, Findings out) {
    String trigger = flow.triggerType();
    boolean screenFlow = flow.processType().equals("Flow");
    flow.nodes()
        .forEach(
            (name, node) -> {
              String kind = node.name();
              boolean allowed =
                  trigger.equals("RecordBeforeSave")
                      ? BEFORE_SAVE.contains(kind)
                      : !FORBIDDEN.getOrDefault(trigger, Set.of()).contains(kind);
              if (!allowed) {
                refuse(c, node, name, kind, "a flow of trigger type " + trigger, out);
              } else if (trigger.equals("None")) {
                trigger(c, node, name, kind, screenFlow, out);
              }
              if (trigger.equals("RecordBeforeSave")
                  && kind.equals("recordUpdates")
                  && !node.token("inputReference", "").equals("$Record")) {
                refuse(c, node, name, "recordUpdates of other records", "a before-save flow", out);
              }
            });
    if (screenFlow && !trigger.equals("None")) {
      out.refused(
          "bad-start", c, c.xml(), "A screen flow (processType Flow) cannot have a trigger");
    }
  }

  private static void trigger(
      Component c, XmlElement node, String name, String kind, boolean screenFlow, Findings out) {
    if (kind.equals("customErrors")) {
      refuse(c, node, name, kind, "a flow whose TriggerType is None", out);
    } else if (kind.equals("screens") && !screenFlow) {
      refuse(c, node, name, kind, "an autolaunched flow", out);
    }
  }

  private static void refuse(
      Component c, XmlElement node, String name, String kind, String where, Findings out) {
    out.refused(
        "element-not-allowed",
        c,
        node,
        "The element '" + name + "' (" + kind + ") is not allowed in " + where);
  }

  private static void order(Component c, FlowParts flow, Findings out) {
    XmlElement order = c.xml().child("triggerOrder").orElse(null);
    if (order == null) {
      return;
    }
    int value = c.xml().integer("triggerOrder", 0);
    if (!flow.recordTriggered()) {
      out.refused("bad-start", c, order, "triggerOrder is for record-triggered flows");
    } else if (value < 1 || value > MAX_TRIGGER_ORDER) {
      out.refused("bad-start", c, order, "triggerOrder must be between 1 and 2000, not " + value);
    }
  }

  private static void schedule(Component c, FlowParts flow, XmlElement start, Findings out) {
    XmlElement schedule = start.child("schedule").orElse(null);
    boolean scheduled = flow.triggerType().equals("Scheduled");
    if (scheduled && schedule == null) {
      out.refused("bad-start", c, start, "A schedule-triggered flow needs a schedule");
    } else if (schedule != null && !scheduled) {
      out.refused("bad-start", c, schedule, "A schedule needs the trigger type Scheduled");
    }
    if (schedule == null) {
      return;
    }
    for (String element : List.of("frequency", "startDate", "startTime")) {
      if (!schedule.has(element)) {
        out.refused("bad-start", c, schedule, "Required field is missing: " + element);
      }
    }
    String frequency = schedule.token("frequency", "Once");
    if (!FREQUENCIES.contains(frequency)) {
      out.refused(
          "bad-start",
          c,
          schedule.child("frequency").get(),
          "The frequency " + frequency + " is not possible here",
          "Once, Daily or Weekly");
    }
    for (String element :
        List.of("endDate", "frequencyNumber", "dayOfMonthToRun", "daysOfWeekToRun")) {
      schedule
          .child(element)
          .ifPresent(
              e -> out.refused("bad-start", c, e, element + " is not possible in a flow's start"));
    }
  }

  private static void entry(
      Component c, FlowParts flow, XmlElement start, CheckContext context, Findings out) {
    boolean filters = start.has("filters");
    XmlElement formula = start.child("filterFormula").orElse(null);
    if (formula != null && filters) {
      out.wrong("bad-start", c, formula, "Either filterFormula or filters decides, not both");
    }
    if (formula != null && !flow.recordTriggered()) {
      out.refused("bad-start", c, formula, "filterFormula is for record-triggered flows");
    }
    XmlElement flag = start.child("doesRequireRecordChangedToMeetCriteria").orElse(null);
    if (flag != null && flag.token().equals("true")) {
      String kind = start.token("recordTriggerType", "");
      if (!kind.contains("Update") || (!filters && formula == null)) {
        out.wrong(
            "bad-start",
            c,
            flag,
            "doesRequireRecordChangedToMeetCriteria needs an update and entry conditions");
      }
    }
    FlowElementRule.filters(c, start, flow.startObject(), context, out);
  }
}
