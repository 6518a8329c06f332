package org.closedloop.localorg.check;

import java.util.List;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Paths on record pages: their picklist, record type, steps and the fields shown with them. */
final class PathRule implements Rule {
  private static final int MAX_FIELDS = 5;

  @Override
  public Set<String> types() {
    return Set.of("PathAssistant");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement entity = c.xml().child("entityName").orElse(null);
    if (entity == null || !ScreenNames.requireObject(c, entity, entity.token(), context, out)) {
      return;
    }
    String object = entity.token();
    XmlElement field = c.xml().child("fieldName").orElse(null);
    if (field == null) {
      return;
    }
    ScreenNames.requireField(c, object, field, context, out);
    FieldFacts facts = context.field(object, field.token()).orElse(null);
    if (facts != null && facts.component() != null && !facts.type().equals("Picklist")) {
      out.refused(
          "field-type", c, field, "A path follows a picklist, not a field of type " + facts.type());
    }
    c.xml()
        .child("recordTypeName")
        .filter(r -> !r.token().equals("__MASTER__") && CheckContext.isCustom(object))
        .ifPresent(
            r ->
                ScreenNames.requireComponent(
                    c, r, "RecordType", object + "." + r.token(), context, out));
    for (XmlElement step : c.xml().children("pathAssistantSteps")) {
      step(c, object, step, facts, context, out);
    }
  }

  private static void step(
      Component c,
      String object,
      XmlElement step,
      FieldFacts facts,
      CheckContext context,
      Findings out) {
    List<XmlElement> fields = step.children("fieldNames");
    fields.forEach(f -> ScreenNames.requireField(c, object, f, context, out));
    if (fields.size() > MAX_FIELDS) {
      out.refused(
          "too-many", c, fields.get(MAX_FIELDS), "A step of a path shows at most five fields");
    }
    XmlElement value = step.child("picklistValueName").orElse(null);
    List<String> values =
        facts == null ? List.of() : context.picklistValues(facts).orElse(List.of());
    if (value != null && !values.isEmpty() && !values.contains(value.token())) {
      out.refused(
          "unknown-value",
          c,
          value,
          "'" + value.token() + "' is no value of " + object + "." + facts.name(),
          NearestName.hint(value.token(), values));
    }
  }
}
