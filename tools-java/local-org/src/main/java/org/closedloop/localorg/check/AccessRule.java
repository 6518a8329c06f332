package org.closedloop.localorg.check;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Object and field permissions: on what exists and can be granted, in combinations that hold. */
final class AccessRule implements Rule {
  private static final Set<String> SYSTEM_FIELDS =
      Set.of(
          "id",
          "ownerid",
          "createdbyid",
          "createddate",
          "lastmodifiedbyid",
          "lastmodifieddate",
          "systemmodstamp",
          "isdeleted");
  private static final Set<String> COMPUTED = Set.of("Summary", "AutoNumber");
  private static final String PARTS_OF_ADDRESS =
      "(?i)(Billing|Shipping|Mailing|Other|)"
          + "(Street|City|State|PostalCode|Country|StateCode|CountryCode|Latitude|Longitude"
          + "|GeocodeAccuracy)";

  @Override
  public Set<String> types() {
    return Set.of("PermissionSet", "MutingPermissionSet", "Profile");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    boolean muting = c.type().equals("MutingPermissionSet");
    Map<String, XmlElement> objects = new HashMap<>();
    for (XmlElement p : c.xml().children("objectPermissions")) {
      objects.put(p.token("object", "").toLowerCase(Locale.ROOT), p);
    }
    for (XmlElement p : c.xml().children("objectPermissions")) {
      object(c, p, objects, muting, context, out);
    }
    for (XmlElement p : c.xml().children("fieldPermissions")) {
      p.child("field").ifPresent(f -> field(c, p, f, context, out));
    }
  }

  private static void object(
      Component c,
      XmlElement p,
      Map<String, XmlElement> objects,
      boolean muting,
      CheckContext context,
      Findings out) {
    XmlElement name = p.child("object").orElse(null);
    if (name == null) {
      return;
    }
    String object = name.token();
    if (!context.objectExists(object)) {
      out.refused(
          "unknown-object",
          c,
          name,
          "In field: field - no CustomObject named " + object + " found",
          context.hint("CustomObject", object));
      return;
    }
    if (FieldHomeRule.setting(object, context) || object.endsWith("__mdt")) {
      out.refused(
          "bad-reference",
          c,
          name,
          "Access to " + object + " is not given by object permissions",
          object.endsWith("__mdt")
              ? "use customMetadataTypeAccesses"
              : "use customSettingAccesses");
      return;
    }
    if (muting) {
      return;
    }
    boolean read = p.bool("allowRead", false);
    boolean edit = p.bool("allowEdit", false);
    boolean delete = p.bool("allowDelete", false);
    boolean viewAll = p.bool("viewAllRecords", false);
    if (object.endsWith("__e") && (edit || delete)) {
      out.wrong(
          "object-attribute",
          c,
          p.child(edit ? "allowEdit" : "allowDelete").orElse(p),
          "Platform events are created and read only: " + object,
          "write false");
      return;
    }
    if (p.bool("allowCreate", false)) {
      needs(c, p, "allowCreate", "Create", read, "Read", object, out);
    }
    if (edit) {
      needs(c, p, "allowEdit", "Edit", read, "Read", object, out);
    }
    if (delete && !object.endsWith("__b")) {
      needs(c, p, "allowDelete", "Delete", edit, "Edit", object, out);
    }
    if (viewAll) {
      needs(c, p, "viewAllRecords", "View All", read, "Read", object, out);
    }
    if (p.bool("viewAllFields", false)) {
      needs(c, p, "viewAllFields", "View All Fields", read, "Read", object, out);
    }
    if (p.bool("modifyAllRecords", false)) {
      needs(c, p, "modifyAllRecords", "Modify All", delete, "Delete", object, out);
      needs(c, p, "modifyAllRecords", "Modify All", viewAll, "View All", object, out);
    }
    if (read && c.type().equals("PermissionSet")) {
      masters(c, p, object, objects, context, out);
    }
  }

  /** Reading a detail needs reading its masters. */
  private static void masters(
      Component c,
      XmlElement p,
      String object,
      Map<String, XmlElement> objects,
      CheckContext context,
      Findings out) {
    for (Component f : context.after().childrenOf("CustomField", object)) {
      FieldFacts field = FieldFacts.of(f);
      if (!field.masterDetail() || field.referenceTo().isEmpty()) {
        continue;
      }
      String master = field.referenceTo().get(0);
      XmlElement granted = objects.get(master.toLowerCase(Locale.ROOT));
      needs(
          c,
          p,
          "allowRead",
          "Read",
          granted != null && granted.bool("allowRead", false),
          "Read",
          List.of(object, master),
          out);
    }
  }

  private static void needs(
      Component c,
      XmlElement p,
      String element,
      String permission,
      boolean held,
      String needed,
      String object,
      Findings out) {
    needs(c, p, element, permission, held, needed, List.of(object, object), out);
  }

  private static void needs(
      Component c,
      XmlElement p,
      String element,
      String permission,
      boolean held,
      String needed,
      List<String> objects,
      Findings out) {
    if (!held) {
      out.refused(
          "permission-dependency",
          c,
          FieldAttributeRule.at(p, element),
          "Permission "
              + permission
              + " "
              + objects.get(0)
              + " depends on permission(s): "
              + needed
              + " "
              + objects.get(1));
    }
  }

  private static void field(
      Component c, XmlElement p, XmlElement at, CheckContext context, Findings out) {
    int dot = at.token().indexOf('.');
    String object = at.token().substring(0, Math.max(0, dot));
    String name = at.token().substring(dot + 1);
    FieldFacts field = context.field(object, name).orElse(null);
    if (field == null) {
      out.refused(
          "unknown-field",
          c,
          at,
          "In field: field - no CustomField named " + at.token() + " found",
          context.fieldHint(object, name));
      return;
    }
    boolean editable = p.bool("editable", false);
    if (editable && !p.bool("readable", false) && !c.type().equals("MutingPermissionSet")) {
      out.refused(
          "permission-dependency",
          c,
          FieldAttributeRule.at(p, "readable"),
          "An editable field must be readable: " + at.token());
    }
    if (!CheckContext.isCustom(name)) {
      standard(c, at, object, name, context, out);
      return;
    }
    if (field.required() || field.masterDetail()) {
      out.refused("required-field", c, at, "You cannot deploy to a required field: " + at.token());
    } else if (editable && (field.formula() || COMPUTED.contains(field.type()))) {
      out.wrong(
          "read-only-field",
          c,
          FieldAttributeRule.at(p, "editable"),
          "A computed field cannot be edited: " + at.token());
    }
  }

  private static void standard(
      Component c, XmlElement at, String object, String name, CheckContext context, Findings out) {
    boolean required =
        context
            .org()
            .standardObject(object)
            .flatMap(o -> o.field(name))
            .map(f -> f.required() && f.type() != org.closedloop.apex.schema.FieldType.BOOLEAN)
            .orElse(false);
    if (required
        || numbered(object, name, context)
        || SYSTEM_FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
      out.refused("required-field", c, at, "You cannot deploy to a required field: " + at.token());
    } else if (!CheckContext.isCustom(object) && name.matches(PARTS_OF_ADDRESS)) {
      out.refused(
          "unknown-field",
          c,
          at,
          "Invalid field permission field name: " + at.token(),
          "grant the address as a whole");
    }
  }

  /** A name that is typed in is granted in files that deploy; one that is counted is not. */
  private static boolean numbered(String object, String name, CheckContext context) {
    return name.equalsIgnoreCase("Name")
        && context
            .find("CustomObject", object)
            .flatMap(o -> o.xml().at("nameField", "type"))
            .filter(t -> t.token().equals("AutoNumber"))
            .isPresent();
  }
}
