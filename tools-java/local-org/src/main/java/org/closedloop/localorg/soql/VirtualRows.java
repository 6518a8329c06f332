package org.closedloop.localorg.soql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlErrors;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.soql.SoqlQuery.Condition;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.localorg.access.SharingRules;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.store.Row;

/**
 * Rows that are computed when asked for: entities and fields of the schema, record access. Objects
 * whose rows nobody writes here are refused by name instead of looking empty.
 */
final class VirtualRows {

  private static final Set<String> NOT_KEPT =
      Set.of(
          "ActivityHistory",
          "OpenActivity",
          "Name",
          "EventBusSubscriber",
          "LoginHistory",
          "SetupAuditTrail",
          "OpportunityHistory",
          "NamedCredential",
          "ApexTestResult",
          "ApexLog",
          "ApexTestRunResult",
          "AppDefinition",
          "AuthSession",
          "BrandTemplate",
          "BusinessProcess",
          "ConnectedApplication",
          "Dashboard",
          "Domain",
          "DuplicateRule",
          "EmailMessageRelation",
          "EntityParticle",
          "ExternalDataSource",
          "FiscalYearSettings",
          "FlowDefinitionView",
          "FlowVersionView",
          "ListView",
          "MatchingRule",
          "PackageLicense",
          "Period",
          "PermissionSetLicense",
          "PicklistValueInfo",
          "PlatformCachePartitionType",
          "ProcessDefinition",
          "ProcessInstance",
          "ProcessInstanceStep",
          "ProcessInstanceWorkitem",
          "ProcessNode",
          "RecentlyViewed",
          "Report",
          "TabDefinition",
          "UserLogin",
          "UserPreference",
          "WebLink");

  private final RequestScope scope;
  private final BindValues binds;

  VirtualRows(RequestScope scope, BindValues binds) {
    this.scope = scope;
    this.binds = binds;
  }

  /** The computed rows that a query has to look at, or null when the object is stored. */
  Collection<Row> of(SObjectDef object, Condition where) {
    if (object.custom()) {
      return null;
    }
    if (NOT_KEPT.contains(object.name())) {
      throw new UnsupportedPlatformFeature("queries on " + object.name());
    }
    return switch (object.name()) {
      case "EntityDefinition" -> entities();
      case "FieldDefinition" -> fields();
      case "UserRecordAccess" -> recordAccess(where);
      default -> null;
    };
  }

  /** The rows of an object whose lookup has the id, computed or stored. */
  Collection<Row> children(SObjectDef object, FieldDef lookup, String id) {
    if (object.name().equals("FieldDefinition")) {
      return fields().stream().filter(r -> id.equals(r.get(lookup.name()))).toList();
    }
    return scope.transaction().find(object.name(), lookup.name(), id);
  }

  private List<Row> entities() {
    List<Row> out = new ArrayList<>();
    for (SObjectDef d : scope.schema().objects()) {
      out.add(entity(d));
    }
    return out;
  }

  /** The row of one object, found by its durable id. */
  static Row entity(SObjectDef d) {
    Map<String, Object> v = new HashMap<>();
    v.put("DurableId", d.name());
    v.put("QualifiedApiName", d.name());
    v.put("DeveloperName", d.name().replaceFirst("__\\w+$", ""));
    v.put("MasterLabel", d.label());
    v.put("Label", d.label());
    v.put("PluralLabel", d.pluralLabel());
    v.put("KeyPrefix", d.keyPrefix());
    v.put(
        "IsCustomSetting",
        d.kind() == SObjectDef.Kind.HIERARCHY_SETTING || d.kind() == SObjectDef.Kind.LIST_SETTING);
    v.put("IsCustomizable", d.custom() || d.triggerable());
    v.put("IsQueryable", d.queryable());
    v.put("IsTriggerable", d.triggerable());
    v.put("IsApexTriggerable", d.triggerable());
    v.put("InternalSharingModel", sharing(d.sharing()));
    v.put("ExternalSharingModel", sharing(d.externalSharing()));
    return Row.of("EntityDefinition", d.name(), v);
  }

  private static String sharing(SObjectDef.Sharing s) {
    return switch (s) {
      case PRIVATE -> "Private";
      case READ -> "Read";
      case CONTROLLED_BY_PARENT -> "ControlledByParent";
      default -> "ReadWrite";
    };
  }

  private List<Row> fields() {
    List<Row> out = new ArrayList<>();
    for (SObjectDef d : scope.schema().objects()) {
      for (FieldDef f : d.fields()) {
        Map<String, Object> v = new HashMap<>();
        v.put("DurableId", d.name() + "." + f.name());
        v.put("EntityDefinitionId", d.name());
        v.put("QualifiedApiName", f.name());
        v.put("DeveloperName", f.name().replaceFirst("__c$", ""));
        v.put("MasterLabel", f.label());
        v.put("Label", f.label());
        v.put("DataType", f.type().wireName());
        v.put("Length", f.length());
        v.put("Precision", f.precision());
        v.put("Scale", f.scale());
        v.put("IsNillable", !f.required());
        v.put("IsCalculated", f.calculated());
        v.put("RelationshipName", f.relationshipName());
        out.add(Row.of("FieldDefinition", d.name() + "." + f.name(), v));
      }
    }
    return out;
  }

  private List<Row> recordAccess(Condition where) {
    List<Object> users = values(where, "UserId");
    List<Object> records = values(where, "RecordId");
    if (users.size() != 1 || records.isEmpty()) {
      throw SoqlErrors.exception(
          "MALFORMED_QUERY",
          "UserRecordAccess can be queried with one UserId and up to 200 RecordId only");
    }
    if (!scope.user().id().equals(Values.adapt(users.get(0), idType(), null))) {
      throw new UnsupportedPlatformFeature("UserRecordAccess of a user who is not running");
    }
    List<Row> out = new ArrayList<>();
    for (Object o : records) {
      String id = String.valueOf(Values.adapt(o, idType(), null));
      Set<ObjectRight> rights = new SharingRules(scope).record(id);
      boolean edit = rights.contains(ObjectRight.EDIT);
      boolean delete = rights.contains(ObjectRight.DELETE) && deletable(id);
      Map<String, Object> v = new HashMap<>();
      v.put("RecordId", id);
      v.put("UserId", scope.user().id());
      v.put("HasReadAccess", rights.contains(ObjectRight.READ));
      v.put("HasEditAccess", edit);
      v.put("HasDeleteAccess", delete);
      v.put("HasTransferAccess", delete);
      v.put("HasAllAccess", delete);
      v.put("MaxAccessLevel", delete ? "All" : edit ? "Edit" : rights.isEmpty() ? "None" : "Read");
      out.add(Row.of("UserRecordAccess", id, v));
    }
    return out;
  }

  private boolean deletable(String id) {
    return scope.schema().byKeyPrefix(id.substring(0, 3)).map(SObjectDef::deletable).orElse(false);
  }

  private static org.closedloop.apex.schema.FieldType idType() {
    return org.closedloop.apex.schema.FieldType.ID;
  }

  private List<Object> values(Condition where, String field) {
    List<Object> out = new ArrayList<>();
    List<Condition> parts =
        where instanceof SoqlQuery.And a ? a.parts() : where == null ? List.of() : List.of(where);
    for (Condition c : parts) {
      if (c instanceof SoqlQuery.Compare cmp && cmp.op().equals("=") && is(cmp.left(), field)) {
        out.addAll(binds.all(List.of(cmp.right())));
      } else if (c instanceof SoqlQuery.InList in && !in.negated() && is(in.left(), field)) {
        out.addAll(binds.all(in.values()));
      }
    }
    return out;
  }

  private static boolean is(SoqlQuery.Expr e, String field) {
    return e instanceof Path p && p.names().size() == 1 && p.names().get(0).equalsIgnoreCase(field);
  }
}
