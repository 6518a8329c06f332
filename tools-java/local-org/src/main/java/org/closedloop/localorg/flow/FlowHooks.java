package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.dml.SaveHooks;
import org.closedloop.localorg.flow.FlowModel.Trigger;
import org.closedloop.localorg.formula.FormulaFailure;

/** Record-triggered flows of one org version at their places in the save pipeline. */
final class FlowHooks implements SaveHooks {

  private final FlowCatalog catalog;
  private final FlowService service;
  private final Function<RequestScope, WorkRequest> requests;

  FlowHooks(
      FlowCatalog catalog, FlowService service, Function<RequestScope, WorkRequest> requests) {
    this.catalog = catalog;
    this.service = service;
    this.requests = requests;
  }

  @Override
  public boolean concerns(String objectName, SaveEvent event) {
    return switch (event) {
      case INSERT, UPDATE ->
          !catalog.triggered(Trigger.BEFORE_SAVE, objectName).isEmpty()
              || !catalog.triggered(Trigger.AFTER_SAVE, objectName).isEmpty();
      case DELETE ->
          !catalog.triggered(Trigger.BEFORE_DELETE, objectName).isEmpty()
              || catalog.triggered(Trigger.AFTER_SAVE, objectName).stream()
                  .anyMatch(f -> !f.start().paths().isEmpty());
      case UNDELETE -> false;
    };
  }

  @Override
  public void beforeSave(
      RequestScope scope, SaveEvent event, List<SObjectValue> rows, List<SObjectValue> priors) {
    if (rows.isEmpty() || event == SaveEvent.UNDELETE) {
      return;
    }
    String object = rows.get(0).type().name();
    if (event == SaveEvent.DELETE) {
      for (FlowModel f : catalog.triggered(Trigger.BEFORE_DELETE, object)) {
        run(scope, f, rows, null, "before-delete", true);
      }
      return;
    }
    for (FlowModel f : catalog.triggered(Trigger.BEFORE_SAVE, object)) {
      run(scope, f, rows, priors, "before-save", false);
    }
  }

  @Override
  public void afterSave(
      RequestScope scope, SaveEvent event, List<SObjectValue> rows, List<SObjectValue> priors) {
    if (rows.isEmpty() || event == SaveEvent.UNDELETE) {
      return;
    }
    List<FlowModel> flows = catalog.triggered(Trigger.AFTER_SAVE, rows.get(0).type().name());
    if (event == SaveEvent.DELETE) {
      service.paths().dropRecords(requests.apply(scope), rows);
      return;
    }
    for (FlowModel f : flows) {
      if (f.start().first() != null) {
        run(scope, f, rows, priors, "after-save", false);
      }
      if (!f.start().paths().isEmpty()) {
        WorkRequest request = requests.apply(scope);
        FlowRun run =
            new FlowRun(request, catalog, service.traces(), AccessMode.SYSTEM, "after-save");
        service.paths().plan(run, f, rows, priors);
      }
    }
  }

  private void run(
      RequestScope scope,
      FlowModel f,
      List<SObjectValue> rows,
      List<SObjectValue> priors,
      String trigger,
      boolean deleting) {
    FlowRun run =
        new FlowRun(requests.apply(scope), catalog, service.traces(), AccessMode.SYSTEM, trigger);
    List<Interview> interviews = new ArrayList<>();
    for (int n = 0; n < rows.size(); n++) {
      SObjectValue row = rows.get(n);
      SObjectValue prior = priors == null ? null : priors.get(n);
      if (!row.errors().isEmpty()) {
        continue;
      }
      try {
        boolean starts =
            deleting
                ? FlowEntry.meets(run, f.start(), row, null, false, false)
                : FlowEntry.starts(run, f.start(), row, prior);
        if (starts) {
          interviews.add(
              new Interview(
                  run, f, row, prior, !deleting && prior == null, f.start().first(), null));
        }
      } catch (FlowFault | FormulaFailure e) {
        refuse(row, f, e.getMessage());
      }
    }
    FlowEngine.run(interviews);
    for (Interview i : interviews) {
      if (i.status() == Interview.Status.FAILED) {
        refuse(i.record(), f, i.fault());
      }
    }
  }

  /** Fails the save of a record as the platform words it. */
  static void refuse(SObjectValue row, FlowModel f, String fault) {
    row.addError(
        null,
        "We can't save this record because the \u201c"
            + f.label()
            + "\u201d process failed. Give your Salesforce admin these details. "
            + fault,
        "CANNOT_EXECUTE_FLOW_TRIGGER");
  }
}
