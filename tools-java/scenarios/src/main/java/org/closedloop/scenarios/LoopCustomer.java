package org.closedloop.scenarios;

import static org.closedloop.scenarios.ScenarioOrg.number;
import static org.closedloop.scenarios.ScenarioOrg.text;

import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.math.BigDecimal;
import java.util.List;

/**
 * The customer of one run of the loop: a strategic account with a CSM who has a manager, a contact
 * nobody asked yet, and two deals about to be won.
 */
record LoopCustomer(
    String accountId,
    BigDecimal contractValue,
    String contactId,
    String email,
    String csmId,
    String csmUsername,
    String managerId,
    String firstDealId,
    String secondDealId) {

  private static final String SEEDED_EMAIL = "ines.okafor@northwind-robotics.example.com";

  /**
   * The seeded customer, or a new one like it when that one was already asked by an earlier run.
   */
  static LoopCustomer find(ScenarioOrg org) throws ConnectionException {
    String email = SEEDED_EMAIL;
    SObject contact = contact(org, email);
    String contactId = contact.getId();
    String accountId = text(contact, "Account.Id");
    List<SObject> asked =
        org.query("SELECT Id FROM Feedback_Request__c WHERE Contact__c = '" + contactId + "'");
    if (asked.isEmpty()) {
      return of(
          contact,
          email,
          seededDeal(org, "Northwind Robotics: assembly line"),
          seededDeal(org, "Northwind Robotics: spare parts"));
    }
    String run = Long.toString(System.currentTimeMillis(), 36);
    email = "ines.okafor." + run + "@northwind-robotics.example.com";
    accountId =
        org.create(
            "Account",
            "Name",
            "Northwind Robotics " + run,
            "Contract_Value__c",
            120000,
            "Customer_Success_Manager__c",
            text(contact, "Account.Customer_Success_Manager__c"));
    contactId =
        org.create(
            "Contact",
            "AccountId",
            accountId,
            "FirstName",
            "Ines",
            "LastName",
            "Okafor " + run,
            "Email",
            email);
    return of(
        contact(org, email),
        email,
        deal(org, "assembly line", accountId, contactId),
        deal(org, "spare parts", accountId, contactId));
  }

  private static LoopCustomer of(
      SObject contact, String email, String firstDeal, String secondDeal) {
    return new LoopCustomer(
        text(contact, "Account.Id"),
        number(contact, "Account.Contract_Value__c"),
        contact.getId(),
        email,
        text(contact, "Account.Customer_Success_Manager__c"),
        text(contact, "Account.Customer_Success_Manager__r.Username"),
        text(contact, "Account.Customer_Success_Manager__r.ManagerId"),
        firstDeal,
        secondDeal);
  }

  private static SObject contact(ScenarioOrg org, String email) throws ConnectionException {
    return org.one(
        "SELECT Id, Account.Id, Account.Customer_Success_Manager__c,"
            + " Account.Customer_Success_Manager__r.Username,"
            + " Account.Customer_Success_Manager__r.ManagerId, Account.Contract_Value__c"
            + " FROM Contact WHERE Email = '"
            + email
            + "'");
  }

  private static String seededDeal(ScenarioOrg org, String name) throws ConnectionException {
    return org.one("SELECT Id FROM Opportunity WHERE Name = '" + name + "'").getId();
  }

  /** One more open deal of the customer, with the contact in its primary role. */
  static String deal(ScenarioOrg org, String what, String accountId, String contactId)
      throws ConnectionException {
    String id =
        org.create(
            "Opportunity",
            "Name",
            "Northwind Robotics: " + what,
            "AccountId",
            accountId,
            "StageName",
            "Negotiation/Review",
            "CloseDate",
            java.sql.Date.valueOf(org.today()));
    org.create(
        "OpportunityContactRole",
        "OpportunityId",
        id,
        "ContactId",
        contactId,
        "Role",
        "Decision Maker",
        "IsPrimary",
        true);
    return id;
  }
}
