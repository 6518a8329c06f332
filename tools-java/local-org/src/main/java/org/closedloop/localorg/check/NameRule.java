package org.closedloop.localorg.check;

import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;

/** API names: letters, digits, single underscores; a letter first; no underscore last. */
final class NameRule implements Rule {
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z](?:_?[A-Za-z0-9])*");
  private static final int MAX_NAME = 40;
  private static final Set<String> TYPES =
      Set.of(
          "ApexClass",
          "ApexTrigger",
          "ApexPage",
          "CustomField",
          "CustomObject",
          "CustomLabel",
          "CustomPermission",
          "Flow",
          "GlobalValueSet",
          "LightningComponentBundle",
          "PermissionSet",
          "PermissionSetGroup",
          "ValidationRule",
          "RecordType",
          "FieldSet",
          "CompactLayout",
          "StaticResource",
          "Queue",
          "Group",
          "CustomNotificationType",
          "WorkflowAlert",
          "FlexiPage");

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    String name = c.localName();
    boolean custom = CheckContext.isCustom(name);
    boolean standard =
        (c.type().equals("CustomField") || c.type().equals("CustomObject")) && !custom;
    if (standard) {
      return;
    }
    String bare = custom ? name.substring(0, name.lastIndexOf("__")) : name;
    int namespace = bare.indexOf("__");
    bare = namespace > 0 ? bare.substring(namespace + 2) : bare;
    if (!LEGAL.matcher(bare).matches()) {
      out.refused(
          "bad-name",
          c,
          null,
          "'"
              + name
              + "' is no API name: only letters, digits and single underscores, a letter first,"
              + " no underscore last");
    } else if (custom && bare.length() > MAX_NAME) {
      out.refused(
          "bad-name",
          c,
          null,
          "The name '" + bare + "' is longer than " + MAX_NAME + " characters");
    }
  }
}
