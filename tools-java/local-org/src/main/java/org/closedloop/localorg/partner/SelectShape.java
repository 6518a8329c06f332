package org.closedloop.localorg.partner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.value.SObjectValue;

/**
 * The columns of a query in SELECT order: fields, parents and sub-selects, under declared names.
 * Rows alone do not tell the order among the three, nor which parent columns a null parent hides.
 */
record SelectShape(List<Column> columns) {

  /** One thing to write per row. */
  sealed interface Column permits FieldColumn, ParentColumn, ChildColumn, RestColumn {}

  record FieldColumn(String name) implements Column {}

  record ParentColumn(String relationship, SelectShape shape) implements Column {}

  record ChildColumn(String relationship, SelectShape shape) implements Column {}

  /** Everything else the row holds, in its own order: FIELDS(), functions, TYPEOF. */
  record RestColumn() implements Column {}

  /** The shape of rows written as they come. */
  static final SelectShape NATURAL = new SelectShape(List.of(new RestColumn()));

  static SelectShape of(SoqlQuery query, SObjectDef from, Schema schema) {
    Node root = new Node();
    boolean aggregate =
        !query.groupBy().isEmpty()
            || query.select().stream()
                .anyMatch(
                    s ->
                        s instanceof SoqlQuery.FieldItem f
                            && f.expr() instanceof SoqlQuery.FunctionCall c
                            && isAggregate(c.name()));
    if (aggregate) {
      return NATURAL;
    }
    for (SoqlQuery.SelectItem item : query.select()) {
      if (item instanceof SoqlQuery.FieldItem f
          && f.alias() == null
          && f.expr() instanceof SoqlQuery.Path p) {
        root.add(dropAlias(p.names(), query.from()), from, schema);
      } else if (item instanceof SoqlQuery.SubQueryItem s) {
        root.addChild(s.query(), from, schema);
      } else {
        root.rest = true;
      }
    }
    return root.shape();
  }

  private static boolean isAggregate(String name) {
    return name.matches("(?i)count|count_distinct|sum|avg|min|max|grouping");
  }

  private static List<String> dropAlias(List<String> names, SoqlQuery.From from) {
    boolean prefixed =
        names.size() > 1
            && (names.get(0).equalsIgnoreCase(from.alias())
                || names.get(0).equalsIgnoreCase(from.object()));
    return prefixed ? names.subList(1, names.size()) : names;
  }

  /** Builder that merges columns with the same parent at the place of the first. */
  private static final class Node {
    private final Map<String, Object> items = new LinkedHashMap<>();
    private boolean rest;

    void add(List<String> path, SObjectDef type, Schema schema) {
      if (path.size() == 1) {
        FieldDef f = type.field(path.get(0)).orElse(null);
        if (f == null) {
          rest = true;
        } else {
          items.put("f:" + f.name(), f.name());
        }
        return;
      }
      FieldDef lookup = type.relationship(path.get(0)).orElse(null);
      if (lookup == null) {
        rest = true;
        return;
      }
      Node parent = (Node) items.computeIfAbsent("p:" + lookup.relationshipName(), k -> new Node());
      SObjectDef target =
          lookup.polymorphic()
              ? schema.object("Name").orElse(null)
              : schema.object(lookup.referenceTo().get(0)).orElse(null);
      if (target == null) {
        parent.rest = true;
      } else {
        parent.add(path.subList(1, path.size()), target, schema);
      }
    }

    void addChild(SoqlQuery sub, SObjectDef type, Schema schema) {
      ChildRelationship rel = type.childRelationship(sub.from().object()).orElse(null);
      if (rel == null) {
        rest = true;
        return;
      }
      items.put("c:" + rel.name(), SelectShape.of(sub, schema.require(rel.childObject()), schema));
    }

    SelectShape shape() {
      List<Column> out = new ArrayList<>();
      for (Map.Entry<String, Object> e : items.entrySet()) {
        String name = e.getKey().substring(2);
        if (e.getValue() instanceof Node n) {
          out.add(new ParentColumn(name, n.shape()));
        } else if (e.getValue() instanceof SelectShape s) {
          out.add(new ChildColumn(name, s));
        } else {
          out.add(new FieldColumn(name));
        }
      }
      if (rest || out.isEmpty()) {
        out.add(new RestColumn());
      }
      return new SelectShape(List.copyOf(out));
    }
  }

  /** Whether the row carries anything under the column's name. */
  static boolean holds(SObjectValue row, Column column) {
    if (column instanceof FieldColumn f) {
      return row.isSet(f.name());
    }
    return !(column instanceof RestColumn);
  }
}
