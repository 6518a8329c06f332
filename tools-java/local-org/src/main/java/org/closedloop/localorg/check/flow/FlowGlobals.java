package org.closedloop.localorg.check.flow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.closedloop.localorg.check.flow.ValueType.Kind;
import org.closedloop.metadata.NearestName;

/** The {@code $} globals that a flow may name. */
final class FlowGlobals {
  private static final Map<String, Kind> FLOW =
      Map.of(
          "CurrentDate", Kind.DATE,
          "CurrentDateTime", Kind.DATETIME,
          "CurrentRecord", Kind.STRING,
          "CurrentStage", Kind.ANY,
          "ActiveStages", Kind.ANY,
          "FaultMessage", Kind.STRING,
          "InterviewGuid", Kind.STRING,
          "InterviewStartTime", Kind.DATETIME);
  private static final List<String> NAMES =
      List.of(
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
          "$Resource",
          "$Site",
          "$Input",
          "$Output",
          "$Stage",
          "$Conversation",
          "$EventRecord");
  private static final Pattern API =
      Pattern.compile("(?i)Session_ID|(Enterprise|Partner)_Server_URL_\\d{2,3}");

  private final FlowCheck check;
  private final FlowTypes types;

  FlowGlobals(FlowCheck check, FlowTypes types) {
    this.check = check;
    this.types = types;
  }

  Resolved resolve(String[] path) {
    return switch (path[0].toLowerCase(Locale.ROOT)) {
      case "$record", "$record__prior" -> record(path);
      case "$flow" -> flow(path);
      case "$globalconstant" -> constant(path);
      case "$user" -> row("User", path);
      case "$profile" -> row("Profile", path);
      case "$userrole" -> row("UserRole", path);
      case "$organization" -> row("Organization", path);
      case "$label" -> label(path);
      case "$permission" ->
          component("CustomPermission", String.join(".", rest(path)), path, Kind.BOOLEAN);
      case "$setup" -> setup(path);
      case "$custommetadata" -> metadata(path);
      case "$api" ->
          path.length == 2 && API.matcher(path[1]).matches()
              ? Resolved.of(ValueType.of(Kind.STRING))
              : unknown(path, List.of("Session_ID"));
      case "$system" ->
          path.length == 2 && path[1].equalsIgnoreCase("OriginDateTime")
              ? Resolved.of(ValueType.of(Kind.DATETIME))
              : unknown(path, List.of("OriginDateTime"));
      default ->
          NAMES.stream().anyMatch(path[0]::equalsIgnoreCase)
              ? Resolved.of(ValueType.ANY)
              : Resolved.none(
                  "There is no global variable " + path[0], NearestName.hint(path[0], NAMES));
    };
  }

  private static List<String> rest(String[] path) {
    return List.of(path).subList(1, path.length);
  }

  private static Resolved unknown(String[] path, List<String> candidates) {
    String name = path.length < 2 ? "" : path[1];
    return Resolved.none(
        String.join(".", path) + " does not exist", NearestName.hint(name, candidates));
  }

  private Resolved record(String[] path) {
    String object = check.flow().startObject();
    if (object.isEmpty()) {
      return check.flow().plain()
          ? Resolved.none(path[0] + " needs a flow that a record or an event starts", "")
          : Resolved.of(ValueType.ANY);
    }
    if (path[0].equalsIgnoreCase("$Record__Prior") && !prior()) {
      return Resolved.none(
          "$Record__Prior is not available when the flow runs only on "
              + (check.flow().recordTriggered()
                  ? check.flow().recordTriggerType()
                  : check.flow().triggerType()),
          "");
    }
    return path.length == 1
        ? Resolved.of(ValueType.record(object))
        : types.field(object, rest(path));
  }

  private boolean prior() {
    return !check.flow().plain() || check.flow().recordTriggerType().contains("Update");
  }

  private Resolved flow(String[] path) {
    for (Map.Entry<String, Kind> e : FLOW.entrySet()) {
      if (path.length > 1 && e.getKey().equalsIgnoreCase(path[1])) {
        return Resolved.of(ValueType.of(e.getValue()));
      }
    }
    return unknown(path, List.copyOf(FLOW.keySet()));
  }

  private static Resolved constant(String[] path) {
    String name = path.length != 2 ? "" : path[1].toLowerCase(Locale.ROOT);
    return switch (name) {
      case "true", "false" -> Resolved.of(ValueType.of(Kind.BOOLEAN));
      case "emptystring" -> Resolved.of(ValueType.of(Kind.STRING));
      default -> unknown(path, List.of("True", "False", "EmptyString"));
    };
  }

  private Resolved row(String object, String[] path) {
    return path.length < 2 ? unknown(path, List.of()) : types.field(object, rest(path));
  }

  /** {@code $Label.Name}, or {@code $Label.ns.Name} of a package. */
  private Resolved label(String[] path) {
    return path.length == 3
        ? Resolved.of(ValueType.of(Kind.STRING))
        : component("CustomLabel", String.join(".", rest(path)), path, Kind.STRING);
  }

  private Resolved component(String type, String name, String[] path, Kind kind) {
    if (check.context().has(type, name)) {
      return Resolved.of(ValueType.of(kind));
    }
    return check.context().external(name)
        ? Resolved.of(ValueType.of(kind))
        : Resolved.none(
            "There is no " + type + " for " + String.join(".", path),
            check.context().hint(type, name));
  }

  /** {@code $Setup.Config__c.Field__c}. */
  private Resolved setup(String[] path) {
    if (path.length != 3) {
      return Resolved.none(
          String.join(".", path) + " needs the form $Setup.Setting__c.Field__c", "");
    }
    if (!check.context().objectExists(path[1])) {
      return missing("CustomObject", path[1], "There is no custom setting " + path[1]);
    }
    return types.field(path[1], List.of(path[2]));
  }

  /** {@code $CustomMetadata.Type__mdt.Record.Field__c}. */
  private Resolved metadata(String[] path) {
    if (path.length != 4) {
      return Resolved.none(
          String.join(".", path) + " needs the form $CustomMetadata.Type__mdt.Record.Field__c", "");
    }
    if (!check.context().has("CustomObject", path[1])) {
      return missing("CustomObject", path[1], "There is no custom metadata type " + path[1]);
    }
    String row = path[1].replaceAll("(?i)__mdt$", "") + "." + path[2];
    if (!check.context().has("CustomMetadata", row)) {
      return missing("CustomMetadata", row, "There is no record " + row);
    }
    return types.field(path[1], List.of(path[3]));
  }

  private Resolved missing(String type, String name, String message) {
    return check.context().external(name)
        ? Resolved.of(ValueType.ANY)
        : Resolved.none(message, check.context().hint(type, name));
  }
}
