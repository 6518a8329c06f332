package org.closedloop.localorg.soql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlPaths;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.soql.SoqlQuery.Expr;
import org.closedloop.apex.soql.SoqlQuery.FieldItem;
import org.closedloop.apex.soql.SoqlQuery.FunctionCall;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.store.Row;

/**
 * Builds the records of a result: the fields selected in their order, parents nested under their
 * relationship names. The Id is always there.
 */
final class ResultShape {

  /** A node of the selected tree: own fields and deeper relationships. */
  private static final class Node {
    final List<SoqlPaths.Resolved> fields = new ArrayList<>();
    final Map<String, Node> parents = new LinkedHashMap<>();
    FieldDef lookup;
  }

  private final RequestScope scope;
  private final Columns columns;
  private final Node root = new Node();
  private final List<FunctionCall> functions = new ArrayList<>();
  private final List<SoqlQuery.TypeOfItem> typeOfs = new ArrayList<>();

  ResultShape(RequestScope scope, Columns columns, SoqlQuery query) {
    this.scope = scope;
    this.columns = columns;
    for (SoqlQuery.SelectItem item : query.select()) {
      if (item instanceof FieldItem f) {
        add(f.expr());
      } else if (item instanceof SoqlQuery.FieldsItem all) {
        fields(all.kind());
      } else if (item instanceof SoqlQuery.TypeOfItem t) {
        typeOfs.add(t);
      }
    }
  }

  private void add(Expr e) {
    if (e instanceof FunctionCall f) {
      functions.add(f);
    } else {
      add(columns.resolve((Path) e));
    }
  }

  private void add(SoqlPaths.Resolved r) {
    Node at = root;
    for (FieldDef step : r.steps()) {
      at = at.parents.computeIfAbsent(step.relationshipName(), k -> new Node());
      at.lookup = step;
    }
    at.fields.add(r);
  }

  private void fields(String kind) {
    SObjectDef def = columns.paths().object();
    for (FieldDef f : def.fields()) {
      boolean wanted =
          switch (kind.toUpperCase(Locale.ROOT)) {
            case "STANDARD" -> !f.custom();
            case "CUSTOM" -> f.custom();
            default -> true;
          };
      if (wanted) {
        root.fields.add(new SoqlPaths.Resolved(List.of(), def, f));
      }
    }
  }

  SObjectValue record(Row row) {
    SObjectValue out = fill(row, columns.paths().object(), root);
    for (FunctionCall f : functions) {
      Accessor<Row> a = columns.column(f);
      out.put(a.field().name(), a.get(row));
    }
    for (SoqlQuery.TypeOfItem t : typeOfs) {
      typeOf(row, t, out);
    }
    return out;
  }

  private SObjectValue fill(Row row, SObjectDef declared, Node node) {
    SObjectDef def =
        declared.name().equals(row.object()) ? declared : scope.schema().require(row.object());
    SObjectValue out = new SObjectValue(def);
    for (SoqlPaths.Resolved r : node.fields) {
      out.put(r.field().name(), columns.fieldOf(row, r.field(), r.owner()));
    }
    node.parents.forEach(
        (name, child) -> {
          Row parent = columns.parent(row, child.lookup);
          SObjectDef target = columns.paths().target(child.lookup).orElseThrow();
          out.putParent(name, parent == null ? null : fill(parent, target, child));
        });
    if (!out.isSet("Id")) {
      out.put("Id", row.id());
    }
    return out.markQueried();
  }

  private void typeOf(Row row, SoqlQuery.TypeOfItem item, SObjectValue out) {
    FieldDef lookup = columns.paths().object().relationship(item.relationship()).orElseThrow();
    Row parent = columns.parent(row, lookup);
    if (parent == null) {
      out.putParent(lookup.relationshipName(), null);
      return;
    }
    List<Path> wanted = item.otherwise();
    for (SoqlQuery.TypeOfBranch b : item.branches()) {
      if (b.object().equalsIgnoreCase(parent.object())) {
        wanted = b.paths();
      }
    }
    SObjectDef def = scope.schema().require(parent.object());
    SoqlPaths paths = new SoqlPaths(scope.schema(), def, def.name(), null);
    Node node = new Node();
    for (Path p : wanted) {
      SoqlPaths.Outcome o = paths.resolve(p);
      if (o.resolved() != null && o.resolved().steps().isEmpty()) {
        node.fields.add(o.resolved());
      }
    }
    out.putParent(lookup.relationshipName(), fill(parent, def, node));
  }
}
