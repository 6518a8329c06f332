package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.EQUIVALENT;
import static org.closedloop.scenarios.mutation.Verdict.REFUSED;
import static org.closedloop.scenarios.mutation.Verdict.WRONG;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.scenarios.mutation.XmlText.Node;

/** Mutations of elements that name other components, fields and parts. */
final class ReferenceOperators {

  private ReferenceOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "reference-typo",
            "A typo in the name of another thing: there is none of that name, refused",
            12,
            ReferenceOperators::typo),
        new Operator(
            "reference-foreign-field",
            "A field that exists, but on another object: refused",
            5,
            ReferenceOperators::foreignField),
        new Operator(
            "reference-wrong-kind",
            "A name that exists, but as another kind of thing: refused",
            4,
            ReferenceOperators::wrongKind),
        new Operator(
            "permission-forbidden-field",
            "Field access to a required field: refused; to the name: equivalent, orgs take it",
            3,
            ReferenceOperators::forbiddenField),
        new Operator(
            "layout-behavior",
            "Edit for a computed field, Readonly for a required one: refused",
            2,
            ReferenceOperators::layoutBehavior),
        new Operator(
            "record-value-type",
            "A custom metadata value of another type than its field: refused",
            4,
            ReferenceOperators::valueType),
        new Operator(
            "record-value-nil",
            "A custom metadata value without a value: refused where required, else equivalent",
            2,
            ReferenceOperators::valueNil),
        new Operator(
            "record-picklist-value",
            "A value that the record's restricted picklist lacks: refused",
            3,
            ReferenceOperators::picklistValue));
  }

  private static void typo(Sources s, Sites out) {
    Set<String> taken = References.taken(s);
    for (XmlText x : s.xml()) {
      for (Node n : x.elements(e -> e.leaf() && References.isReference(x, e))) {
        String value = n.value();
        boolean literal = value.startsWith("$GlobalConstant") || value.startsWith("$Flow.Current");
        if (value.length() > 2 && !literal) {
          String bad = Typo.ofReference(value, taken::contains);
          out.replace(REFUSED, "there is no " + bad, x.file, n.open, n.close, bad);
        }
      }
    }
  }

  private static final Map<String, String> FIELD_LISTS =
      Map.of(
          "ListView", "columns",
          "CompactLayout", "fields",
          "Layout", "layoutSections/layoutColumns/layoutItems/field",
          "PermissionSet", "fieldPermissions/field",
          "ValidationRule", "errorDisplayField",
          "CustomMetadata", "values/field");

  private static void foreignField(Sources s, Sites out) {
    Facts facts = new Facts(s);
    List<String> fields = facts.fields().stream().sorted().toList();
    for (XmlText x : s.xml()) {
      String path = FIELD_LISTS.get(x.type());
      if (path == null) {
        continue;
      }
      for (Node n : x.elements(e -> e.leaf() && e.path().equals(path))) {
        String object = objectOf(x, n);
        if (!n.value().contains("__c")) {
          continue;
        }
        String from = fields.get(Math.floorMod(n.start * 31, fields.size()));
        String name = from.substring(from.indexOf('.') + 1);
        if (facts.field(object, name).isPresent() || facts.object(object).isEmpty()) {
          continue;
        }
        String with = x.type().equals("PermissionSet") ? object + "." + name : name;
        out.replace(REFUSED, object + " has no " + name, x.file, n.open, n.close, with);
      }
    }
  }

  /** The object whose field the element names; empty where the file does not say. */
  static String objectOf(XmlText x, Node n) {
    return switch (x.type()) {
      case "PermissionSet" -> n.value().substring(0, Math.max(0, n.value().indexOf('.')));
      case "Layout" -> x.name().substring(0, x.name().indexOf('-'));
      case "CustomMetadata" -> x.name().substring(0, x.name().indexOf('.')) + "__mdt";
      default -> x.object();
    };
  }

  private static final Map<String, List<String>> OTHER_KINDS =
      Map.of(
          "classAccesses/apexClass", List.of("ApexTrigger", "ApexPage"),
          "pageAccesses/apexPage", List.of("ApexClass"),
          "customMetadataTypeAccesses/name", List.of("CustomPermission"),
          "tabSettings/tab", List.of("ApexClass", "CustomPermission"),
          "objectPermissions/object", List.of("ApexClass", "CustomTab"),
          "customPermissions/name", List.of("PermissionSet"),
          "subflows/flowName", List.of("ApexClass"),
          "actionCalls/actionName", List.of("Flow"),
          "tabs", List.of("ApexPage"),
          "compactLayoutAssignment", List.of("ListView"));

  private static void wrongKind(Sources s, Sites out) {
    for (XmlText x : s.xml()) {
      for (Node n : x.elements(e -> e.leaf() && References.isReference(x, e))) {
        for (String kind : OTHER_KINDS.getOrDefault(n.path(), List.of())) {
          s.xml().stream()
              .filter(o -> o.type().equals(kind) && !o.name().endsWith("__c"))
              .sorted((a, b) -> Integer.compare(key(a, n), key(b, n)))
              .limit(2)
              .forEach(
                  o ->
                      out.replace(
                          REFUSED, o.name() + " is a " + kind, x.file, n.open, n.close, o.name()));
        }
      }
    }
  }

  private static int key(XmlText x, Node n) {
    return Math.floorMod(x.file.hashCode() * 31 + n.start * 7919, 10007);
  }

  private static void forbiddenField(Sources s, Sites out) {
    Facts facts = new Facts(s);
    List<String> mandatory =
        facts.fields().stream()
            .sorted()
            .filter(
                f ->
                    facts
                        .field(f.substring(0, f.indexOf('.')), f.substring(f.indexOf('.') + 1))
                        .map(facts::mandatory)
                        .orElse(false))
            .toList();
    for (XmlText x : s.xml()) {
      if (!x.type().equals("PermissionSet")) {
        continue;
      }
      for (Node n : x.elements(e -> e.path().equals("fieldPermissions/field"))) {
        String object = n.value().substring(0, n.value().indexOf('.') + 1);
        if (object.endsWith("__c.")) {
          out.replace(
              EQUIVALENT, "public projects deploy it", x.file, n.open, n.close, object + "Name");
        }
        mandatory.stream()
            .filter(f -> f.startsWith(object))
            .limit(2)
            .forEach(
                f ->
                    out.replace(
                        REFUSED, "a required field has no access", x.file, n.open, n.close, f));
      }
    }
  }

  private static void layoutBehavior(Sources s, Sites out) {
    Facts facts = new Facts(s);
    for (XmlText x : s.xml()) {
      if (!x.type().equals("Layout")) {
        continue;
      }
      String object = x.name().substring(0, x.name().indexOf('-'));
      for (Node n : x.elements(e -> e.name.equals("behavior"))) {
        String field = n.parent.value("field");
        boolean computed =
            facts.field(object, field).map(f -> f.root.child("formula").isPresent()).orElse(false);
        boolean mandatory = facts.field(object, field).map(facts::mandatory).orElse(false);
        if (computed) {
          out.replace(REFUSED, "computed", x.file, n.open, n.close, "Edit");
        } else if (mandatory && !n.value().equals("Readonly")) {
          out.replace(REFUSED, "required", x.file, n.open, n.close, "Readonly");
        } else if (n.value().equals("Readonly")) {
          out.replace(EQUIVALENT, "may be meant", x.file, n.open, n.close, "Edit");
        }
      }
    }
  }

  private static List<Node> values(XmlText x) {
    return x.type().equals("CustomMetadata")
        ? x.elements(n -> n.path().equals("values/value") && !n.attributes.contains("nil"))
        : List.of();
  }

  private static void valueType(Sources s, Sites out) {
    for (XmlText x : s.xml()) {
      for (Node n : values(x)) {
        String tag = x.text.substring(n.start, n.open);
        if (tag.contains("xsd:boolean")) {
          out.replace(REFUSED, "no boolean", x.file, n.open, n.close, "yes");
          out.replace(
              REFUSED,
              "a checkbox takes a boolean",
              x.file,
              n.start,
              n.end,
              tag.replace("xsd:boolean", "xsd:double") + "1.0</value>");
        } else if (tag.contains("xsd:double")) {
          out.replace(REFUSED, "no number", x.file, n.open, n.close, "many");
          out.replace(
              REFUSED,
              "a number field takes no text",
              x.file,
              n.start,
              n.end,
              tag.replace("xsd:double", "xsd:string") + "many</value>");
        } else {
          out.replace(
              REFUSED,
              "a text field takes no boolean",
              x.file,
              n.start,
              n.end,
              tag.replace("xsd:string", "xsd:boolean") + "true</value>");
        }
        out.replace(REFUSED, "a value has an xsi:type", x.file, n.start, n.open, "<value>");
        out.replace(
            REFUSED,
            "no such simple type",
            x.file,
            n.start,
            n.open,
            tag.replace("xsd:string", "xsd:text")
                .replace("xsd:boolean", "xsd:bool")
                .replace("xsd:double", "xsd:number"));
      }
    }
  }

  private static void valueNil(Sources s, Sites out) {
    Facts facts = new Facts(s);
    for (XmlText x : s.xml()) {
      for (Node n : values(x)) {
        String object = objectOf(x, n);
        boolean needed =
            facts.field(object, n.parent.value("field")).map(facts::mandatory).orElse(false);
        out.replace(
            needed ? REFUSED : EQUIVALENT,
            needed ? "the field is required" : "the field may be empty",
            x.file,
            n.start,
            n.end,
            "<value xsi:nil=\"true\"/>");
      }
    }
  }

  private static void picklistValue(Sources s, Sites out) {
    Facts facts = new Facts(s);
    for (XmlText x : s.xml()) {
      for (Node n : values(x)) {
        facts
            .field(objectOf(x, n), n.parent.value("field"))
            .filter(f -> f.root.value("type").equals("Picklist"))
            .ifPresent(
                f -> {
                  boolean restricted =
                      f.root
                          .child("valueSet")
                          .map(v -> v.value("restricted"))
                          .orElse("")
                          .equals("true");
                  out.replace(
                      restricted ? REFUSED : WRONG,
                      "no value of the picklist",
                      x.file,
                      n.open,
                      n.close,
                      Typo.of(n.value(), w -> false));
                });
      }
    }
  }
}
