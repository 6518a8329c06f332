package org.closedloop.localorg.formula;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The function table of the formula language. */
final class FormulaFunctions {

  /** How a call with checked argument count becomes a node. */
  @FunctionalInterface
  interface Body {
    TypedNode compile(FunctionCall call);
  }

  record Function(int min, int max, Body body) {}

  /** Collects functions by name. */
  static final class Table {
    private final Map<String, Function> functions = new TreeMap<>();

    Table add(String name, int min, int max, Body body) {
      functions.put(name, new Function(min, max, body));
      return this;
    }
  }

  private static final Set<String> REFUSED =
      Set.of(
          "VLOOKUP",
          "DISTANCE",
          "GEOLOCATION",
          "CURRENCYRATE",
          "GETRECORDIDS",
          "GETSESSIONID",
          "IMAGEPROXYURL",
          "INCLUDE",
          "JUNCTIONIDLIST",
          "LINKTO",
          "PARENTGROUPVAL",
          "PREVGROUPVAL",
          "PREDICT",
          "REQUIRESCRIPT",
          "URLFOR");

  private static final Map<String, Function> ALL = build();

  private FormulaFunctions() {}

  private static Map<String, Function> build() {
    Table t = new Table();
    LogicalFunctions.addTo(t);
    TextFunctions.addTo(t);
    MathFunctions.addTo(t);
    DateFunctions.addTo(t);
    return Collections.unmodifiableMap(t.functions);
  }

  static Function find(String name) {
    return ALL.get(name);
  }

  static boolean isRefused(String name) {
    return REFUSED.contains(name);
  }

  static Set<String> names() {
    return ALL.keySet();
  }
}
