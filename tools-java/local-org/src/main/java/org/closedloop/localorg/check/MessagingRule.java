package org.closedloop.localorg.check;

import java.util.List;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** E-mail alerts and templates, folders of what is kept in folders. */
final class MessagingRule implements Rule {
  private static final int MAX_CC = 5;
  private static final int MAX_SUBJECT = 230;

  @Override
  public Set<String> types() {
    return Set.of(
        "WorkflowAlert",
        "EmailTemplate",
        "Report",
        "Dashboard",
        "CustomNotificationType",
        "StaticResource");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    switch (c.type()) {
      case "WorkflowAlert" -> alert(c, context, out);
      case "EmailTemplate" -> {
        folder(c, "EmailFolder", context, out);
        template(c, out);
      }
      case "CustomNotificationType" -> notification(c, out);
      case "StaticResource" -> resource(c, out);
      case "Report" -> folder(c, "ReportFolder", context, out);
      case "Dashboard" -> folder(c, "DashboardFolder", context, out);
      default -> {}
    }
  }

  private static void alert(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    String object = c.parentName();
    if (!context.objectExists(object)) {
      out.refused("unknown-object", c, xml, "There is no object " + object);
    }
    xml.child("template")
        .filter(t -> !t.token().startsWith("unfiled$public/"))
        .filter(t -> !context.has("EmailTemplate", t.token()))
        .ifPresent(
            t ->
                out.refused(
                    "unknown-reference",
                    c,
                    t,
                    "In field: template - no EmailTemplate named " + t.token() + " found",
                    context.hint("EmailTemplate", t.token())));
    List<XmlElement> copies = xml.children("ccEmails");
    if (copies.size() > MAX_CC) {
      out.refused("too-many", c, copies.get(MAX_CC), "An alert has at most 5 ccEmails");
    }
    if (copies.isEmpty() && !xml.has("recipients")) {
      out.refused("missing-attribute", c, xml, "An alert needs a recipient or a ccEmails address");
    }
    for (XmlElement recipient : xml.children("recipients")) {
      recipient.child("field").ifPresent(f -> context.requireField(object, f, f.token()));
    }
  }

  private static void notification(Component c, Findings out) {
    XmlElement xml = c.xml();
    if (!xml.bool("desktop", false) && !xml.bool("mobile", false) && !xml.bool("slack", false)) {
      out.refused(
          "missing-attribute",
          c,
          xml.child("desktop").orElse(xml),
          "A notification type needs a channel: desktop or mobile");
    }
  }

  private static void resource(Component c, Findings out) {
    c.xml()
        .child("contentType")
        .filter(t -> !t.token().matches("[\\w.+-]+/[\\w.+-]+(\\s*;.*)?"))
        .ifPresent(
            t ->
                out.refused(
                    "bad-value",
                    c,
                    t,
                    "Invalid content type: " + t.token(),
                    "such as text/css or application/zip"));
  }

  private static void template(Component c, Findings out) {
    String subject = c.xml().token("subject", "");
    if (subject.length() > MAX_SUBJECT) {
      out.refused(
          "too-long",
          c,
          c.xml().child("subject").get(),
          "subject is " + subject.length() + " characters long, at most 230 are allowed");
    }
    letterhead(c, out);
    mergeFields(c, out);
    String ui = c.xml().token("uiType", "Aloha");
    if (!ui.equals("Aloha")) {
      out.refused(
          "unsupported-template",
          c,
          c.xml().child("uiType").get(),
          "Lightning e-mail templates are not supported by the local org",
          "write a classic template");
    }
    if (c.xml().token("type", "").equals("visualforce")) {
      out.refused(
          "unsupported-template",
          c,
          c.xml().child("type").get(),
          "Visualforce e-mail templates are not supported by the local org");
    }
  }

  /** Type, style and letterhead of a classic template go together. */
  private static void letterhead(Component c, Findings out) {
    XmlElement xml = c.xml();
    String type = xml.token("type", "");
    XmlElement style = xml.child("style").orElse(xml);
    if (type.equals("html") && !xml.has("letterhead")) {
      out.refused(
          "missing-attribute",
          c,
          xml.child("type").orElse(xml),
          "A template of type html needs a letterhead",
          "or the type custom");
    } else if (!type.equals("html") && xml.has("style") && !style.token().equals("none")) {
      out.refused("bad-value", c, style, "A template of type " + type + " has the style none");
    }
  }

  /** Merge fields of Lightning templates stay as they are in a classic one. */
  private static void mergeFields(Component c, Findings out) {
    if (!c.xml().token("uiType", "Aloha").equals("Aloha")) {
      return;
    }
    for (String element : new String[] {"subject", "textOnly"}) {
      c.xml()
          .child(element)
          .filter(e -> e.text().contains("{{{"))
          .ifPresent(
              e ->
                  out.wrong(
                      "bad-expression",
                      c,
                      e,
                      "Classic templates do not fill in {{{…}}}",
                      "write {!Contact.FirstName}"));
    }
  }

  private static void folder(Component c, String folderType, CheckContext context, Findings out) {
    int slash = c.fullName().lastIndexOf('/');
    String folder = slash < 0 ? "" : c.fullName().substring(0, slash);
    if (!folder.startsWith("unfiled$public")
        && !ScreenNames.foreign(folder)
        && !context.has(folderType, folder)) {
      out.refused(
          "unknown-folder",
          c,
          c.xml(),
          "Cannot find folder:" + folder,
          context.hint(folderType, folder));
    }
  }
}
