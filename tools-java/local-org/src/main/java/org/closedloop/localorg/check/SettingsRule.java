package org.closedloop.localorg.check;

import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.SchemaModel;

/** Settings of an org: the file is named after the root element, which the schema knows. */
final class SettingsRule implements Rule {
  private static final String SUFFIX = "Settings";

  @Override
  public Set<String> types() {
    return Set.of("Settings");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    String root = c.xml().name();
    SchemaModel model = SchemaModel.forVersion(SchemaModel.VERSION);
    if (!root.endsWith(SUFFIX) || !model.isType(root) || !model.extendsType(root, "Metadata")) {
      String expected = c.fullName() + SUFFIX;
      out.refused(
          "unknown-settings",
          c,
          c.xml(),
          "There are no settings with the root element " + root,
          model.isType(expected) ? "write " + expected : "");
    } else if (!root.equals(c.fullName() + SUFFIX)) {
      out.refused(
          "bad-name",
          c,
          c.xml(),
          root + " belongs into a file named " + root.substring(0, root.length() - SUFFIX.length()),
          "not " + c.fullName());
    }
  }
}
