package org.closedloop.localorg.check.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Inputs of the platform's own actions, with the version from which each exists. */
final class StandardActions {

  /**
   * One action.
   *
   * @param name fixed actionName, or null when the name says what is acted on
   * @param inputs name to first version
   */
  private record Action(String name, Map<String, Integer> inputs, List<String> required) {}

  private static final Map<String, Action> KNOWN = new TreeMap<>();

  static {
    KNOWN.put("emailSimple", new Action("emailSimple", email(), List.of()));
    KNOWN.put(
        "customNotificationAction",
        new Action(
            "customNotificationAction",
            since(
                0,
                "customNotifTypeId",
                "recipientIds",
                "title",
                "body",
                "targetId",
                "targetPageRef",
                "senderId"),
            List.of("customNotifTypeId", "recipientIds", "title", "body")));
    KNOWN.put(
        "chatterPost",
        new Action(
            "chatterPost",
            since(0, "text", "subjectNameOrId", "type", "communityId", "visibility"),
            List.of("text", "subjectNameOrId")));
    KNOWN.put(
        "submit",
        new Action(
            "submit",
            since(
                0,
                "objectId",
                "comment",
                "nextApproverIds",
                "processDefinitionNameOrId",
                "skipEntryCriteria",
                "submitterId"),
            List.of("objectId")));
    KNOWN.put("emailAlert", new Action(null, since(0, "SObjectRowId"), List.of("SObjectRowId")));
  }

  private StandardActions() {}

  private static Map<String, Integer> since(int version, String... names) {
    Map<String, Integer> out = new LinkedHashMap<>();
    for (String n : names) {
      out.put(n, version);
    }
    return out;
  }

  private static Map<String, Integer> email() {
    Map<String, Integer> out =
        since(
            0,
            "emailSubject",
            "emailBody",
            "emailAddresses",
            "emailAddressesArray",
            "senderType",
            "senderAddress",
            "sendRichBody",
            "useLineBreaks",
            "relatedRecordId",
            "recipientId",
            "emailTemplateId",
            "logEmailOnSend",
            "addThreadingTokenToBody",
            "addThreadingTokenToSubject");
    out.putAll(
        since(
            64,
            "ccRecipientAddressList",
            "ccRecipientAddressCollection",
            "bccRecipientAddressList",
            "bccRecipientAddressCollection"));
    out.putAll(since(65, "recipientAddresses", "ccAddresses", "bccAddresses"));
    return out;
  }

  static void check(FlowCheck check, XmlElement action, String type) {
    Action known = KNOWN.get(type);
    if (known == null) {
      return;
    }
    XmlElement name = action.child("actionName").orElse(action);
    if (known.name() != null && !known.name().equals(name.token())) {
      check.refused(
          "unknown-action",
          name,
          "There is no action " + name.token() + " of type " + type,
          "write " + known.name());
    }
    List<String> given = new ArrayList<>();
    for (XmlElement in : action.children("inputParameters")) {
      XmlElement at = in.child("name").orElse(in);
      given.add(at.token());
      input(check, at, type, known);
    }
    if (!known.inputs().keySet().containsAll(given)) {
      // What is missing may be what was misspelt.
      return;
    }
    for (String needed : known.required()) {
      if (!given.contains(needed)) {
        check.refused("missing-parameter", action, "Missing required input parameter: " + needed);
      }
    }
    if (type.equals("emailSimple")) {
      email(check, action, given);
    }
  }

  private static void input(FlowCheck check, XmlElement at, String type, Action known) {
    Integer since = known.inputs().get(at.token());
    if (since == null) {
      check.refused(
          "unknown-parameter",
          at,
          "The action " + type + " has no input " + at.token(),
          NearestName.hint(at.token(), known.inputs().keySet()));
    } else if (check.flow().version() < since) {
      check.refused(
          "unknown-parameter",
          at,
          "The input " + at.token() + " of " + type + " came with version " + since + ".0");
    }
  }

  private static void email(FlowCheck check, XmlElement action, List<String> given) {
    boolean template = given.contains("emailTemplateId");
    for (String needed : List.of("emailSubject", "emailBody")) {
      if (!template && !given.contains(needed)) {
        check.refused("missing-parameter", action, "Missing required input parameter: " + needed);
      }
    }
    if (template && !given.contains("recipientId")) {
      check.wrong(
          "missing-parameter",
          action,
          "An email template needs a recipientId",
          "a contact or lead");
    }
    boolean someone =
        given.stream().anyMatch(n -> n.matches("(?i).*(recipient|addresses|emailAddresses).*"));
    if (!someone) {
      check.wrong(
          "missing-parameter",
          action,
          "The mail has no recipient",
          "emailAddresses or recipientId");
    }
    if (!action.token("flowTransactionModel", "CurrentTransaction").equals("CurrentTransaction")) {
      check.refused(
          "bad-action",
          action.child("flowTransactionModel").orElse(action),
          "The action 'EMAILSIMPLE' only supports 'CurrentTransaction'");
    }
  }
}
