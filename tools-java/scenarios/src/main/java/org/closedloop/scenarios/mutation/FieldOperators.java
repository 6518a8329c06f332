package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.REFUSED;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.closedloop.scenarios.mutation.XmlText.Node;

/** Mutations of fields and objects against the platform's rules about types, sizes and limits. */
final class FieldOperators {

  private FieldOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "field-type",
            "Another field type, which needs what is not there or forbids what is: refused",
            5,
            FieldOperators::type),
        new Operator(
            "field-forbidden-attribute",
            "An attribute that the field's type does not take: refused",
            5,
            FieldOperators::forbidden),
        new Operator(
            "field-size",
            "A length, precision or number of lines out of its range: refused",
            5,
            FieldOperators::size),
        new Operator(
            "field-picklist-twice",
            "A value set's value under the name of another one: refused",
            3,
            FieldOperators::picklist),
        new Operator(
            "object-sharing",
            "Sharing controlled by a parent that the object has not, or wider outside: refused",
            2,
            FieldOperators::sharing),
        new Operator(
            "too-long",
            "A text longer than the platform keeps: refused",
            5,
            FieldOperators::tooLong),
        new Operator(
            "api-version",
            "An API version that there is not: refused",
            4,
            FieldOperators::apiVersion));
  }

  private static List<XmlText> fields(Sources s) {
    return s.xml().stream().filter(x -> x.type().equals("CustomField")).toList();
  }

  /** Types that cannot take over another type's elements, with the reason. */
  private static final Map<String, Map<String, String>> OTHER_TYPES =
      Map.of(
          "Text",
              Map.of(
                  "Number", "precision and scale are missing",
                  "Picklist", "the value set is missing",
                  "Lookup", "referenceTo is missing",
                  "LongTextArea", "visibleLines are missing"),
          "Number",
              Map.of(
                  "Text", "the length is missing",
                  "Picklist", "the value set is missing",
                  "Lookup", "referenceTo is missing",
                  "Checkbox", "the default is missing"),
          "Picklist",
              Map.of(
                  "Text", "the length is missing",
                  "Number", "precision and scale are missing",
                  "MultiselectPicklist", "visibleLines are missing"),
          "Lookup",
              Map.of(
                  "Text", "the length is missing",
                  "Picklist", "the value set is missing",
                  "Number", "precision and scale are missing"),
          "Checkbox",
              Map.of("Text", "the length is missing", "Number", "precision and scale are missing"),
          "LongTextArea", Map.of("Number", "precision and scale are missing"),
          "Date", Map.of("Text", "the length is missing", "Lookup", "referenceTo is missing"),
          "DateTime",
              Map.of("Text", "the length is missing", "Picklist", "the value set is missing"));

  private static void type(Sources s, Sites out) {
    for (XmlText x : fields(s)) {
      Node t = x.root.child("type").orElseThrow();
      if (x.root.child("formula").isPresent()) {
        continue;
      }
      OTHER_TYPES.getOrDefault(t.value(), Map.of()).entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(e -> out.replace(REFUSED, e.getValue(), x.file, t.open, t.close, e.getKey()));
    }
  }

  /** An element that a type does not take. */
  private record Extra(String element, String value, List<String> types) {}

  private static final List<Extra> EXTRAS =
      List.of(
          new Extra("length", "80", List.of("TextArea", "Email", "Phone", "Url")),
          new Extra("unique", "true", List.of("LongTextArea", "Checkbox", "Picklist", "Date")),
          new Extra("externalId", "true", List.of("LongTextArea", "Checkbox", "Lookup", "Date")),
          new Extra("required", "true", List.of("Checkbox", "LongTextArea", "MasterDetail")),
          new Extra("deleteConstraint", "SetNull", List.of("MasterDetail")),
          new Extra("formula", "TRUE", List.of("Lookup", "LongTextArea", "Picklist")),
          new Extra("defaultValue", "\"x\"", List.of("Lookup", "AutoNumber", "MasterDetail")));

  private static void forbidden(Sources s, Sites out) {
    for (XmlText x : fields(s)) {
      String type = x.root.value("type");
      Node label = x.root.child("label").orElseThrow();
      for (Extra e : EXTRAS) {
        Optional<Node> there = x.root.child(e.element());
        if (!e.types().contains(type) || x.root.child("formula").isPresent()) {
          continue;
        }
        String reason = "no " + e.element() + " for " + type;
        String text = e.value().replace("\"", "&quot;");
        if (there.isPresent()) {
          if (!there.get().value().equals(e.value())) {
            out.replace(REFUSED, reason, x.file, there.get().open, there.get().close, text);
          }
        } else {
          out.insert(
              REFUSED,
              reason,
              x.file,
              label.startOfLine(),
              "\n    <" + e.element() + ">" + text + "</" + e.element() + ">");
        }
      }
    }
  }

  private static void size(Sources s, Sites out) {
    for (XmlText x : fields(s)) {
      String type = x.root.value("type");
      for (Node n : x.root.children) {
        List<String> bad =
            switch (n.name + "/" + type) {
              case "length/Text" -> List.of("0", "256", "-1");
              case "length/LongTextArea" -> List.of("255", "131073");
              case "length/Html" -> List.of("255", "131073");
              case "visibleLines/LongTextArea" -> List.of("1");
              case "visibleLines/MultiselectPicklist" -> List.of("2", "11");
              case "precision/Number", "precision/Currency", "precision/Percent" ->
                  List.of("19", "0");
              case "scale/Number", "scale/Currency", "scale/Percent" -> List.of("19", "-1");
              default -> List.of();
            };
        bad.forEach(
            b -> out.replace(REFUSED, "out of the range of " + type, x.file, n.open, n.close, b));
      }
    }
  }

  private static void picklist(Sources s, Sites out) {
    for (XmlText x : fields(s)) {
      List<Node> names =
          x.elements(n -> n.path().equals("valueSet/valueSetDefinition/value/fullName"));
      for (int i = 1; i < names.size(); i++) {
        Node n = names.get(i);
        out.replace(
            REFUSED,
            "a value set names each value once",
            x.file,
            n.open,
            n.close,
            names.get(i - 1).raw());
      }
    }
  }

  private static void sharing(Sources s, Sites out) {
    Facts facts = new Facts(s);
    for (String object : facts.objects()) {
      XmlText x = facts.object(object).orElseThrow();
      boolean detail =
          facts.partsOf(object).stream()
              .anyMatch(
                  f ->
                      f.type().equals("CustomField")
                          && f.root.value("type").equals("MasterDetail"));
      x.root
          .child("sharingModel")
          .ifPresent(
              m -> {
                out.replace(
                    REFUSED,
                    detail ? "a detail is controlled by its parent" : "there is no parent",
                    x.file,
                    m.open,
                    m.close,
                    detail ? "ReadWrite" : "ControlledByParent");
              });
      x.root
          .child("externalSharingModel")
          .filter(e -> !detail && x.root.value("sharingModel").equals("Private"))
          .ifPresent(
              e ->
                  out.replace(
                      REFUSED,
                      "not wider outside than inside",
                      x.file,
                      e.open,
                      e.close,
                      "ReadWrite"));
      x.root
          .child("nameField")
          .flatMap(n -> n.child("displayFormat"))
          .ifPresent(
              f -> {
                out.replace(REFUSED, "no number in it", x.file, f.open, f.close, "N-");
                out.replace(REFUSED, "two numbers in it", x.file, f.open, f.close, "{0000}-{0000}");
              });
    }
  }

  /** How long a text may be, by type and path. */
  private static final Map<String, Integer> LIMITS = new HashMap<>();

  static {
    LIMITS.put("CustomField/label", 40);
    LIMITS.put("CustomField/description", 1000);
    LIMITS.put("CustomField/inlineHelpText", 510);
    LIMITS.put("CustomField/relationshipName", 40);
    LIMITS.put("CustomObject/label", 40);
    LIMITS.put("CustomObject/pluralLabel", 40);
    LIMITS.put("CustomObject/description", 1000);
    LIMITS.put("CustomObject/nameField/label", 40);
    LIMITS.put("ListView/label", 40);
    LIMITS.put("CompactLayout/label", 40);
    LIMITS.put("ValidationRule/errorMessage", 255);
    LIMITS.put("CustomMetadata/label", 40);
    LIMITS.put("PermissionSet/label", 80);
    LIMITS.put("PermissionSet/description", 255);
    LIMITS.put("CustomLabels/labels/value", 1000);
    LIMITS.put("CustomLabels/labels/shortDescription", 80);
    LIMITS.put("CustomApplication/label", 40);
    LIMITS.put("CustomField/valueSet/valueSetDefinition/value/fullName", 255);
    LIMITS.put("Queue/name", 40);
  }

  private static void tooLong(Sources s, Sites out) {
    for (XmlText x : s.xml()) {
      for (Node n : x.elements(Node::leaf)) {
        Integer most = LIMITS.get(x.type() + "/" + n.path());
        if (most != null) {
          String pad = "x".repeat(most + 1 - Math.min(most, n.value().length()));
          out.replace(REFUSED, "at most " + most, x.file, n.open, n.close, n.raw().strip() + pad);
        }
      }
    }
  }

  private static void apiVersion(Sources s, Sites out) {
    for (XmlText x : s.xml()) {
      x.root
          .child("apiVersion")
          .ifPresent(
              v -> {
                for (String bad : List.of("99.0", "0.0", "62,0", "latest")) {
                  out.replace(REFUSED, "no API version", x.file, v.open, v.close, bad);
                }
              });
    }
  }
}
