package org.closedloop.localorg.partner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.Error;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.StatusCode;
import com.sforce.soap.partner.UpsertResult;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.fault.ExceptionCode;
import com.sforce.soap.partner.fault.InvalidFieldFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.host.LimitExceeded;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectValue;
import org.junit.jupiter.api.Test;

/** Saves, upserts, deletes and undeletes as the vendor's own client sends them. */
class PartnerWritingTest extends PartnerOverHttp {

  @Test
  void valuesAreReadByFieldType() throws Exception {
    Calendar when = Calendar.getInstance(TimeZone.getTimeZone("GMT+2"));
    when.setTimeInMillis(Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli());
    SObject s =
        sobject(
            "Account",
            "Name",
            "x",
            "Amount__c",
            "1.50",
            "Size__c",
            5,
            "Flag__c",
            "1",
            "Day__c",
            new java.util.Date(when.getTimeInMillis()),
            "When__c",
            when,
            "OwnerId",
            FakeOrg.USER.substring(0, 15));
    s.setFieldsToNull(new String[] {"Phone"});
    SaveResult r = connect().create(new SObject[] {s})[0];
    assertTrue(r.isSuccess());
    assertNotNull(r.getId());
    SObjectValue saved = org.dml.get(0).records().get(0);
    assertEquals(new BigDecimal("1.50"), saved.get("Amount__c"));
    assertEquals(5, saved.get("Size__c"));
    assertEquals(true, saved.get("Flag__c"));
    assertEquals(LocalDate.of(2026, 1, 2), saved.get("Day__c"));
    assertEquals(Instant.parse("2026-01-02T03:04:05.678Z"), saved.get("When__c"));
    assertEquals(FakeOrg.USER, saved.get("OwnerId"));
    assertTrue(saved.isSet("Phone"));
    assertNull(saved.get("Phone"));
  }

  @Test
  void parentByExternalId() throws Exception {
    SObject owner = sobject("User", "Ext__c", "E1");
    SObject s = sobject("Account", "Name", "x");
    s.addField("Owner", owner);
    connect().create(new SObject[] {s});
    SObjectValue parent = org.dml.get(0).records().get(0).parent("Owner");
    assertEquals("E1", parent.get("Ext__c"));
    assertEquals("User", parent.type().name());
  }

  @Test
  void badValuesFailTheirRecordOnly() throws Exception {
    SaveResult[] r =
        connect()
            .create(
                new SObject[] {
                  sobject("Account", "Name", "ok"),
                  sobject("Account", "Name", "bad", "Day__c", "2012-13-45"),
                  sobject("Account", "Name", "bad", "OwnerId", "nope"),
                  sobject("Account", "Id", RecordId.of("001", 5))
                });
    assertTrue(r[0].isSuccess());
    Error date = r[1].getErrors()[0];
    assertEquals(StatusCode.INVALID_TYPE_ON_FIELD_IN_RECORD, date.getStatusCode());
    assertEquals("The Day: value not of required type: 2012-13-45", date.getMessage());
    assertEquals(StatusCode.MALFORMED_ID, r[2].getErrors()[0].getStatusCode());
    assertEquals(StatusCode.INVALID_FIELD_FOR_INSERT_UPDATE, r[3].getErrors()[0].getStatusCode());
    assertNull(r[3].getId());
  }

  @Test
  void aFieldThatNobodyCanWriteIsRefusedAndNotDropped() throws Exception {
    SaveResult r =
        connect().create(new SObject[] {sobject("Account", "Name", "A", "Locked__c", true)})[0];
    assertEquals(StatusCode.INVALID_FIELD_FOR_INSERT_UPDATE, r.getErrors()[0].getStatusCode());
    assertEquals("Locked__c", r.getErrors()[0].getFields()[0]);
    assertNull(r.getId());
  }

  @Test
  void unknownAndInvisibleFieldsFailTheCallAlike() throws Exception {
    for (String field : List.of("Nope__c", "Secret__c")) {
      InvalidFieldFault f =
          assertThrows(
              InvalidFieldFault.class,
              () -> connect().create(new SObject[] {sobject("Account", field, "x")}));
      assertTrue(
          f.getExceptionMessage().startsWith("No such column '" + field + "' on entity"),
          f.getExceptionMessage());
    }
    assertTrue(org.dml.isEmpty());
  }

  @Test
  void allOrNoneFailsTheGoodOnesToo() throws Exception {
    org.refuses =
        r ->
            "bad".equals(r.get("Name"))
                ? new DmlError("REQUIRED_FIELD_MISSING", "m", List.of("Phone"))
                : null;
    PartnerConnection p = connect();
    p.setAllOrNoneHeader(true);
    SaveResult[] r =
        p.create(
            new SObject[] {
              sobject("Contact", "LastName", "c"),
              sobject("Account", "Name", "good"),
              sobject("Account", "Name", "bad")
            });
    assertEquals(1, org.rollbacks);
    assertTrue(org.dml.get(0).allOrNone());
    assertEquals(StatusCode.ALL_OR_NONE_OPERATION_ROLLED_BACK, r[0].getErrors()[0].getStatusCode());
    assertEquals(StatusCode.ALL_OR_NONE_OPERATION_ROLLED_BACK, r[1].getErrors()[0].getStatusCode());
    assertEquals(StatusCode.REQUIRED_FIELD_MISSING, r[2].getErrors()[0].getStatusCode());
    assertArrayEquals(new String[] {"Phone"}, r[2].getErrors()[0].getFields());
  }

  @Test
  void unknownStatusCodesDoNotBreakTheClient() throws Exception {
    org.refuses = r -> new DmlError("NO_SUCH_CODE_AT_ALL", "m", List.of());
    SaveResult r = connect().create(new SObject[] {sobject("Account", "Name", "x")})[0];
    assertEquals(StatusCode.UNKNOWN_EXCEPTION, r.getErrors()[0].getStatusCode());
  }

  @Test
  void limitExceptionFailsEveryRecord() throws Exception {
    org.refuses =
        r -> {
          throw new LimitExceeded("Too many SOQL queries: 101");
        };
    SaveResult[] r =
        connect().create(new SObject[] {sobject("Account", "Name", "x"), sobject("Account")});
    assertEquals(2, r.length);
    assertEquals(
        "System.LimitException: Too many SOQL queries: 101", r[1].getErrors()[0].getMessage());
  }

  @Test
  void moreThan200RecordsAreRefused() {
    SObject[] many = new SObject[201];
    Arrays.fill(many, sobject("Account", "Name", "x"));
    UnexpectedErrorFault f = assertThrows(UnexpectedErrorFault.class, () -> connect().create(many));
    assertEquals(ExceptionCode.EXCEEDED_ID_LIMIT, f.getExceptionCode());
  }

  @Test
  void mixedTypesAreSavedInRuns() throws Exception {
    connect()
        .create(
            new SObject[] {
              sobject("Account", "Name", "a"),
              sobject("Account", "Name", "b"),
              sobject("Contact", "LastName", "c")
            });
    assertEquals(2, org.dml.size());
    assertEquals(2, org.dml.get(0).records().size());
  }

  @Test
  void upsertNeedsAKeyField() throws Exception {
    UpsertResult r =
        connect().upsert("ext__c", new SObject[] {sobject("Account", "Ext__c", "1")})[0];
    assertTrue(r.isCreated());
    assertEquals("Ext__c", org.dml.get(0).externalIdField());
    ApiFault f =
        assertThrows(
            InvalidFieldFault.class,
            () -> connect().upsert("Phone", new SObject[] {sobject("Account", "Phone", "1")}));
    assertTrue(f.getExceptionMessage().contains("does not match an External ID"));
  }

  @Test
  void updateNeedsAnId() throws Exception {
    SaveResult r = connect().update(new SObject[] {sobject("Account", "Name", "x")})[0];
    assertEquals(StatusCode.MISSING_ARGUMENT, r.getErrors()[0].getStatusCode());
  }

  @Test
  void deleteAndUndeleteById() throws Exception {
    PartnerConnection p = connect();
    DeleteResult[] r = p.delete(new String[] {RecordId.of("001", 1), "zzz"});
    assertTrue(r[0].isSuccess());
    assertEquals(StatusCode.MALFORMED_ID, r[1].getErrors()[0].getStatusCode());
    assertTrue(p.undelete(new String[] {RecordId.of("001", 1)})[0].isSuccess());
    assertTrue(p.emptyRecycleBin(new String[] {RecordId.of("001", 1)})[0].isSuccess());
    assertEquals(DataHost.DmlOp.UNDELETE, org.dml.get(1).op());
  }
}
