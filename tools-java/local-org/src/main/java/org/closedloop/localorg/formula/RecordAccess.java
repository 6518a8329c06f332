package org.closedloop.localorg.formula;

import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.value.SObjectValue;

/**
 * How formulas read records: the caller's rows as they are, parents and computed fields on demand.
 * The data layer implements it; reading through it counts no query.
 */
public interface RecordAccess {

  /** Raw value of a field, computing formula fields and loading what the row does not carry. */
  Object value(SObjectValue record, FieldDef field);

  /** The record that a reference field points to, or null. */
  SObjectValue parent(SObjectValue record, FieldDef reference);

  /** A row by object and id, or null; for {@code $User}, {@code $Profile} and the like. */
  SObjectValue row(String objectName, String id);
}
