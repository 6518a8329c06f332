package org.closedloop.localorg.site;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.platform.StubObjects;
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

  /** Variables of the platform that have no value here. */
  private static final Set<String> KNOWN =
      Set.of(
          "$action",
          "$api",
          "$asset",
          "$cache",
          "$component",
          "$componentlabel",
          "$fieldset",
          "$messagechannel",
          "$network",
          "$profile",
          "$recordtype",
          "$remoteaction",
          "$request",
          "$scontrol",
          "$setup",
          "$system",
          "$userrole");

  private PageGlobals() {}

  /** What is wrong with the path, or empty. */
  static Optional<PageProblem> problem(PageExpr.Path path, Schema schema) {
    String root = path.root().toLowerCase(Locale.ROOT);
    String member = path.nameAt(1);
    if (member == null) {
      return Optional.of(
          wrong(path.root() + " needs a member, for example " + path.root() + ".Name"));
    }
    switch (root) {
      case "$label":
        String label =
            "c".equalsIgnoreCase(member) && path.nameAt(2) != null ? path.nameAt(2) : member;
        if (path.nameAt(2) != null && !"c".equalsIgnoreCase(member)) {
          return Optional.of(packageLabel(member, path.nameAt(2)));
        }
        return unless(
            schema.label(label).isPresent(),
            label,
            "Field $Label." + label + " does not exist. Check spelling.");
      case "$page":
        return unless(schema.hasPage(member), member, "Page " + member + " does not exist");
      case "$resource":
        return unless(
            schema.hasStaticResource(member),
            member,
            "Static Resource named " + member + " does not exist. Check spelling.");
      case "$permission":
        return unless(
            schema.hasCustomPermission(member),
            member,
            "Field $Permission." + member + " does not exist. Check spelling.");
      case "$objecttype":
        return objectTypeProblem(path, schema);
      default:
        List<String> members = FIXED.get(root);
        if (members == null) {
          return Optional.of(
              KNOWN.contains(root)
                  ? PageProblem.lacking("the variable " + path.root())
                  : wrong("Unknown variable " + path.root() + ". Check spelling."));
        }
        if (fieldOf(root, member)) {
          return Optional.of(PageProblem.lacking(path.root() + "." + member));
        }
        return unless(
            members.stream().anyMatch(member::equalsIgnoreCase),
            member,
            "Field "
                + path.root()
                + "."
                + member
                + " does not exist. Known here: "
                + String.join(", ", new TreeSet<>(members)));
    }
  }

  /** Whether a field of the platform's, on which a variable is based, is not offered here. */
  private static boolean fieldOf(String root, String member) {
    String object =
        root.equals("$user") ? "User" : root.equals("$organization") ? "Organization" : "";
    return FIXED.get(root).stream().noneMatch(member::equalsIgnoreCase)
        && (StubObjects.get().hasMember(object, member)
            || root.equals("$user") && member.toLowerCase(Locale.ROOT).startsWith("uitheme"));
  }

  /** {@code $Label.Site.x} is the platform's; other prefixes are those of packages. */
  private static PageProblem packageLabel(String prefix, String label) {
    return prefix.equalsIgnoreCase("Site")
        ? PageProblem.lacking("the labels $Label.Site")
        : new PageProblem(
            "external-reference", "Field $Label." + prefix + "." + label + " does not exist.");
  }

  private static PageProblem wrong(String message) {
    return new PageProblem("page-variable", message);
  }

  private static Optional<PageProblem> unless(boolean good, String name, String problem) {
    return good
        ? Optional.empty()
        : Optional.of(PageProblem.unknown("page-variable", name, problem));
  }

  private static Optional<PageProblem> objectTypeProblem(PageExpr.Path path, Schema schema) {
    Optional<SObjectDef> object = schema.object(path.nameAt(1));
    if (object.isEmpty()) {
      return unless(
          false, path.nameAt(1), "sObject type '" + path.nameAt(1) + "' is not supported.");
    }
    try {
      objectType(path, schema);
      return Optional.empty();
    } catch (PageFailure e) {
      boolean lacking = e.getMessage().startsWith("The local org does not support");
      String field = path.nameAt(3);
      return Optional.of(
          lacking
              ? new PageProblem(PageProblem.LACKING, e.getMessage())
              : PageProblem.unknown("page-variable", field == null ? "" : field, e.getMessage()));
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
