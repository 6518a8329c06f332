package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Queues, groups, roles, custom permissions, event subscriptions, channels and callout targets. */
final class ServiceRule implements Rule {
  private static final int MAX_DESCRIPTION = 255;
  private static final int MAX_LABEL = 80;
  private static final int MAX_BATCH = 2000;
  private static final int MAX_PARTITIONS = 10;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s/]+.*");
  private static final Pattern SITE =
      Pattern.compile("(?i)(?:(?:https?|wss?)://|\\*\\.)?[^\\s/]+.*");
  private static final Pattern ON_EVENT =
      Pattern.compile("(?i)\\btrigger\\s+\\w+\\s+on\\s+\\w+(?:__e|Event)\\b");
  private static final Set<String> DIRECTIVES =
      Set.of(
          "isApplicableToConnectSrc",
          "isApplicableToFontSrc",
          "isApplicableToFrameSrc",
          "isApplicableToImgSrc",
          "isApplicableToMediaSrc",
          "isApplicableToStyleSrc");

  @Override
  public Set<String> types() {
    return Set.of(
        "Queue",
        "Group",
        "Role",
        "CustomPermission",
        "PlatformEventSubscriberConfig",
        "PlatformEventChannelMember",
        "RemoteSiteSetting",
        "CspTrustedSite",
        "NamedCredential",
        "ConnectedApp");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    Lengths.filled(c, xml, "name", out);
    Lengths.filled(c, xml, "label", out);
    Lengths.filled(c, xml, "masterLabel", out);
    Lengths.limit(c, xml, "label", MAX_LABEL, out);
    switch (c.type()) {
      case "Queue" -> queue(c, context, out);
      case "Role" -> xml.child("parentRole").ifPresent(p -> component(c, p, "Role", context, out));
      case "CustomPermission" -> permission(c, context, out);
      case "PlatformEventSubscriberConfig" -> subscription(c, context, out);
      case "PlatformEventChannelMember" -> member(c, context, out);
      case "RemoteSiteSetting" -> url(c, "url", WEB, out);
      case "CspTrustedSite" -> trustedSite(c, out);
      case "NamedCredential" -> credential(c, context, out);
      case "ConnectedApp" -> email(c, "contactEmail", out);
      default -> {}
    }
  }

  private static void component(
      Component c, XmlElement at, String type, CheckContext context, Findings out) {
    if (!at.token().isEmpty() && !context.refers(type, at.token())) {
      out.refused(
          "unknown-reference",
          c,
          at,
          "In field: " + at.name() + " - no " + type + " named " + at.token() + " found",
          context.hint(type, at.token()));
    }
  }

  private static void queue(Component c, CheckContext context, Findings out) {
    email(c, "email", out);
    Set<String> seen = new HashSet<>();
    for (XmlElement q : c.xml().children("queueSobject")) {
      XmlElement at = q.child("sobjectType").orElse(null);
      if (at == null) {
        continue;
      }
      String object = at.token();
      if (!seen.add(object.toLowerCase(Locale.ROOT))) {
        out.wrong("duplicate-entry", c, at, object + " is listed twice");
      }
      if (!context.objectExists(object)) {
        out.refused(
            "unknown-object",
            c,
            at,
            "In field: sobjectType - no CustomObject named " + object + " found",
            context.hint("CustomObject", object));
      } else if (object.endsWith("__mdt")
          || object.endsWith("__e")
          || FieldHomeRule.setting(object, context)) {
        out.refused("bad-queue", c, at, object + " has no owner");
      } else if (context.after().childrenOf("CustomField", object).stream()
          .anyMatch(f -> FieldFacts.of(f).masterDetail())) {
        out.refused(
            "bad-queue", c, at, object + " belongs to a master and has no owner of its own");
      }
    }
    for (XmlElement members : c.xml().children("queueMembers")) {
      members
          .child("publicGroups")
          .ifPresent(
              g ->
                  g.children("publicGroup")
                      .forEach(name -> component(c, name, "Group", context, out)));
    }
  }

  private static void permission(Component c, CheckContext context, Findings out) {
    Lengths.limit(c, c.xml(), "description", MAX_DESCRIPTION, out);
    for (XmlElement required : c.xml().children("requiredPermission")) {
      XmlElement at = required.child("customPermission").orElse(null);
      if (at == null) {
        continue;
      }
      component(c, at, "CustomPermission", context, out);
      if (at.token().equalsIgnoreCase(c.fullName())) {
        out.refused("bad-reference", c, at, "A custom permission cannot require itself");
      }
    }
  }

  private static void subscription(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    range(c, "batchSize", MAX_BATCH, out);
    range(c, "numPartitions", MAX_PARTITIONS, out);
    xml.child("platformEventConsumer")
        .ifPresent(
            at -> {
              Component trigger = context.find("ApexTrigger", at.token()).orElse(null);
              if (trigger == null) {
                component(c, at, "ApexTrigger", context, out);
              } else if (trigger.contentText() != null
                  && !ON_EVENT.matcher(trigger.contentText()).find()) {
                out.refused(
                    "bad-reference", c, at, at.token() + " is no trigger on a platform event");
              }
            });
    xml.child("user")
        .filter(u -> !u.token().isEmpty() && !EMAIL.matcher(u.token()).matches())
        .ifPresent(
            u ->
                out.refused(
                    "bad-value", c, u, "'" + u.token() + "' is no user name", "name@domain"));
    for (Component other : context.after().ofType("PlatformEventSubscriberConfig")) {
      if (!other.key().equals(c.key())
          && other
              .xml()
              .token("platformEventConsumer", "")
              .equalsIgnoreCase(xml.token("platformEventConsumer", "?"))) {
        out.refused(
            "duplicate-value",
            c,
            FieldAttributeRule.at(xml, "platformEventConsumer"),
            "There is already a configuration for the subscriber: " + other.fullName());
      }
    }
  }

  private static void range(Component c, String element, int max, Findings out) {
    XmlElement at = c.xml().child(element).orElse(null);
    if (at == null) {
      return;
    }
    int value = c.xml().integer(element, 0);
    if (value < 1 || value > max) {
      out.refused(
          "bad-value", c, at, element + " must be between 1 and " + max + ", not " + at.token());
    }
  }

  private static void member(Component c, CheckContext context, Findings out) {
    XmlElement at = c.xml().child("selectedEntity").orElse(null);
    if (at == null) {
      return;
    }
    String entity = at.token();
    String object =
        entity.endsWith("__ChangeEvent")
            ? entity.replaceAll("__ChangeEvent$", "__c")
            : entity.replaceAll("ChangeEvent$", "");
    if (!context.objectExists(object)) {
      out.refused(
          "unknown-object",
          c,
          at,
          "In field: selectedEntity - no entity named " + entity + " found",
          context.hint("CustomObject", object));
    }
    c.xml()
        .child("eventChannel")
        .filter(e -> e.token().endsWith("__chn"))
        .ifPresent(e -> component(c, e, "PlatformEventChannel", context, out));
  }

  private static void url(Component c, String element, Pattern form, Findings out) {
    c.xml()
        .child(element)
        .filter(u -> !form.matcher(u.token()).matches())
        .ifPresent(
            u -> out.refused("bad-value", c, u, "'" + u.token() + "' is no URL", "https://host"));
  }

  private static void email(Component c, String element, Findings out) {
    c.xml()
        .child(element)
        .filter(e -> !e.token().isEmpty() && !EMAIL.matcher(e.token()).matches())
        .ifPresent(e -> out.refused("bad-value", c, e, "invalid email address: " + e.token()));
  }

  /** Files older than the directives name none. */
  private static void trustedSite(Component c, Findings out) {
    url(c, "endpointUrl", SITE, out);
    boolean written = DIRECTIVES.stream().anyMatch(c.xml()::has);
    if (written && DIRECTIVES.stream().noneMatch(d -> c.xml().bool(d, false))) {
      out.refused("missing-attribute", c, c.xml(), "A trusted site needs at least one directive");
    }
  }

  private static void credential(Component c, CheckContext context, Findings out) {
    url(c, "endpoint", WEB, out);
    for (XmlElement p : c.xml().children("namedCredentialParameters")) {
      p.child("externalCredential")
          .ifPresent(e -> component(c, e, "ExternalCredential", context, out));
      if (p.token("parameterType", "").equals("Url")) {
        p.child("parameterValue")
            .filter(v -> !WEB.matcher(v.token()).matches())
            .ifPresent(
                v ->
                    out.refused(
                        "bad-value", c, v, "'" + v.token() + "' is no URL", "https://host"));
      }
    }
    String type = c.xml().token("namedCredentialType", "Legacy");
    if (type.equals("SecuredEndpoint") && !c.xml().has("namedCredentialParameters")) {
      out.refused(
          "missing-attribute", c, c.xml(), "A SecuredEndpoint needs namedCredentialParameters");
    }
  }
}
