package org.closedloop.localorg.flow;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.flow.FilterSet.Filter;
import org.closedloop.localorg.formula.FormulaContext;
import org.closedloop.localorg.formula.FormulaValues;

/**
 * Get Records for many interviews with one query: the distinct filters are joined by OR and each
 * interview takes the rows that meet its own.
 */
final class FlowQueries {

  private static final int MAX_RECORDS = 50_000;

  private FlowQueries() {}

  /** Filter values of one interview, by position; collections for IN. */
  private record Bound(List<Object> values) {}

  static void lookup(List<Interview> group, FlowNode.Lookup node) {
    Set<FieldDef> fields = new LinkedHashSet<>();
    if (node.fields().isEmpty() && node.fieldsInto().isEmpty()) {
      fields.addAll(readable(node.object()));
    } else {
      fields.addAll(node.fields());
      fields.addAll(node.fieldsInto().keySet());
    }
    Integer limit = node.firstOnly() ? Integer.valueOf(1) : limit(group.get(0), node);
    List<List<SObjectValue>> found;
    try {
      found =
          find(
              group,
              node.object(),
              node.filters(),
              fields,
              node.sortField(),
              node.descending(),
              limit);
    } catch (HostException e) {
      throw new FlowFault(FlowEngine.dmlText("look up", FlowEngine.text(e)));
    }
    for (int n = 0; n < group.size(); n++) {
      Interview i = group.get(n);
      try {
        store(i, node, found.get(n));
        i.trace()
            .step(
                node.name(),
                "Lookup",
                found.get(n).size() + " rows",
                Map.of("rows", ids(found.get(n))));
        i.go(node.next());
      } catch (FlowFault e) {
        FlowEngine.fault(i, node, e.getMessage());
      }
    }
  }

  private static List<String> ids(List<SObjectValue> rows) {
    return rows.stream().limit(20).map(SObjectValue::id).toList();
  }

  private static Integer limit(Interview first, FlowNode.Lookup node) {
    if (node.limit() == null) {
      return null;
    }
    Object v = FormulaValues.fromRaw(node.limit().get(first.context()));
    return v instanceof BigDecimal n ? n.intValue() : null;
  }

  private static void store(Interview i, FlowNode.Lookup node, List<SObjectValue> rows) {
    if (node.automatic()) {
      i.output(
          node.name(),
          node.firstOnly() ? (rows.isEmpty() ? null : rows.get(0)) : new ArrayList<Object>(rows));
      return;
    }
    if (rows.isEmpty() && !node.nullsWhenNone()) {
      return;
    }
    if (node.into() != null) {
      Object value = node.firstOnly() ? (rows.isEmpty() ? null : rows.get(0)) : rows;
      i.assign(node.into(), value);
      return;
    }
    SObjectValue first = rows.isEmpty() ? null : rows.get(0);
    node.fieldsInto()
        .forEach((f, target) -> i.assign(target, first == null ? null : first.get(f.name())));
  }

  /** Fields that a query for all fields reads. */
  private static List<FieldDef> readable(SObjectDef def) {
    return def.fields().stream()
        .filter(
            f ->
                f.type() != FieldType.BASE64
                    && f.type() != FieldType.ADDRESS
                    && f.type() != FieldType.LOCATION)
        .toList();
  }

  /**
   * Rows per interview.
   *
   * @param limit most rows an interview gets; null for all
   */
  static List<List<SObjectValue>> find(
      List<Interview> group,
      SObjectDef object,
      FilterSet filters,
      Collection<FieldDef> fields,
      FieldDef sort,
      boolean descending,
      Integer limit) {
    Map<Bound, List<Object>> binds = new LinkedHashMap<>();
    List<Bound> perInterview = new ArrayList<>();
    for (Interview i : group) {
      Bound b = bind(i.context(), filters);
      perInterview.add(b);
      binds.putIfAbsent(b, b.values());
    }
    Set<String> select = new LinkedHashSet<>();
    select.add("Id");
    fields.forEach(f -> select.add(f.name()));
    boolean one = binds.size() == 1;
    if (!one) {
      filters.filters().forEach(f -> select.add(f.field().name()));
    }
    Map<String, Object> named = new LinkedHashMap<>();
    StringBuilder soql = new StringBuilder("SELECT ");
    soql.append(String.join(", ", select)).append(" FROM ").append(object.name());
    where(soql, filters, binds.keySet(), named);
    if (sort != null) {
      soql.append(" ORDER BY ").append(sort.name()).append(descending ? " DESC" : " ASC");
      soql.append(" NULLS ").append(descending ? "LAST" : "FIRST");
    }
    if (one && limit != null) {
      soql.append(" LIMIT ").append(limit);
    } else {
      soql.append(" LIMIT ").append(MAX_RECORDS);
    }
    FlowRun run = group.get(0).run();
    List<SObjectValue> rows =
        run.host().data().queryDynamic(soql.toString(), named, run.mode()).rows();
    List<List<SObjectValue>> out = new ArrayList<>();
    for (int n = 0; n < group.size(); n++) {
      List<SObjectValue> mine = new ArrayList<>();
      for (SObjectValue row : rows) {
        boolean full = limit != null && mine.size() >= limit;
        if (!full && (one || meets(group.get(n).context(), row, filters, perInterview.get(n)))) {
          SObjectValue copy = row.copy();
          run.records().loaded(copy);
          mine.add(copy);
        }
      }
      out.add(mine);
    }
    return out;
  }

  private static Bound bind(FormulaContext c, FilterSet filters) {
    List<Object> values = new ArrayList<>();
    for (Filter f : filters.filters()) {
      Object v = f.value() == null ? Boolean.TRUE : f.value().get(c);
      switch (f.operator()) {
        case IS_NULL -> values.add(Boolean.TRUE.equals(v));
        case IN, NOT_IN -> {
          List<Object> list = new ArrayList<>();
          if (v instanceof Collection<?> all) {
            for (Object o : all) {
              Object e = o instanceof SObjectValue r ? r.id() : o;
              list.add(FlowConvert.toField(f.field(), e, c.zone()));
            }
          }
          values.add(list);
        }
        case STARTS_WITH, ENDS_WITH, CONTAINS -> values.add(FormulaValues.toText(v));
        default -> values.add(FlowConvert.toField(f.field(), v, c.zone()));
      }
    }
    return new Bound(values);
  }

  private static void where(
      StringBuilder soql, FilterSet filters, Collection<Bound> bounds, Map<String, Object> named) {
    if (filters.logic().root() instanceof ConditionLogic.Broken b) {
      throw b.fault();
    }
    if (filters.filters().isEmpty()) {
      return;
    }
    soql.append(" WHERE ");
    boolean first = true;
    for (Bound b : bounds) {
      soql.append(first ? "" : " OR ").append(bounds.size() > 1 ? "(" : "");
      term(soql, filters, filters.logic().root(), b, named);
      soql.append(bounds.size() > 1 ? ")" : "");
      first = false;
    }
  }

  private static void term(
      StringBuilder soql,
      FilterSet filters,
      ConditionLogic.Term t,
      Bound bound,
      Map<String, Object> named) {
    if (t instanceof ConditionLogic.Number n) {
      condition(soql, filters.filters().get(n.index()), bound.values().get(n.index()), named);
    } else if (t instanceof ConditionLogic.Not n) {
      soql.append("(NOT (");
      term(soql, filters, n.part(), bound, named);
      soql.append("))");
    } else {
      List<ConditionLogic.Term> parts =
          t instanceof ConditionLogic.All a ? a.parts() : ((ConditionLogic.Any) t).parts();
      String joiner = t instanceof ConditionLogic.All ? " AND " : " OR ";
      soql.append('(');
      for (int i = 0; i < parts.size(); i++) {
        soql.append(i == 0 ? "" : joiner);
        term(soql, filters, parts.get(i), bound, named);
      }
      soql.append(')');
    }
  }

  private static void condition(
      StringBuilder soql, Filter f, Object value, Map<String, Object> named) {
    String field = f.field().name();
    switch (f.operator()) {
      case IS_NULL -> soql.append(field).append((Boolean) value ? " = null" : " != null");
      case IN, NOT_IN -> {
        boolean none = ((Collection<?>) value).isEmpty();
        boolean in = f.operator() == FlowOperator.IN;
        if (none) {
          soql.append(in ? "Id = null" : "Id != null");
        } else {
          soql.append(field).append(in ? " IN " : " NOT IN ").append(bindName(named, value));
        }
      }
      case STARTS_WITH -> like(soql, field, escape(value) + "%", named);
      case ENDS_WITH -> like(soql, field, "%" + escape(value), named);
      case CONTAINS -> like(soql, field, "%" + escape(value) + "%", named);
      default -> {
        String op =
            switch (f.operator()) {
              case EQUAL_TO -> " = ";
              case NOT_EQUAL_TO -> " != ";
              case GREATER_THAN -> " > ";
              case LESS_THAN -> " < ";
              case GREATER_THAN_OR_EQUAL_TO -> " >= ";
              default -> " <= ";
            };
        soql.append(field).append(op).append(value == null ? "null" : bindName(named, value));
      }
    }
  }

  private static void like(
      StringBuilder soql, String field, String pattern, Map<String, Object> named) {
    soql.append(field).append(" LIKE ").append(bindName(named, pattern));
  }

  private static String escape(Object value) {
    return ((String) value).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private static String bindName(Map<String, Object> named, Object value) {
    String name = "b" + named.size();
    named.put(name, value);
    return ":" + name;
  }

  private static boolean meets(FormulaContext c, SObjectValue row, FilterSet filters, Bound bound) {
    return filters
        .logic()
        .test(
            n -> {
              Filter f = filters.filters().get(n);
              return FlowConditions.compare(
                  row.get(f.field().name()),
                  f.operator(),
                  bound.values().get(n),
                  c.zone(),
                  !f.field().caseSensitive());
            });
  }
}
