package org.closedloop.localorg.check;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Namespaces;

/** API names: letters, digits, single underscores; a letter first; no underscore last; not long. */
final class NameRule implements Rule {
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z](?:_?[A-Za-z0-9])*");

  /** Characters that a name may have, without namespace and suffix. */
  private static final Map<String, Integer> MAX =
      Map.ofEntries(
          Map.entry("ApexClass", 40),
          Map.entry("ApexTrigger", 40),
          Map.entry("ApexPage", 80),
          Map.entry("CustomField", 40),
          Map.entry("CustomObject", 40),
          Map.entry("CustomMetadata", 40),
          Map.entry("CustomLabel", 80),
          Map.entry("CustomPermission", 80),
          Map.entry("Flow", 80),
          Map.entry("GlobalValueSet", 80),
          Map.entry("LightningComponentBundle", 80),
          Map.entry("PermissionSet", 80),
          Map.entry("PermissionSetGroup", 80),
          Map.entry("MutingPermissionSet", 80),
          Map.entry("ValidationRule", 40),
          Map.entry("ListView", 40),
          Map.entry("RecordType", 80),
          Map.entry("FieldSet", 80),
          Map.entry("CompactLayout", 80),
          Map.entry("WebLink", 80),
          Map.entry("StaticResource", 80),
          Map.entry("Queue", 80),
          Map.entry("Group", 80),
          Map.entry("Role", 80),
          Map.entry("CustomNotificationType", 80),
          Map.entry("PlatformEventSubscriberConfig", 80),
          Map.entry("PlatformEventChannel", 80),
          Map.entry("NamedCredential", 80),
          Map.entry("ExternalCredential", 80),
          Map.entry("RemoteSiteSetting", 80),
          Map.entry("CspTrustedSite", 80),
          Map.entry("WorkflowAlert", 80),
          Map.entry("WorkflowFieldUpdate", 80),
          Map.entry("FlexiPage", 80));

  @Override
  public Set<String> types() {
    return MAX.keySet();
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    String name = c.localName();
    boolean custom = CheckContext.isCustom(name);
    boolean suffixed = c.type().equals("CustomField") || c.type().equals("CustomObject");
    if (suffixed && !custom) {
      return;
    }
    String bare = suffixed ? name.substring(0, name.lastIndexOf("__")) : name;
    if (c.type().equals("Flow")) {
      // Files from before 44.0 carry the flow's version.
      bare = bare.replaceFirst("-\\d+$", "");
    }
    int namespace = bare.indexOf("__");
    if (namespace > 0 && mayBeInstalled(c)) {
      bare = bare.substring(namespace + 2);
    }
    int other = bare.indexOf("__");
    if (other > 0 && LEGAL.matcher(bare.substring(0, other)).matches() && !bare.endsWith("_")) {
      out.refused(
          "bad-name",
          c,
          null,
          "Cannot create a new component with the namespace: " + bare.substring(0, other),
          "a double underscore ends a namespace");
    } else if (!LEGAL.matcher(bare).matches()) {
      out.refused(
          "bad-name",
          c,
          null,
          "'"
              + name
              + "' is no API name: only letters, digits and single underscores, a letter first,"
              + " no underscore last");
    } else if (bare.length() > MAX.get(c.type())) {
      out.refused(
          "bad-name",
          c,
          null,
          "The name '" + bare + "' is longer than " + MAX.get(c.type()) + " characters");
    }
  }

  /**
   * Files may adjust objects, records and fields of installed packages, the latter not anywhere.
   */
  private static boolean mayBeInstalled(Component c) {
    return switch (c.type()) {
      case "CustomObject", "CustomMetadata" -> true;
      case "CustomField" ->
          !CheckContext.isCustom(c.parentName()) || Namespaces.prefixed(c.parentName());
      default -> Namespaces.prefixed(c.parentName());
    };
  }
}
