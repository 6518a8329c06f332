package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.host.DataHost.DmlOp;
import org.closedloop.apex.host.DataHost.DmlOptions;
import org.closedloop.apex.host.DataHost.DmlRequest;
import org.closedloop.apex.host.DataHost.RowResult;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;

/**
 * Create, update and delete for many interviews with one statement. An interview's records are
 * saved together or not at all; when some interviews fail, the others' records are saved without
 * them.
 */
final class FlowDml {

  private FlowDml() {}

  /** Rows of one interview. */
  private record Share(Interview interview, List<SObjectValue> rows) {}

  /** What a statement needs besides rows. */
  private record Statement(DmlOp op, String verb, String externalId) {}

  static void create(List<Interview> group, FlowNode.Create node) {
    List<Share> shares = new ArrayList<>();
    boolean events = false;
    for (Interview i : group) {
      try {
        List<SObjectValue> rows =
            node.input() == null ? List.of(build(i, node)) : records(i, node.input());
        events |= rows.stream().anyMatch(r -> r.type().kind() == SObjectDef.Kind.PLATFORM_EVENT);
        shares.add(new Share(i, rows));
      } catch (FlowFault e) {
        FlowEngine.fault(i, node, e.getMessage());
      }
    }
    if (events) {
      publish(shares, node);
      return;
    }
    Statement s =
        new Statement(
            node.upsert() ? DmlOp.UPSERT : DmlOp.INSERT,
            "create",
            node.upsertField() == null ? null : node.upsertField().name());
    for (Share ok : save(shares, node, s, !node.upsert() || node.upsertAllOrNone())) {
      String id = ok.rows().isEmpty() ? null : ok.rows().get(0).id();
      if (node.automatic()) {
        ok.interview().output(node.name(), id);
      }
      if (node.idInto() != null) {
        ok.interview().assign(node.idInto(), id);
      }
      done(ok, node);
    }
  }

  private static SObjectValue build(Interview i, FlowNode.Create node) {
    SObjectValue r = new SObjectValue(node.object());
    fill(i, r, node.values());
    return r;
  }

  private static void fill(Interview i, SObjectValue r, Map<FieldDef, FlowValue> values) {
    values.forEach(
        (f, v) -> r.put(f.name(), FlowConvert.toField(f, v.get(i.context()), i.context().zone())));
  }

  private static List<SObjectValue> records(Interview i, FlowValue input) {
    List<SObjectValue> out = new ArrayList<>();
    for (Object o : FlowSteps.listOf(input.get(i.context()))) {
      if (!(o instanceof SObjectValue r)) {
        throw new FlowFault(input.reference() + " holds no record");
      }
      out.add(r);
    }
    return out;
  }

  private static void publish(List<Share> shares, FlowNode.Create node) {
    List<SObjectValue> all = shares.stream().flatMap(s -> s.rows().stream()).toList();
    FlowRun run = shares.get(0).interview().run();
    List<RowResult> results = run.host().events().publish(all, run.mode());
    int at = 0;
    for (Share s : shares) {
      List<RowResult> mine = results.subList(at, at + s.rows().size());
      at += s.rows().size();
      String errors = errors(mine);
      if (errors.isEmpty()) {
        if (node.automatic()) {
          s.interview().output(node.name(), mine.isEmpty() ? null : mine.get(0).id());
        }
        done(s, node);
      } else {
        FlowEngine.fault(s.interview(), node, FlowEngine.dmlText("create", errors));
      }
    }
  }

  static void update(List<Interview> group, FlowNode.Update node) {
    boolean beforeSave = group.get(0).flow().start().trigger() == FlowModel.Trigger.BEFORE_SAVE;
    if (node.inputIsTrigger() && beforeSave) {
      for (Interview i : group) {
        fillTrigger(i, node);
        i.trace().step(node.name(), "Update", "$Record", shown(i.record(), node.values().keySet()));
        i.go(node.next());
      }
      return;
    }
    List<Share> shares = new ArrayList<>();
    if (node.input() == null) {
      List<List<SObjectValue>> found = found(group, node.object(), node.filters(), "update");
      for (int n = 0; n < group.size(); n++) {
        Interview i = group.get(n);
        List<SObjectValue> rows = new ArrayList<>();
        for (SObjectValue f : found.get(n)) {
          SObjectValue r = new SObjectValue(node.object());
          r.put("Id", f.id());
          rows.add(r);
        }
        addFilled(shares, i, node, rows);
      }
    } else {
      for (Interview i : group) {
        try {
          List<SObjectValue> rows = new ArrayList<>();
          for (SObjectValue r : records(i, node.input())) {
            if (r.id() == null) {
              throw new FlowFault(
                  FlowEngine.dmlText(
                      "update", "MISSING_ARGUMENT: Id not specified in an update call"));
            }
            rows.add(i.run().records().forUpdate(r));
          }
          addFilled(shares, i, node, rows);
        } catch (FlowFault e) {
          FlowEngine.fault(i, node, e.getMessage());
        }
      }
    }
    for (Share ok : save(shares, node, new Statement(DmlOp.UPDATE, "update", null), true)) {
      done(ok, node);
    }
  }

  private static void addFilled(
      List<Share> shares, Interview i, FlowNode.Update node, List<SObjectValue> rows) {
    try {
      rows.forEach(r -> fill(i, r, node.values()));
      shares.add(new Share(i, rows));
    } catch (FlowFault e) {
      FlowEngine.fault(i, node, e.getMessage());
    }
  }

  private static void fillTrigger(Interview i, FlowNode.Update node) {
    fill(i, i.record(), node.values());
    node.values().keySet().forEach(f -> i.run().records().assigned(i.record(), f.name()));
  }

  static void delete(List<Interview> group, FlowNode.Delete node) {
    List<Share> shares = new ArrayList<>();
    if (node.input() == null) {
      List<List<SObjectValue>> found = found(group, node.object(), node.filters(), "delete");
      for (int n = 0; n < group.size(); n++) {
        shares.add(new Share(group.get(n), found.get(n)));
      }
    } else {
      for (Interview i : group) {
        try {
          shares.add(new Share(i, records(i, node.input())));
        } catch (FlowFault e) {
          FlowEngine.fault(i, node, e.getMessage());
        }
      }
    }
    for (Share ok : save(shares, node, new Statement(DmlOp.DELETE, "delete", null), true)) {
      done(ok, node);
    }
  }

  private static List<List<SObjectValue>> found(
      List<Interview> group, SObjectDef object, FilterSet filters, String verb) {
    try {
      return FlowQueries.find(group, object, filters, List.of(), null, false, null);
    } catch (HostException e) {
      throw new FlowFault(FlowEngine.dmlText(verb, FlowEngine.text(e)));
    }
  }

  /** Saves all shares in one statement, leaving out interviews that fail; returns the saved. */
  private static List<Share> save(
      List<Share> shares, FlowNode.Bulk node, Statement s, boolean wholeInterview) {
    List<Share> left = new ArrayList<>(shares);
    while (!left.isEmpty()) {
      List<SObjectValue> all = left.stream().flatMap(x -> x.rows().stream()).toList();
      if (all.isEmpty()) {
        return left;
      }
      FlowRun run = left.get(0).interview().run();
      List<RowResult> results;
      try {
        results =
            run.host()
                .data()
                .dml(
                    new DmlRequest(
                        s.op(),
                        all,
                        s.externalId(),
                        wholeInterview,
                        run.mode(),
                        DmlOptions.DEFAULT,
                        List.of()));
      } catch (HostException e) {
        left.forEach(
            x ->
                FlowEngine.fault(
                    x.interview(), node, FlowEngine.dmlText(s.verb(), FlowEngine.text(e))));
        return List.of();
      }
      List<Share> good = new ArrayList<>();
      int at = 0;
      for (Share x : left) {
        String errors = errors(results.subList(at, at + x.rows().size()));
        at += x.rows().size();
        if (errors.isEmpty()) {
          good.add(x);
        } else {
          FlowEngine.fault(x.interview(), node, FlowEngine.dmlText(s.verb(), errors));
        }
      }
      if (good.size() == left.size() || !wholeInterview) {
        return good;
      }
      // All or none: the statement was taken back; save the others again without the failed.
      for (Share x : good) {
        if (s.op() == DmlOp.INSERT) {
          x.rows().forEach(r -> r.unset("Id"));
        }
        x.rows().forEach(r -> r.errors().clear());
      }
      left = good;
    }
    return left;
  }

  private static String errors(List<RowResult> results) {
    StringBuilder sb = new StringBuilder();
    for (RowResult r : results) {
      for (DmlError e : r.errors()) {
        sb.append(sb.length() == 0 ? "" : ", ").append(e.statusCode()).append(": ");
        sb.append(e.message());
      }
    }
    return sb.toString();
  }

  private static Map<String, Object> shown(SObjectValue r, Collection<FieldDef> fields) {
    Map<String, Object> out = new LinkedHashMap<>();
    fields.forEach(f -> out.put(f.name(), r.get(f.name())));
    return out;
  }

  private static void done(Share s, FlowNode.Bulk node) {
    List<String> ids = s.rows().stream().limit(20).map(SObjectValue::id).toList();
    s.interview()
        .trace()
        .step(node.name(), FlowSteps.kind(node), s.rows().size() + " records", Map.of("ids", ids));
    s.interview().go(node.next());
  }
}
