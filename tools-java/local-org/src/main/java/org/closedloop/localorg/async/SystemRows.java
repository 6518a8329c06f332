package org.closedloop.localorg.async;

import java.util.Map;
import org.closedloop.apex.value.SObjectValue;

/**
 * Writes rows of the platform's own bookkeeping (jobs, cron triggers, activities of sent mail) in
 * the transaction of the request, without triggers, flows, permissions or limits.
 */
public interface SystemRows {

  /** Inserts a row of raw values and returns its id. */
  String insert(String objectName, Map<String, Object> fields);

  void update(String id, Map<String, Object> fields);

  void delete(String id);

  /** The row or null. */
  SObjectValue read(String objectName, String id);

  /** Id of the first row whose text field equals the value, or null. */
  String findId(String objectName, String field, String value);
}
