package org.closedloop.localorg.partner;

import java.util.List;
import java.util.Optional;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.value.SObjectValue;

/**
 * Reads {@code sObjects} elements into records. A name that the user cannot see fails the call; a
 * value of the wrong form fails its record only.
 */
final class RecordReader {

  private final Schema schema;
  private final AccessHost access;

  RecordReader(ApexHost host) {
    schema = host.schema();
    access = host.access();
  }

  /** A record as sent, or the error that keeps it from being saved; then {@code record} is null. */
  record Row(SObjectDef type, SObjectValue record, DmlError error) {}

  Row read(SoapNode node) {
    SObjectDef type = typeOf(node);
    SObjectValue record = new SObjectValue(type);
    for (SoapNode child : node.children()) {
      String name = child.name();
      if (name.equals("type") || child.nil()) {
        continue;
      }
      if (name.equals("fieldsToNull")) {
        record.put(field(type, child.text().trim()).name(), null);
        continue;
      }
      Optional<FieldDef> parent = type.relationship(name);
      if (child.hasChildren() && parent.isPresent()) {
        FieldDef lookup = parent.get();
        requireReadable(type, lookup);
        SObjectDef parentType = parentType(type, lookup, child);
        Row nested = readNested(child, parentType);
        if (nested.error() != null) {
          return new Row(type, null, nested.error());
        }
        record.putParent(lookup.relationshipName(), nested.record());
        continue;
      }
      if (child.hasChildren()) {
        throw PartnerFault.noSuchColumn(name, type.name());
      }
      FieldDef field = field(type, name);
      try {
        record.put(field.name(), WireValues.parse(field.type(), child.text()));
      } catch (WireValues.BadValue e) {
        return new Row(type, null, badValue(field, child.text(), e));
      }
    }
    return new Row(type, record, null);
  }

  private SObjectDef typeOf(SoapNode node) {
    String name = node.childText("type");
    if (name == null || name.isBlank()) {
      throw PartnerFault.of("INVALID_TYPE", "Must send a concrete entity type.");
    }
    return object(name.trim());
  }

  /** The object under the name; a fault when it does not exist or the user may not read it. */
  SObjectDef object(String name) {
    return schema
        .object(name)
        .filter(o -> o.kind() != SObjectDef.Kind.AGGREGATE)
        .filter(o -> access.object(o.name(), AccessHost.ObjectRight.READ) || isCreateOnly(o))
        .orElseThrow(() -> PartnerFault.noSuchObject(name));
  }

  /** Platform events can be published by users who cannot read them back. */
  private boolean isCreateOnly(SObjectDef o) {
    return access.object(o.name(), AccessHost.ObjectRight.CREATE);
  }

  private SObjectDef parentType(SObjectDef type, FieldDef lookup, SoapNode node) {
    String named = node.childText("type");
    if (named == null || named.isBlank()) {
      if (lookup.polymorphic()) {
        throw PartnerFault.of(
            "INVALID_FIELD",
            "The relationship "
                + lookup.relationshipName()
                + " of "
                + type.name()
                + " has several parents; send the type of the record it points to.");
      }
      return schema.require(lookup.referenceTo().get(0));
    }
    SObjectDef parent = object(named.trim());
    List<String> allowed = lookup.referenceTo();
    if (allowed.stream().noneMatch(a -> a.equalsIgnoreCase(parent.name()))) {
      throw PartnerFault.of(
          "INVALID_FIELD",
          "The relationship "
              + lookup.relationshipName()
              + " of "
              + type.name()
              + " cannot point to "
              + parent.name());
    }
    return parent;
  }

  private Row readNested(SoapNode node, SObjectDef type) {
    SObjectValue record = new SObjectValue(type);
    for (SoapNode child : node.children()) {
      if (child.name().equals("type") || child.nil()) {
        continue;
      }
      FieldDef field = field(type, child.name());
      try {
        record.put(field.name(), WireValues.parse(field.type(), child.text()));
      } catch (WireValues.BadValue e) {
        return new Row(type, null, badValue(field, child.text(), e));
      }
    }
    return new Row(type, record, null);
  }

  private FieldDef field(SObjectDef type, String name) {
    FieldDef f = type.field(name).orElseThrow(() -> PartnerFault.noSuchColumn(name, type.name()));
    requireReadable(type, f);
    return f;
  }

  private void requireReadable(SObjectDef type, FieldDef f) {
    if (!access.fieldReadable(type.name(), f.name())) {
      throw PartnerFault.noSuchColumn(f.name(), type.name());
    }
  }

  private static DmlError badValue(FieldDef field, String text, WireValues.BadValue e) {
    return e.id()
        ? new DmlError(
            "MALFORMED_ID",
            field.label() + ": id value of incorrect type: " + text,
            List.of(field.name()))
        : new DmlError(
            "INVALID_TYPE_ON_FIELD_IN_RECORD",
            field.label() + ": value not of required type: " + text,
            List.of(field.name()));
  }
}
