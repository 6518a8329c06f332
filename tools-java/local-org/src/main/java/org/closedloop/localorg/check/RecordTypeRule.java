package org.closedloop.localorg.check;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Record types and business processes: picklist values that exist, on objects that have them. */
final class RecordTypeRule implements Rule {
  private static final int MAX_LABEL = 80;
  private static final int MAX_DESCRIPTION = 255;

  /** Objects with business processes, and the value set of the picklist that they narrow. */
  private static final Map<String, String> PROCESSES =
      Map.of(
          "Opportunity", "OpportunityStage",
          "Lead", "LeadStatus",
          "Case", "CaseStatus",
          "Solution", "SolutionStatus");

  @Override
  public Set<String> types() {
    return Set.of("RecordType", "BusinessProcess");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    String object = c.parentName();
    if (!context.objectExists(object)) {
      out.refused(
          "unknown-object",
          c,
          c.xml(),
          "There is no object " + object,
          context.hint("CustomObject", object));
      return;
    }
    Lengths.limit(c, c.xml(), "description", MAX_DESCRIPTION, out);
    if (c.type().equals("BusinessProcess")) {
      process(c, object, context, out);
      return;
    }
    Lengths.filled(c, c.xml(), "label", out);
    Lengths.limit(c, c.xml(), "label", MAX_LABEL, out);
    compactLayout(c, object, context, out);
    businessProcess(c, object, context, out);
    Set<String> seen = new HashSet<>();
    for (XmlElement values : c.xml().children("picklistValues")) {
      XmlElement picklist = values.child("picklist").orElse(null);
      if (picklist == null) {
        continue;
      }
      if (!seen.add(picklist.token().toLowerCase(Locale.ROOT))) {
        out.wrong("duplicate-entry", c, picklist, picklist.token() + " is listed twice");
      }
      picklist(c, object, picklist, values.children("values"), context, out);
    }
  }

  private static void compactLayout(
      Component c, String object, CheckContext context, Findings out) {
    c.xml()
        .child("compactLayoutAssignment")
        .filter(a -> !a.token().isEmpty() && !a.token().equals("SYSTEM"))
        .filter(a -> !context.refers("CompactLayout", object + "." + a.token()))
        .ifPresent(
            a ->
                out.refused(
                    "unknown-reference",
                    c,
                    a,
                    "In field: compactLayoutAssignment - no CompactLayout named "
                        + object
                        + "."
                        + a.token()
                        + " found",
                    context.hint("CompactLayout", object + "." + a.token())));
  }

  private static void businessProcess(
      Component c, String object, CheckContext context, Findings out) {
    XmlElement at = c.xml().child("businessProcess").orElse(null);
    boolean has = PROCESSES.containsKey(object);
    if (at == null || at.token().isEmpty()) {
      if (has) {
        out.refused(
            "missing-attribute",
            c,
            c.xml(),
            "Required field is missing: businessProcess",
            "record types of " + object + " need one");
      }
    } else if (!has) {
      out.refused(
          "bad-record-type", c, at, "Record types of " + object + " have no businessProcess");
    } else if (!context.refers("BusinessProcess", object + "." + at.token())) {
      out.refused(
          "unknown-reference",
          c,
          at,
          "In field: businessProcess - no BusinessProcess named "
              + object
              + "."
              + at.token()
              + " found",
          context.hint("BusinessProcess", object + "." + at.token()));
    }
  }

  private static void picklist(
      Component c,
      String object,
      XmlElement picklist,
      List<XmlElement> values,
      CheckContext context,
      Findings out) {
    String name = picklist.token();
    FieldFacts field = context.field(object, name).orElse(null);
    if (field == null) {
      if (CheckContext.isCustom(name)) {
        out.refused(
            "unknown-field",
            c,
            picklist,
            "In field: picklist - no CustomField named " + object + "." + name + " found",
            context.fieldHint(object, name));
      }
      return;
    }
    if (field.component() != null
        && CheckContext.isCustom(name)
        && !Set.of("Picklist", "MultiselectPicklist").contains(field.type())) {
      out.refused("bad-record-type", c, picklist, object + "." + name + " is no picklist");
      return;
    }
    defaults(c, values, field, out);
    values(c, name, values, context.picklistValues(field), out);
  }

  private static void defaults(
      Component c, List<XmlElement> values, FieldFacts field, Findings out) {
    boolean found = false;
    for (XmlElement value : values) {
      if (value.bool("default", false)) {
        if (found && !field.type().equals("MultiselectPicklist")) {
          out.refused("bad-record-type", c, value, "More than one value is the default");
        }
        found = true;
      }
    }
  }

  private static void values(
      Component c,
      String picklist,
      List<XmlElement> values,
      Optional<List<String>> known,
      Findings out) {
    Set<String> seen = new HashSet<>();
    for (XmlElement value : values) {
      XmlElement at = value.child("fullName").orElse(null);
      if (at == null) {
        continue;
      }
      String text = decoded(at.token());
      if (!seen.add(text.toLowerCase(Locale.ROOT))) {
        out.wrong("duplicate-entry", c, at, "'" + text + "' is listed twice");
      }
      if (known.isPresent() && known.get().stream().noneMatch(text::equalsIgnoreCase)) {
        out.refused(
            "unknown-value",
            c,
            at,
            "Picklist value: " + text + " in picklist: " + picklist + " not found",
            NearestName.hint(text, known.get()));
      }
    }
  }

  /** Special characters are written in per cent form. */
  private static String decoded(String text) {
    try {
      return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static void process(Component c, String object, CheckContext context, Findings out) {
    String set = PROCESSES.get(object);
    if (set == null) {
      out.refused("bad-record-type", c, c.xml(), object + " has no business processes");
      return;
    }
    List<XmlElement> values = c.xml().children("values");
    if (values.isEmpty()) {
      out.refused("missing-attribute", c, c.xml(), "Required field is missing: values");
    }
    Optional<List<String>> known =
        context
            .find("StandardValueSet", set)
            .map(
                s ->
                    s.xml().children("standardValue").stream()
                        .map(v -> v.token("fullName", ""))
                        .toList());
    values(c, set, values, known, out);
  }
}
