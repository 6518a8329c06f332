package org.closedloop.localorg.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;

/** The rights of one user in one request: object, field, class, page and permission checks. */
public final class AccessService implements AccessHost {

  private static final List<String> ADDRESS_PARTS =
      List.of(
          "Street",
          "City",
          "StateCode",
          "State",
          "PostalCode",
          "CountryCode",
          "Country",
          "Latitude",
          "Longitude",
          "GeocodeAccuracy");

  private final Schema schema;
  private final Grants grants;
  private final Function<String, Set<ObjectRight>> recordAccess;

  /**
   * @param grants the user's effective grants
   * @param recordAccess rights on a record by id, from the sharing rules
   */
  public AccessService(
      Schema schema, Grants grants, Function<String, Set<ObjectRight>> recordAccess) {
    this.schema = schema;
    this.grants = grants;
    this.recordAccess = recordAccess;
  }

  @Override
  public boolean object(String objectName, ObjectRight right) {
    SObjectDef object = schema.object(objectName).orElse(null);
    if (object == null) {
      return false;
    }
    if (object.kind() == SObjectDef.Kind.CUSTOM_METADATA) {
      return right == ObjectRight.READ
          && (userPermission("CustomizeApplication")
              || grants.has(Grants.Kind.CUSTOM_METADATA_TYPE, object.name()));
    }
    if (grants.object(object.name(), right)) {
      return true;
    }
    if (right == ObjectRight.READ || right == ObjectRight.VIEW_ALL) {
      return userPermission("ViewAllData");
    }
    return false;
  }

  @Override
  public boolean fieldReadable(String objectName, String fieldName) {
    return field(objectName, fieldName, Grants.Kind.FIELD_READ);
  }

  @Override
  public boolean fieldEditable(String objectName, String fieldName) {
    return field(objectName, fieldName, Grants.Kind.FIELD_EDIT);
  }

  private boolean field(String objectName, String fieldName, Grants.Kind kind) {
    SObjectDef object = schema.object(objectName).orElse(null);
    FieldDef field = object == null ? null : object.field(fieldName).orElse(null);
    if (field == null) {
      return false;
    }
    // Custom metadata and custom settings have no field-level security of their own.
    if (object.kind() == SObjectDef.Kind.CUSTOM_METADATA
        || object.kind() == SObjectDef.Kind.PLATFORM_EVENT) {
      return true;
    }
    if (field.alwaysAccessible()) {
      return kind == Grants.Kind.FIELD_READ ? seen(object) : changed(object);
    }
    if (!field.custom() && grants.standardField(object.name(), field.name())) {
      return true;
    }
    return grants.has(kind, object.name() + "." + field.name())
        || compound(object, field)
            .filter(whole -> grants.has(kind, object.name() + "." + whole))
            .isPresent();
  }

  /** Fields without security of their own follow the object's rights, where it has any. */
  private boolean seen(SObjectDef object) {
    return !hasRights(object) || object(object.name(), ObjectRight.READ);
  }

  private boolean changed(SObjectDef object) {
    return !hasRights(object)
        || object(object.name(), ObjectRight.CREATE)
        || object(object.name(), ObjectRight.EDIT);
  }

  private static boolean hasRights(SObjectDef object) {
    return !object.setupObject()
        && (object.kind() == SObjectDef.Kind.STANDARD || object.kind() == SObjectDef.Kind.CUSTOM);
  }

  /** The address that a street, city or the like is part of: its security holds for the parts. */
  private static Optional<String> compound(SObjectDef object, FieldDef field) {
    if (field.name().endsWith("__s")) {
      String stem = field.name().replaceFirst("__(Latitude|Longitude)__s$", "__c");
      return object.field(stem).map(FieldDef::name);
    }
    for (String part : ADDRESS_PARTS) {
      if (field.name().endsWith(part)) {
        String whole = field.name().substring(0, field.name().length() - part.length()) + "Address";
        return object.field(whole).filter(f -> f.type() == FieldType.ADDRESS).map(FieldDef::name);
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean customPermission(String name) {
    return grants.has(Grants.Kind.CUSTOM_PERMISSION, name);
  }

  @Override
  public boolean userPermission(String apiName) {
    return grants.has(
        Grants.Kind.USER_PERMISSION,
        apiName.startsWith("Permissions") ? apiName.substring(11) : apiName);
  }

  @Override
  public boolean apexClass(String className) {
    return userPermission("AuthorApex") || grants.has(Grants.Kind.APEX_CLASS, className);
  }

  @Override
  public boolean page(String pageName) {
    return userPermission("CustomizeApplication") || grants.has(Grants.Kind.PAGE, pageName);
  }

  /** Whether the user may run a flow that restricts access, or has Run Flows. */
  public boolean flow(String flowName) {
    return userPermission("RunFlow") || grants.has(Grants.Kind.FLOW, flowName);
  }

  @Override
  public Set<ObjectRight> record(String recordId) {
    return recordAccess.apply(recordId);
  }
}
