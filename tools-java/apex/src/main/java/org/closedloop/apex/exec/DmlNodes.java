package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.bind.BoundStmt;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.SObjectValue;

/** DML statements and {@code System.runAs}. */
final class DmlNodes {

  private final Planner planner;

  DmlNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.onStmt(BoundStmt.Dml.class, this::dml);
    planner.onStmt(BoundStmt.RunAs.class, this::runAs);
  }

  private Stmt dml(BoundStmt.Dml s) {
    Node records = planner.node(s.records());
    Node duplicates = planner.nodeOrNull(s.duplicates());
    String externalId = s.externalId() == null ? null : s.externalId().name();
    int line = s.pos().line();
    return f -> {
      f.at(line);
      List<SObjectValue> rows = rows(records.eval(f));
      List<String> losers = duplicates == null ? List.of() : ids(duplicates.eval(f));
      if (rows.isEmpty()) {
        return null;
      }
      DataHost.DmlRequest request =
          new DataHost.DmlRequest(
              s.op(),
              rows,
              externalId,
              true,
              f.access(s.userMode()),
              DataHost.DmlOptions.DEFAULT,
              losers);
      f.ctx.raiseDml(request, f.ctx.host().data().dml(request));
      return null;
    };
  }

  private static List<SObjectValue> rows(Object v) {
    if (v == null) {
      throw Errors.nullPointer();
    }
    if (v instanceof SObjectValue r) {
      return List.of(r);
    }
    List<SObjectValue> rows = new ArrayList<>();
    for (Object o : (ApexList) v) {
      if (o == null) {
        throw Errors.nullPointer();
      }
      rows.add((SObjectValue) o);
    }
    return rows;
  }

  private static List<String> ids(Object v) {
    if (v == null) {
      throw Errors.nullPointer();
    }
    List<String> out = new ArrayList<>();
    if (v instanceof ApexList l) {
      l.forEach(x -> out.addAll(ids(x)));
    } else {
      out.add(v instanceof SObjectValue r ? r.id() : ((ApexId) v).value());
    }
    return out;
  }

  private Stmt runAs(BoundStmt.RunAs s) {
    Node[] args = planner.nodes(s.arguments());
    Stmt body = planner.statement(s.body());
    int line = s.pos().line();
    return f -> {
      f.at(line);
      Object who = args.length == 0 ? null : args[0].eval(f);
      if (args.length > 0 && who == null) {
        throw Errors.nullPointer();
      }
      String id = userId(f, who);
      if (id == null) {
        return body.exec(f);
      }
      Completion[] ended = new Completion[1];
      f.ctx.host().tests().runAs(id, () -> ended[0] = body.exec(f));
      return ended[0];
    };
  }

  /** The user's id, inserting a user that is not saved yet; null for a package version. */
  private static String userId(Frame f, Object who) {
    if (who instanceof ApexId id) {
      return id.value();
    }
    if (!(who instanceof SObjectValue user)) {
      return null;
    }
    if (user.id() == null) {
      DataHost.DmlRequest request =
          new DataHost.DmlRequest(
              DataHost.DmlOp.INSERT,
              List.of(user),
              null,
              true,
              AccessMode.SYSTEM,
              DataHost.DmlOptions.DEFAULT,
              List.of());
      f.ctx.raiseDml(request, f.ctx.host().data().dml(request));
    }
    return user.id();
  }
}
