package org.closedloop.localorg.formula;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.formula.FormulaScope.UnknownName;

/** The {@code $} globals: user, organisation, settings, custom metadata, permissions, labels. */
public final class GlobalScope {

  private static final List<String> NAMES =
      List.of(
          "$User",
          "$Profile",
          "$UserRole",
          "$Organization",
          "$Setup",
          "$CustomMetadata",
          "$Permission",
          "$Label",
          "$Api",
          "$System");

  private final Schema schema;

  public GlobalScope(Schema schema) {
    this.schema = schema;
  }

  /** Resolves a path whose first name starts with a dollar sign. */
  public FormulaRef resolve(List<String> path) {
    String root = path.get(0).toLowerCase(Locale.ROOT);
    return switch (root) {
      case "$user" -> record("User", path, c -> c.org().user().id());
      case "$profile" -> record("Profile", path, c -> c.org().user().profileId());
      case "$userrole" -> record("UserRole", path, c -> c.org().user().roleId());
      case "$organization" -> record("Organization", path, c -> c.org().org().id());
      case "$setup" -> setting(path);
      case "$custommetadata" -> customMetadata(path);
      case "$permission" -> permission(path);
      case "$label" -> label(path);
      case "$api" -> api(path);
      case "$system" -> system(path);
      case "$action",
          "$component",
          "$currentpage",
          "$objecttype",
          "$page",
          "$request",
          "$resource",
          "$sobjecttype",
          "$site",
          "$network",
          "$client",
          "$fieldset",
          "$credential",
          "$client_id" ->
          throw UnknownName.unsupported(path.get(0));
      default ->
          throw UnknownName.of(
              "Field " + String.join(".", path) + " does not exist. Check spelling.",
              path.get(0),
              NAMES);
    };
  }

  private interface IdOf {
    String get(FormulaContext c);
  }

  private FormulaRef record(String object, List<String> path, IdOf id) {
    SObjectDef def = schema.require(object);
    if (path.size() < 2) {
      throw UnknownName.of(
          "Field " + path.get(0) + " does not exist. Check spelling.", path.get(0), NAMES);
    }
    return RecordScope.path(
        schema,
        def,
        path,
        1,
        c -> {
          String key = id.get(c);
          return key == null ? null : c.records().row(def.name(), key);
        });
  }

  private FormulaRef setting(List<String> path) {
    need(path, 3, "$Setup.Setting__c.Field__c");
    SObjectDef def =
        schema
            .object(path.get(1))
            .filter(d -> d.kind() == SObjectDef.Kind.HIERARCHY_SETTING)
            .orElseThrow(
                () -> missing(path, path.get(1), names(SObjectDef.Kind.HIERARCHY_SETTING)));
    FieldDef field = field(def, path.get(2), path);
    return new FormulaRef(
        FormulaType.of(field.type()),
        field,
        c -> {
          SObjectValue row = c.org().setting(def.name());
          return row == null ? null : row.get(field.name());
        });
  }

  private FormulaRef customMetadata(List<String> path) {
    need(path, 4, "$CustomMetadata.Type__mdt.Record.Field__c");
    SObjectDef def =
        schema
            .object(path.get(1))
            .filter(d -> d.kind() == SObjectDef.Kind.CUSTOM_METADATA)
            .orElseThrow(() -> missing(path, path.get(1), names(SObjectDef.Kind.CUSTOM_METADATA)));
    FieldDef field = field(def, path.get(3), path);
    String record = path.get(2);
    return new FormulaRef(
        FormulaType.of(field.type()),
        field,
        c -> {
          SObjectValue row = c.org().customMetadata(def.name(), record);
          if (row == null) {
            throw new FormulaFailure("no record " + record + " of " + def.name());
          }
          return row.get(field.name());
        });
  }

  private FormulaRef permission(List<String> path) {
    need(path, 2, "$Permission.Name");
    if (!schema.hasCustomPermission(path.get(1))) {
      throw missing(path, path.get(1), List.of());
    }
    return new FormulaRef(FormulaType.BOOLEAN, null, c -> c.org().customPermission(path.get(1)));
  }

  private FormulaRef label(List<String> path) {
    need(path, 2, "$Label.Name");
    if (schema.label(path.get(1)).isEmpty()) {
      throw missing(path, path.get(1), List.of());
    }
    return new FormulaRef(
        FormulaType.TEXT, null, c -> Optional.ofNullable(c.org().label(path.get(1))).orElse(""));
  }

  private FormulaRef api(List<String> path) {
    need(path, 2, "$Api.Name");
    String name = path.get(1).toLowerCase(Locale.ROOT);
    if (name.equals("session_id")) {
      return new FormulaRef(FormulaType.TEXT, null, c -> c.org().user().sessionId());
    }
    if (name.startsWith("partner_server_url_") || name.startsWith("enterprise_server_url_")) {
      boolean partner = name.startsWith("partner");
      String digits = name.substring(name.lastIndexOf('_') + 1);
      String version = digits.length() < 2 ? digits : digits.substring(0, digits.length() - 1);
      return new FormulaRef(
          FormulaType.TEXT,
          null,
          c -> {
            String org = c.org().org().id();
            return c.org().org().baseUrl()
                + "/services/Soap/"
                + (partner ? "u/" : "c/")
                + version
                + ".0/"
                + (org.length() > 15 ? org.substring(0, 15) : org);
          });
    }
    throw missing(path, path.get(1), List.of("Session_ID"));
  }

  private FormulaRef system(List<String> path) {
    need(path, 2, "$System.OriginDateTime");
    if (path.get(1).equalsIgnoreCase("OriginDateTime")) {
      java.time.Instant origin = java.time.Instant.parse("1900-01-01T00:00:00Z");
      return new FormulaRef(FormulaType.DATETIME, null, c -> origin);
    }
    throw missing(path, path.get(1), List.of("OriginDateTime"));
  }

  private List<String> names(SObjectDef.Kind kind) {
    return schema.objects().stream().filter(o -> o.kind() == kind).map(SObjectDef::name).toList();
  }

  private static FieldDef field(SObjectDef def, String name, List<String> path) {
    return def.field(name)
        .orElseThrow(() -> missing(path, name, def.fields().stream().map(FieldDef::name).toList()));
  }

  private static void need(List<String> path, int size, String form) {
    if (path.size() != size) {
      throw UnknownName.of(
          "Field " + String.join(".", path) + " does not exist. Expected the form " + form + ".",
          path.get(0),
          List.of());
    }
  }

  private static UnknownName missing(List<String> path, String name, List<String> candidates) {
    return UnknownName.of(
        "Field " + String.join(".", path) + " does not exist. Check spelling.", name, candidates);
  }
}
