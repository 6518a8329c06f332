package org.closedloop.localorg.soql;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.soql.SoqlErrors;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.soql.SoqlQuery.Condition;
import org.closedloop.apex.soql.SoqlQuery.Expr;

/**
 * Makes WHERE and HAVING executable, over rows or over groups. Comparisons with null never hold
 * except for equality; {@code !=} and NOT IN keep rows without a value.
 */
final class ConditionCompiler<R> {

  private final Function<Expr, Accessor<R>> columns;
  private final BindValues binds;
  private final Instant now;
  private final ZoneId zone;
  private final Function<SoqlQuery, Set<Object>> semiJoin;

  ConditionCompiler(
      Function<Expr, Accessor<R>> columns,
      BindValues binds,
      Instant now,
      ZoneId zone,
      Function<SoqlQuery, Set<Object>> semiJoin) {
    this.columns = columns;
    this.binds = binds;
    this.now = now;
    this.zone = zone;
    this.semiJoin = semiJoin;
  }

  Predicate<R> compile(Condition c) {
    if (c instanceof SoqlQuery.And a) {
      return a.parts().stream().map(this::compile).reduce(Predicate::and).orElseThrow();
    }
    if (c instanceof SoqlQuery.Or o) {
      return o.parts().stream().map(this::compile).reduce(Predicate::or).orElseThrow();
    }
    if (c instanceof SoqlQuery.Not n) {
      return compile(n.part()).negate();
    }
    if (c instanceof SoqlQuery.Compare cmp) {
      return comparison(cmp);
    }
    if (c instanceof SoqlQuery.InList in) {
      return in(columns.apply(in.left()), in);
    }
    if (c instanceof SoqlQuery.Includes inc) {
      return includes(columns.apply(inc.left()), inc);
    }
    SoqlQuery.InQuery q = (SoqlQuery.InQuery) c;
    Accessor<R> left = columns.apply(q.left());
    Set<Object> ids = semiJoin.apply(q.query());
    return q.negated()
        ? r -> !ids.contains(left.get(r))
        : r -> {
          Object v = left.get(r);
          return v != null && ids.contains(v);
        };
  }

  private Predicate<R> comparison(SoqlQuery.Compare cmp) {
    Accessor<R> left = columns.apply(cmp.left());
    String op = cmp.op();
    if (cmp.right() instanceof SoqlQuery.DateLiteral literal) {
      DateRange range = DateRange.of(literal, now.atZone(zone).toLocalDate());
      return r -> range.test(op, left.get(r), zone);
    }
    Object raw = binds.of(cmp.right());
    if (raw instanceof Iterable<?> && (op.equals("=") || op.equals("!="))) {
      return in(left, new SoqlQuery.InList(cmp.left(), op.equals("!="), List.of(cmp.right())));
    }
    if (raw instanceof Iterable<?> texts && op.equals("LIKE")) {
      List<LikePattern> patterns = new ArrayList<>();
      texts.forEach(t -> patterns.add(new LikePattern(String.valueOf(t))));
      return r -> patterns.stream().anyMatch(p -> p.matches((String) left.get(r)));
    }
    if (raw instanceof Iterable<?>) {
      throw SoqlErrors.exception(
          "MALFORMED_QUERY", "A collection can only be compared with =, !=, LIKE, IN and NOT IN");
    }
    if (raw instanceof org.closedloop.apex.value.SObjectValue record) {
      raw = record.id();
    }
    if (op.equals("LIKE")) {
      if (raw == null) {
        return r -> left.get(r) == null;
      }
      LikePattern pattern = new LikePattern(raw.toString());
      return r -> pattern.matches((String) left.get(r));
    }
    Object wanted = Values.adapt(raw, left.type(), left.field());
    FieldDef field = left.field();
    return switch (op) {
      case "=" -> r -> Values.equal(left.get(r), wanted, field);
      case "!=" -> r -> !Values.equal(left.get(r), wanted, field);
      default -> ordered(left, op, wanted);
    };
  }

  private Predicate<R> ordered(Accessor<R> left, String op, Object wanted) {
    if (wanted == null) {
      return r -> false;
    }
    return r -> {
      Object v = left.get(r);
      if (v == null) {
        return false;
      }
      int c = Values.compare(v, wanted, left.field());
      return switch (op) {
        case "<" -> c < 0;
        case "<=" -> c <= 0;
        case ">" -> c > 0;
        default -> c >= 0;
      };
    };
  }

  private Predicate<R> in(Accessor<R> left, SoqlQuery.InList in) {
    Predicate<R> dates = r -> false;
    Set<Object> keys = new HashSet<>();
    for (SoqlQuery.Value v : in.values()) {
      if (v instanceof SoqlQuery.DateLiteral literal) {
        DateRange range = DateRange.of(literal, now.atZone(zone).toLocalDate());
        dates = dates.or(r -> range.test("=", left.get(r), zone));
      } else {
        for (Object o : binds.all(List.of(v))) {
          keys.add(Values.key(Values.adapt(o, left.type(), left.field()), left.field()));
        }
      }
    }
    Predicate<R> byKey = r -> keys.contains(Values.key(left.get(r), left.field()));
    Predicate<R> any = byKey.or(dates);
    return in.negated() ? any.negate() : any;
  }

  private Predicate<R> includes(Accessor<R> left, SoqlQuery.Includes inc) {
    List<Set<String>> wanted =
        binds.all(inc.values()).stream()
            .map(o -> o == null ? Set.<String>of() : parts(o.toString()))
            .toList();
    Predicate<R> any =
        r -> {
          Object v = left.get(r);
          Set<String> have = v == null ? Set.of() : parts(v.toString());
          return wanted.stream().anyMatch(w -> w.isEmpty() ? have.isEmpty() : have.containsAll(w));
        };
    return inc.negated() ? any.negate() : any;
  }

  private static Set<String> parts(String text) {
    Set<String> out = new HashSet<>();
    Arrays.stream(text.split(";")).map(String::trim).map(Values::fold).forEach(out::add);
    return out;
  }
}
