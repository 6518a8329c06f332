package org.closedloop.localorg.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.closedloop.localorg.store.Row;

/**
 * One group of an aggregate query.
 *
 * @param values value of each grouped column by its key; absent where a ROLLUP or CUBE sums over it
 */
record Group(Map<String, Object> values, List<Row> rows) {
  Group(Map<String, Object> values) {
    this(values, new ArrayList<>());
  }
}
