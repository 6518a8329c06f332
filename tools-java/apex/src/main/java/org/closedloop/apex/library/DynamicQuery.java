package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost.QueryResult;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.RawValues;
import org.closedloop.apex.value.SObjectValue;

/** Queries from text: binds become raw values, rows a list of the object queried. */
final class DynamicQuery {

  private static final Pattern QUOTED_OR_BIND =
      Pattern.compile("'(?:\\\\.|[^'\\\\])*+'|:\\s*([A-Za-z]\\w*)");

  private DynamicQuery() {}

  /** Runs a query that binds the caller's variables. */
  static QueryResult run(ApexContext ctx, String soql, AccessMode mode) {
    return ctx.host().data().queryDynamic(soql, binds(ctx, soql), mode);
  }

  /** Runs a query that binds the map's values. */
  static QueryResult run(ApexContext ctx, String soql, ApexMap binds, AccessMode mode) {
    Map<String, Object> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    binds.forEach((k, v) -> values.put(String.valueOf(k), raw(v)));
    return ctx.host().data().queryDynamic(soql, values, mode);
  }

  /** The caller's variables that the text names behind colons, as raw values. */
  static Map<String, Object> binds(ApexContext ctx, String text) {
    Map<String, Object> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> names = boundNames(text);
    if (!names.isEmpty()) {
      ctx.bindVariables(names).forEach((k, v) -> values.put(k, raw(v)));
    }
    return values;
  }

  /** Identifiers behind colons outside quotes. */
  static Set<String> boundNames(String text) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Matcher m = QUOTED_OR_BIND.matcher(text == null ? "" : text);
    while (m.find()) {
      if (m.group(1) != null) {
        names.add(m.group(1));
      }
    }
    return names;
  }

  /** An Apex value as a bind: collections as Java lists of raw values, records as their ids. */
  static Object raw(Object v) {
    if (v instanceof ApexList l) {
      return each(l);
    }
    if (v instanceof ApexSet s) {
      return each(s);
    }
    if (v instanceof ApexMap m) {
      return each(m.keys());
    }
    return v instanceof SObjectValue r ? r.id() : RawValues.plainRaw(v);
  }

  private static List<Object> each(Iterable<Object> values) {
    List<Object> out = new ArrayList<>();
    values.forEach(v -> out.add(raw(v)));
    return out;
  }

  /** The rows as a list whose type is the object of the outer FROM. */
  static ApexList rows(ApexContext ctx, String soql, QueryResult result) {
    SObjectType type =
        result.rows().isEmpty()
            ? ctx.host()
                .schema()
                .object(fromObject(soql))
                .map(d -> new SObjectType(d.name()))
                .orElse(SObjectType.GENERIC)
            : typeOf(result.rows().get(0));
    return ApexList.of(type, result.rows());
  }

  private static SObjectType typeOf(SObjectValue row) {
    return row.type().kind() == SObjectDef.Kind.AGGREGATE
        ? SObjectType.AGGREGATE
        : new SObjectType(row.type().name());
  }

  /** The name behind the FROM that is not inside brackets or quotes; empty when there is none. */
  static String fromObject(String soql) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < soql.length(); i++) {
      char c = soql.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '\'') {
          quoted = false;
        }
      } else if (c == '\'') {
        quoted = true;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (depth == 0 && i > 0 && soql.regionMatches(true, i, "FROM", 0, 4)) {
        if (Character.isWhitespace(soql.charAt(i - 1)) || soql.charAt(i - 1) == ')') {
          String[] words = soql.substring(i + 4).trim().split("[^A-Za-z0-9_]", 2);
          return words[0];
        }
      }
    }
    return "";
  }
}
