package org.closedloop.localorg.check.flow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.localorg.check.CheckContext;
import org.closedloop.metadata.XmlElement;

/** What starts a flow, when it runs, and which elements such a flow may have. */
final class StartChecks {
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
  private static final Set<String> UNATTENDED = Set.of("screens", "waits", "recordRollbacks");
  private static final Map<String, Set<String>> FORBIDDEN =
      Map.of(
          "RecordAfterSave",
          UNATTENDED,
          "RecordBeforeDelete",
          UNATTENDED,
          "Scheduled",
          Set.of("screens", "customErrors", "recordRollbacks"),
          "PlatformEvent",
          Set.of("screens", "customErrors", "recordRollbacks"));
  private static final Set<String> FREQUENCIES = Set.of("Once", "Daily", "Weekly");

  private StartChecks() {}

  static void check(FlowCheck check) {
    FlowXml flow = check.flow();
    if (!flow.plain()) {
      return;
    }
    XmlElement start = flow.start().orElse(null);
    if (start == null && !flow.root().has("startElementReference") && flow.active()) {
      check.refused("bad-start", flow.root(), "The flow has no start element");
    }
    kinds(check);
    if (start == null) {
      return;
    }
    object(check, start);
    schedule(check, start);
    entry(check, start);
    start
        .child("flowRunAsUser")
        .filter(u -> Set.of("RecordBeforeSave", "Scheduled").contains(flow.triggerType()))
        .ifPresent(
            u ->
                check.wrong(
                    "bad-start",
                    u,
                    "When the TriggerType field is set to '"
                        + flow.triggerType()
                        + "', the RunAsUser field isn't supported (flowRunAsUser)",
                    "leave it out"));
  }

  private static void object(FlowCheck check, XmlElement start) {
    FlowXml flow = check.flow();
    String trigger = flow.triggerType();
    boolean needed = flow.recordTriggered() || trigger.equals("PlatformEvent");
    XmlElement at = start.child("object").orElse(null);
    if (needed && at == null) {
      check.refused("bad-start", start, "A " + trigger + " flow needs an object");
    }
    if (at != null && trigger.equals("None") && start.has("recordTriggerType")) {
      check.refused("bad-start", start, "A record-triggered flow needs a triggerType");
    } else if (at != null && trigger.equals("None")) {
      check.wrong("bad-start", at, "A flow without a trigger has no object", "leave it out");
    }
    String object = check.object(at);
    if (trigger.equals("PlatformEvent")
        && CheckContext.isCustom(object)
        && !object.toLowerCase(Locale.ROOT).endsWith("__e")) {
      check.refused("bad-start", at, object + " is no platform event");
    } else if (flow.recordTriggered() && object.toLowerCase(Locale.ROOT).endsWith("__e")) {
      check.refused("bad-start", at, object + " is a platform event", "use PlatformEvent");
    } else if (flow.recordTriggered() && object.toLowerCase(Locale.ROOT).endsWith("__mdt")) {
      check.refused("bad-start", at, "Custom metadata cannot trigger a flow");
    }
    when(check, start);
  }

  private static void when(FlowCheck check, XmlElement start) {
    FlowXml flow = check.flow();
    XmlElement kind = start.child("recordTriggerType").orElse(null);
    String value = kind == null ? "" : kind.token();
    boolean delete = flow.triggerType().equals("RecordBeforeDelete");
    if (flow.recordTriggered() && kind == null) {
      check.refused("bad-start", start, "A record-triggered flow needs a recordTriggerType");
    } else if (flow.recordTriggered()
        && (delete != value.equals("Delete") || value.equals("None"))) {
      check.refused(
          "bad-start",
          kind,
          "recordTriggerType " + value + " does not go with " + flow.triggerType());
    } else if (!flow.recordTriggered()
        && kind != null
        && !value.equals("None")
        && !flow.triggerType().equals("None")) {
      check.wrong("bad-start", kind, "recordTriggerType is for record-triggered flows");
    }
  }

  private static void kinds(FlowCheck check) {
    FlowXml flow = check.flow();
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
                refuse(check, node, kind, "a flow of trigger type " + trigger);
              } else if (trigger.equals("None")) {
                untriggered(check, node, kind, screenFlow);
              }
              if (trigger.equals("RecordBeforeSave")
                  && kind.equals("recordUpdates")
                  && !node.token("inputReference", "").equalsIgnoreCase("$Record")) {
                refuse(check, node, "recordUpdates of other records", "a before-save flow");
              }
            });
    if (screenFlow && !trigger.equals("None")) {
      check.refused(
          "bad-start",
          flow.root().child("processType").orElse(flow.root()),
          "A screen flow (processType Flow) cannot have a trigger");
    }
  }

  private static void untriggered(
      FlowCheck check, XmlElement node, String kind, boolean screenFlow) {
    if (kind.equals("customErrors")) {
      check.refused(
          "element-not-allowed",
          node,
          "The flow can't include Custom Error elements when TriggerType is None");
    } else if ((kind.equals("screens") || kind.equals("recordRollbacks")) && !screenFlow) {
      refuse(check, node, kind, "an autolaunched flow");
    } else if (kind.equals("waits") && screenFlow) {
      refuse(check, node, kind, "a screen flow");
    }
  }

  private static void refuse(FlowCheck check, XmlElement node, String kind, String where) {
    check.refused(
        "element-not-allowed",
        node,
        "The element '" + node.token("name", "") + "' (" + kind + ") is not allowed in " + where);
  }

  private static void schedule(FlowCheck check, XmlElement start) {
    XmlElement schedule = start.child("schedule").orElse(null);
    boolean scheduled = check.flow().triggerType().equals("Scheduled");
    if (scheduled && schedule == null) {
      check.refused("bad-start", start, "A schedule-triggered flow needs a schedule");
    } else if (schedule != null && !scheduled) {
      check.refused("bad-start", schedule, "A schedule needs the trigger type Scheduled");
    }
    if (schedule == null) {
      return;
    }
    for (String element : List.of("frequency", "startDate", "startTime")) {
      if (!schedule.has(element)) {
        check.refused("bad-start", schedule, "Required field is missing: " + element);
      }
    }
    String frequency = schedule.token("frequency", "Once");
    if (!FREQUENCIES.contains(frequency)) {
      check.refused(
          "bad-start",
          schedule.child("frequency").orElse(schedule),
          "The Frequency field can't be set to '" + frequency + "'",
          "Once, Daily or Weekly");
    }
    for (String element :
        List.of("endDate", "frequencyNumber", "dayOfMonthToRun", "daysOfWeekToRun")) {
      schedule
          .child(element)
          .ifPresent(
              e -> check.refused("bad-start", e, element + " is not possible in a flow's start"));
    }
  }

  private static void entry(FlowCheck check, XmlElement start) {
    boolean filters = start.has("filters");
    XmlElement formula = start.child("filterFormula").orElse(null);
    if (formula != null && filters) {
      check.wrong("bad-start", formula, "Either filterFormula or filters decides, not both");
    }
    if (formula != null && !check.flow().recordTriggered()) {
      check.refused("bad-start", formula, "filterFormula is for record-triggered flows");
    }
    if (start.bool("doesRequireRecordChangedToMeetCriteria", false)) {
      XmlElement flag = start.child("doesRequireRecordChangedToMeetCriteria").orElse(start);
      boolean update = check.flow().recordTriggerType().contains("Update");
      boolean untold = check.flow().recordTriggerType().isEmpty();
      if (!untold && (!update || (!filters && formula == null))) {
        check.wrong(
            "bad-start",
            flag,
            "doesRequireRecordChangedToMeetCriteria needs an update and entry conditions");
      }
    }
  }
}
