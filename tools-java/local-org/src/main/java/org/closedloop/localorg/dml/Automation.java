package org.closedloop.localorg.dml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexSession.TriggerEvent;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.LimitExceeded;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.dml.SaveHooks.SaveEvent;
import org.closedloop.localorg.soql.Records;

/** Calls triggers and flows for a chunk and turns what they raise into errors of its rows. */
final class Automation {

  private static final int MAX_DEPTH = 16;
  private static final Pattern TRIGGER = Pattern.compile("Trigger\\.(\\w+):");

  private final RequestScope scope;
  private int depth;

  Automation(RequestScope scope) {
    this.scope = scope;
  }

  /** Fires the triggers of one event; {@code view} gives the record that they see. */
  void trigger(
      SObjectDef def,
      TriggerEvent event,
      List<SaveRow> rows,
      Function<SaveRow, SObjectValue> view) {
    if (rows.isEmpty() || !def.triggerable() || !scope.hasTriggers(def.name())) {
      return;
    }
    boolean insert =
        event == TriggerEvent.BEFORE_INSERT
            || event == TriggerEvent.AFTER_INSERT
            || event == TriggerEvent.AFTER_UNDELETE;
    boolean delete = event == TriggerEvent.BEFORE_DELETE || event == TriggerEvent.AFTER_DELETE;
    List<SObjectValue> newRows = delete ? null : rows.stream().map(view).toList();
    List<SObjectValue> oldRows = insert ? null : rows.stream().map(r -> r.old(scope)).toList();
    enter();
    try {
      scope.session().fireTriggers(def.name(), event, newRows, oldRows);
    } catch (ApexFailure e) {
      String text = triggerText(event, e);
      rows.forEach(r -> r.error("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", text));
      return;
    } finally {
      depth--;
    }
    List<SObjectValue> carriers = delete ? oldRows : newRows;
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).takeErrors(carriers.get(i));
    }
  }

  private void enter() {
    depth++;
    if (depth > MAX_DEPTH) {
      depth--;
      throw new LimitExceeded("Maximum trigger depth exceeded");
    }
  }

  private static String triggerText(TriggerEvent event, ApexFailure e) {
    Matcher m = TRIGGER.matcher(e.apexStack() == null ? "" : e.apexStack());
    String name = "";
    while (m.find()) {
      name = m.group(1);
    }
    StringBuilder words = new StringBuilder();
    for (String w : event.name().split("_")) {
      words.append(w.charAt(0)).append(w.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return name
        + ": execution of "
        + words
        + "\n\ncaused by: "
        + e.typeName()
        + ": "
        + e.getMessage()
        + "\n\n"
        + e.apexStack();
  }

  void beforeSave(SObjectDef def, SaveEvent event, List<SaveRow> rows) {
    if (rows.isEmpty() || !scope.hooks().concerns(def.name(), event)) {
      return;
    }
    List<SObjectValue> records = new ArrayList<>();
    rows.forEach(r -> records.add(event == SaveEvent.DELETE ? r.old(scope).copy() : r.next));
    flow(rows, records, () -> scope.hooks().beforeSave(scope, event, records, priors(rows)));
  }

  void afterSave(SObjectDef def, SaveEvent event, List<SaveRow> rows) {
    if (rows.isEmpty() || !scope.hooks().concerns(def.name(), event)) {
      return;
    }
    Records reader = new Records(scope);
    List<SObjectValue> records = new ArrayList<>();
    for (SaveRow r : rows) {
      records.add(
          event == SaveEvent.DELETE ? r.old(scope).copy() : reader.complete(r.saved(scope)));
    }
    flow(rows, records, () -> scope.hooks().afterSave(scope, event, records, priors(rows)));
  }

  private List<SObjectValue> priors(List<SaveRow> rows) {
    List<SObjectValue> out = new ArrayList<>();
    rows.forEach(r -> out.add(r.old(scope)));
    return out;
  }

  private void flow(List<SaveRow> rows, List<SObjectValue> records, Runnable body) {
    enter();
    try {
      body.run();
    } catch (HostException e) {
      String code = e.statusCode() == null ? "CANNOT_EXECUTE_FLOW_TRIGGER" : e.statusCode();
      rows.forEach(r -> r.error(code, e.getMessage()));
      return;
    } catch (ApexFailure e) {
      rows.forEach(
          r -> r.error("CANNOT_EXECUTE_FLOW_TRIGGER", e.typeName() + ": " + e.getMessage()));
      return;
    } finally {
      depth--;
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).takeErrors(records.get(i));
    }
  }
}
