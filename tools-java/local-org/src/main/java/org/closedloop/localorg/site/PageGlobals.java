package org.closedloop.localorg.site;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;

/**
 * The global variables of page expressions: what each is called, which members it has, and their
 * values in a request.
 */
final class PageGlobals {

  private static final Map<String, List<String>> FIXED =
      Map.of(
          "$user",
          List.of(
              "Id",
              "Username",
              "FirstName",
              "LastName",
              "Name",
              "Email",
              "ProfileId",
              "UserRoleId",
              "UserType",
              "LanguageLocaleKey",
              "TimeZoneSidKey",
              "LocaleSidKey"),
          "$organization",
          List.of("Id", "Name"),
          "$site",
          List.of("Name", "Prefix", "BaseUrl", "BaseSecureUrl", "Domain"),
          "$currentpage",
          List.of("Name", "URL", "parameters"));

  private PageGlobals() {}

  /** What is wrong with the path, or empty. */
  static Optional<String> problem(PageExpr.Path path, Schema schema) {
    String root = path.root().toLowerCase(Locale.ROOT);
    String member = path.nameAt(1);
    if (member == null) {
      return Optional.of(path.root() + " needs a member, for example " + path.root() + ".Name");
    }
    switch (root) {
      case "$label":
        String label =
            "c".equalsIgnoreCase(member) && path.nameAt(2) != null ? path.nameAt(2) : member;
        return unless(
            schema.label(label).isPresent(),
            "Field $Label." + label + " does not exist. Check spelling.");
      case "$page":
        return unless(schema.hasPage(member), "Page " + member + " does not exist");
      case "$resource":
        return unless(
            schema.hasStaticResource(member),
            "Static Resource named " + member + " does not exist. Check spelling.");
      case "$permission":
        return unless(
            schema.hasCustomPermission(member),
            "Field $Permission." + member + " does not exist. Check spelling.");
      case "$objecttype":
        return objectTypeProblem(path, schema);
      default:
        List<String> members = FIXED.get(root);
        if (members == null) {
          return Optional.of("The local org does not support the variable " + path.root());
        }
        return unless(
            members.stream().anyMatch(member::equalsIgnoreCase),
            "Field "
                + path.root()
                + "."
                + member
                + " does not exist. Known here: "
                + String.join(", ", new TreeSet<>(members)));
    }
  }

  private static Optional<String> unless(boolean good, String problem) {
    return good ? Optional.empty() : Optional.of(problem);
  }

  private static Optional<String> objectTypeProblem(PageExpr.Path path, Schema schema) {
    Optional<SObjectDef> object = schema.object(path.nameAt(1));
    if (object.isEmpty()) {
      return Optional.of("sObject type '" + path.nameAt(1) + "' is not supported.");
    }
    try {
      objectType(path, schema);
      return Optional.empty();
    } catch (PageFailure e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Object objectType(PageExpr.Path path, Schema schema) {
    SObjectDef object = schema.require(path.nameAt(1));
    String what = String.valueOf(path.nameAt(2)).toLowerCase(Locale.ROOT);
    switch (what) {
      case "label":
        return object.label();
      case "labelplural":
        return object.pluralLabel();
      case "name":
        return object.name();
      case "keyprefix":
        return object.keyPrefix();
      case "fields":
        FieldDef f =
            object
                .field(String.valueOf(path.nameAt(3)))
                .orElseThrow(
                    () ->
                        new PageFailure(
                            "Invalid field " + path.nameAt(3) + " for SObject " + object.name()));
        return fieldProperty(f, String.valueOf(path.nameAt(4)));
      default:
        throw new PageFailure("The local org does not support $ObjectType property " + what);
    }
  }

  private static Object fieldProperty(FieldDef f, String property) {
    return switch (property.toLowerCase(Locale.ROOT)) {
      case "label" -> f.label();
      case "name" -> f.name();
      case "inlinehelptext" -> f.inlineHelpText();
      case "length" -> f.length();
      default -> throw new PageFailure("The local org does not support field property " + property);
    };
  }

  /**
   * The value of a checked path.
   *
   * @param prefix path before page names, for example {@code /survey} or {@code /apex}
   */
  static Object value(PageExpr.Path path, ApexHost host, PageAddress address) {
    String member = path.nameAt(1);
    switch (path.root().toLowerCase(Locale.ROOT)) {
      case "$label":
        boolean namespaced = "c".equalsIgnoreCase(member) && path.nameAt(2) != null;
        return host.config().label(namespaced ? path.nameAt(2) : member);
      case "$page":
        return address.page(member);
      case "$resource":
        return address.resource(member);
      case "$permission":
        return host.access().customPermission(member);
      case "$objecttype":
        return objectType(path, host.schema());
      case "$user":
        return user(host.user(), member);
      case "$organization":
        OrgInfo org = host.org();
        return member.equalsIgnoreCase("Id") ? org.id() : org.name();
      case "$site":
        return address.site(member);
      default:
        if (member.equalsIgnoreCase("Name")) {
          return address.pageName();
        }
        return member.equalsIgnoreCase("URL") ? host.page().url() : parameter(path, host);
    }
  }

  private static Object parameter(PageExpr.Path path, ApexHost host) {
    String name = path.nameAt(2);
    return name == null ? host.page().parameters() : host.page().parameters().get(name);
  }

  private static Object user(UserContext u, String member) {
    return switch (member.toLowerCase(Locale.ROOT)) {
      case "id" -> u.id();
      case "username" -> u.username();
      case "firstname" -> u.firstName();
      case "lastname" -> u.lastName();
      case "name" -> u.name();
      case "email" -> u.email();
      case "profileid" -> u.profileId();
      case "userroleid" -> u.roleId();
      case "usertype" -> u.userType();
      case "languagelocalekey" -> u.language();
      case "timezonesidkey" -> u.zone().getId();
      default -> u.locale().toString();
    };
  }
}
