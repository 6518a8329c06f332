package org.closedloop.localorg.soql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlPaths;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.soql.SoqlQuery.Condition;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Transaction;

/**
 * Chooses the rows that a WHERE clause has to look at: those that an index finds for an equality or
 * IN that must hold, else all rows of the object.
 */
final class RowSource {

  private final Transaction tx;
  private final SoqlPaths paths;
  private final BindValues binds;
  private final Function<SoqlQuery, Set<Object>> semiJoin;

  RowSource(
      Transaction tx,
      SoqlPaths paths,
      BindValues binds,
      Function<SoqlQuery, Set<Object>> semiJoin) {
    this.tx = tx;
    this.paths = paths;
    this.binds = binds;
    this.semiJoin = semiJoin;
  }

  Collection<Row> candidates(Condition where) {
    Collection<Row> best = null;
    for (Condition c : conjuncts(where)) {
      Collection<Row> found = byIndex(c);
      if (found != null && (best == null || found.size() < best.size())) {
        best = found;
      }
    }
    return best == null ? tx.rows(paths.object().name()) : best;
  }

  private static List<Condition> conjuncts(Condition where) {
    if (where == null) {
      return List.of();
    }
    return where instanceof SoqlQuery.And a ? a.parts() : List.of(where);
  }

  private Collection<Row> byIndex(Condition c) {
    if (c instanceof SoqlQuery.Compare cmp
        && cmp.op().equals("=")
        && !(cmp.right() instanceof SoqlQuery.DateLiteral)) {
      FieldDef f = indexed(cmp.left());
      return f == null ? null : lookup(f, binds.all(List.of(cmp.right())));
    }
    if (c instanceof SoqlQuery.InList in
        && !in.negated()
        && in.values().stream().noneMatch(v -> v instanceof SoqlQuery.DateLiteral)) {
      FieldDef f = indexed(in.left());
      return f == null ? null : lookup(f, binds.all(in.values()));
    }
    if (c instanceof SoqlQuery.InQuery q && !q.negated()) {
      FieldDef f = indexed(q.left());
      return f == null ? null : lookup(f, semiJoin.apply(q.query()));
    }
    return null;
  }

  private FieldDef indexed(SoqlQuery.Expr e) {
    if (!(e instanceof Path p)) {
      return null;
    }
    SoqlPaths.Resolved r = paths.resolve(p).resolved();
    if (r == null || !r.steps().isEmpty()) {
      return null;
    }
    FieldDef f = r.field();
    if (f.calculated()) {
      return null;
    }
    boolean indexed =
        f.type().isId()
            || f.unique()
            || f.externalId()
            || f.nameField()
            || f.type() == FieldType.EMAIL
            || f.name().equals("DeveloperName");
    return indexed ? f : null;
  }

  private Collection<Row> lookup(FieldDef f, Collection<?> values) {
    SObjectDef def = paths.object();
    Map<String, Row> found = new LinkedHashMap<>();
    for (Object v : values) {
      Object wanted = Values.adapt(v, f.type(), f);
      if (f.type() == FieldType.ID) {
        Row r = wanted == null ? null : tx.get(def.name(), wanted.toString());
        if (r != null) {
          found.put(r.id(), r);
        }
      } else {
        tx.find(def.name(), f.name(), wanted).forEach(r -> found.put(r.id(), r));
      }
    }
    List<Row> rows = new ArrayList<>(found.values());
    rows.sort(Comparator.comparing(Row::id));
    return rows;
  }
}
