package org.closedloop.localorg.dml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldDef.SummaryDef;
import org.closedloop.apex.schema.FieldDef.SummaryFilter;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.soql.Records;
import org.closedloop.localorg.store.Row;

/**
 * Recomputes the roll-up summaries of parents after their details changed; a parent whose figures
 * change is saved in turn, with its own automation.
 */
final class RollupSummaries {

  /** Saves parents with computed values; errors come back on the rows. */
  interface ParentSave {
    List<SaveRow> save(SObjectDef def, Map<String, Map<String, Object>> valuesById);
  }

  private final RequestScope scope;
  private final ParentSave parents;

  RollupSummaries(RequestScope scope, ParentSave parents) {
    this.scope = scope;
    this.parents = parents;
  }

  /** Counts and sums of a new record are zero, not empty. */
  void initial(SObjectDef def, SaveRow row) {
    if (!row.created) {
      return;
    }
    for (FieldDef f : def.fields()) {
      if (f.summary() != null && !isExtreme(f.summary())) {
        row.next.put(f.name(), BigDecimal.ZERO);
      }
    }
  }

  private static boolean isExtreme(SummaryDef s) {
    String op = s.operation().toLowerCase(Locale.ROOT);
    return op.equals("min") || op.equals("max");
  }

  /** After rows were written, deleted or brought back. */
  void after(SObjectDef child, List<SaveRow> rows) {
    Map<String, Set<String>> byField = new LinkedHashMap<>();
    for (FieldDef f : child.fields()) {
      if (f.type() == FieldType.REFERENCE && summarized(child, f)) {
        Set<String> ids = new LinkedHashSet<>();
        for (SaveRow r : rows) {
          add(ids, r.next == null ? null : r.next.get(f.name()));
          add(ids, r.prior == null ? null : r.prior.get(f.name()));
        }
        if (!ids.isEmpty()) {
          byField.put(f.name(), ids);
        }
      }
    }
    byField.forEach((field, ids) -> recompute(child, child.field(field).orElseThrow(), ids, rows));
  }

  private static void add(Set<String> ids, Object id) {
    if (id != null) {
      ids.add(id.toString());
    }
  }

  private boolean summarized(SObjectDef child, FieldDef lookup) {
    if (child.name().equals("OpportunityLineItem") && lookup.name().equals("OpportunityId")) {
      return true;
    }
    for (String target : lookup.referenceTo()) {
      SObjectDef parent = scope.schema().object(target).orElse(null);
      if (parent != null
          && parent.fields().stream()
              .anyMatch(f -> f.summary() != null && over(f.summary(), child, lookup))) {
        return true;
      }
    }
    return false;
  }

  private static boolean over(SummaryDef s, SObjectDef child, FieldDef lookup) {
    return s.childObject().equalsIgnoreCase(child.name())
        && s.masterField().equalsIgnoreCase(lookup.name());
  }

  private void recompute(SObjectDef child, FieldDef lookup, Set<String> ids, List<SaveRow> rows) {
    SObjectDef parent = scope.schema().require(lookup.referenceTo().get(0));
    Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
    for (String id : ids) {
      Row stored = scope.transaction().get(parent.name(), id);
      if (stored == null || stored.deleted()) {
        continue;
      }
      List<Row> details =
          scope.transaction().find(child.name(), lookup.name(), id).stream()
              .filter(r -> !r.deleted())
              .toList();
      Map<String, Object> values = computed(parent, child, lookup, details);
      values.entrySet().removeIf(e -> same(stored.get(e.getKey()), e.getValue()));
      if (!values.isEmpty()) {
        changes.put(id, values);
      }
    }
    if (changes.isEmpty()) {
      return;
    }
    for (SaveRow failed : parents.save(parent, changes)) {
      if (failed.failed()) {
        rows.stream()
            .filter(r -> concerns(r, lookup, failed.id))
            .forEach(r -> r.errors.addAll(failed.errors));
      }
    }
  }

  private static boolean concerns(SaveRow r, FieldDef lookup, String parentId) {
    return r.next != null && parentId.equals(r.next.get(lookup.name()))
        || r.prior != null && parentId.equals(r.prior.get(lookup.name()));
  }

  private static boolean same(Object a, Object b) {
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y) == 0;
    }
    return Objects.equals(a, b);
  }

  private Map<String, Object> computed(
      SObjectDef parent, SObjectDef child, FieldDef lookup, List<Row> details) {
    Map<String, Object> out = new LinkedHashMap<>();
    Records records = new Records(scope);
    for (FieldDef f : parent.fields()) {
      if (f.summary() != null && over(f.summary(), child, lookup)) {
        out.put(f.name(), value(f.summary(), child, details, records));
      }
    }
    if (child.name().equals("OpportunityLineItem")) {
      out.put("HasOpportunityLineItem", !details.isEmpty());
      if (!details.isEmpty()) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Row r : details) {
          Object total = r.get("TotalPrice");
          sum = total == null ? sum : sum.add((BigDecimal) total);
        }
        out.put("Amount", sum);
      }
    }
    return out;
  }

  private static Object value(SummaryDef s, SObjectDef child, List<Row> details, Records records) {
    List<Row> matching = new ArrayList<>();
    for (Row r : details) {
      boolean fits = true;
      for (SummaryFilter f : s.filters()) {
        FieldDef field = child.field(f.field()).orElse(null);
        fits &= field != null && SummaryFilters.fits(records.value(r, field), field, f);
      }
      if (fits) {
        matching.add(r);
      }
    }
    String op = s.operation().toLowerCase(Locale.ROOT);
    if (op.equals("count")) {
      return BigDecimal.valueOf(matching.size());
    }
    FieldDef field = child.field(s.summarizedField()).orElseThrow();
    List<Object> values =
        matching.stream().map(r -> records.value(r, field)).filter(Objects::nonNull).toList();
    return switch (op) {
      case "sum" ->
          values.stream()
              .map(v -> new BigDecimal(v.toString()))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      case "min" -> values.stream().min(SummaryFilters::compare).orElse(null);
      default -> values.stream().max(SummaryFilters::compare).orElse(null);
    };
  }
}
