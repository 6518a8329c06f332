package org.closedloop.localorg.dml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.soql.Records;
import org.closedloop.localorg.store.Row;

/** One record on its way through a statement: what came in, what it becomes, what went wrong. */
final class SaveRow {

  final int index;
  final SObjectValue input;
  final List<DmlError> errors = new ArrayList<>();

  /** Fields given by the caller, by declared name; they count as written even when equal. */
  final Set<String> given = new LinkedHashSet<>();

  /** The complete new image that flows and before triggers change. */
  SObjectValue next;

  /** The image before, null for a new record. */
  SObjectValue prior;

  Row priorRow;

  /** The image before with its formulas, made when first needed. */
  private SObjectValue priorComplete;

  String id;
  boolean created;

  /** Stored already; an error from now on takes the chunk back. */
  boolean written;

  SaveRow(int index, SObjectValue input) {
    this.index = index;
    this.input = input;
  }

  /** Forgets an attempt that was taken back. */
  void reset() {
    errors.clear();
    given.clear();
    next = null;
    prior = null;
    priorRow = null;
    priorComplete = null;
    written = false;
    if (created) {
      id = null;
      created = false;
    }
  }

  /** A read-only copy of the image before, formulas included; null for a new record. */
  SObjectValue old(RequestScope scope) {
    if (priorRow == null) {
      return null;
    }
    if (priorComplete == null) {
      priorComplete = new Records(scope).complete(priorRow);
    }
    SObjectValue copy = priorComplete.copy();
    copy.setReadOnly(true);
    return copy;
  }

  /** The row as it is stored now, also when later automation removed it again. */
  Row saved(RequestScope scope) {
    String object = next.type().name();
    Row row = scope.transaction().get(object, id);
    return row == null ? Row.of(object, id, next.fieldMap()) : row;
  }

  /** Replaces the stored image before, as a merge marks its losers. */
  void priorRow(Row row, SObjectValue record) {
    priorRow = row;
    prior = record;
    priorComplete = null;
  }

  boolean failed() {
    return !errors.isEmpty();
  }

  void error(String code, String message, String... fields) {
    errors.add(new DmlError(code, message, List.of(fields)));
  }

  /** Takes over what {@code addError} put on a record. */
  void takeErrors(SObjectValue record) {
    for (SObjectValue.RecordError e : record.errors()) {
      errors.add(
          new DmlError(
              e.statusCode() == null ? "FIELD_CUSTOM_VALIDATION_EXCEPTION" : e.statusCode(),
              e.message(),
              e.field() == null ? List.of() : List.of(e.field())));
    }
    record.errors().clear();
  }
}
