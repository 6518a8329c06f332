package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.Limits.Counter;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.formula.HostOrgAccess;
import org.closedloop.localorg.formula.OrgAccess;
import org.closedloop.localorg.formula.RecordAccess;

/** One run of interviews together inside a request: the request, its mode, loaded records. */
final class FlowRun {

  /** Elements that count as one tick of CPU. */
  private static final int ELEMENTS_PER_TICK = 20;

  private final WorkRequest request;
  private final FlowCatalog catalog;
  private final FlowTraces traces;
  private final AccessMode mode;
  private final String trigger;
  private final FlowRecords records = new FlowRecords();
  private final OrgAccess org;
  private final RecordAccess reader;
  private int elements;
  private int depth;

  /**
   * @param trigger what started the run, for traces
   */
  FlowRun(
      WorkRequest request,
      FlowCatalog catalog,
      FlowTraces traces,
      AccessMode mode,
      String trigger) {
    this.request = request;
    this.catalog = catalog;
    this.traces = traces;
    this.mode = mode;
    this.trigger = trigger;
    this.org = new HostOrgAccess(request.host());
    this.reader = new CachedReader(request.records());
  }

  WorkRequest request() {
    return request;
  }

  ApexHost host() {
    return request.host();
  }

  FlowCatalog catalog() {
    return catalog;
  }

  FlowTraces traces() {
    return traces;
  }

  AccessMode mode() {
    return mode;
  }

  String trigger() {
    return trigger;
  }

  FlowRecords records() {
    return records;
  }

  OrgAccess org() {
    return org;
  }

  RecordAccess reader() {
    return reader;
  }

  void tick() {
    if (++elements % ELEMENTS_PER_TICK == 0) {
      host().limits().consume(Counter.CPU_TICKS, 1);
    }
  }

  /** Guards against subflows that call each other for ever. */
  void enterSubflow() {
    if (++depth > 50) {
      depth--;
      throw new FlowFault("Subflows are nested more than 50 deep");
    }
  }

  void leaveSubflow() {
    depth--;
  }

  /** Loads each parent once per run. */
  private static final class CachedReader implements RecordAccess {
    private final RecordAccess inner;
    private final Map<List<String>, SObjectValue> rows = new HashMap<>();

    CachedReader(RecordAccess inner) {
      this.inner = inner;
    }

    @Override
    public Object value(SObjectValue record, FieldDef field) {
      return inner.value(record, field);
    }

    @Override
    public SObjectValue parent(SObjectValue record, FieldDef reference) {
      Object id = record.get(reference.name());
      if (id == null || record.hasParent(reference.relationshipName())) {
        return inner.parent(record, reference);
      }
      List<String> key = new ArrayList<>(List.of((String) id));
      key.add(reference.name());
      if (!rows.containsKey(key)) {
        rows.put(key, inner.parent(record, reference));
      }
      return rows.get(key);
    }

    @Override
    public SObjectValue row(String objectName, String id) {
      return inner.row(objectName, id);
    }
  }
}
