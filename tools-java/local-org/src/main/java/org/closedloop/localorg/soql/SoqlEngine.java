package org.closedloop.localorg.soql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost.QueryResult;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.RowShape;
import org.closedloop.apex.soql.SoqlChecker;
import org.closedloop.apex.soql.SoqlErrors;
import org.closedloop.apex.soql.SoqlParser;
import org.closedloop.apex.soql.SoqlPaths;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.soql.SoqlQuery.FieldItem;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.access.SharingRules;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.store.Row;

/** Runs queries of one request: check, find rows, filter, order, cut, shape. */
public final class SoqlEngine {

  private static final int MAX_OFFSET = 2000;

  private final RequestScope scope;

  public SoqlEngine(RequestScope scope) {
    this.scope = scope;
  }

  /** A static query with its binds by position. */
  public QueryResult query(SoqlQuery query, List<Object> binds, AccessMode mode) {
    return run(query, BindValues.positional(binds), mode);
  }

  /** Parses and runs a dynamic query with its binds by name. */
  public QueryResult query(String soql, Map<String, Object> binds, AccessMode mode) {
    return run(SoqlParser.parse(soql), BindValues.named(binds), mode);
  }

  private QueryResult run(SoqlQuery query, BindValues binds, AccessMode given) {
    SoqlChecker.Checked checked = new SoqlChecker(scope.schema()).check(query);
    if (!checked.ok()) {
      throw checked.issues().get(0).toException(query.text());
    }
    RowShape shape = checked.shape();
    if (shape.object().kind() != SObjectDef.Kind.CUSTOM_METADATA) {
      scope.limits().consume(Limits.Counter.SOQL_QUERIES, 1);
    }
    AccessMode mode = mode(query, given);
    if (mode.userMode() || query.access() == SoqlQuery.AccessClause.SECURITY_ENFORCED) {
      new QueryAccess(scope).check(query);
    }
    return new Run(binds, mode).top(query, shape);
  }

  /** A query that is part of a search: it costs rows, but no query. */
  List<SObjectValue> part(SoqlQuery query, BindValues binds, AccessMode mode) {
    SoqlChecker.Checked checked = new SoqlChecker(scope.schema()).check(query);
    if (!checked.ok()) {
      throw checked.issues().get(0).toException(query.text());
    }
    if (mode.userMode()) {
      new QueryAccess(scope).check(query);
    }
    return new Run(binds, mode).top(query, checked.shape()).rows();
  }

  private static AccessMode mode(SoqlQuery q, AccessMode given) {
    return switch (q.access()) {
      case USER_MODE -> AccessMode.USER;
      case SYSTEM_MODE -> new AccessMode(false, given.sharing() && !given.userMode());
      default -> given;
    };
  }

  /** One execution. */
  private final class Run {
    private final BindValues binds;
    private final AccessMode mode;
    private final Records records = new Records(scope);
    private final SharingRules sharing = new SharingRules(scope);

    Run(BindValues binds, AccessMode mode) {
      this.binds = binds;
      this.mode = mode;
    }

    QueryResult top(SoqlQuery q, RowShape shape) {
      Columns columns = columns(q, shape.object());
      Collection<Row> rows = filtered(q, columns, null);
      if (shape.kind() == RowShape.Kind.COUNT) {
        int n = cut(q, new ArrayList<>(rows)).size();
        countRows(1);
        return new QueryResult(List.of(), n, true);
      }
      if (shape.kind() == RowShape.Kind.AGGREGATE) {
        List<SObjectValue> out = aggregate(q, shape, columns, rows);
        return new QueryResult(out, out.size(), false);
      }
      List<Row> wanted = cut(q, ordered(q, columns, rows));
      if (shape.object().kind() != SObjectDef.Kind.CUSTOM_METADATA) {
        countRows(wanted.size());
      }
      List<SObjectValue> out = shaped(q, columns, wanted);
      return new QueryResult(out, out.size(), false);
    }

    private void countRows(long n) {
      scope.limits().consume(Limits.Counter.SOQL_ROWS, n);
    }

    private Columns columns(SoqlQuery q, SObjectDef object) {
      SoqlPaths paths = new SoqlPaths(scope.schema(), object, q.from().object(), q.from().alias());
      return new Columns(scope, paths, records);
    }

    /** Rows that WHERE, scope, recycle bin and sharing leave; {@code given} instead of all. */
    private Collection<Row> filtered(SoqlQuery q, Columns columns, Collection<Row> given) {
      Collection<Row> computed =
          given != null
              ? given
              : new VirtualRows(scope, binds).of(columns.paths().object(), q.where());
      Collection<Row> from =
          computed != null
              ? computed
              : new RowSource(scope.transaction(), columns.paths(), binds, this::semiJoin)
                  .candidates(q.where());
      Predicate<Row> filter = q.allRows() ? r -> true : r -> !r.deleted();
      if (q.where() != null) {
        filter = filter.and(compiler(columns).compile(q.where()));
      }
      if (q.usingScope() != null) {
        filter = filter.and(inScope(q.usingScope()));
      }
      SObjectDef object = columns.paths().object();
      if (mode.sharing() && !sharing.seesAll(object)) {
        filter = filter.and(r -> sharing.may(r, SharingRules.Level.READ));
      }
      List<Row> out = new ArrayList<>();
      for (Row r : from) {
        if (filter.test(r)) {
          out.add(r);
        }
      }
      return out;
    }

    private Predicate<Row> inScope(String name) {
      return switch (name.toLowerCase(java.util.Locale.ROOT)) {
        case "everything" -> r -> true;
        case "mine" -> r -> scope.user().id().equals(r.get("OwnerId"));
        default ->
            throw new org.closedloop.apex.host.UnsupportedPlatformFeature("USING SCOPE " + name);
      };
    }

    private ConditionCompiler<Row> compiler(Columns columns) {
      return new ConditionCompiler<>(
          columns::column, binds, scope.now(), scope.user().zone(), this::semiJoin);
    }

    private final Map<SoqlQuery, Set<Object>> joined = new java.util.IdentityHashMap<>();

    /** The ids that a semi-join's query selects. */
    private Set<Object> semiJoin(SoqlQuery q) {
      Set<Object> known = joined.get(q);
      if (known != null) {
        return known;
      }
      SObjectDef object = scope.schema().require(q.from().object());
      Columns columns = columns(q, object);
      List<Row> rows = cut(q, ordered(q, columns, filtered(q, columns, null)));
      Accessor<Row> column = columns.column(((FieldItem) q.select().get(0)).expr());
      Set<Object> out = new HashSet<>();
      for (Row r : rows) {
        Object v = column.get(r);
        if (v != null) {
          out.add(v);
        }
      }
      joined.put(q, out);
      return out;
    }

    private List<Row> ordered(SoqlQuery q, Columns columns, Collection<Row> rows) {
      List<Row> out = new ArrayList<>(rows);
      Comparator<Row> order = RowOrder.of(q.orderBy(), columns::column);
      if (order != null) {
        out.sort(order.thenComparing(Row::id));
      }
      return out;
    }

    private <T> List<T> cut(SoqlQuery q, List<T> rows) {
      Integer limit = binds.number(q.limit(), "LIMIT");
      Integer offset = binds.number(q.offset(), "OFFSET");
      int from = offset == null ? 0 : offset;
      if (from > MAX_OFFSET) {
        throw SoqlErrors.exception(
            "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
      }
      if (limit == null && offset == null) {
        return rows;
      }
      int start = Math.min(from, rows.size());
      int end = limit == null ? rows.size() : (int) Math.min((long) start + limit, rows.size());
      return rows.subList(start, end);
    }

    private List<SObjectValue> aggregate(
        SoqlQuery q, RowShape shape, Columns columns, Collection<Row> rows) {
      Aggregation aggregation = new Aggregation(q, columns);
      List<Group> groups = new ArrayList<>(aggregation.groups(rows));
      countRows(aggregation.cost(groups));
      if (q.having() != null) {
        ConditionCompiler<Group> having =
            new ConditionCompiler<>(
                aggregation::column, binds, scope.now(), scope.user().zone(), this::semiJoin);
        groups.removeIf(having.compile(q.having()).negate());
      }
      Comparator<Group> order = RowOrder.of(q.orderBy(), aggregation::column);
      if (order != null) {
        groups.sort(order);
      }
      SObjectDef def = aggregateType(shape);
      List<Accessor<Group>> accessors =
          q.select().stream().map(s -> aggregation.column(((FieldItem) s).expr())).toList();
      List<SObjectValue> out = new ArrayList<>();
      for (Group g : cut(q, groups)) {
        SObjectValue row = new SObjectValue(def);
        for (int i = 0; i < accessors.size(); i++) {
          row.put(shape.columns().get(i).alias(), accessors.get(i).get(g));
        }
        out.add(row.markQueried());
      }
      return out;
    }

    private List<SObjectValue> shaped(SoqlQuery q, Columns columns, List<Row> rows) {
      ResultShape shape = new ResultShape(scope, columns, q);
      List<SObjectValue> out = new ArrayList<>(rows.size());
      for (Row r : rows) {
        out.add(shape.record(r));
      }
      for (SoqlQuery.SelectItem item : q.select()) {
        if (item instanceof SoqlQuery.SubQueryItem sub) {
          children(sub.query(), columns.paths().object(), rows, out);
        }
      }
      return out;
    }

    private void children(
        SoqlQuery q, SObjectDef parent, List<Row> parents, List<SObjectValue> records) {
      ChildRelationship rel =
          parent.childRelationship(SoqlPaths.childName(q.from().object())).orElseThrow();
      SObjectDef object = scope.schema().require(rel.childObject());
      Columns columns = columns(q, object);
      FieldDef lookup = object.field(rel.field()).orElseThrow();
      scope.limits().consume(Limits.Counter.AGGREGATE_QUERIES, 1);
      for (int i = 0; i < parents.size(); i++) {
        Collection<Row> of =
            new VirtualRows(scope, binds).children(object, lookup, parents.get(i).id());
        List<Row> sorted = new ArrayList<>(of);
        sorted.sort(Comparator.comparing(Row::id));
        List<Row> rows = cut(q, ordered(q, columns, filtered(q, columns, sorted)));
        countRows(rows.size());
        records.get(i).putChildren(rel.name(), shaped(q, columns, rows));
      }
    }
  }

  private static SObjectDef aggregateType(RowShape shape) {
    SObjectDef.Builder b =
        SObjectDef.builder("AggregateResult", SObjectDef.Kind.AGGREGATE).dml(false, false, false);
    for (RowShape.Column c : shape.columns()) {
      b.field(FieldDef.builder(c.alias(), c.type()).build());
    }
    return b.build();
  }
}
