package org.closedloop.localorg.check.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.closedloop.localorg.check.flow.InvocableSource.Parameter;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Actions exist, are given what they need, and give what is taken. */
final class ActionChecks {
  private ActionChecks() {}

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    for (XmlElement action : check.flow().root().children("actionCalls")) {
      if (action.bool("storeOutputAutomatically", false) && action.has("outputParameters")) {
        check.refused(
            "bad-storage", action, "Either storeOutputAutomatically or outputParameters, not both");
      }
      twice(check, action);
      XmlElement name = action.child("actionName").orElse(action);
      String type = action.token("actionType", "");
      switch (type) {
        case "apex" -> apex(check, action, name);
        case "emailAlert" -> {
          exists(check, name, "WorkflowAlert");
          StandardActions.check(check, action, type);
        }
        case "flow" ->
            SubflowChecks.call(check, name, action, "inputParameters", "outputParameters");
        case "quickAction" -> exists(check, name, "QuickAction");
        default -> StandardActions.check(check, action, type);
      }
    }
  }

  private static void twice(FlowCheck check, XmlElement action) {
    List<String> seen = new ArrayList<>();
    for (XmlElement in : action.children("inputParameters")) {
      String name = in.token("name", "").toLowerCase(Locale.ROOT);
      if (seen.contains(name)) {
        check.refused(
            "duplicate-parameter", in, "The input " + in.token("name", "") + " is given twice");
      }
      seen.add(name);
    }
  }

  private static boolean exists(FlowCheck check, XmlElement at, String type) {
    String name = at.token();
    if (check.context().has(type, name)) {
      return true;
    }
    // An invocable with a dot is one of the platform's own or of a package.
    boolean foreign =
        check.context().external(name) || (type.equals("ApexClass") && name.contains("."));
    if (!foreign) {
      check.refused(
          "unknown-reference",
          at,
          "There is no " + type + " named " + name,
          check.context().hint(type, name));
    }
    return false;
  }

  private static void apex(FlowCheck check, XmlElement action, XmlElement name) {
    if (!exists(check, name, "ApexClass")) {
      return;
    }
    Optional<InvocableSource> found = InvocableSource.of(check.context(), name.token());
    if (found.isEmpty()) {
      return;
    }
    InvocableSource source = found.get();
    if (!source.exists()) {
      check.refused(
          "not-invocable",
          name,
          "The class " + name.token() + " has no method with @InvocableMethod");
      return;
    }
    if (!source.known()) {
      return;
    }
    boolean known = true;
    for (XmlElement in : action.children("inputParameters")) {
      Optional<Parameter> p = parameter(check, in, name.token(), "input", source.inputs());
      p.ifPresent(declared -> input(check, in, declared));
      known &= p.isPresent();
    }
    for (XmlElement result : action.children("outputParameters")) {
      parameter(check, result, name.token(), "output", source.outputs())
          .ifPresent(
              p ->
                  result
                      .child("assignToReference")
                      .ifPresent(
                          to ->
                              taken(
                                  check,
                                  to,
                                  InvocableSource.valueType(check.context(), p.type()),
                                  p.name())));
    }
    if (known) {
      required(check, action, name.token(), source);
    }
  }

  private static void required(
      FlowCheck check, XmlElement action, String className, InvocableSource source) {
    List<String> given =
        action.children("inputParameters").stream().map(p -> p.token("name", "")).toList();
    for (Parameter p : source.inputs()) {
      if (p.required() && given.stream().noneMatch(p.name()::equalsIgnoreCase)) {
        check.refused(
            "missing-parameter",
            action,
            "Missing required input parameter: " + p.name(),
            "the class " + className + " declares it required");
      }
    }
  }

  private static Optional<Parameter> parameter(
      FlowCheck check, XmlElement at, String className, String what, List<Parameter> offered) {
    String name = at.token("name", "");
    Optional<Parameter> found =
        offered.stream().filter(p -> p.name().equalsIgnoreCase(name)).findFirst();
    if (found.isEmpty()) {
      check.refused(
          "unknown-parameter",
          at.child("name").orElse(at),
          className + " has no invocable " + what + " " + name,
          NearestName.hint(name, offered.stream().map(Parameter::name).toList()));
    }
    return found;
  }

  private static void input(FlowCheck check, XmlElement in, Parameter p) {
    ValueType type = InvocableSource.valueType(check.context(), p.type());
    in.child("value").ifPresent(v -> ValueChecks.given(check, v, type, "The input " + p.name()));
  }

  /** Checks that a variable can take an output. */
  static void taken(FlowCheck check, XmlElement to, ValueType type, String name) {
    Resolved r = check.types().resolve(to.token());
    if (r.found() && r.type().isText() && !type.isText() && r.type().takes(type) && !type.isAny()) {
      check.wrong(
          "bad-type", to, to.token() + " is " + r.type() + ", and the output " + name + " " + type);
    } else if (r.found() && !r.type().takes(type)) {
      check.refused(
          "bad-type",
          to,
          to.token() + " is " + r.type() + " and cannot hold the output " + name + ", " + type);
    }
  }
}
