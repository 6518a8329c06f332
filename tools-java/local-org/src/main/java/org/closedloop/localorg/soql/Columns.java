package org.closedloop.localorg.soql;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlFunctions;
import org.closedloop.apex.soql.SoqlPaths;
import org.closedloop.apex.soql.SoqlQuery.Expr;
import org.closedloop.apex.soql.SoqlQuery.FunctionCall;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.store.Row;

/** Finds the values of columns: own fields, fields of parents, functions over them. */
final class Columns {

  private final RequestScope scope;
  private final SoqlPaths paths;
  private final Records records;

  Columns(RequestScope scope, SoqlPaths paths, Records records) {
    this.scope = scope;
    this.paths = paths;
    this.records = records;
  }

  SoqlPaths paths() {
    return paths;
  }

  SoqlPaths.Resolved resolve(Path path) {
    SoqlPaths.Outcome o = paths.resolve(path);
    if (o.issue() != null) {
      throw o.issue().toException("");
    }
    return o.resolved();
  }

  Accessor<Row> column(Expr e) {
    if (e instanceof Path p) {
      SoqlPaths.Resolved r = resolve(p);
      return new Accessor<>(r.field(), r.field().type(), row -> read(row, r));
    }
    FunctionCall f = (FunctionCall) e;
    Accessor<Row> arg = column(f.args().get(0));
    FieldType type = SoqlFunctions.resultType(f.name(), arg.type());
    if (SoqlFunctions.isDateFunction(f.name())) {
      boolean converted =
          f.args().get(0) instanceof FunctionCall inner
              && inner.name().equalsIgnoreCase("convertTimezone");
      ZoneId zone = DateParts.zone(converted, scope.user().zone());
      return new Accessor<>(arg.field(), type, row -> DateParts.of(f.name(), arg.get(row), zone));
    }
    return switch (f.name().toLowerCase(java.util.Locale.ROOT)) {
      case "tolabel" -> new Accessor<>(arg.field(), type, row -> label(arg.field(), arg.get(row)));
      case "converttimezone", "convertcurrency" -> arg;
      case "format" -> new Accessor<>(arg.field(), type, row -> format(arg.get(row)));
      default -> throw new UnsupportedPlatformFeature("SOQL function " + f.name());
    };
  }

  private String format(Object value) {
    return value == null ? null : new LocaleText(scope.user()).of(value);
  }

  static Object label(FieldDef field, Object value) {
    if (value == null) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    for (String part : value.toString().split(";")) {
      out.append(out.isEmpty() ? "" : ";")
          .append(
              field.picklistValues().stream()
                  .filter(v -> v.value().equals(part))
                  .map(PicklistValue::label)
                  .findFirst()
                  .orElse(part));
    }
    return out.toString();
  }

  private Object read(Row row, SoqlPaths.Resolved r) {
    Row at = row;
    for (FieldDef step : r.steps()) {
      at = parent(at, step);
      if (at == null) {
        return null;
      }
    }
    return fieldOf(at, r.field(), r.owner());
  }

  /** The value of a field on a row whose object may be only known now. */
  Object fieldOf(Row row, FieldDef field, SObjectDef declaredOwner) {
    if (!declaredOwner.name().equals(SoqlPaths.POLYMORPHIC)
        || row.object().equals(declaredOwner.name())) {
      return records.value(row, field);
    }
    if (field.name().equals("Type")) {
      return row.object();
    }
    SObjectDef actual = scope.schema().require(row.object());
    if (field.name().equals("Name")) {
      return actual.nameField().map(n -> records.value(row, n)).orElse(null);
    }
    return actual.field(field.name()).map(f -> records.value(row, f)).orElse(null);
  }

  /** The parent row behind a lookup, or null. */
  Row parent(Row row, FieldDef lookup) {
    FieldDef actual = lookup;
    if (row.get(lookup.name()) == null) {
      return null;
    }
    String id = row.get(actual.name()).toString();
    Optional<SObjectDef> target = scope.schema().ofId(id);
    List<String> to = lookup.referenceTo();
    if (to.contains("EntityDefinition")) {
      return scope.schema().object(id).map(VirtualRows::entity).orElse(null);
    }
    String object = target.map(SObjectDef::name).orElse(to.get(0));
    return scope.transaction().get(object, id);
  }
}
