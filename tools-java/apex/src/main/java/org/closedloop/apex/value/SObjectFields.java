package org.closedloop.apex.value;

import java.util.List;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.types.SObjectType;

/**
 * Reading and writing records as Apex does: unqueried fields raise, checkboxes are never null, ids
 * are checked against their object, read-only records refuse writes.
 */
public final class SObjectFields {

  private SObjectFields() {}

  /** The Apex value of a field. */
  public static Object get(SObjectValue r, FieldDef f) {
    Object raw = r.get(f.name());
    if (raw != null) {
      return RawValues.fromRaw(f, raw);
    }
    if (r.queried() && !r.isSet(f.name())) {
      throw unqueried(r, f.name());
    }
    return f.type() == FieldType.BOOLEAN ? Boolean.FALSE : null;
  }

  /** {@code get(name)}: the field by any-case name, for aggregate rows also an alias. */
  public static Object get(SObjectValue r, String name) {
    FieldDef f = r.type().field(name).orElse(null);
    if (f != null) {
      return get(r, f);
    }
    for (String n : r.fieldNames()) {
      if (n.equalsIgnoreCase(name)) {
        return r.get(n);
      }
    }
    throw invalidField(r, name);
  }

  /** {@code put(name, value)} by any-case name. */
  public static void put(SObjectValue r, String name, Object value) {
    put(r, r.type().field(name).orElseThrow(() -> invalidField(r, name)), value);
  }

  /** Assignment to a field. */
  public static void put(SObjectValue r, FieldDef f, Object value) {
    writable(r);
    Object raw = RawValues.toRaw(f, value);
    if (f.type() == FieldType.ID && raw != null) {
      String prefix = r.type().keyPrefix();
      if (prefix != null && !prefix.equals(RecordId.keyPrefix((String) raw))) {
        throw Errors.type("Invalid id value for this SObject type: " + raw);
      }
    }
    r.put(f.name(), raw);
  }

  /** The parent behind a relationship name of any case; null when there is none. */
  public static SObjectValue parent(SObjectValue r, FieldDef lookup) {
    String rel = lookup.relationshipName();
    SObjectValue p = r.parent(rel);
    if (p == null && r.queried() && !r.hasParent(rel) && !r.isSet(lookup.name())) {
      throw unqueried(r, rel);
    }
    return p;
  }

  /** Assignment to a relationship, as {@code contact.Account = new Account(...)}. */
  public static void putParent(SObjectValue r, FieldDef lookup, SObjectValue parent) {
    writable(r);
    r.putParent(lookup.relationshipName(), parent);
  }

  /** The rows of a child relationship as a list that belongs to the record. */
  public static ApexList children(SObjectValue r, ChildRelationship c) {
    List<SObjectValue> rows = r.children(c.name());
    if (rows == null) {
      rows = new java.util.ArrayList<>();
      r.putChildren(c.name(), rows);
    }
    return ApexList.over(new SObjectType(c.childObject()), rows);
  }

  /** Raises unless the record may be written. */
  public static void writable(SObjectValue r) {
    if (r.readOnly()) {
      throw Errors.finalException("Record is read-only");
    }
  }

  public static RuntimeException invalidField(SObjectValue r, String name) {
    return Errors.sobject("Invalid field " + name + " for " + r.type().name());
  }

  private static RuntimeException unqueried(SObjectValue r, String name) {
    return Errors.sobject(
        "SObject row was retrieved via SOQL without querying the requested field: "
            + r.type().name()
            + "."
            + name);
  }
}
