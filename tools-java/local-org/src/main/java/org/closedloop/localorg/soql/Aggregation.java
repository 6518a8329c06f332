package org.closedloop.localorg.soql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.soql.SoqlChecker;
import org.closedloop.apex.soql.SoqlFunctions;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.soql.SoqlQuery.Expr;
import org.closedloop.apex.soql.SoqlQuery.FunctionCall;
import org.closedloop.localorg.store.Row;

/** Groups rows and computes aggregates over groups. Empty values are left out, but make a group. */
final class Aggregation {

  private final SoqlQuery query;
  private final Columns columns;

  Aggregation(SoqlQuery query, Columns columns) {
    this.query = query;
    this.columns = columns;
  }

  /** All groups in order of first appearance; one without GROUP BY. */
  List<Group> groups(Collection<Row> rows) {
    if (query.groupBy().isEmpty()) {
      Group all = new Group(Map.of());
      all.rows().addAll(rows);
      return List.of(all);
    }
    List<Accessor<Row>> by = query.groupBy().stream().map(columns::column).toList();
    List<String> keys = query.groupBy().stream().map(SoqlChecker::key).toList();
    List<Group> out = new ArrayList<>();
    for (boolean[] kept : sets(by.size())) {
      Map<List<Object>, Group> groups = new LinkedHashMap<>();
      for (Row r : rows) {
        List<Object> key = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < by.size(); i++) {
          if (kept[i]) {
            Object v = by.get(i).get(r);
            key.add(Values.key(v, by.get(i).field()));
            values.put(keys.get(i), v);
          }
        }
        groups.computeIfAbsent(key, k -> new Group(values)).rows().add(r);
      }
      out.addAll(groups.values());
    }
    return out;
  }

  private List<boolean[]> sets(int n) {
    List<boolean[]> out = new ArrayList<>();
    switch (query.grouping()) {
      case PLAIN -> out.add(kept(n, (1 << n) - 1));
      case ROLLUP -> {
        for (int i = n; i >= 0; i--) {
          out.add(kept(n, (1 << i) - 1));
        }
      }
      case CUBE -> {
        for (int mask = (1 << n) - 1; mask >= 0; mask--) {
          out.add(kept(n, mask));
        }
      }
    }
    return out;
  }

  private static boolean[] kept(int n, int mask) {
    boolean[] out = new boolean[n];
    for (int i = 0; i < n; i++) {
      out[i] = (mask & 1 << i) != 0;
    }
    return out;
  }

  /** A column of the grouped result: a grouped expression or an aggregate. */
  Accessor<Group> column(Expr e) {
    if (e instanceof FunctionCall f && SoqlFunctions.isAggregate(f.name())) {
      return aggregate(f);
    }
    String key = SoqlChecker.key(e);
    Accessor<Row> row = columns.column(e);
    if (query.groupBy().stream().noneMatch(g -> SoqlChecker.key(g).equals(key))
        && e instanceof FunctionCall f
        && f.name().equalsIgnoreCase("toLabel")) {
      String inner = SoqlChecker.key(f.args().get(0));
      return new Accessor<>(
          row.field(), row.type(), g -> Columns.label(row.field(), g.values().get(inner)));
    }
    return new Accessor<>(row.field(), row.type(), g -> g.values().get(key));
  }

  private Accessor<Group> aggregate(FunctionCall f) {
    String name = f.name().toUpperCase(Locale.ROOT);
    if (f.args().isEmpty()) {
      return new Accessor<>(null, FieldType.INTEGER, g -> g.rows().size());
    }
    if (name.equals("GROUPING")) {
      String key = SoqlChecker.key(f.args().get(0));
      return new Accessor<>(null, FieldType.INTEGER, g -> g.values().containsKey(key) ? 0 : 1);
    }
    Accessor<Row> arg = columns.column(f.args().get(0));
    FieldType type = SoqlFunctions.resultType(name, arg.type());
    Accessor.Reader<Group> reader =
        switch (name) {
          case "COUNT" -> g -> (int) values(g, arg).count();
          case "COUNT_DISTINCT" -> g -> distinct(g, arg);
          case "SUM" ->
              g ->
                  values(g, arg)
                      .map(v -> Values.decimal(v, ""))
                      .reduce(BigDecimal::add)
                      .orElse(null);
          case "AVG" -> g -> average(g, arg);
          case "MIN" ->
              g -> values(g, arg).min((a, b) -> Values.compare(a, b, arg.field())).orElse(null);
          default ->
              g -> values(g, arg).max((a, b) -> Values.compare(a, b, arg.field())).orElse(null);
        };
    return new Accessor<>(arg.field(), type, reader);
  }

  private static java.util.stream.Stream<Object> values(Group g, Accessor<Row> column) {
    return g.rows().stream().map(column::get).filter(java.util.Objects::nonNull);
  }

  private static int distinct(Group g, Accessor<Row> column) {
    Set<Object> seen = new HashSet<>();
    values(g, column).forEach(v -> seen.add(Values.key(v, column.field())));
    return seen.size();
  }

  private static BigDecimal average(Group g, Accessor<Row> column) {
    List<BigDecimal> all = values(g, column).map(v -> Values.decimal(v, "")).toList();
    if (all.isEmpty()) {
      return null;
    }
    BigDecimal sum = all.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.divide(BigDecimal.valueOf(all.size()), MathContext.DECIMAL64);
  }

  /** Rows that the query costs: groups for pure counts, source rows otherwise. */
  long cost(List<Group> groups) {
    boolean counts =
        query.select().stream()
            .allMatch(
                s ->
                    s instanceof SoqlQuery.FieldItem i
                        && (!(i.expr() instanceof FunctionCall f)
                            || f.name().equalsIgnoreCase("COUNT")
                            || !SoqlFunctions.isAggregate(f.name())));
    return counts ? groups.size() : groups.stream().mapToLong(g -> g.rows().size()).sum();
  }
}
