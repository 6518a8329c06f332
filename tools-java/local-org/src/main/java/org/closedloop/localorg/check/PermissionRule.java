package org.closedloop.localorg.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Permission sets, profiles and groups name what exists, once each. */
final class PermissionRule implements Rule {
  private static final int MAX_LABEL = 80;
  private static final int MAX_DESCRIPTION = 255;

  /** Lists of entries, the element that names the thing, and the type of the thing. */
  private static final Map<String, List<String>> ENTRIES =
      Map.of(
          "classAccesses", List.of("apexClass", "ApexClass"),
          "pageAccesses", List.of("apexPage", "ApexPage"),
          "flowAccesses", List.of("flow", "Flow"),
          "customPermissions", List.of("name", "CustomPermission"),
          "recordTypeVisibilities", List.of("recordType", "RecordType"),
          "applicationVisibilities", List.of("application", "CustomApplication"),
          "tabSettings", List.of("tab", "CustomTab"),
          "tabVisibilities", List.of("tab", "CustomTab"),
          "externalDataSourceAccesses", List.of("externalDataSource", "ExternalDataSource"));

  /** Further lists that name each thing once. */
  private static final Map<String, String> NAMED_ONCE =
      Map.of(
          "objectPermissions", "object",
          "fieldPermissions", "field",
          "customMetadataTypeAccesses", "name",
          "customSettingAccesses", "name",
          "userPermissions", "name",
          "externalCredentialPrincipalAccesses", "externalCredentialPrincipal");

  @Override
  public Set<String> types() {
    return Set.of("PermissionSet", "MutingPermissionSet", "Profile", "PermissionSetGroup");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (!c.type().equals("Profile")) {
      Lengths.filled(c, c.xml(), "label", out);
      Lengths.limit(c, c.xml(), "label", MAX_LABEL, out);
    }
    Lengths.limit(c, c.xml(), "description", MAX_DESCRIPTION, out);
    if (c.type().equals("PermissionSetGroup")) {
      members(c, "permissionSets", "PermissionSet", context, out);
      members(c, "mutingPermissionSets", "MutingPermissionSet", context, out);
      return;
    }
    ENTRIES.forEach((list, names) -> entries(c, list, names, context, out));
    NAMED_ONCE.forEach((list, name) -> once(c, list, name, out));
    kinds(c, "customMetadataTypeAccesses", true, context, out);
    kinds(c, "customSettingAccesses", false, context, out);
    principals(c, context, out);
    UserPermissions.check(c, out);
  }

  private static void members(
      Component c, String list, String type, CheckContext context, Findings out) {
    Set<String> seen = new HashSet<>();
    for (XmlElement item : c.xml().children(list)) {
      exists(c, item, type, context, out);
      duplicate(c, item, seen, out);
    }
  }

  private static void entries(
      Component c, String list, List<String> names, CheckContext context, Findings out) {
    Set<String> seen = new HashSet<>();
    for (XmlElement item : c.xml().children(list)) {
      XmlElement at = item.child(names.get(0)).orElse(null);
      if (at == null) {
        continue;
      }
      String name = at.token();
      boolean standard =
          name.startsWith("standard-")
              || name.startsWith("standard__")
              || name.startsWith("PersonAccount.");
      if (!standard) {
        exists(c, at, names.get(1), context, out);
      }
      duplicate(c, at, seen, out);
      if (item.bool("default", false) && item.has("visible") && !item.bool("visible", false)) {
        out.refused("permission-dependency", c, at, "The default must be visible: " + at.token());
      }
    }
  }

  private static void once(Component c, String list, String name, Findings out) {
    Set<String> seen = new HashSet<>();
    for (XmlElement item : c.xml().children(list)) {
      item.child(name).ifPresent(at -> duplicate(c, at, seen, out));
    }
  }

  /** Of two entries for one thing the last counts. */
  private static void duplicate(Component c, XmlElement at, Set<String> seen, Findings out) {
    if (!seen.add(at.token().toLowerCase(Locale.ROOT))) {
      out.wrong("duplicate-entry", c, at, at.token() + " has more than one entry");
    }
  }

  private static void exists(
      Component c, XmlElement at, String type, CheckContext context, Findings out) {
    if (!context.refers(type, at.token())) {
      out.refused(
          "unknown-reference",
          c,
          at,
          "In field: " + at.name() + " - no " + type + " named " + at.token() + " found",
          context.hint(type, at.token()));
    }
  }

  private static void kinds(
      Component c, String list, boolean metadataType, CheckContext context, Findings out) {
    for (XmlElement item : c.xml().children(list)) {
      XmlElement at = item.child("name").orElse(null);
      if (at == null) {
        continue;
      }
      if (!context.objectExists(at.token())) {
        out.refused(
            "unknown-object",
            c,
            at,
            "In field: name - no CustomObject named " + at.token() + " found",
            context.hint("CustomObject", at.token()));
      } else if (context.has("CustomObject", at.token())) {
        boolean fits =
            metadataType
                ? at.token().endsWith("__mdt")
                : FieldHomeRule.setting(at.token(), context);
        if (!fits) {
          out.refused(
              "bad-reference",
              c,
              at,
              at.token() + " is no custom " + (metadataType ? "metadata type" : "setting"));
        }
      }
    }
  }

  /** A principal is named by its credential, a hyphen and its own name. */
  private static void principals(Component c, CheckContext context, Findings out) {
    Map<String, Set<String>> known = new HashMap<>();
    for (Component credential : context.after().ofType("ExternalCredential")) {
      Set<String> names = known.computeIfAbsent(credential.fullName(), k -> new HashSet<>());
      credential
          .xml()
          .children("externalCredentialParameters")
          .forEach(p -> names.add(p.token("parameterName", "")));
    }
    for (XmlElement item : c.xml().children("externalCredentialPrincipalAccesses")) {
      XmlElement at = item.child("externalCredentialPrincipal").orElse(null);
      if (at == null || context.external(at.token())) {
        continue;
      }
      int hyphen = at.token().indexOf('-');
      String credential = at.token().substring(0, Math.max(0, hyphen)).strip();
      String principal = at.token().substring(hyphen + 1).strip();
      if (!known.getOrDefault(credential, Set.of()).contains(principal)) {
        out.refused(
            "unknown-reference",
            c,
            at,
            "In field: externalCredentialPrincipal - no principal named " + at.token() + " found",
            hyphen < 0 ? "write Credential-Principal" : "");
      }
    }
  }
}
