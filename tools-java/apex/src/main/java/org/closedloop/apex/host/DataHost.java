package org.closedloop.apex.host;

import java.util.List;
import java.util.Map;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.value.SObjectValue;

/** Queries and DML of one request. Values are raw (see {@code FieldType}). */
public interface DataHost {

  /**
   * Runs a query.
   *
   * @param binds values of the query's bind expressions in order; a collection for IN, raw values
   * @throws HostException QueryException with the platform's text
   */
  QueryResult query(SoqlQuery query, List<Object> binds, AccessMode mode);

  /**
   * Parses and runs a dynamic query.
   *
   * @param binds resolves a bind name to its raw value; a missing name is a QueryException
   */
  QueryResult queryDynamic(String soql, Map<String, Object> binds, AccessMode mode);

  /** SOSL: one list of rows per object in RETURNING order. */
  List<List<SObjectValue>> search(String sosl, Map<String, Object> binds, AccessMode mode);

  /**
   * Rows and, for {@code SELECT COUNT()}, the number of rows. Aggregate rows are of kind AGGREGATE
   * with their aliases as fields.
   */
  record QueryResult(List<SObjectValue> rows, int count, boolean countOnly) {}

  /** Kinds of DML; CONVERT and PUBLISH have their own doors. */
  enum DmlOp {
    INSERT,
    UPDATE,
    UPSERT,
    DELETE,
    UNDELETE,
    MERGE
  }

  /**
   * One DML statement.
   *
   * @param externalIdField for upsert, the declared field name, or null for Id
   * @param allOrNone one failed row rolls the statement back
   * @param duplicateIds for merge, the losing records' ids; the single record is the master
   */
  record DmlRequest(
      DmlOp op,
      List<SObjectValue> records,
      String externalIdField,
      boolean allOrNone,
      AccessMode mode,
      DmlOptions options,
      List<String> duplicateIds) {}

  /** Options of {@code Database.DMLOptions} that have an effect here. */
  record DmlOptions(boolean allowFieldTruncation) {
    public static final DmlOptions DEFAULT = new DmlOptions(false);
  }

  /** Result per record, in order. {@code id} is null when a new record failed. */
  record RowResult(String id, boolean success, boolean created, List<DmlError> errors) {}

  /** An error as {@code Database.Error}: platform status code, text, declared field names. */
  record DmlError(String statusCode, String message, List<String> fields) {}

  /**
   * Runs the save pipeline with triggers, flows and all automation. New records get their Id set in
   * place. With {@code allOrNone} and an error, everything of this statement is rolled back and the
   * results carry the errors; the caller raises the DmlException.
   */
  List<RowResult> dml(DmlRequest request);

  /** A mark to roll back to; counts as a DML statement. */
  Object setSavepoint();

  void rollback(Object savepoint);

  void releaseSavepoint(Object savepoint);

  /** Ids of deleted records leave the recycle bin for good. */
  List<RowResult> emptyRecycleBin(List<String> ids);

  /** Whether this request has written and not committed; forbids callouts. */
  boolean hasUncommittedWork();

  /** The raw value that the field's default formula gives a new record now, null for none. */
  default Object defaultValue(SObjectDef object, FieldDef field) {
    throw new UnsupportedPlatformFeature("the default formula of " + field.name());
  }

  /** Evaluates formulas on records in memory ({@code Formula.recalculateFormulas}). */
  void recalculateFormulas(List<SObjectValue> records);
}
