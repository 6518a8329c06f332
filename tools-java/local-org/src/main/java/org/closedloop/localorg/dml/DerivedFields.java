package org.closedloop.localorg.dml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.schema.StatusTraits;
import org.closedloop.localorg.store.Row;

/** Fields of standard objects that follow from others: names, stages, statuses, accounts. */
final class DerivedFields {

  private final RequestScope scope;

  DerivedFields(RequestScope scope) {
    this.scope = scope;
  }

  void apply(SaveRow row) {
    SObjectValue r = row.next;
    switch (r.type().name()) {
      case "Contact", "Lead", "User", "Individual" -> {
        r.put("Name", join(r.get("FirstName"), r.get("LastName")));
        if (r.type().name().equals("User")) {
          user(r);
        } else if (r.type().name().equals("Lead")) {
          r.put("IsConverted", Boolean.TRUE.equals(r.get("IsConverted")));
        } else if (r.type().name().equals("Contact")) {
          r.put("IsEmailBounced", r.get("EmailBouncedDate") != null);
        }
      }
      case "Opportunity" -> opportunity(row);
      case "Case" -> caseFields(row);
      case "Task" -> task(row);
      case "Event" -> event(r);
      case "OpportunityLineItem" -> lineItem(row);
      case "PricebookEntry" -> pricebookEntry(r);
      case "ContentDistribution" -> distribution(row);
      default -> {
        // nothing follows
      }
    }
  }

  /** Addresses of a published file; nothing is served under them here. */
  private void distribution(SaveRow row) {
    SObjectValue r = row.next;
    Row version = stored("ContentVersion", r.get("ContentVersionId"));
    if (version == null || row.prior != null) {
      return;
    }
    String id = version.id();
    String base = scope.org().baseUrl() + "/sfc/dist/version/";
    r.put("ContentDocumentId", version.get("ContentDocumentId"));
    r.put("DistributionPublicUrl", scope.org().baseUrl() + "/sfc/p/#" + id);
    r.put("ContentDownloadUrl", base + "download/?ids=" + id);
    r.put("PdfDownloadUrl", base + "renditionDownload/?rendition=PDF&versionId=" + id);
  }

  private Row stored(String object, Object id) {
    return id == null ? null : scope.transaction().get(object, id.toString());
  }

  private static String join(Object first, Object last) {
    String f = first == null ? "" : first.toString();
    String l = last == null ? "" : last.toString();
    String name = (f + " " + l).strip();
    return name.isEmpty() ? null : name;
  }

  private static void user(SObjectValue r) {
    if (r.get("UserType") == null) {
      r.put("UserType", "Standard");
    }
    if (r.get("CommunityNickname") == null && r.get("Username") != null) {
      String name = r.get("Username").toString();
      r.put("CommunityNickname", name.length() > 40 ? name.substring(0, 40) : name);
    }
  }

  private void opportunity(SaveRow row) {
    SObjectValue r = row.next;
    String stage = (String) r.get("StageName");
    StatusTraits.Stage traits = scope.schema().traits().stage(stage);
    boolean moved = row.prior == null || !Objects.equals(stage, row.prior.get("StageName"));
    r.put("IsClosed", traits.closed());
    r.put("IsWon", traits.won());
    if (moved) {
      if (!changedByCaller(row, "Probability")) {
        r.put("Probability", BigDecimal.valueOf(traits.probability()));
      }
      if (!changedByCaller(row, "ForecastCategoryName")) {
        r.put("ForecastCategoryName", traits.forecast());
      }
      r.put("LastStageChangeDate", row.prior == null ? null : scope.now());
    }
    Object category = r.get("ForecastCategoryName");
    r.put(
        "ForecastCategory",
        category == null
            ? null
            : switch (category.toString()) {
              case "Best Case" -> "BestCase";
              case "Most Likely" -> "MostLikely";
              case "Commit" -> "Forecast";
              default -> category;
            });
    BigDecimal amount = (BigDecimal) r.get("Amount");
    BigDecimal probability = (BigDecimal) r.get("Probability");
    r.put(
        "ExpectedRevenue",
        amount == null || probability == null
            ? null
            : amount
                .multiply(probability)
                .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP));
    if (r.get("CloseDate") instanceof LocalDate close) {
      int quarter = (close.getMonthValue() - 1) / 3 + 1;
      r.put("FiscalYear", close.getYear());
      r.put("FiscalQuarter", quarter);
      r.put("Fiscal", close.getYear() + " " + quarter);
    }
  }

  private static boolean changedByCaller(SaveRow row, String field) {
    Object now = row.next.get(field);
    Object before = row.prior == null ? null : row.prior.get(field);
    return row.prior == null ? row.given.contains(field) && now != null : !sameValue(now, before);
  }

  private static boolean sameValue(Object a, Object b) {
    return a instanceof BigDecimal x && b instanceof BigDecimal y
        ? x.compareTo(y) == 0
        : Objects.equals(a, b);
  }

  private void caseFields(SaveRow row) {
    SObjectValue r = row.next;
    boolean closed = scope.schema().traits().caseClosed((String) r.get("Status"));
    boolean was = row.prior != null && Boolean.TRUE.equals(row.prior.get("IsClosed"));
    r.put("IsClosed", closed);
    if (!closed) {
      r.put("ClosedDate", null);
    } else if (!was || r.get("ClosedDate") == null) {
      r.put("ClosedDate", scope.now());
    }
    Row contact = row(r.get("ContactId"));
    if (row.prior == null && r.get("AccountId") == null && contact != null) {
      r.put("AccountId", contact.get("AccountId"));
    }
    r.put("ContactEmail", contact == null ? null : contact.get("Email"));
    r.put("ContactPhone", contact == null ? null : contact.get("Phone"));
    r.put("ContactMobile", contact == null ? null : contact.get("MobilePhone"));
    r.put("ContactFax", contact == null ? null : contact.get("Fax"));
  }

  private void task(SaveRow row) {
    SObjectValue r = row.next;
    boolean closed = scope.schema().traits().taskClosed((String) r.get("Status"));
    boolean was = row.prior != null && Boolean.TRUE.equals(row.prior.get("IsClosed"));
    r.put("IsClosed", closed);
    if (!closed) {
      r.put("CompletedDateTime", null);
    } else if (!was) {
      r.put("CompletedDateTime", scope.now());
    }
    r.put("IsHighPriority", "High".equals(r.get("Priority")));
    r.put("AccountId", account(r));
    r.put("WhoCount", r.get("WhoId") == null ? 0 : 1);
    r.put("WhatCount", r.get("WhatId") == null ? 0 : 1);
  }

  private void event(SObjectValue r) {
    r.put("AccountId", account(r));
    Object start =
        r.get("StartDateTime") != null ? r.get("StartDateTime") : r.get("ActivityDateTime");
    if (start instanceof Instant from) {
      r.put("StartDateTime", from);
      r.put("ActivityDateTime", from);
      r.put("ActivityDate", LocalDate.ofInstant(from, zone()));
      if (r.get("EndDateTime") instanceof Instant to) {
        r.put("DurationInMinutes", (int) Duration.between(from, to).toMinutes());
      } else if (r.get("DurationInMinutes") instanceof Integer minutes) {
        r.put("EndDateTime", from.plus(Duration.ofMinutes(minutes)));
      }
      r.put(
          "EndDate",
          r.get("EndDateTime") instanceof Instant to
              ? LocalDate.ofInstant(to, ZoneOffset.UTC)
              : null);
    }
  }

  private ZoneId zone() {
    return scope.user().zone();
  }

  /** The account behind an activity: of what it is about, else of whom. */
  private Object account(SObjectValue activity) {
    Row what = row(activity.get("WhatId"));
    if (what != null) {
      if (what.object().equals("Account")) {
        return what.id();
      }
      Object account = accountOf(what);
      if (account != null) {
        return account;
      }
    }
    Row who = row(activity.get("WhoId"));
    return who == null ? null : who.get("AccountId");
  }

  /** Standard objects have AccountId; details of an account count too. */
  private Object accountOf(Row row) {
    SObjectDef def = scope.schema().require(row.object());
    if (!def.custom()) {
      return row.get("AccountId");
    }
    for (FieldDef f : def.fields()) {
      if (f.masterDetail() && f.referenceTo().contains("Account")) {
        return row.get(f.name());
      }
    }
    return null;
  }

  private void lineItem(SaveRow row) {
    SObjectValue r = row.next;
    Row entry = row(r.get("PricebookEntryId"));
    if (entry != null) {
      r.put("Product2Id", entry.get("Product2Id"));
      r.put("ProductCode", entry.get("ProductCode"));
      r.put("ListPrice", entry.get("UnitPrice"));
      if (r.get("UnitPrice") == null && r.get("TotalPrice") == null) {
        r.put("UnitPrice", entry.get("UnitPrice"));
      }
      Row opportunity = row(r.get("OpportunityId"));
      String left = opportunity == null ? "" : opportunity.get("Name") + " ";
      r.put("Name", left + entry.get("Name"));
    }
    BigDecimal quantity = (BigDecimal) r.get("Quantity");
    BigDecimal unit = (BigDecimal) r.get("UnitPrice");
    BigDecimal total = (BigDecimal) r.get("TotalPrice");
    if (quantity != null && unit != null) {
      BigDecimal subtotal = quantity.multiply(unit).setScale(2, RoundingMode.HALF_UP);
      BigDecimal discount = (BigDecimal) r.get("Discount");
      r.put("Subtotal", subtotal);
      r.put(
          "TotalPrice",
          discount == null
              ? subtotal
              : subtotal
                  .multiply(BigDecimal.valueOf(100).subtract(discount))
                  .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP));
    } else if (quantity != null && total != null && quantity.signum() != 0) {
      r.put("UnitPrice", total.divide(quantity, 2, RoundingMode.HALF_UP));
      r.put("Subtotal", total);
    }
  }

  private void pricebookEntry(SObjectValue r) {
    Row product = row(r.get("Product2Id"));
    if (product != null) {
      r.put("Name", product.get("Name"));
      r.put("ProductCode", product.get("ProductCode"));
    }
  }

  private Row row(Object id) {
    if (id == null) {
      return null;
    }
    SObjectDef def = scope.schema().ofId(id.toString()).orElse(null);
    return def == null ? null : scope.transaction().get(def.name(), id.toString());
  }
}
