package org.closedloop.localorg.partner;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectValue;

/** An org of two objects with scripted queries, to test the wire without the platform behind it. */
final class FakeOrg implements PartnerOrg, Schema, AccessHost, DataHost {

  static final String USER = RecordId.of("005", 1);
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

  final SObjectDef user =
      SObjectDef.builder("User", SObjectDef.Kind.STANDARD)
          .keyPrefix("005")
          .field(FieldDef.builder("Id", FieldType.ID).writeable(false, false).build())
          .field(FieldDef.builder("Name", FieldType.STRING).length(80).nameField(true).build())
          .field(FieldDef.builder("Ext__c", FieldType.STRING).length(20).externalId(true).build())
          .build();
  final SObjectDef contact =
      SObjectDef.builder("Contact", SObjectDef.Kind.STANDARD)
          .keyPrefix("003")
          .field(FieldDef.builder("Id", FieldType.ID).writeable(false, false).build())
          .field(FieldDef.builder("LastName", FieldType.STRING).length(80).required(true).build())
          .field(
              FieldDef.builder("AccountId", FieldType.REFERENCE)
                  .reference(List.of("Account"), "Account", "Contacts")
                  .build())
          .build();
  final SObjectDef account =
      SObjectDef.builder("Account", SObjectDef.Kind.STANDARD)
          .keyPrefix("001")
          .label("Account", "Accounts")
          .field(FieldDef.builder("Id", FieldType.ID).writeable(false, false).build())
          .field(
              FieldDef.builder("Name", FieldType.STRING)
                  .length(255)
                  .required(true)
                  .nameField(true)
                  .build())
          .field(FieldDef.builder("Phone", FieldType.PHONE).length(40).build())
          .field(FieldDef.builder("Amount__c", FieldType.CURRENCY).number(18, 2).build())
          .field(FieldDef.builder("Size__c", FieldType.INTEGER).build())
          .field(FieldDef.builder("Locked__c", FieldType.BOOLEAN).writeable(false, false).build())
          .field(FieldDef.builder("Flag__c", FieldType.BOOLEAN).custom(true).build())
          .field(FieldDef.builder("Day__c", FieldType.DATE).label("The Day").build())
          .field(FieldDef.builder("When__c", FieldType.DATETIME).build())
          .field(FieldDef.builder("At__c", FieldType.TIME).build())
          .field(FieldDef.builder("Secret__c", FieldType.STRING).length(10).build())
          .field(FieldDef.builder("Ext__c", FieldType.STRING).length(20).externalId(true).build())
          .field(
              FieldDef.builder("Kind__c", FieldType.PICKLIST)
                  .length(255)
                  .picklist(
                      List.of(
                          new PicklistValue("a", "A", true, true),
                          new PicklistValue("b", "B", false, false)),
                      true)
                  .build())
          .field(
              FieldDef.builder("OwnerId", FieldType.REFERENCE)
                  .reference(List.of("User"), "Owner", null)
                  .build())
          .children(List.of(new ChildRelationship("Contacts", "Contact", "AccountId", false)))
          .build();

  final Map<String, SObjectDef> objects = new LinkedHashMap<>();
  final Set<String> hiddenFields = new HashSet<>(Set.of("account.secret__c"));
  final List<DmlRequest> dml = new ArrayList<>();
  final List<SoqlQuery> queries = new ArrayList<>();
  Function<SoqlQuery, QueryResult> answers = q -> new QueryResult(List.of(), 0, false);
  Function<SObjectValue, DmlError> refuses = r -> null;
  int rollbacks;
  private int number;

  FakeOrg() {
    for (SObjectDef o : List.of(user, contact, account)) {
      objects.put(o.name().toLowerCase(Locale.ROOT), o);
    }
  }

  SObjectValue row(SObjectDef type, Object... namesAndValues) {
    SObjectValue r = new SObjectValue(type).markQueried();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      r.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return r;
  }

  @Override
  public <T> T asUser(String userId, Function<ApexHost, T> body) {
    UserContext context =
        new UserContext(
            userId,
            "admin@local.example",
            "Ada",
            "Min",
            "ada@local.example",
            RecordId.of("00e", 1),
            null,
            "Standard",
            ZoneOffset.UTC,
            Locale.US,
            "en_US",
            null);
    ApexHost host =
        (ApexHost)
            Proxy.newProxyInstance(
                ApexHost.class.getClassLoader(),
                new Class<?>[] {ApexHost.class},
                (proxy, method, args) ->
                    switch (method.getName()) {
                      case "schema", "access", "data" -> this;
                      case "now" -> NOW;
                      case "user" -> context;
                      case "org" -> org();
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return body.apply(host);
  }

  @Override
  public Schema schema() {
    return this;
  }

  @Override
  public OrgInfo org() {
    return new OrgInfo(
        "00D000000000001EAA",
        "Test",
        false,
        "Enterprise Edition",
        ZoneOffset.UTC,
        Locale.US,
        "en_US",
        "USD",
        "http://127.0.0.1");
  }

  @Override
  public Optional<String> authenticate(String username, String password) {
    return username.equals("admin@local.example") && password.equals("pw")
        ? Optional.of(USER)
        : Optional.empty();
  }

  @Override
  public Optional<SObjectDef> object(String name) {
    return Optional.ofNullable(objects.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public Collection<SObjectDef> objects() {
    return objects.values();
  }

  @Override
  public Optional<SObjectDef> byKeyPrefix(String prefix) {
    return objects.values().stream().filter(o -> prefix.equals(o.keyPrefix())).findFirst();
  }

  @Override
  public Optional<String> label(String name) {
    return Optional.empty();
  }

  @Override
  public boolean hasPage(String name) {
    return false;
  }

  @Override
  public boolean hasFlow(String name) {
    return false;
  }

  @Override
  public boolean hasCustomPermission(String name) {
    return false;
  }

  @Override
  public boolean hasStaticResource(String name) {
    return false;
  }

  @Override
  public boolean object(String objectName, ObjectRight right) {
    return true;
  }

  @Override
  public boolean fieldReadable(String objectName, String fieldName) {
    return !hiddenFields.contains((objectName + "." + fieldName).toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean fieldEditable(String objectName, String fieldName) {
    return fieldReadable(objectName, fieldName);
  }

  @Override
  public boolean customPermission(String name) {
    return false;
  }

  @Override
  public boolean userPermission(String apiName) {
    return true;
  }

  @Override
  public boolean apexClass(String className) {
    return true;
  }

  @Override
  public boolean page(String pageName) {
    return true;
  }

  @Override
  public Set<ObjectRight> record(String recordId) {
    return Set.of(ObjectRight.READ);
  }

  @Override
  public QueryResult query(SoqlQuery query, List<Object> binds, AccessMode mode) {
    if (!mode.userMode()) {
      throw new AssertionError("the API reads in user mode");
    }
    queries.add(query);
    return answers.apply(query);
  }

  @Override
  public QueryResult queryDynamic(String soql, Map<String, Object> binds, AccessMode mode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<List<SObjectValue>> search(String sosl, Map<String, Object> binds, AccessMode mode) {
    return List.of(List.of(row(account, "Id", RecordId.of("001", 7))));
  }

  @Override
  public List<RowResult> dml(DmlRequest request) {
    if (!request.mode().userMode()) {
      throw new AssertionError("the API writes in user mode");
    }
    dml.add(request);
    List<RowResult> out = new ArrayList<>();
    for (SObjectValue r : request.records()) {
      DmlError error = refuses.apply(r);
      if (error != null) {
        out.add(new RowResult(r.id(), false, false, List.of(error)));
        continue;
      }
      boolean created = r.id() == null;
      if (created) {
        r.put("Id", RecordId.of(r.type().keyPrefix(), ++number));
      }
      out.add(new RowResult(r.id(), true, created, List.of()));
    }
    return out;
  }

  @Override
  public Object setSavepoint() {
    return "mark";
  }

  @Override
  public void rollback(Object savepoint) {
    rollbacks++;
  }

  @Override
  public void releaseSavepoint(Object savepoint) {}

  @Override
  public List<RowResult> emptyRecycleBin(List<String> ids) {
    return ids.stream().map(id -> new RowResult(id, true, false, List.<DmlError>of())).toList();
  }

  @Override
  public boolean hasUncommittedWork() {
    return false;
  }

  @Override
  public void recalculateFormulas(List<SObjectValue> records) {
    throw new UnsupportedOperationException();
  }
}
