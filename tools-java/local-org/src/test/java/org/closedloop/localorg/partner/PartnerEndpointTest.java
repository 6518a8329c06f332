package org.closedloop.localorg.partner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sforce.soap.partner.DescribeGlobalResult;
import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.FieldType;
import com.sforce.soap.partner.GetUserInfoResult;
import com.sforce.soap.partner.LoginResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.StatusCode;
import com.sforce.soap.partner.fault.ExceptionCode;
import com.sforce.soap.partner.fault.InvalidFieldFault;
import com.sforce.soap.partner.fault.InvalidQueryLocatorFault;
import com.sforce.soap.partner.fault.InvalidSObjectFault;
import com.sforce.soap.partner.fault.LoginFault;
import com.sforce.soap.partner.fault.MalformedQueryFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.bind.XmlObject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectValue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The vendor's own client over HTTP is the judge of every reply; saves are judged apart. */
class PartnerEndpointTest extends PartnerOverHttp {

  @Nested
  class Sessions {

    private PartnerConnection login(String version, String user, String password)
        throws ConnectionException {
      ConnectorConfig c = new ConnectorConfig();
      c.setAuthEndpoint(endpoint(version));
      c.setServiceEndpoint(endpoint(version));
      c.setUsername(user);
      c.setPassword(password);
      return new PartnerConnection(c);
    }

    @Test
    void loginOpensASession() throws Exception {
      PartnerConnection p = login("64.0", "admin@local.example", "pw");
      assertEquals(
          server.baseUrl() + "/services/Soap/u/64.0/00D000000000001",
          p.getConfig().getServiceEndpoint());
      assertEquals("admin@local.example", p.getUserInfo().getUserName());
    }

    @Test
    void loginAnswersAllOfIt() throws Exception {
      ConnectorConfig c = new ConnectorConfig();
      c.setManualLogin(true);
      c.setServiceEndpoint(endpoint("64.0"));
      c.setAuthEndpoint(endpoint("64.0"));
      LoginResult r = new PartnerConnection(c).login("admin@local.example", "pw");
      assertEquals(
          server.baseUrl() + "/services/Soap/m/64.0/00D000000000001", r.getMetadataServerUrl());
      assertTrue(r.getSessionId().startsWith("00D000000000001!"));
      assertEquals(FakeOrg.USER, r.getUserId());
      assertEquals("00D000000000001EAA", r.getUserInfo().getOrganizationId());
      assertEquals(7200, r.getUserInfo().getSessionSecondsValid());
      assertFalse(r.isPasswordExpired());
    }

    @Test
    void wrongPasswordIsALoginFault() {
      LoginFault f =
          assertThrows(LoginFault.class, () -> login("64.0", "admin@local.example", "no"));
      assertEquals(ExceptionCode.INVALID_LOGIN, f.getExceptionCode());
    }

    @Test
    void loginIsGoneFrom65() {
      UnexpectedErrorFault f =
          assertThrows(
              UnexpectedErrorFault.class, () -> login("65.0", "admin@local.example", "pw"));
      assertEquals(ExceptionCode.INVALID_OPERATION, f.getExceptionCode());
      assertTrue(f.getExceptionMessage().contains("specified (65.0)"));
    }

    @Test
    void tooManyFailuresLockTheUser() {
      for (int i = 0; i < 10; i++) {
        assertThrows(LoginFault.class, () -> login("64.0", "admin@local.example", "no"));
      }
      assertThrows(LoginFault.class, () -> login("64.0", "admin@local.example", "pw"));
    }

    @Test
    void unknownSessionIsRefusedWithoutEchoingTheToken() throws Exception {
      PartnerConnection p = connect("00D000000000001!topsecret");
      UnexpectedErrorFault f = assertThrows(UnexpectedErrorFault.class, p::getUserInfo);
      assertEquals(ExceptionCode.INVALID_SESSION_ID, f.getExceptionCode());
      assertTrue(f.getExceptionMessage().contains("Session not found"));
      assertFalse(f.getExceptionMessage().contains("topsecret"));
    }

    @Test
    void logoutEndsTheSession() throws Exception {
      PartnerConnection p = connect();
      p.logout();
      assertThrows(UnexpectedErrorFault.class, p::getServerTimestamp);
    }

    @Test
    void userInfoAndTimestamp() throws Exception {
      PartnerConnection p = connect();
      GetUserInfoResult u = p.getUserInfo();
      assertEquals("Ada Min", u.getUserFullName());
      assertEquals("USD", u.getOrgDefaultCurrencyIsoCode());
      assertNull(u.getRoleId());
      assertEquals(
          FakeOrg.NOW.toEpochMilli(), p.getServerTimestamp().getTimestamp().getTimeInMillis());
    }

    @Test
    void oldAndUnknownVersionsAreRefused() {
      for (String v : List.of("20.0", "99.0")) {
        UnexpectedErrorFault f =
            assertThrows(UnexpectedErrorFault.class, () -> login(v, "admin@local.example", "pw"));
        assertEquals(ExceptionCode.UNSUPPORTED_API_VERSION, f.getExceptionCode());
      }
    }

    @Test
    void operationsAreLoggedByName() throws Exception {
      connect().getServerTimestamp();
      assertTrue(
          log.get(0).startsWith("POST /services/Soap/u/65.0 getServerTimestamp 200"),
          log.toString());
    }
  }

  @Nested
  class Reading {

    @Test
    void rowsKeepSelectOrderAndNullParents() throws Exception {
      SObjectValue withOwner = org.row(org.account, "Id", RecordId.of("001", 1), "Name", "A&B <x>");
      withOwner.put("Phone", null);
      withOwner.putParent("Owner", org.row(org.user, "Name", "Me"));
      withOwner.putChildren(
          "Contacts", List.of(org.row(org.contact, "Id", RecordId.of("003", 1), "LastName", "L")));
      SObjectValue without = org.row(org.account, "Id", RecordId.of("001", 2), "Name", "\u0001ctl");
      without.putParent("Owner", null);
      without.putChildren("Contacts", List.of());
      org.answers = q -> new DataHost.QueryResult(List.of(withOwner, without), 2, false);
      QueryResult r =
          connect()
              .query(
                  "SELECT Owner.Name, Name, (SELECT LastName FROM Contacts), Phone FROM Account");
      assertEquals(2, r.getSize());
      assertTrue(r.isDone());
      SObject a = r.getRecords()[0];
      assertEquals(List.of("type", "Id", "Owner", "Name", "Contacts", "Phone"), childNames(a));
      assertEquals("A&B <x>", a.getField("Name"));
      assertEquals("Me", a.getChild("Owner").getField("Name"));
      assertNull(a.getChild("Owner").getField("Id"));
      assertEquals("L", a.getChild("Contacts").getChildren("records").next().getField("LastName"));
      SObject b = r.getRecords()[1];
      assertNull(b.getField("Owner"));
      assertEquals("\uFFFDctl", b.getField("Name"));
    }

    private List<String> childNames(XmlObject o) {
      List<String> names = new ArrayList<>();
      for (Iterator<XmlObject> it = o.getChildren(); it.hasNext(); ) {
        names.add(it.next().getName().getLocalPart());
      }
      return names;
    }

    @Test
    void valuesTravelInTheirTextForms() throws Exception {
      org.answers =
          q ->
              new DataHost.QueryResult(
                  List.of(
                      org.row(
                          org.account,
                          "Id",
                          RecordId.of("001", 1),
                          "Amount__c",
                          new BigDecimal("120000.00"),
                          "Size__c",
                          5,
                          "Flag__c",
                          true,
                          "Day__c",
                          LocalDate.of(2026, 1, 2),
                          "When__c",
                          Instant.parse("2026-01-02T03:04:05Z"),
                          "At__c",
                          LocalTime.of(1, 2, 3))),
                  1,
                  false);
      SObject s =
          connect()
              .query("SELECT Id, Amount__c, Size__c, Flag__c, Day__c, When__c, At__c FROM Account")
              .getRecords()[0];
      assertEquals("120000.0", s.getField("Amount__c"));
      assertEquals("5", s.getField("Size__c"));
      assertEquals("true", s.getField("Flag__c"));
      assertEquals("2026-01-02", s.getField("Day__c"));
      assertEquals("2026-01-02T03:04:05.000Z", s.getField("When__c"));
      assertEquals("01:02:03.000Z", s.getField("At__c"));
    }

    @Test
    void aggregatesArriveTyped() throws Exception {
      SObjectDef shape = SObjectDef.builder("AggregateResult", SObjectDef.Kind.AGGREGATE).build();
      org.answers =
          q ->
              new DataHost.QueryResult(
                  List.of(org.row(shape, "n", 7, "expr0", new BigDecimal("1.5"), "Name", "x")),
                  1,
                  false);
      SObject s =
          connect()
              .query("SELECT COUNT(Id) n, SUM(Amount__c), Name FROM Account GROUP BY Name")
              .getRecords()[0];
      assertEquals("AggregateResult", s.getType());
      assertEquals(7, s.getField("n"));
      assertEquals(1.5, s.getField("expr0"));
      assertEquals("x", s.getField("Name"));
    }

    @Test
    void countQueryHasSizeOnly() throws Exception {
      org.answers = q -> new DataHost.QueryResult(List.of(), 42, true);
      QueryResult r = connect().query("SELECT COUNT() FROM Account");
      assertEquals(42, r.getSize());
      assertEquals(0, r.getRecords().length);
    }

    @Test
    void longResultsComeInPages() throws Exception {
      List<SObjectValue> rows = new ArrayList<>();
      for (int i = 0; i < 450; i++) {
        rows.add(org.row(org.account, "Id", RecordId.of("001", i)));
      }
      org.answers = q -> new DataHost.QueryResult(rows, rows.size(), false);
      PartnerConnection p = connect();
      p.setQueryOptions(200);
      QueryResult one = p.query("SELECT Id FROM Account");
      assertEquals(450, one.getSize());
      assertEquals(200, one.getRecords().length);
      QueryResult two = p.queryMore(one.getQueryLocator());
      QueryResult again = p.queryMore(one.getQueryLocator());
      assertEquals(two.getRecords()[0].getId(), again.getRecords()[0].getId());
      QueryResult three = p.queryMore(two.getQueryLocator());
      assertTrue(three.isDone());
      assertEquals(RecordId.of("001", 449), three.getRecords()[49].getId());
      assertEquals(1, org.queries.size());
      assertThrows(InvalidQueryLocatorFault.class, () -> p.queryMore("01gXX-5"));
    }

    @Test
    void queryAllAsksForDeletedRows() throws Exception {
      connect().queryAll("SELECT Id FROM Account");
      connect().query("SELECT Id FROM Account");
      assertTrue(org.queries.get(0).allRows());
      assertFalse(org.queries.get(1).allRows());
    }

    @Test
    void queryErrorsCarryCodeAndPosition() throws Exception {
      org.answers =
          q -> {
            throw new HostException(
                "QueryException",
                "INVALID_FIELD",
                "\nSELECT Foo FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column"
                    + " 'Foo' on entity 'Account'.");
          };
      InvalidFieldFault f =
          assertThrows(InvalidFieldFault.class, () -> connect().query("SELECT Foo FROM Account"));
      assertEquals(ExceptionCode.INVALID_FIELD, f.getExceptionCode());
      assertEquals(8, f.getColumn());
      assertThrows(MalformedQueryFault.class, () -> connect().query("SELEC Id FROM Account"));
      assertThrows(
          MalformedQueryFault.class, () -> connect().query("SELECT Id FROM Account WHERE Id = :x"));
    }

    @Test
    void retrieveAnswersInOrderWithNullForMissing() throws Exception {
      org.answers =
          q ->
              new DataHost.QueryResult(
                  List.of(
                      org.row(org.account, "Id", RecordId.of("001", 2), "Name", "two"),
                      org.row(org.account, "Id", RecordId.of("001", 1), "Name", "one")),
                  2,
                  false);
      SObject[] r =
          connect()
              .retrieve(
                  "Name",
                  "Account",
                  new String[] {
                    RecordId.of("001", 1), RecordId.of("001", 9), RecordId.of("001", 2)
                  });
      assertEquals("one", r[0].getField("Name"));
      assertNull(r[1]);
      assertEquals("two", r[2].getField("Name"));
    }

    @Test
    void describeShowsOnlyWhatTheUserSees() throws Exception {
      PartnerConnection p = connect();
      DescribeGlobalResult g = p.describeGlobal();
      assertEquals(3, g.getSobjects().length);
      DescribeSObjectResult[] d = p.describeSObjects(new String[] {"account", "Contact"});
      assertEquals("Account", d[0].getName());
      assertEquals("Contacts", d[0].getChildRelationships()[0].getRelationshipName());
      List<String> fields = Arrays.stream(d[0].getFields()).map(Field::getName).toList();
      assertTrue(fields.contains("Name"));
      assertFalse(fields.contains("Secret__c"));
      Field kind =
          Arrays.stream(d[0].getFields())
              .filter(f -> f.getName().equals("Kind__c"))
              .findFirst()
              .orElseThrow();
      assertEquals(FieldType.picklist, kind.getType());
      assertTrue(kind.isRestrictedPicklist());
      assertFalse(kind.getPicklistValues()[1].isActive());
      Field lookup = d[1].getFields()[2];
      assertEquals("Account", lookup.getRelationshipName());
      assertArrayEquals(new String[] {"Account"}, lookup.getReferenceTo());
      assertThrows(InvalidSObjectFault.class, () -> p.describeSObject("Nope__c"));
    }

    @Test
    void searchAnswersRecords() throws Exception {
      assertEquals(
          RecordId.of("001", 7),
          connect()
              .search("FIND {x} IN ALL FIELDS RETURNING Account(Id)")
              .getSearchRecords()[0]
              .getRecord()
              .getId());
    }
  }

  @Nested
  class Hostile {

    private HttpResponse<String> post(String body) throws Exception {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(endpoint("65.0")))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    }

    private static final String OPEN =
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>";

    @Test
    void documentTypesAreRefused() throws Exception {
      HttpResponse<String> r =
          post(
              "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                  + OPEN
                  + "<login>&a;</login></e:Body></e:Envelope>");
      assertEquals(500, r.statusCode());
      assertTrue(r.body().contains("soapenv:Client"), r.body());
      assertFalse(r.body().contains("root:"));
    }

    @Test
    void deepNestingIsRefused() throws Exception {
      HttpResponse<String> r = post(OPEN + "<a>".repeat(5000));
      assertEquals(500, r.statusCode());
      assertTrue(r.body().contains("soapenv:Client"), r.body());
    }

    @Test
    void unknownAndUnsupportedOperationsAreNamed() throws Exception {
      String token = sessions.open(FakeOrg.USER);
      for (String op : List.of("convertLead", "frobnicate")) {
        HttpResponse<String> r =
            post(
                "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Header>"
                    + "<SessionHeader xmlns=\"urn:partner.soap.sforce.com\"><sessionId>"
                    + token
                    + "</sessionId></SessionHeader></e:Header><e:Body><"
                    + op
                    + " xmlns=\"urn:partner.soap.sforce.com\"/></e:Body></e:Envelope>");
        assertEquals(500, r.statusCode());
        assertTrue(r.body().contains(op), r.body());
        assertTrue(r.body().contains("INVALID_OPERATION"), r.body());
      }
    }
  }

  @Test
  void codeListsAreTheClientsOwn() {
    for (String c : WireCodes.statusCodes()) {
      assertNotNull(StatusCode.valueOf(c));
    }
    for (String c : WireCodes.exceptionCodes()) {
      assertNotNull(ExceptionCode.valueOf(c));
    }
  }
}
