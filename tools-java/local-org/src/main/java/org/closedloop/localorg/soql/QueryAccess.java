package org.closedloop.localorg.soql;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.InaccessibleFields;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlErrors;
import org.closedloop.apex.soql.SoqlPaths;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.soql.SoqlQuery.Condition;
import org.closedloop.apex.soql.SoqlQuery.Expr;
import org.closedloop.apex.soql.SoqlQuery.FunctionCall;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.localorg.dml.RequestScope;

/** Object and field permissions of the running user over every part of a query. */
final class QueryAccess {

  private final RequestScope scope;
  private final Map<String, Set<String>> inaccessible = new LinkedHashMap<>();
  private HostException first;

  QueryAccess(RequestScope scope) {
    this.scope = scope;
  }

  /** Refuses the query with everything in it that the user may not read. */
  void check(SoqlQuery q) {
    check(q, scope.schema().require(q.from().object()), isEnforced(q));
    if (first != null) {
      throw new InaccessibleFields(first, inaccessible);
    }
  }

  private void refuse(HostException failure) {
    if (first == null) {
      first = failure;
    }
  }

  private static boolean isEnforced(SoqlQuery q) {
    return q.access() == SoqlQuery.AccessClause.SECURITY_ENFORCED;
  }

  private void check(SoqlQuery q, SObjectDef object, boolean enforced) {
    object(object, enforced);
    SoqlPaths paths = new SoqlPaths(scope.schema(), object, q.from().object(), q.from().alias());
    for (SoqlQuery.SelectItem item : q.select()) {
      if (item instanceof SoqlQuery.FieldItem f) {
        expr(f.expr(), paths, enforced);
      } else if (item instanceof SoqlQuery.SubQueryItem sub) {
        String child =
            object
                .childRelationship(SoqlPaths.childName(sub.query().from().object()))
                .orElseThrow()
                .childObject();
        check(sub.query(), scope.schema().require(child), enforced);
      }
    }
    if (q.where() != null) {
      condition(q.where(), paths, enforced);
    }
    q.groupBy().forEach(e -> expr(e, paths, enforced));
    q.orderBy().forEach(o -> expr(o.expr(), paths, enforced));
  }

  private void condition(Condition c, SoqlPaths paths, boolean enforced) {
    if (c instanceof SoqlQuery.And a) {
      a.parts().forEach(p -> condition(p, paths, enforced));
    } else if (c instanceof SoqlQuery.Or o) {
      o.parts().forEach(p -> condition(p, paths, enforced));
    } else if (c instanceof SoqlQuery.Not n) {
      condition(n.part(), paths, enforced);
    } else if (c instanceof SoqlQuery.Compare cmp) {
      expr(cmp.left(), paths, enforced);
    } else if (c instanceof SoqlQuery.InList in) {
      expr(in.left(), paths, enforced);
    } else if (c instanceof SoqlQuery.Includes inc) {
      expr(inc.left(), paths, enforced);
    } else if (c instanceof SoqlQuery.InQuery q) {
      expr(q.left(), paths, enforced);
      check(q.query(), scope.schema().require(q.query().from().object()), enforced);
    }
  }

  private void expr(Expr e, SoqlPaths paths, boolean enforced) {
    if (e instanceof FunctionCall f) {
      f.args().forEach(a -> expr(a, paths, enforced));
      return;
    }
    SoqlPaths.Resolved r = paths.resolve((Path) e).resolved();
    if (r == null) {
      return;
    }
    SObjectDef at = paths.object();
    for (FieldDef step : r.steps()) {
      field(at, step, enforced);
      at = paths.target(step).orElseThrow();
      object(at, enforced);
    }
    field(r.owner(), r.field(), enforced);
  }

  private void object(SObjectDef object, boolean enforced) {
    if (readable(object)) {
      return;
    }
    if (enforced) {
      throw new HostException(
          "QueryException",
          "INVALID_TYPE",
          "Insufficient permissions: secure query included inaccessible entity");
    }
    refuse(SoqlErrors.exception("INVALID_TYPE", SoqlErrors.noSuchType(object.name())));
  }

  private boolean readable(SObjectDef object) {
    return object.setupObject()
        || object.name().equals(SoqlPaths.POLYMORPHIC)
        || object.kind() == SObjectDef.Kind.SHARE
        || scope.access().object(object.name(), ObjectRight.READ);
  }

  private void field(SObjectDef object, FieldDef field, boolean enforced) {
    if (object.setupObject()
        || object.kind() == SObjectDef.Kind.SHARE
        || object.name().equals(SoqlPaths.POLYMORPHIC)
        || readable(object) && scope.access().fieldReadable(object.name(), field.name())) {
      return;
    }
    inaccessible.computeIfAbsent(object.name(), o -> new LinkedHashSet<>()).add(field.name());
    if (enforced) {
      throw new HostException(
          "QueryException",
          "INVALID_FIELD",
          "Insufficient permissions: secure query included inaccessible field");
    }
    refuse(
        SoqlErrors.exception(
            "INVALID_FIELD", SoqlErrors.noSuchColumn(field.name(), object.name())));
  }
}
