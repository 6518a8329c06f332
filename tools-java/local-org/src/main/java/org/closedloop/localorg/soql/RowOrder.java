package org.closedloop.localorg.soql;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.soql.SoqlQuery.Expr;
import org.closedloop.apex.soql.SoqlQuery.OrderItem;

/**
 * ORDER BY: empty values first unless told otherwise, text without regard to case, picklists in the
 * order of their values.
 */
final class RowOrder {

  private RowOrder() {}

  static <R> Comparator<R> of(List<OrderItem> items, Function<Expr, Accessor<R>> columns) {
    Comparator<R> all = null;
    for (OrderItem item : items) {
      Comparator<R> one = one(item, columns.apply(item.expr()));
      all = all == null ? one : all.thenComparing(one);
    }
    return all;
  }

  private static <R> Comparator<R> one(OrderItem item, Accessor<R> column) {
    boolean nullsLast = Boolean.TRUE.equals(item.nullsLast());
    int sign = item.descending() ? -1 : 1;
    return (a, b) -> {
      Object x = column.get(a);
      Object y = column.get(b);
      if (x == null || y == null) {
        int c = x == y ? 0 : x == null ? -1 : 1;
        return nullsLast ? -c : c;
      }
      return sign * compare(x, y, column);
    };
  }

  private static <R> int compare(Object x, Object y, Accessor<R> column) {
    FieldDef f = column.field();
    if (column.type() == FieldType.PICKLIST && f != null && !f.picklistValues().isEmpty()) {
      int c = Integer.compare(position(f, x), position(f, y));
      if (c != 0) {
        return c;
      }
    }
    return Values.compare(x, y, f);
  }

  private static int position(FieldDef f, Object value) {
    for (int i = 0; i < f.picklistValues().size(); i++) {
      if (f.picklistValues().get(i).value().equals(value)) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }
}
