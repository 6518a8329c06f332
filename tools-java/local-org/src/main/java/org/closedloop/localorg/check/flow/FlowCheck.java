package org.closedloop.localorg.check.flow;

import java.util.Optional;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.localorg.check.CheckContext;
import org.closedloop.localorg.check.FieldFacts;
import org.closedloop.localorg.check.Findings;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** One flow under check: its parts, what surrounds it, the types of its names, what was found. */
final class FlowCheck {
  private static final int STUB_TEXT = 255;

  private final Component component;
  private final FlowXml flow;
  private final CheckContext context;
  private final Findings out;
  private final FlowTypes types;

  FlowCheck(Component component, CheckContext context, Findings out) {
    this.component = component;
    this.flow = new FlowXml(component.xml());
    this.context = context;
    this.out = out;
    this.types = new FlowTypes(this);
  }

  FlowXml flow() {
    return flow;
  }

  CheckContext context() {
    return context;
  }

  FlowTypes types() {
    return types;
  }

  Component component() {
    return component;
  }

  void refused(String code, XmlElement at, String message, String hint) {
    out.refused(code, component, at, message, hint);
  }

  void refused(String code, XmlElement at, String message) {
    refused(code, at, message, "");
  }

  void wrong(String code, XmlElement at, String message, String hint) {
    out.wrong(code, component, at, message, hint);
  }

  void wrong(String code, XmlElement at, String message) {
    wrong(code, at, message, "");
  }

  void warning(String code, XmlElement at, String message, String hint) {
    out.warning(code, component, at, message, hint);
  }

  void info(String code, XmlElement at, String message, String hint) {
    out.info(code, component, at, message, hint);
  }

  /** The object that a child names, or empty when there is none such; says so. */
  String object(XmlElement at) {
    if (at == null || at.nil() || at.token().isEmpty()) {
      return "";
    }
    String name = at.token();
    if (context.objectExists(name)) {
      return name;
    }
    refused("unknown-object", at, "There is no object " + name, context.hint("CustomObject", name));
    return "";
  }

  /** The field of that object alone, without a path; says when there is none. */
  Optional<FieldFacts> field(String object, XmlElement at) {
    String name = at.token();
    if (object.isEmpty()) {
      return Optional.empty();
    }
    if (name.contains(".")) {
      refused("bad-field", at, "Only fields of " + object + " itself can be named, not " + name);
      return Optional.empty();
    }
    Optional<FieldFacts> found = context.field(object, name);
    if (found.isEmpty() && !object.endsWith("__kav")) {
      refused(
          "unknown-field",
          at,
          "The field \"" + name + "\" for the object \"" + object + "\" doesn't exist.",
          context.fieldHint(object, name));
    }
    return found;
  }

  /** The standard field's definition, when this org has it. */
  Optional<FieldDef> standard(FieldFacts field) {
    return field.component() != null
        ? Optional.empty()
        : context.org().standardObject(field.object()).flatMap(o -> o.field(field.name()));
  }

  /**
   * The type of the field's values; unknown for text of objects that are known by their stubs only,
   * because there picklists are text too.
   */
  ValueType typeOf(FieldFacts field) {
    boolean guessed =
        field.component() == null
            && !CheckContext.isCustom(field.object())
            && field.type().equals("Text")
            && standard(field).map(d -> d.length() == STUB_TEXT && !d.nameField()).orElse(true);
    return guessed ? ValueType.ANY : ValueType.of(field);
  }
}
