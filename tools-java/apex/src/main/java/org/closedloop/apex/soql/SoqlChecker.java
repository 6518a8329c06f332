package org.closedloop.apex.soql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.soql.RowShape.BindRole;
import org.closedloop.apex.soql.RowShape.BindUse;
import org.closedloop.apex.soql.SoqlQuery.Expr;
import org.closedloop.apex.soql.SoqlQuery.FieldItem;
import org.closedloop.apex.soql.SoqlQuery.FunctionCall;
import org.closedloop.apex.soql.SoqlQuery.OrderItem;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.apex.soql.SoqlQuery.SelectItem;
import org.closedloop.metadata.NearestName;

/**
 * Checks a query against the schema: names, relationships, types, aggregate rules. Used by the
 * compiler for static SOQL and before every dynamic query.
 */
public final class SoqlChecker {

  private final Schema schema;

  public SoqlChecker(Schema schema) {
    this.schema = schema;
  }

  /** The outcome; {@code shape} is null when the FROM object is unknown. */
  public record Checked(RowShape shape, List<SoqlIssue> issues) {
    public boolean ok() {
      return issues.isEmpty();
    }
  }

  public Checked check(SoqlQuery query) {
    Run run = new Run(query.binds().size());
    RowShape shape = run.top(query);
    return new Checked(shape, List.copyOf(run.issues));
  }

  /** State of one check. */
  private final class Run {
    private final List<SoqlIssue> issues = new ArrayList<>();
    private final BindUse[] binds;

    Run(int bindCount) {
      binds = new BindUse[bindCount];
    }

    RowShape top(SoqlQuery q) {
      Optional<SObjectDef> object = schema.object(q.from().object());
      if (object.isEmpty() || !object.get().queryable()) {
        List<String> known = schema.objects().stream().map(SObjectDef::name).toList();
        noSuchType(q.from(), NearestName.of(q.from().object(), known).orElse(null));
        return null;
      }
      SoqlPaths paths = new SoqlPaths(schema, object.get(), q.from().object(), q.from().alias());
      boolean count = isCount(q);
      boolean aggregate = !count && isAggregate(q);
      if (count) {
        countRules(q);
      }
      List<RowShape.Column> columns = List.of();
      if (aggregate) {
        columns = new AggregateRules(this, paths, q).columns();
      } else if (!count) {
        select(q, paths);
      }
      conditions(q, paths);
      order(q, paths, aggregate);
      rowRules(q, aggregate || count);
      number(q.limit());
      number(q.offset());
      RowShape.Kind kind =
          count ? RowShape.Kind.COUNT : aggregate ? RowShape.Kind.AGGREGATE : RowShape.Kind.ROWS;
      return new RowShape(kind, object.get(), columns, java.util.Arrays.asList(binds));
    }

    private void noSuchType(SoqlQuery.From from, String nearest) {
      issues.add(
          new SoqlIssue(
              "INVALID_TYPE",
              SoqlErrors.noSuchType(from.object()),
              from.line(),
              from.column(),
              nearest,
              null,
              from.object()));
    }

    private void conditions(SoqlQuery q, SoqlPaths paths) {
      ConditionRules rules = new ConditionRules(this::add, this::bindUse);
      if (q.where() != null) {
        rules.check(q.where(), paths, false, this::inner);
      }
      if (q.having() != null) {
        rules.check(q.having(), paths, true, this::inner);
      }
    }

    /** A semi-join's query: answers the type of its only column's target. */
    private void inner(SoqlQuery q) {
      Optional<SObjectDef> object = schema.object(q.from().object());
      if (object.isEmpty()) {
        noSuchType(q.from(), null);
        return;
      }
      SoqlPaths paths = new SoqlPaths(schema, object.get(), q.from().object(), q.from().alias());
      if (q.select().size() != 1
          || !(q.select().get(0) instanceof FieldItem f)
          || !(f.expr() instanceof Path p)) {
        issue(
            "MALFORMED_QUERY",
            "Inner select in a semi-join must select exactly one field",
            q.from().line(),
            q.from().column(),
            null);
        return;
      }
      SoqlPaths.Resolved r = resolve(p, paths);
      if (r != null && !r.field().type().isId()) {
        issue(
            "MALFORMED_QUERY",
            "The inner select field '"
                + String.join(".", p.names())
                + "' must be an ID or a reference",
            p.line(),
            p.column(),
            null);
      }
      conditions(q, paths);
      number(q.limit());
    }

    private void select(SoqlQuery q, SoqlPaths paths) {
      Set<String> seen = new HashSet<>();
      for (SelectItem item : q.select()) {
        if (item instanceof FieldItem f) {
          if (f.alias() != null) {
            issue(
                "MALFORMED_QUERY",
                "only aggregate expressions use field aliasing",
                line(f.expr()),
                column(f.expr()),
                null);
          }
          selected(f.expr(), paths, seen);
        } else if (item instanceof SoqlQuery.SubQueryItem sub) {
          child(sub.query(), paths.object());
        } else if (item instanceof SoqlQuery.TypeOfItem typeOf) {
          typeOf(typeOf, paths);
        }
      }
    }

    private void selected(Expr e, SoqlPaths paths, Set<String> seen) {
      if (e instanceof FunctionCall f) {
        for (Expr a : f.args()) {
          selected(a, paths, new HashSet<>());
        }
        return;
      }
      Path p = (Path) e;
      SoqlPaths.Resolved r = resolve(p, paths);
      if (r != null) {
        String key = String.join(".", p.names()).toLowerCase(Locale.ROOT);
        if (!seen.add(key)) {
          issue(
              "MALFORMED_QUERY",
              "duplicate field selected: " + r.field().name(),
              p.line(),
              p.column(),
              null);
        }
      }
    }

    private void child(SoqlQuery q, SObjectDef parent) {
      Optional<ChildRelationship> rel =
          parent.childRelationship(SoqlPaths.childName(q.from().object()));
      Optional<SObjectDef> object = rel.flatMap(r -> schema.object(r.childObject()));
      if (object.isEmpty()) {
        List<String> known =
            parent.childRelationships().stream()
                .map(ChildRelationship::name)
                .filter(java.util.Objects::nonNull)
                .toList();
        issues.add(
            new SoqlIssue(
                "INVALID_TYPE",
                SoqlErrors.noSuchChildRelationship(q.from().object()),
                q.from().line(),
                q.from().column(),
                NearestName.of(q.from().object(), known).orElse(null),
                parent.name(),
                SoqlPaths.childName(q.from().object())));
        return;
      }
      SoqlPaths paths = new SoqlPaths(schema, object.get(), q.from().object(), q.from().alias());
      if (isAggregate(q)) {
        issue(
            "MALFORMED_QUERY",
            "aggregate functions are not allowed in a child sub-select",
            q.from().line(),
            q.from().column(),
            null);
      }
      select(q, paths);
      conditions(q, paths);
      order(q, paths, false);
      number(q.limit());
    }

    private void typeOf(SoqlQuery.TypeOfItem item, SoqlPaths paths) {
      Optional<FieldDef> lookup = paths.object().relationship(item.relationship());
      if (lookup.isEmpty()) {
        issue("INVALID_FIELD", SoqlErrors.noSuchRelationship(item.relationship()), 0, 0, null);
        return;
      }
      for (SoqlQuery.TypeOfBranch b : item.branches()) {
        Optional<SObjectDef> target = schema.object(b.object());
        if (target.isEmpty()
            || lookup.get().referenceTo().stream().noneMatch(b.object()::equalsIgnoreCase)) {
          issue("INVALID_TYPE", SoqlErrors.noSuchType(b.object()), 0, 0, null);
        } else {
          SoqlPaths inner = new SoqlPaths(schema, target.get(), b.object(), null);
          b.paths().forEach(p -> resolve(p, inner));
        }
      }
      Optional<SObjectDef> shared = paths.target(lookup.get());
      shared.ifPresent(
          s -> {
            SoqlPaths inner = new SoqlPaths(schema, s, s.name(), null);
            item.otherwise().forEach(p -> resolve(p, inner));
          });
    }

    private void order(SoqlQuery q, SoqlPaths paths, boolean aggregate) {
      for (OrderItem o : q.orderBy()) {
        SoqlPaths.Resolved r = argument(o.expr(), paths);
        if (r == null) {
          continue;
        }
        if (!SoqlFunctions.sortable(r.field())) {
          issue(
              "MALFORMED_QUERY",
              "field '" + r.field().name() + "' can not be sorted in a query call",
              line(o.expr()),
              column(o.expr()),
              null);
        }
        if (aggregate && !AggregateRules.grouped(o.expr(), q)) {
          issue(
              "MALFORMED_QUERY",
              "Ordered by field must be grouped or aggregated: " + r.field().name(),
              line(o.expr()),
              column(o.expr()),
              null);
        }
      }
    }

    private void rowRules(SoqlQuery q, boolean aggregate) {
      if (aggregate && q.groupBy().isEmpty() && q.limit() != null && !isCount(q)) {
        issue(
            "MALFORMED_QUERY",
            "Non-grouped query that uses overall aggregate functions cannot also use LIMIT",
            q.from().line(),
            q.from().column(),
            null);
      }
      if (q.forUpdate() && (aggregate || !q.orderBy().isEmpty())) {
        issue(
            "MALFORMED_QUERY",
            "FOR UPDATE is not allowed with "
                + (aggregate ? "aggregate functions or GROUP BY" : "ORDER BY"),
            q.from().line(),
            q.from().column(),
            null);
      }
      boolean unbounded =
          q.select().stream()
              .anyMatch(
                  s ->
                      s instanceof SoqlQuery.FieldsItem f
                          && !f.kind().equalsIgnoreCase("STANDARD"));
      boolean small =
          q.limit() instanceof SoqlQuery.Literal l && l.value() instanceof Integer n && n <= 200;
      if (unbounded && !small) {
        issue(
            "MALFORMED_QUERY",
            "The SOQL FIELDS function must have a LIMIT of at most 200",
            q.from().line(),
            q.from().column(),
            null);
      }
    }

    private void countRules(SoqlQuery q) {
      if (!q.groupBy().isEmpty() || !q.orderBy().isEmpty()) {
        issue(
            "MALFORMED_QUERY",
            q.groupBy().isEmpty()
                ? "Ordered by field must be grouped or aggregated"
                : "Grouping and COUNT() can not be used together",
            q.from().line(),
            q.from().column(),
            null);
      }
    }

    private void number(SoqlQuery.Value v) {
      if (v instanceof SoqlQuery.Bind b) {
        binds[b.index()] = new BindUse(BindRole.LIMIT, null, FieldType.INTEGER);
      }
    }

    void bindUse(int index, BindUse use) {
      binds[index] = use;
    }

    SoqlPaths.Resolved resolve(Path p, SoqlPaths paths) {
      SoqlPaths.Outcome o = paths.resolve(p);
      if (o.issue() != null) {
        issues.add(o.issue());
      }
      return o.resolved();
    }

    /** The column behind a path or inside functions; null when there is none or it is unknown. */
    SoqlPaths.Resolved argument(Expr e, SoqlPaths paths) {
      if (e instanceof FunctionCall f) {
        return f.args().isEmpty() ? null : argument(f.args().get(0), paths);
      }
      return resolve((Path) e, paths);
    }

    void add(SoqlIssue i) {
      issues.add(i);
    }

    void issue(String code, String message, int line, int column, String nearest) {
      issues.add(new SoqlIssue(code, message, line, column, nearest));
    }
  }

  /** Aggregate columns: grouping rules, aliases and result types. */
  private static final class AggregateRules {
    private final Run run;
    private final SoqlPaths paths;
    private final SoqlQuery q;

    AggregateRules(Run run, SoqlPaths paths, SoqlQuery q) {
      this.run = run;
      this.paths = paths;
      this.q = q;
    }

    List<RowShape.Column> columns() {
      for (Expr g : q.groupBy()) {
        SoqlPaths.Resolved r = run.argument(g, paths);
        boolean dateFunction = g instanceof FunctionCall;
        if (r != null && !dateFunction && !SoqlFunctions.groupable(r.field())) {
          run.issue(
              "MALFORMED_QUERY",
              "field '" + r.field().name() + "' can not be grouped in a query call",
              line(g),
              column(g),
              null);
        }
      }
      List<RowShape.Column> out = new ArrayList<>();
      Set<String> aliases = new HashSet<>();
      int unnamed = 0;
      for (SelectItem item : q.select()) {
        if (!(item instanceof FieldItem f)) {
          run.issue(
              "MALFORMED_QUERY",
              "sub-selects, TYPEOF and FIELDS() can not be used with GROUP BY or aggregates",
              q.from().line(),
              q.from().column(),
              null);
          continue;
        }
        String alias = f.alias();
        if (alias == null) {
          alias = aliasOf(f.expr(), unnamed);
          unnamed += alias.startsWith("expr") && f.expr() instanceof FunctionCall ? 1 : 0;
        }
        if (!aliases.add(alias.toLowerCase(Locale.ROOT))) {
          run.issue(
              "MALFORMED_QUERY",
              "duplicate alias: " + alias,
              line(f.expr()),
              column(f.expr()),
              null);
        }
        out.add(new RowShape.Column(alias, columnType(f.expr())));
      }
      return List.copyOf(out);
    }

    private FieldType columnType(Expr e) {
      SoqlPaths.Resolved r = run.argument(e, paths);
      if (e instanceof FunctionCall f && SoqlFunctions.isAggregate(f.name())) {
        if (r != null && !SoqlFunctions.aggregatable(f.name(), r.field())) {
          run.issue(
              "INVALID_FIELD",
              "field "
                  + r.field().name()
                  + " does not support aggregate operator "
                  + f.name().toUpperCase(Locale.ROOT),
              f.line(),
              f.column(),
              null);
        }
        return SoqlFunctions.resultType(f.name(), r == null ? null : r.field().type());
      }
      if (r == null) {
        return FieldType.ANYTYPE;
      }
      if (!grouped(e, q)) {
        run.issue(
            "MALFORMED_QUERY",
            "Field must be grouped or aggregated: " + r.field().name(),
            line(e),
            column(e),
            null);
      }
      return e instanceof FunctionCall f
          ? SoqlFunctions.resultType(f.name(), r.field().type())
          : r.field().type();
    }

    static boolean grouped(Expr e, SoqlQuery q) {
      if (e instanceof FunctionCall f
          && (SoqlFunctions.isAggregate(f.name())
              || (!SoqlFunctions.isDateFunction(f.name())
                  && !f.args().isEmpty()
                  && grouped(f.args().get(0), q)))) {
        return true;
      }
      String key = key(e);
      return q.groupBy().stream().anyMatch(g -> key(g).equals(key));
    }
  }

  /** The alias that a column without one gets; {@code unnamed} counts the functions before it. */
  public static String aliasOf(Expr e, int unnamed) {
    if (e instanceof Path p) {
      return p.names().get(p.names().size() - 1);
    }
    return "expr" + unnamed;
  }

  /** Text that is equal for the same column, whatever the case. */
  public static String key(Expr e) {
    if (e instanceof Path p) {
      return String.join(".", p.names()).toLowerCase(Locale.ROOT);
    }
    FunctionCall f = (FunctionCall) e;
    StringBuilder sb = new StringBuilder(f.name().toLowerCase(Locale.ROOT)).append('(');
    f.args().forEach(a -> sb.append(key(a)));
    return sb.append(')').toString();
  }

  /** Whether the query is {@code SELECT COUNT() FROM ...}. */
  public static boolean isCount(SoqlQuery q) {
    return q.select().size() == 1
        && q.select().get(0) instanceof FieldItem f
        && f.expr() instanceof FunctionCall c
        && c.name().equalsIgnoreCase("COUNT")
        && c.args().isEmpty()
        && q.groupBy().isEmpty();
  }

  /** Whether rows are aggregate rows. */
  public static boolean isAggregate(SoqlQuery q) {
    return !q.groupBy().isEmpty()
        || q.select().stream()
            .anyMatch(
                s ->
                    s instanceof FieldItem f
                        && f.expr() instanceof FunctionCall c
                        && SoqlFunctions.isAggregate(c.name()));
  }

  static int line(Expr e) {
    return e instanceof Path p ? p.line() : ((FunctionCall) e).line();
  }

  static int column(Expr e) {
    return e instanceof Path p ? p.column() : ((FunctionCall) e).column();
  }
}
