package org.closedloop.localorg.flow;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.flow.FlowNode.AssignItem;
import org.closedloop.localorg.formula.FormulaFailure;
import org.closedloop.localorg.formula.FormulaValues;

/** Runs the elements that an interview passes by itself, without touching data. */
final class FlowSteps {

  private FlowSteps() {}

  /** Lets the interview go on until it ends or stands at a data element or call. */
  static void advance(Interview i) {
    while (i.running()) {
      FlowNode n = i.at();
      if (n == null) {
        i.go(null);
        return;
      }
      if (n instanceof FlowNode.Bulk) {
        return;
      }
      i.run().tick();
      i.markVisited(n);
      try {
        step(i, n);
      } catch (FlowFault e) {
        i.trace().step(n.name(), kind(n), "failed: " + e.getMessage(), Map.of());
        i.fail(e.getMessage());
      } catch (FormulaFailure e) {
        i.trace().step(n.name(), kind(n), "failed: " + e.getMessage(), Map.of());
        i.fail("The formula cannot be computed: " + e.getMessage());
      }
    }
  }

  static String kind(FlowNode n) {
    return n.getClass().getSimpleName();
  }

  private static void step(Interview i, FlowNode n) {
    if (n instanceof FlowNode.Assign a) {
      assign(i, a);
    } else if (n instanceof FlowNode.Decision d) {
      decide(i, d);
    } else if (n instanceof FlowNode.Loop l) {
      boolean more = i.nextItem(l);
      i.trace().step(l.name(), "Loop", more ? "next item" : "no more items", Map.of());
      i.go(more ? l.body() : l.done());
    } else if (n instanceof FlowNode.FilterCollection f) {
      filter(i, f);
    } else if (n instanceof FlowNode.SortCollection s) {
      sort(i, s);
    } else if (n instanceof FlowNode.CustomError e) {
      refuse(i, e);
    }
  }

  private static void decide(Interview i, FlowNode.Decision d) {
    for (FlowNode.Rule r : d.rules()) {
      boolean met = FlowConditions.test(r.conditions(), i);
      if (met && r.onlyWhenChanged() && i.prior() != null) {
        met = !metBefore(i, r);
      }
      i.output(r.name(), met);
      if (met) {
        i.trace().step(d.name(), "Decision", r.name(), Map.of());
        i.go(r.next());
        return;
      }
    }
    i.trace().step(d.name(), "Decision", "default", Map.of());
    i.go(d.otherwise());
  }

  private static boolean metBefore(Interview i, FlowNode.Rule r) {
    var c = i.context();
    var before =
        new org.closedloop.localorg.formula.FormulaContext(
            c.prior(), null, false, c.now(), c.zone(), c.records(), c.org(), c.resources());
    return FlowConditions.test(r.conditions(), before, i, false);
  }

  private static void assign(Interview i, FlowNode.Assign a) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (AssignItem item : a.items()) {
      Object value = item.value().get(i.context());
      i.assign(item.target(), combine(i, item, value));
      shown.put(item.target().text(), i.current(item.target()));
    }
    i.trace().step(a.name(), "Assign", "ok", shown);
    i.go(a.next());
  }

  private static Object combine(Interview i, AssignItem item, Object value) {
    Object now = i.current(item.target());
    return switch (item.operator()) {
      case ASSIGN -> value;
      case ADD -> add(i, item, now, value);
      case SUBTRACT -> subtract(now, value);
      case ADD_ITEM -> with(i, now, value, false);
      case ADD_AT_START -> with(i, now, value, true);
      case ASSIGN_COUNT ->
          BigDecimal.valueOf(value instanceof Collection<?> c ? c.size() : value == null ? 0 : 1);
      case REMOVE_FIRST -> remove(now, value, false);
      case REMOVE_ALL -> remove(now, value, true);
      case REMOVE_BEFORE_FIRST -> cut(now, value, true);
      case REMOVE_AFTER_FIRST -> cut(now, value, false);
      case REMOVE_POSITION -> removeAt(now, value);
      case REMOVE_UNCOMMON -> common(now, value);
    };
  }

  private static Object add(Interview i, AssignItem item, Object now, Object value) {
    if (item.target().type().collection() || now instanceof Collection) {
      return with(i, now, value, false);
    }
    Object a = FormulaValues.fromRaw(now);
    Object b = FormulaValues.fromRaw(value);
    FlowType t = item.target().type();
    boolean unknown = t.kind() == FlowType.Kind.ANY;
    if (t.isText() || unknown && (a instanceof String || a == null && b instanceof String)) {
      return FormulaValues.toText(a) + FormulaValues.toText(b);
    }
    if (b == null) {
      return a;
    }
    if (t.isNumber() || unknown && (a instanceof BigDecimal || a == null)) {
      return (a == null ? BigDecimal.ZERO : (BigDecimal) a).add(numberOf(b));
    }
    if (a instanceof LocalDate d) {
      return d.plusDays(numberOf(b).longValue());
    }
    if (a instanceof Instant at) {
      return at.plusMillis(numberOf(b).multiply(BigDecimal.valueOf(86_400_000L)).longValue());
    }
    throw new FlowFault("cannot add to " + item.target().text());
  }

  private static BigDecimal numberOf(Object v) {
    if (v instanceof BigDecimal n) {
      return n;
    }
    throw new FlowFault("expected a number, got " + v);
  }

  private static Object subtract(Object now, Object value) {
    Object a = FormulaValues.fromRaw(now);
    Object b = FormulaValues.fromRaw(value);
    if (b == null) {
      return a;
    }
    BigDecimal n = numberOf(b);
    if (a instanceof LocalDate d) {
      return d.minusDays(n.longValue());
    }
    if (a instanceof Instant at) {
      return at.minusMillis(n.multiply(BigDecimal.valueOf(86_400_000L)).longValue());
    }
    return (a == null ? BigDecimal.ZERO : numberOf(a)).subtract(n);
  }

  private static List<Object> with(Interview i, Object now, Object value, boolean atStart) {
    List<Object> out = new ArrayList<>();
    if (now instanceof Collection<?> c) {
      out.addAll(c);
    }
    List<Object> added = new ArrayList<>();
    if (value instanceof Collection<?> c) {
      for (Object o : c) {
        added.add(i.copy(o));
      }
    } else if (value != null) {
      added.add(i.copy(value));
    }
    out.addAll(atStart ? 0 : out.size(), added);
    return out;
  }

  private static boolean same(Object a, Object b) {
    if (a instanceof SObjectValue x && b instanceof SObjectValue y) {
      return x.id() != null ? x.id().equals(y.id()) : x.fieldMap().equals(y.fieldMap());
    }
    return FormulaValues.same(a, b);
  }

  /** A value as a list of its own: a collection's items, one value, or nothing. */
  static List<Object> listOf(Object v) {
    return v instanceof Collection<?> c
        ? new ArrayList<>(c)
        : v == null ? new ArrayList<>() : new ArrayList<>(List.of(v));
  }

  private static List<Object> remove(Object now, Object value, boolean all) {
    List<Object> out = listOf(now);
    for (Object o : listOf(value)) {
      if (all) {
        out.removeIf(x -> same(x, o));
      } else {
        for (int n = 0; n < out.size(); n++) {
          if (same(out.get(n), o)) {
            out.remove(n);
            break;
          }
        }
      }
    }
    return out;
  }

  private static List<Object> cut(Object now, Object value, boolean before) {
    List<Object> all = listOf(now);
    for (int n = 0; n < all.size(); n++) {
      if (same(all.get(n), value)) {
        return new ArrayList<>(before ? all.subList(n, all.size()) : all.subList(0, n + 1));
      }
    }
    return all;
  }

  private static List<Object> removeAt(Object now, Object position) {
    List<Object> out = listOf(now);
    int n = numberOf(FormulaValues.fromRaw(position)).intValue();
    if (n < 1 || n > out.size()) {
      throw new FlowFault("there is no item at position " + n);
    }
    out.remove(n - 1);
    return out;
  }

  private static List<Object> common(Object now, Object value) {
    List<Object> keep = listOf(value);
    List<Object> out = listOf(now);
    out.removeIf(x -> keep.stream().noneMatch(y -> same(x, y)));
    return out;
  }

  private static void filter(Interview i, FlowNode.FilterCollection f) {
    List<Object> out = new ArrayList<>();
    for (Object item : listOf(f.collection().get(i.context()))) {
      if (f.itemVariable() != null) {
        i.output(f.itemVariable(), item);
      }
      boolean met =
          f.conditions() != null
              ? FlowConditions.test(f.conditions(), i)
              : f.formula().isTrue(i.context());
      if (met) {
        out.add(item);
      }
    }
    i.output(f.name(), out);
    i.trace().step(f.name(), "FilterCollection", out.size() + " items", Map.of());
    i.go(f.next());
  }

  private static void sort(Interview i, FlowNode.SortCollection s) {
    List<Object> out = listOf(s.collection().get(i.context()));
    Comparator<Object> order = null;
    for (FlowNode.SortOption o : s.options()) {
      Comparator<Object> next =
          (a, b) -> {
            Object x = key(i, o, a);
            Object y = key(i, o, b);
            if (x == null || y == null) {
              return x == y ? 0 : (x == null) == o.nullsFirst() ? -1 : 1;
            }
            @SuppressWarnings("unchecked")
            int d = ((Comparable<Object>) x).compareTo(y);
            return o.ascending() ? d : -d;
          };
      order = order == null ? next : order.thenComparing(next);
    }
    if (order != null) {
      out.sort(order);
    }
    if (s.limit() != null && s.limit() > 0 && out.size() > s.limit()) {
      out = new ArrayList<>(out.subList(0, s.limit()));
    }
    i.output(s.name(), out);
    i.trace().step(s.name(), "SortCollection", out.size() + " items", Map.of());
    i.go(s.next());
  }

  private static Object key(Interview i, FlowNode.SortOption o, Object item) {
    Object v =
        o.field() != null && item instanceof SObjectValue r
            ? i.run().reader().value(r, o.field())
            : item;
    Object k = FormulaValues.fromRaw(v);
    return "".equals(k) ? null : k;
  }

  private static void refuse(Interview i, FlowNode.CustomError e) {
    StringBuilder all = new StringBuilder();
    for (FlowNode.ErrorMessage m : e.messages()) {
      String text = FormulaValues.toText(m.text().get(i.context()));
      i.record().addError(m.field(), text, "FIELD_CUSTOM_VALIDATION_EXCEPTION");
      all.append(all.length() == 0 ? "" : "; ").append(text);
    }
    i.trace().step(e.name(), "CustomError", all.toString(), Map.of());
    i.refuse(all.toString());
  }
}
