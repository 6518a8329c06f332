package org.closedloop.localorg.check.flow;

import java.util.List;
import java.util.Set;
import org.closedloop.metadata.XmlElement;

/** Values are given in exactly one form. */
final class ValueChecks {
  private static final Set<String> HOLDERS = Set.of("value", "rightValue");
  private static final Set<String> LITERALS =
      Set.of(
          "stringValue", "booleanValue", "numberValue", "dateValue", "dateTimeValue", "timeValue");
  private static final Set<String> KINDS =
      Set.of(
          "stringValue",
          "booleanValue",
          "numberValue",
          "dateValue",
          "dateTimeValue",
          "timeValue",
          "elementReference",
          "setupReference",
          "formulaExpression",
          "apexValue",
          "sobjectValue",
          "transformValueReference",
          "complexValue");

  private ValueChecks() {}

  static void check(FlowCheck check) {
    FlowXml.each(check.flow().root(), e -> holder(check, e));
  }

  private static void holder(FlowCheck check, XmlElement e) {
    if (!HOLDERS.contains(e.name()) || e.nil()) {
      return;
    }
    List<XmlElement> kinds = forms(e);
    if (kinds.size() > 1) {
      check.refused(
          "bad-value",
          kinds.get(1),
          "A value has exactly one of " + kinds.get(0).name() + " and " + kinds.get(1).name());
    }
  }

  private static List<XmlElement> forms(XmlElement holder) {
    return holder.children().stream().filter(k -> KINDS.contains(k.name())).toList();
  }

  /** The one form in which a holder gives its value, or null. */
  static XmlElement form(XmlElement holder) {
    List<XmlElement> kinds = holder == null ? List.of() : forms(holder);
    return kinds.size() == 1 ? kinds.get(0) : null;
  }

  /** Whether a holder is missing or gives nothing; empty text is something. */
  static boolean empty(XmlElement holder) {
    if (holder == null || holder.nil()) {
      return holder == null;
    }
    XmlElement form = form(holder);
    return forms(holder).isEmpty()
        || (form != null && form.token().isEmpty() && form.name().equals("elementReference"));
  }

  /** The type of what a holder gives; unknown where there is nothing or too much. */
  static ValueType type(FlowCheck check, XmlElement holder) {
    XmlElement form = form(holder);
    if (form == null || form.token().isEmpty()) {
      return ValueType.ANY;
    }
    return switch (form.name()) {
      case "stringValue" -> ValueType.of(ValueType.Kind.STRING);
      case "booleanValue" -> ValueType.of(ValueType.Kind.BOOLEAN);
      case "numberValue" -> ValueType.of(ValueType.Kind.NUMBER);
      case "dateValue" -> ValueType.of(ValueType.Kind.DATE);
      case "dateTimeValue" -> ValueType.of(ValueType.Kind.DATETIME);
      case "timeValue" -> ValueType.of(ValueType.Kind.TIME);
      case "elementReference" -> check.types().resolve(form.token()).type();
      case "formulaExpression" -> ValueType.named(holder.token("formulaDataType", ""), "");
      default -> ValueType.ANY;
    };
  }

  /** Whether the holder gives a literal without merge fields. */
  static boolean literal(XmlElement holder) {
    XmlElement form = form(holder);
    return form != null && LITERALS.contains(form.name()) && !form.text().contains("{!");
  }

  /**
   * Says when the value does not fit what is wanted. Empty text stands for no value in any type;
   * other text in place of a number or date is refused by the builder and of doubt at deploy.
   */
  static void fits(FlowCheck check, XmlElement holder, ValueType want, String what) {
    ValueType got = type(check, holder);
    if (form(holder) == null) {
      return;
    }
    if (want.takes(got)) {
      return;
    }
    boolean text = form(holder).name().equals("stringValue");
    if (text && form(holder).token().isEmpty()) {
      return;
    }
    String message = what + " is " + want + " and cannot hold " + got;
    if (got.isText() && !want.collection() && want.kind() != ValueType.Kind.RECORD) {
      check.wrong("bad-type", form(holder), message);
    } else {
      check.refused("bad-type", form(holder), message);
    }
  }

  /** The same for a field or a parameter of type text: a literal is written as text. */
  static void given(FlowCheck check, XmlElement holder, ValueType want, String what) {
    fits(check, holder, want, what);
    XmlElement form = form(holder);
    boolean literal = form != null && !form.name().equals("elementReference");
    ValueType got = type(check, holder);
    if (literal && want.isText() && !want.collection() && !got.isText() && !got.isAny()) {
      check.wrong("bad-type", form, what + " is " + want + ", and is given " + got, "stringValue");
    }
  }
}
