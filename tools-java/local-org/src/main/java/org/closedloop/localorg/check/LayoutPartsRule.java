package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** What surrounds the fields of a page layout: related lists, buttons, actions, mini layout. */
final class LayoutPartsRule implements Rule {
  private static final Set<String> STANDARD_LISTS =
      Set.of(
          "RelatedHistoryList",
          "RelatedActivityList",
          "RelatedFileList",
          "RelatedContentNoteList",
          "RelatedNoteList",
          "RelatedAttachmentList",
          "RelatedEntityHistoryList",
          "RelatedOpportunityList",
          "RelatedCampaignList",
          "RelatedContactRoleList",
          "RelatedContactList",
          "RelatedOpportunityHistoryList",
          "RelatedCaseList",
          "RelatedCampaignMemberList",
          "RelatedCampaignHierarchyList",
          "RelatedEmailStatusList",
          "RelatedPartnerList",
          "RelatedCampaignMemberStatusList",
          "RelatedCommentsList",
          "RelatedSolutionList",
          "RelatedContractList",
          "RelatedOrderList",
          "RelatedAccountSalesTeam",
          "RelatedLineItemList",
          "RelatedCompetitorList",
          "RelatedProcessHistoryList",
          "RelatedProcessInstance",
          "RelatedEmailMessageList",
          "RelatedAssetList",
          "RelatedLeadList",
          "RelatedQuoteList",
          "RelatedAccountHierarchyList",
          "RelatedCaseTeamList",
          "RelatedEntitlementList");

  private static final Set<String> GLOBAL_ACTIONS =
      Set.of(
          "SendEmail",
          "NewTask",
          "LogACall",
          "NewEvent",
          "NewNote",
          "NewContact",
          "NewOpportunity",
          "NewCase",
          "NewLead",
          "NewAccount",
          "NewGroup",
          "Email",
          "CaseComment",
          "ChangeStatus",
          "ChangePriority",
          "SocialPost");

  private static final String FEED = "FeedItem.";

  @Override
  public Set<String> types() {
    return Set.of("Layout");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    int dash = c.fullName().indexOf('-');
    String object = dash < 0 ? "" : c.fullName().substring(0, dash);
    if (object.isEmpty() || !context.objectExists(object)) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (XmlElement related : c.xml().children("relatedLists")) {
      related(c, object, related, seen, context, out);
    }
    for (XmlElement button : c.xml().children("customButtons")) {
      if (CheckContext.isCustom(object)) {
        ScreenNames.requireComponent(
            c, button, "WebLink", object + "." + button.token(), context, out);
      }
    }
    for (XmlElement list : c.xml().children("quickActionList")) {
      for (XmlElement item : list.children("quickActionListItems")) {
        item.child("quickActionName").ifPresent(n -> action(c, n, context, out));
      }
    }
    for (XmlElement list : c.xml().children("platformActionList")) {
      for (XmlElement item : list.children("platformActionListItems")) {
        platformAction(c, object, item, context, out);
      }
    }
    for (XmlElement mini : c.xml().children("miniLayout")) {
      mini.children("fields").forEach(f -> ScreenNames.requireField(c, object, f, context, out));
    }
  }

  private static void related(
      Component c,
      String object,
      XmlElement related,
      Set<String> seen,
      CheckContext context,
      Findings out) {
    XmlElement at = related.child("relatedList").orElse(null);
    if (at == null) {
      return;
    }
    String name = at.token();
    if (!seen.add(name.toLowerCase(Locale.ROOT))) {
      out.refused("duplicate-related-list", c, at, "Duplicate related list: " + name);
    }
    int dot = name.indexOf('.');
    if (dot < 0) {
      standard(c, related, at, context, out);
      return;
    }
    String child = name.substring(0, dot);
    String field = name.substring(dot + 1);
    if (ScreenNames.foreign(child) || ScreenNames.foreign(field)) {
      return;
    }
    if (!leads(object, child, field, context)) {
      out.refused(
          "unknown-related-list",
          c,
          at,
          "Cannot find related list:" + name,
          hint(object, child, field, context));
      return;
    }
    for (XmlElement column : related.children("fields")) {
      column(c, child, child, column, name, context, out);
    }
    related.child("sortField").ifPresent(s -> column(c, child, child, s, name, context, out));
  }

  private static boolean leads(String object, String child, String field, CheckContext context) {
    if (!context.objectExists(child)) {
      return !CheckContext.isCustom(child);
    }
    FieldFacts facts = context.field(child, field).orElse(null);
    if (facts == null) {
      return !CheckContext.isCustom(child) && !CheckContext.isCustom(field);
    }
    return facts.referenceTo().isEmpty()
        ? facts.component() == null || facts.type().equals("MetadataRelationship")
        : facts.referenceTo().stream().anyMatch(object::equalsIgnoreCase);
  }

  private static String hint(String object, String child, String field, CheckContext context) {
    if (!context.objectExists(child)) {
      return context.hint("CustomObject", child);
    }
    return context
        .field(child, field)
        .map(f -> child + "." + field + " is no lookup to " + object)
        .orElseGet(() -> context.fieldHint(child, field));
  }

  private static void standard(
      Component c, XmlElement related, XmlElement at, CheckContext context, Findings out) {
    String name = at.token();
    if (!STANDARD_LISTS.contains(name)) {
      ScreenNames.nearlyKnown(
          "unknown-related-list",
          c,
          at,
          name,
          STANDARD_LISTS,
          "Cannot find related list:" + name,
          out);
      return;
    }
    if (ListColumns.of(name).isEmpty()) {
      return;
    }
    String object =
        switch (name) {
          case "RelatedContactList" -> "Contact";
          case "RelatedOpportunityList" -> "Opportunity";
          case "RelatedCaseList" -> "Case";
          case "RelatedActivityList", "RelatedHistoryList" -> "Task";
          default -> "";
        };
    for (XmlElement column : related.children("fields")) {
      if (!CheckContext.isCustom(column.token()) || !object.isEmpty()) {
        column(c, object, name, column, name, context, out);
      }
    }
  }

  private static void column(
      Component c,
      String object,
      String key,
      XmlElement at,
      String list,
      CheckContext context,
      Findings out) {
    String message = "Invalid field:" + at.token() + " in related list:" + list;
    ListColumns.check(c, object, at, key, message, context, out);
  }

  private static void platformAction(
      Component c, String object, XmlElement item, CheckContext context, Findings out) {
    XmlElement name = item.child("actionName").orElse(null);
    if (name == null) {
      return;
    }
    switch (item.token("actionType", "")) {
      case "QuickAction" -> action(c, name, context, out);
      case "CustomButton" -> {
        if (CheckContext.isCustom(object)) {
          ScreenNames.requireComponent(
              c, name, "WebLink", object + "." + name.token(), context, out);
        }
      }
      default -> {}
    }
  }

  /** A quick action of the project, or one that every org has. */
  static void action(Component c, XmlElement at, CheckContext context, Findings out) {
    String name = at.token();
    if (name.startsWith(FEED)
        || GLOBAL_ACTIONS.contains(name)
        || context.has("QuickAction", name)
        || ScreenNames.foreign(name)) {
      return;
    }
    int dot = name.indexOf('.');
    boolean standard = dot > 0 && !CheckContext.isCustom(name.substring(0, dot));
    String message = "In field: " + at.name() + " - no QuickAction named " + name + " found";
    if (!standard) {
      out.refused("unknown-reference", c, at, message, context.hint("QuickAction", name));
    } else if (!GLOBAL_ACTIONS.contains(name.substring(dot + 1))) {
      ScreenNames.nearlyKnown(
          "unknown-reference",
          c,
          at,
          name,
          context.after().ofType("QuickAction").stream().map(Component::fullName).toList(),
          message,
          out);
    }
  }
}
