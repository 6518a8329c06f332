package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.InaccessibleFields;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.SObjectValue;

/** Makes Apex exceptions, their stacks, and the failures that leave a session. */
final class Exceptions {

  private Exceptions() {}

  /** A system exception with the stack of the running statement. */
  static ExceptionValue system(ExecContext ctx, String typeName, String message) {
    String qualified = typeName.indexOf('.') < 0 ? "System." + typeName : typeName;
    ExceptionValue e = new ExceptionValue(PlatformType.of(qualified), message);
    noteStack(ctx, e);
    return e;
  }

  /** Notes the stack unless the exception has one. */
  static void noteStack(ExecContext ctx, ExceptionValue e) {
    if (!e.hasStack()) {
      Frame top = ctx.top();
      e.setStack(stack(top), top == null ? 0 : top.line);
    }
  }

  /** {@code Class.X.method: line N, column 1}, innermost first. */
  static String stack(Frame top) {
    StringBuilder sb = new StringBuilder();
    for (Frame f = top; f != null; f = f.caller) {
      if (sb.length() > 0) {
        sb.append('\n');
      }
      sb.append(f.unit.stackName()).append(": line ").append(f.line).append(", column 1");
    }
    return sb.toString();
  }

  /** What a catch block sees of a Java exception that Apex may catch. */
  static ExceptionValue of(ExecContext ctx, RuntimeException thrown) {
    if (thrown instanceof ApexThrow t) {
      return t.value();
    }
    if (thrown instanceof HostException h) {
      ExceptionValue e = system(ctx, h.apexType(), h.getMessage());
      e.setDetail(h instanceof InaccessibleFields f ? f.fields() : h.statusCode());
      return e;
    }
    if (thrown instanceof ApexFailure f) {
      return system(ctx, f.typeName(), f.getMessage());
    }
    throw thrown;
  }

  /** The failure that leaves the session. */
  static ApexFailure failure(ExceptionValue e) {
    return new ApexFailure(e.typeName(), e.clientMessage(), e.stackTrace());
  }

  /** Raises the DmlException of a statement whose first error is in the results. */
  static void raiseDml(
      ExecContext ctx, DataHost.DmlRequest request, List<DataHost.RowResult> results) {
    List<ExceptionValue.FailedRow> failed = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      DataHost.RowResult r = results.get(i);
      if (!r.success()) {
        String id = idOf(request, r, i);
        String object = i < request.records().size() ? request.records().get(i).type().name() : "";
        for (DmlError e : r.errors()) {
          failed.add(new ExceptionValue.FailedRow(i, object, id, e));
        }
      }
    }
    if (failed.isEmpty()) {
      return;
    }
    ExceptionValue.FailedRow first = failed.get(0);
    ExceptionValue e = system(ctx, "DmlException", text(request.op(), first));
    e.setFailedRows(failed);
    throw new ApexThrow(e);
  }

  private static String idOf(DataHost.DmlRequest request, DataHost.RowResult r, int row) {
    if (r.id() != null) {
      return r.id();
    }
    SObjectValue record = row < request.records().size() ? request.records().get(row) : null;
    return record == null || request.op() == DataHost.DmlOp.INSERT ? null : record.id();
  }

  private static String text(DataHost.DmlOp op, ExceptionValue.FailedRow first) {
    String verb = op.name().charAt(0) + op.name().substring(1).toLowerCase(java.util.Locale.ROOT);
    return verb
        + " failed. First exception on row "
        + first.row()
        + (first.id() == null ? "" : " with id " + first.id())
        + "; first error: "
        + first.error().statusCode()
        + ", "
        + first.error().message()
        + ": ["
        + String.join(", ", first.error().fields())
        + "]";
  }
}
