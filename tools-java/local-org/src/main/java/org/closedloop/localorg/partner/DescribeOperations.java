package org.closedloop.localorg.partner;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.RecordTypeDef;
import org.closedloop.apex.schema.SObjectDef;

/** describeGlobal and describeSObject(s): only what the user may see, in the WSDL's order. */
final class DescribeOperations {

  private static final int MAX_TYPES = 100;
  private static final String MASTER_RECORD_TYPE = "012000000000000AAA";

  private final ApexHost host;
  private final AccessHost access;
  private final String baseUrl;

  DescribeOperations(ApexHost host, String baseUrl) {
    this.host = host;
    access = host.access();
    this.baseUrl = baseUrl;
  }

  SoapWriter.Content global() {
    List<SObjectDef> visible = new ArrayList<>();
    for (SObjectDef o : host.schema().objects()) {
      if (o.kind() != SObjectDef.Kind.AGGREGATE && visible(o)) {
        visible.add(o);
      }
    }
    return w -> {
      w.start("result").element("encoding", "UTF-8").element("maxBatchSize", 200);
      for (SObjectDef o : visible) {
        w.start("sobjects");
        global(w, o);
        w.end();
      }
      w.end();
    };
  }

  private void global(SoapWriter w, SObjectDef o) {
    w.element("activateable", false).nil("associateEntityType").nil("associateParentEntity");
    w.element("createable", creatable(o)).element("custom", o.custom());
    w.element("customSetting", isSetting(o)).element("deepCloneable", false);
    w.element("deletable", deletable(o)).element("deprecatedAndHidden", false);
    w.element("feedEnabled", false).element("hasSubtypes", false).element("idEnabled", false);
    w.element("isInterface", false).element("isSubtype", false);
    w.element("keyPrefix", o.keyPrefix());
    w.element("label", o.label()).element("labelPlural", o.pluralLabel());
    w.element("layoutable", isData(o)).element("mergeable", o.mergeable());
    w.element("mruEnabled", isData(o)).element("name", o.name());
    w.element("queryable", o.queryable()).element("replicateable", isData(o));
    w.element("retrieveable", o.queryable()).element("searchable", o.searchable());
    w.element("triggerable", o.triggerable()).element("undeletable", undeletable(o));
    w.element("updateable", updatable(o));
  }

  /** One result per name; a fault when a name is unknown or not visible. */
  List<SoapWriter.Content> objects(List<String> names) {
    if (names.size() > MAX_TYPES) {
      throw PartnerFault.of(
          "EXCEEDED_MAX_TYPES_LIMIT", "Unable to describe more than " + MAX_TYPES + " types");
    }
    List<SoapWriter.Content> out = new ArrayList<>();
    for (String name : names) {
      SObjectDef o =
          host.schema()
              .object(name.trim())
              .filter(d -> d.kind() != SObjectDef.Kind.AGGREGATE && visible(d))
              .orElseThrow(() -> PartnerFault.noSuchObject(name));
      out.add(w -> object(w, o));
    }
    return out;
  }

  private void object(SoapWriter w, SObjectDef o) {
    w.element("activateable", false).nil("associateEntityType").nil("associateParentEntity");
    for (ChildRelationship c : o.childRelationships()) {
      host.schema()
          .object(c.childObject())
          .filter(this::visible)
          .filter(child -> access.fieldReadable(child.name(), c.field()))
          .ifPresent(child -> child(w, c, child));
    }
    w.element("compactLayoutable", isData(o)).element("createable", creatable(o));
    w.element("custom", o.custom()).element("customSetting", isSetting(o));
    w.element("deepCloneable", false).nil("defaultImplementation");
    w.element("deletable", deletable(o)).element("deprecatedAndHidden", false);
    w.element("feedEnabled", false);
    for (FieldDef f : o.fields()) {
      if (access.fieldReadable(o.name(), f.name())) {
        w.start("fields");
        field(w, o, f);
        w.end();
      }
    }
    w.element("hasSubtypes", false).element("idEnabled", false);
    w.nil("implementedBy").nil("implementsInterfaces");
    w.element("isInterface", false).element("isSubtype", false);
    w.element("keyPrefix", o.keyPrefix());
    w.element("label", o.label()).element("labelPlural", o.pluralLabel());
    w.element("layoutable", isData(o)).element("mergeable", o.mergeable());
    w.element("mruEnabled", isData(o)).element("name", o.name()).nil("networkScopeFieldName");
    w.element("queryable", o.queryable());
    recordTypes(w, o);
    w.element("replicateable", isData(o)).element("retrieveable", o.queryable());
    w.element("searchLayoutable", isData(o)).element("searchable", o.searchable());
    if (isData(o)) {
      scope(w, "All " + o.pluralLabel(), "everything");
      if (o.hasOwner()) {
        scope(w, "My " + o.pluralLabel(), "mine");
      }
    }
    w.element("triggerable", o.triggerable()).element("undeletable", undeletable(o));
    w.element("updateable", updatable(o));
    w.element("urlDetail", baseUrl + "/{ID}").element("urlEdit", baseUrl + "/{ID}/e");
    w.element("urlNew", o.keyPrefix() == null ? null : baseUrl + "/" + o.keyPrefix() + "/e");
  }

  private static void child(SoapWriter w, ChildRelationship c, SObjectDef child) {
    boolean restricted =
        child
            .field(c.field())
            .map(f -> f.deleteConstraint() == FieldDef.DeleteConstraint.RESTRICT)
            .orElse(false);
    w.start("childRelationships").element("cascadeDelete", c.cascade());
    w.element("childSObject", c.childObject()).element("deprecatedAndHidden", false);
    w.element("field", c.field()).optional("relationshipName", c.name());
    w.element("restrictedDelete", restricted).end();
  }

  private static void scope(SoapWriter w, String label, String name) {
    w.start("supportedScopes").element("label", label).element("name", name).end();
  }

  private static void recordTypes(SoapWriter w, SObjectDef o) {
    boolean hasDefault = o.recordTypes().stream().anyMatch(RecordTypeDef::isDefault);
    for (RecordTypeDef r : o.recordTypes()) {
      w.start("recordTypeInfos").element("active", r.active()).element("available", r.active());
      w.element("defaultRecordTypeMapping", r.isDefault());
      w.element("developerName", r.developerName()).element("master", false);
      w.element("name", r.label()).element("recordTypeId", r.id()).end();
    }
    w.start("recordTypeInfos").element("active", true).element("available", true);
    w.element("defaultRecordTypeMapping", !hasDefault).element("developerName", "Master");
    w.element("master", true).element("name", "Master");
    w.element("recordTypeId", MASTER_RECORD_TYPE).end();
  }

  private void field(SoapWriter w, SObjectDef o, FieldDef f) {
    FieldType t = f.type();
    boolean editable = access.fieldEditable(o.name(), f.name());
    boolean text = t.isText();
    boolean plain = !f.longText() && t != FieldType.BASE64;
    w.element("aggregatable", plain && t != FieldType.BOOLEAN && t != FieldType.MULTIPICKLIST);
    w.element("aiPredictionField", false).element("autoNumber", f.autoNumber());
    w.element("byteLength", text ? f.length() * 3 : 0).element("calculated", f.calculated());
    w.optional("calculatedFormula", f.formula());
    w.element("cascadeDelete", f.deleteConstraint() == FieldDef.DeleteConstraint.CASCADE);
    w.element("caseSensitive", f.caseSensitive());
    w.element("createable", f.createable() && editable).element("custom", f.custom());
    if (t == FieldType.BOOLEAN && f.formula() == null) {
      w.typed(
          "defaultValue",
          "xsd:boolean",
          Boolean.toString("true".equalsIgnoreCase(f.defaultValueFormula())));
    }
    w.optional("defaultValueFormula", f.defaultValueFormula());
    w.element("defaultedOnCreate", f.defaultValueFormula() != null || t == FieldType.BOOLEAN);
    w.element("dependentPicklist", false).element("deprecatedAndHidden", false);
    w.element("digits", t == FieldType.INTEGER ? 8 : 0);
    w.element("externalId", f.externalId());
    w.element("filterable", plain);
    w.element("formulaTreatNullNumberAsZero", f.formulaBlanksAsZero());
    w.element("groupable", plain && groupable(t) && !f.calculated());
    w.element("htmlFormatted", f.htmlFormatted());
    w.element(
        "idLookup", t == FieldType.ID || f.externalId() || f.unique() || f.nameField() && plain);
    w.optional("inlineHelpText", f.inlineHelpText());
    w.element("label", f.label()).element("length", length(f)).element("name", f.name());
    w.element("nameField", f.nameField()).element("namePointing", f.polymorphic());
    w.element("nillable", !f.required() && t != FieldType.BOOLEAN && t != FieldType.ID);
    w.element("permissionable", f.custom() && !f.alwaysAccessible());
    for (PicklistValue p : f.picklistValues()) {
      w.start("picklistValues").element("active", p.active());
      w.element("defaultValue", p.isDefault()).element("label", p.label());
      w.element("value", p.value()).end();
    }
    w.element("polymorphicForeignKey", f.polymorphic());
    w.element("precision", f.precision()).element("queryByDistance", t == FieldType.LOCATION);
    for (String to : f.referenceTo()) {
      w.element("referenceTo", to);
    }
    w.optional("relationshipName", f.relationshipName());
    if (f.masterDetail()) {
      w.element("relationshipOrder", 0);
    }
    w.element("restrictedDelete", f.deleteConstraint() == FieldDef.DeleteConstraint.RESTRICT);
    w.element("restrictedPicklist", f.restrictedPicklist()).element("scale", f.scale());
    w.element("searchPrefilterable", t == FieldType.REFERENCE);
    w.element("soapType", soapType(t));
    w.element("sortable", plain && t != FieldType.MULTIPICKLIST);
    w.element("type", t.wireName()).element("unique", f.unique());
    w.element("updateable", f.updateable() && editable);
    if (f.masterDetail()) {
      w.element("writeRequiresMasterRead", false);
    }
  }

  private static int length(FieldDef f) {
    return f.type().isId() ? 18 : f.type().isText() ? f.length() : 0;
  }

  private static boolean groupable(FieldType t) {
    return t.isText() && t != FieldType.MULTIPICKLIST
        || t == FieldType.BOOLEAN
        || t == FieldType.INTEGER
        || t == FieldType.DATE;
  }

  private static String soapType(FieldType t) {
    return switch (t) {
      case ID, REFERENCE -> "tns:ID";
      case BOOLEAN -> "xsd:boolean";
      case INTEGER -> "xsd:int";
      case LONG -> "xsd:long";
      case DOUBLE, CURRENCY, PERCENT -> "xsd:double";
      case DATE -> "xsd:date";
      case DATETIME -> "xsd:dateTime";
      case TIME -> "xsd:time";
      case BASE64 -> "xsd:base64Binary";
      case LOCATION -> "tns:location";
      case ADDRESS -> "tns:address";
      case ANYTYPE -> "xsd:anyType";
      default -> "xsd:string";
    };
  }

  private boolean visible(SObjectDef o) {
    return access.object(o.name(), ObjectRight.READ) || access.object(o.name(), ObjectRight.CREATE);
  }

  private boolean creatable(SObjectDef o) {
    return o.createable() && access.object(o.name(), ObjectRight.CREATE);
  }

  private boolean updatable(SObjectDef o) {
    return o.updateable() && access.object(o.name(), ObjectRight.EDIT);
  }

  private boolean deletable(SObjectDef o) {
    return o.deletable() && access.object(o.name(), ObjectRight.DELETE);
  }

  private boolean undeletable(SObjectDef o) {
    return o.undeletable() && deletable(o);
  }

  private static boolean isData(SObjectDef o) {
    return o.kind() == SObjectDef.Kind.STANDARD && !o.setupObject()
        || o.kind() == SObjectDef.Kind.CUSTOM;
  }

  private static boolean isSetting(SObjectDef o) {
    return o.kind() == SObjectDef.Kind.HIERARCHY_SETTING
        || o.kind() == SObjectDef.Kind.LIST_SETTING;
  }
}
