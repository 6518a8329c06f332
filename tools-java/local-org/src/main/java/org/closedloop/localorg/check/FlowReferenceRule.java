package org.closedloop.localorg.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/**
 * Every name that a flow reads or writes is declared in it, is a field of a record it knows, or is
 * a global. The platform checks references but not the text of formulas and templates.
 */
final class FlowReferenceRule implements Rule {
  private static final Set<String> REFERENCES =
      Set.of(
          "elementReference",
          "assignToReference",
          "collectionReference",
          "inputReference",
          "outputReference",
          "leftValueReference",
          "assignRecordIdToReference",
          "assignNextValueToReference");
  private static final Set<String> GLOBALS =
      Set.of(
          "$Record",
          "$Record__Prior",
          "$Flow",
          "$User",
          "$Profile",
          "$UserRole",
          "$Organization",
          "$Api",
          "$Label",
          "$Setup",
          "$Permission",
          "$CustomMetadata",
          "$GlobalConstant",
          "$System",
          "$Client",
          "$ObjectType",
          "$Orchestration",
          "$Network",
          "$Credential",
          "$Screen",
          "$Resource");
  private static final Pattern MERGE = Pattern.compile("\\{!([$A-Za-z_][\\w$.]*)\\}");

  @Override
  public Set<String> types() {
    return Set.of("Flow");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    FlowParts flow = new FlowParts(c.xml());
    for (XmlElement top : c.xml().children()) {
      if (!top.name().equals("transforms") && !top.name().equals("processMetadataValues")) {
        visit(c, flow, top, context, out);
      }
    }
  }

  private static void visit(
      Component c, FlowParts flow, XmlElement e, CheckContext context, Findings out) {
    if (REFERENCES.contains(e.name()) && !e.token().isEmpty()) {
      problem(flow, e.token(), context)
          .ifPresent(p -> out.refused("unknown-reference", c, e, p.message, p.hint));
    } else if (e.isLeaf() && e.text().contains("{!")) {
      Matcher m = MERGE.matcher(e.text());
      while (m.find()) {
        problem(flow, m.group(1), context)
            .ifPresent(p -> out.wrong("unknown-reference", c, e, p.message, p.hint));
      }
    }
    for (XmlElement child : e.children()) {
      visit(c, flow, child, context, out);
    }
  }

  private static final class Problem {
    final String message;
    final String hint;

    Problem(String message, String hint) {
      this.message = message;
      this.hint = hint;
    }
  }

  private static Optional<Problem> problem(FlowParts flow, String reference, CheckContext context) {
    int dot = reference.indexOf('.');
    String head = dot < 0 ? reference : reference.substring(0, dot);
    String rest = dot < 0 ? "" : reference.substring(dot + 1);
    if (head.startsWith("$")) {
      return global(flow, reference, head, rest, context);
    }
    FlowParts.Named named = flow.names().get(head);
    if (named == null) {
      return Optional.of(
          new Problem(
              "The flow has no element or resource named '" + head + "'",
              NearestName.hint(head, flow.names().keySet())));
    }
    return rest.isEmpty() ? Optional.empty() : path(named, rest, context);
  }

  private static Optional<Problem> global(
      FlowParts flow, String reference, String head, String rest, CheckContext context) {
    if (!GLOBALS.contains(head)) {
      return Optional.of(
          new Problem(
              "There is no global variable " + head,
              NearestName.hint(head, new ArrayList<>(GLOBALS))));
    }
    return switch (head) {
      case "$Record", "$Record__Prior" -> record(flow, head, rest, context);
      case "$Label" -> known(context, "CustomLabel", rest, reference);
      case "$Permission" -> known(context, "CustomPermission", rest, reference);
      case "$Setup" -> fieldPath(rest, context);
      case "$CustomMetadata" -> metadata(rest, context);
      default -> Optional.empty();
    };
  }

  private static Optional<Problem> record(
      FlowParts flow, String head, String rest, CheckContext context) {
    String object = flow.startObject();
    if (object.isEmpty()) {
      return Optional.of(new Problem(head + " needs a start with an object", ""));
    }
    if (head.equals("$Record__Prior")) {
      String kind = flow.start().map(s -> s.token("recordTriggerType", "")).orElse("");
      if (!kind.contains("Update")) {
        return Optional.of(
            new Problem("$Record__Prior is not available when the flow runs only on " + kind, ""));
      }
    }
    return field(object, rest, context);
  }

  private static Optional<Problem> known(
      CheckContext context, String type, String name, String reference) {
    if (name.isEmpty() || context.has(type, name) || name.contains(".")) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem("There is no " + type + " for " + reference, context.hint(type, name)));
  }

  /** {@code Config__c.Field__c}. */
  private static Optional<Problem> fieldPath(String rest, CheckContext context) {
    int dot = rest.indexOf('.');
    String object = dot < 0 ? rest : rest.substring(0, dot);
    if (!context.objectExists(object)) {
      return Optional.of(
          new Problem("There is no object " + object, context.hint("CustomObject", object)));
    }
    return dot < 0 ? Optional.empty() : field(object, rest.substring(dot + 1), context);
  }

  /** {@code Type__mdt.Record.Field__c}. */
  private static Optional<Problem> metadata(String rest, CheckContext context) {
    String[] parts = rest.split("\\.");
    if (!context.has("CustomObject", parts[0])) {
      return Optional.of(
          new Problem(
              "There is no custom metadata type " + parts[0],
              context.hint("CustomObject", parts[0])));
    }
    String name = parts.length < 2 ? "" : parts[0].replaceAll("(?i)__mdt$", "") + "." + parts[1];
    if (parts.length > 1 && !context.has("CustomMetadata", name)) {
      return Optional.of(
          new Problem("There is no record " + name, context.hint("CustomMetadata", name)));
    }
    return parts.length > 2 ? field(parts[0], parts[2], context) : Optional.empty();
  }

  /** Fields of records that the flow holds under a name of its own. */
  private static Optional<Problem> path(FlowParts.Named named, String rest, CheckContext context) {
    XmlElement e = named.element();
    String object =
        switch (named.kind()) {
          case "variables" ->
              e.token("dataType", "").equals("SObject") ? e.token("objectType", "") : "";
          case "recordLookups" ->
              e.bool("storeOutputAutomatically", false) ? e.token("object", "") : "";
          default -> "";
        };
    return object.isEmpty() ? Optional.empty() : field(object, rest, context);
  }

  private static Optional<Problem> field(String object, String path, CheckContext context) {
    if (path.isEmpty() || !context.objectExists(object)) {
      return Optional.empty();
    }
    List<String> here = List.of(object);
    String[] steps = path.split("\\.");
    for (int i = 0; i < steps.length; i++) {
      String step = steps[i];
      boolean last = i == steps.length - 1;
      List<String> next = new ArrayList<>();
      boolean found = false;
      for (String o : here) {
        next.addAll(context.targets(o, step));
        found |= context.field(o, step).isPresent();
      }
      if (last ? !found && next.isEmpty() : next.isEmpty()) {
        String o = here.get(0);
        return Optional.of(
            new Problem(
                "The field \"" + step + "\" for the object \"" + o + "\" doesn't exist.",
                context.fieldHint(o, step)));
      }
      here = next;
    }
    return Optional.empty();
  }
}
