package org.closedloop.apex.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;

/**
 * A record in memory: what Apex variables, flow variables, query results and DML carry. Holds raw
 * stored values (see {@link org.closedloop.apex.schema.FieldType}) under declared field names, in
 * the order in which they were set; a field that was never set or queried is absent, one set to
 * null is present with null. Not thread-safe: a record belongs to one request.
 */
public final class SObjectValue {

  private SObjectDef type;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, SObjectValue> parents = new LinkedHashMap<>();
  private final Map<String, List<SObjectValue>> children = new LinkedHashMap<>();
  private final List<RecordError> errors = new ArrayList<>(0);
  private boolean queried;
  private boolean readOnly;

  /** An error put on the record by {@code addError}; {@code field} is null for the whole record. */
  public record RecordError(String field, String message, String statusCode) {}

  public SObjectValue(SObjectDef type) {
    this.type = Objects.requireNonNull(type);
  }

  public SObjectDef type() {
    return type;
  }

  /** Rebinds the record to a newer version of the same object. */
  public void retype(SObjectDef newer) {
    type = Objects.requireNonNull(newer);
  }

  /** The id, 18 characters, or null. */
  public String id() {
    return (String) fields.get("Id");
  }

  /** Raw value of a field by its declared name; null when absent or null. */
  public Object get(String declaredName) {
    return fields.get(declaredName);
  }

  public boolean isSet(String declaredName) {
    return fields.containsKey(declaredName);
  }

  /** Sets a raw value without conversion or checks; see the platform's conversion for those. */
  public void put(String declaredName, Object value) {
    fields.put(declaredName, value);
  }

  public void unset(String declaredName) {
    fields.remove(declaredName);
  }

  /** Declared names of the fields present, in the order in which they were set. */
  public Set<String> fieldNames() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  public Map<String, Object> fieldMap() {
    return Collections.unmodifiableMap(fields);
  }

  /** A parent loaded by a query or set in memory, by declared relationship name; may be null. */
  public SObjectValue parent(String relationshipName) {
    return parents.get(relationshipName);
  }

  public boolean hasParent(String relationshipName) {
    return parents.containsKey(relationshipName);
  }

  public void putParent(String relationshipName, SObjectValue parent) {
    parents.put(relationshipName, parent);
  }

  public Map<String, SObjectValue> parents() {
    return Collections.unmodifiableMap(parents);
  }

  /** Rows of a sub-select by declared child relationship name; null when not queried. */
  public List<SObjectValue> children(String relationshipName) {
    return children.get(relationshipName);
  }

  public void putChildren(String relationshipName, List<SObjectValue> rows) {
    children.put(relationshipName, rows);
  }

  public Map<String, List<SObjectValue>> childLists() {
    return Collections.unmodifiableMap(children);
  }

  /** Whether the record came out of a query, so that an absent field raises when read. */
  public boolean queried() {
    return queried;
  }

  public SObjectValue markQueried() {
    queried = true;
    return this;
  }

  /** Records of after triggers and {@code Trigger.old} refuse writes. */
  public boolean readOnly() {
    return readOnly;
  }

  public void setReadOnly(boolean value) {
    readOnly = value;
  }

  public void addError(String field, String message, String statusCode) {
    errors.add(new RecordError(field, message, statusCode));
  }

  public List<RecordError> errors() {
    return errors;
  }

  /** A copy of fields, parents and child lists (parents and children by reference), no errors. */
  public SObjectValue copy() {
    SObjectValue c = new SObjectValue(type);
    c.fields.putAll(fields);
    c.parents.putAll(parents);
    c.children.putAll(children);
    c.queried = queried;
    return c;
  }

  /** The declared name of a field given in any case, or null when the object has none such. */
  public String declaredName(String anyCase) {
    return type.field(anyCase).map(FieldDef::name).orElse(null);
  }

  @Override
  public String toString() {
    return type.name() + fields.toString().toLowerCase(Locale.ROOT);
  }
}
