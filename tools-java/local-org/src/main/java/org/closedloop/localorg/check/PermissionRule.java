package org.closedloop.localorg.check;

import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Permission sets, profiles and groups grant what exists, and only combinations that hold. */
final class PermissionRule implements Rule {

  @Override
  public Set<String> types() {
    return Set.of("PermissionSet", "MutingPermissionSet", "Profile", "PermissionSetGroup");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (c.type().equals("PermissionSetGroup")) {
      each(c, "permissionSets", null, "PermissionSet", context, out);
      each(c, "mutingPermissionSets", null, "MutingPermissionSet", context, out);
      return;
    }
    for (XmlElement p : c.xml().children("objectPermissions")) {
      object(c, p, context, out);
    }
    for (XmlElement p : c.xml().children("fieldPermissions")) {
      p.child("field").ifPresent(f -> field(c, p, f, context, out));
    }
    each(c, "classAccesses", "apexClass", "ApexClass", context, out);
    each(c, "pageAccesses", "apexPage", "ApexPage", context, out);
    each(c, "flowAccesses", "flow", "Flow", context, out);
    each(c, "customPermissions", "name", "CustomPermission", context, out);
    objects(c, "customMetadataTypeAccesses", context, out);
    objects(c, "customSettingAccesses", context, out);
    for (XmlElement p : c.xml().children("applicationVisibilities")) {
      p.child("application")
          .filter(a -> !a.token().startsWith("standard__"))
          .ifPresent(a -> exists(c, a, "CustomApplication", context, out));
    }
    for (XmlElement p : c.xml().children("recordTypeVisibilities")) {
      p.child("recordType")
          .filter(r -> !r.token().startsWith("PersonAccount."))
          .ifPresent(r -> exists(c, r, "RecordType", context, out));
    }
    String tabs = c.type().equals("Profile") ? "tabVisibilities" : "tabSettings";
    for (XmlElement p : c.xml().children(tabs)) {
      p.child("tab")
          .filter(t -> !t.token().startsWith("standard-"))
          .ifPresent(t -> exists(c, t, "CustomTab", context, out));
    }
  }

  private static void each(
      Component c, String list, String element, String type, CheckContext context, Findings out) {
    for (XmlElement item : c.xml().children(list)) {
      XmlElement at = element == null ? item : item.child(element).orElse(null);
      if (at != null) {
        exists(c, at, type, context, out);
      }
    }
  }

  private static void exists(
      Component c, XmlElement at, String type, CheckContext context, Findings out) {
    if (!context.has(type, at.token())) {
      out.refused(
          "unknown-reference",
          c,
          at,
          "In field: " + at.name() + " - no " + type + " named " + at.token() + " found",
          context.hint(type, at.token()));
    }
  }

  private static void objects(Component c, String list, CheckContext context, Findings out) {
    for (XmlElement item : c.xml().children(list)) {
      item.child("name").ifPresent(n -> objectName(c, n, context, out));
    }
  }

  private static boolean objectName(
      Component c, XmlElement at, CheckContext context, Findings out) {
    if (context.objectExists(at.token())) {
      return true;
    }
    out.refused(
        "unknown-object",
        c,
        at,
        "In field: field - no CustomObject named " + at.token() + " found",
        context.hint("CustomObject", at.token()));
    return false;
  }

  private static void object(Component c, XmlElement p, CheckContext context, Findings out) {
    XmlElement name = p.child("object").orElse(null);
    if (name == null || !objectName(c, name, context, out)) {
      return;
    }
    boolean read = p.bool("allowRead", false);
    boolean edit = p.bool("allowEdit", false);
    boolean delete = p.bool("allowDelete", false);
    boolean viewAll = p.bool("viewAllRecords", false);
    boolean modifyAll = p.bool("modifyAllRecords", false);
    if (p.bool("allowCreate", false)) {
      needs(c, p, name, "Create", read, "Read", out);
    }
    if (edit) {
      needs(c, p, name, "Edit", read, "Read", out);
    }
    boolean bigObject = name.token().endsWith("__b");
    if (delete && !bigObject) {
      needs(c, p, name, "Delete", edit, "Edit", out);
    }
    if (viewAll) {
      needs(c, p, name, "View All", read, "Read", out);
    }
    if (modifyAll) {
      needs(c, p, name, "Modify All", delete, "Delete", out);
      needs(c, p, name, "Modify All", viewAll, "View All", out);
    }
  }

  private static void needs(
      Component c,
      XmlElement at,
      XmlElement object,
      String permission,
      boolean held,
      String needed,
      Findings out) {
    if (!held) {
      out.refused(
          "permission-dependency",
          c,
          at,
          "Permission "
              + permission
              + " "
              + object.token()
              + " depends on permission(s): "
              + needed
              + " "
              + object.token());
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
    if (editable && !p.bool("readable", false)) {
      out.refused(
          "permission-dependency", c, p, "An editable field must be readable: " + at.token());
    }
    if (field.component() == null || !CheckContext.isCustom(name)) {
      return;
    }
    boolean required = field.required() || field.masterDetail();
    if (required) {
      out.refused("required-field", c, at, "You cannot deploy to a required field: " + at.token());
    } else if (editable
        && (field.formula()
            || field.type().equals("Summary")
            || field.type().equals("AutoNumber"))) {
      out.wrong("read-only-field", c, at, "A computed field cannot be edited: " + at.token());
    }
  }
}
