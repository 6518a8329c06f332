package org.closedloop.localorg.partner;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;

/**
 * Writes records as query results carry them: type, then Id, then the columns in SELECT order.
 * Aggregate values travel typed, all others as plain text.
 */
final class RecordWriter {

  private final SoapWriter out;

  RecordWriter(SoapWriter out) {
    this.out = out;
  }

  /** One record under an element of the default namespace ({@code records}, {@code result}). */
  void write(String element, SObjectValue row, SelectShape shape) {
    out.startTyped(element, "sf:sObject");
    content(row, shape);
    out.end();
  }

  private void content(SObjectValue row, SelectShape shape) {
    boolean aggregate = row.type().kind() == SObjectDef.Kind.AGGREGATE;
    out.field("type", aggregate ? "AggregateResult" : row.type().name());
    out.field("Id", aggregate ? null : row.id());
    Set<String> done = new HashSet<>();
    for (SelectShape.Column c : shape.columns()) {
      if (c instanceof SelectShape.FieldColumn f) {
        field(f.name(), row.get(f.name()), false);
        done.add(f.name());
      } else if (c instanceof SelectShape.ParentColumn p) {
        parent(p.relationship(), row.parent(p.relationship()), p.shape());
        done.add(p.relationship());
      } else if (c instanceof SelectShape.ChildColumn s) {
        children(s.relationship(), row.children(s.relationship()), s.shape());
        done.add(s.relationship());
      } else {
        rest(row, done, aggregate);
      }
    }
  }

  private void rest(SObjectValue row, Set<String> done, boolean aggregate) {
    for (Map.Entry<String, Object> e : row.fieldMap().entrySet()) {
      if (!done.contains(e.getKey())) {
        field(e.getKey(), e.getValue(), aggregate);
      }
    }
    for (Map.Entry<String, SObjectValue> e : row.parents().entrySet()) {
      if (!done.contains(e.getKey())) {
        parent(e.getKey(), e.getValue(), SelectShape.NATURAL);
      }
    }
    for (Map.Entry<String, List<SObjectValue>> e : row.childLists().entrySet()) {
      if (!done.contains(e.getKey())) {
        children(e.getKey(), e.getValue(), SelectShape.NATURAL);
      }
    }
  }

  private void field(String name, Object value, boolean typed) {
    if (typed && value != null) {
      out.typedField(name, WireValues.xsiType(value), WireValues.format(value));
    } else {
      out.field(name, WireValues.format(value));
    }
  }

  private void parent(String name, SObjectValue parent, SelectShape shape) {
    if (parent == null) {
      out.field(name, null);
      return;
    }
    out.startTyped("sf", name, "sf:sObject");
    content(parent, shape);
    out.end();
  }

  private void children(String name, List<SObjectValue> rows, SelectShape shape) {
    if (rows == null || rows.isEmpty()) {
      out.field(name, null);
      return;
    }
    out.startTyped("sf", name, "QueryResult");
    out.element("done", true);
    out.nil("queryLocator");
    for (SObjectValue row : rows) {
      write("records", row, shape);
    }
    out.element("size", rows.size());
    out.end();
  }
}
