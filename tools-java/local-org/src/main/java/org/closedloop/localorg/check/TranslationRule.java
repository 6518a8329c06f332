package org.closedloop.localorg.check;

import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Translations name labels, tabs, apps, fields and rules that exist. */
final class TranslationRule implements Rule {
  /** Element of a translation file and the type it translates. */
  private static final Map<String, String> GLOBAL =
      Map.of(
          "customLabels", "CustomLabel",
          "customApplications", "CustomApplication",
          "reportTypes", "ReportType");

  private static final Map<String, String> OF_OBJECT =
      Map.of(
          "validationRules", "ValidationRule",
          "fieldSets", "FieldSet",
          "webLinks", "WebLink",
          "recordTypes", "RecordType");

  @Override
  public Set<String> types() {
    return Set.of("Translations", "CustomObjectTranslation");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (c.type().equals("Translations")) {
      for (XmlElement entry : c.xml().children()) {
        String type = GLOBAL.get(entry.name());
        if (type != null) {
          entry
              .child("name")
              .ifPresent(n -> ScreenNames.requireComponent(c, n, type, n.token(), context, out));
        }
      }
      return;
    }
    int dash = c.fullName().lastIndexOf('-');
    String object = dash < 0 ? c.fullName() : c.fullName().substring(0, dash);
    if (ScreenNames.foreign(object)) {
      return;
    }
    if (!context.objectExists(object)) {
      out.refused(
          "unknown-object",
          c,
          c.xml(),
          "There is no object " + object,
          context.hint("CustomObject", object));
      return;
    }
    for (XmlElement entry : c.xml().children()) {
      XmlElement name = entry.child("name").orElse(null);
      if (name == null) {
        continue;
      }
      if (entry.name().equals("fields") && CheckContext.isCustom(name.token())) {
        ScreenNames.requireField(c, object, name, context, out);
      }
      String type = OF_OBJECT.get(entry.name());
      if (type != null && CheckContext.isCustom(object)) {
        ScreenNames.requireComponent(c, name, type, object + "." + name.token(), context, out);
      }
    }
  }
}
