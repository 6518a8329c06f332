package org.closedloop.localorg.formula;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.value.SObjectValue;

/** A small org for formula tests: two objects, one setting, one metadata type, one user. */
public final class FormulaFixture implements RecordAccess, OrgAccess {

  public static final String USER = "005000000000001AAA";

  private final Map<String, SObjectDef> objects = new LinkedHashMap<>();
  public final Map<String, SObjectValue> rows = new LinkedHashMap<>();
  public Instant now = Instant.parse("2026-03-01T02:30:00Z");
  public ZoneId zone = ZoneId.of("America/New_York");

  public FormulaFixture() {
    add(
        SObjectDef.builder("User", SObjectDef.Kind.STANDARD)
            .keyPrefix("005")
            .field(FieldDef.builder("Id", FieldType.ID).build())
            .field(FieldDef.builder("Email", FieldType.EMAIL).build())
            .build());
    add(
        SObjectDef.builder("Shop__c", SObjectDef.Kind.CUSTOM)
            .keyPrefix("a00")
            .custom(true)
            .field(FieldDef.builder("Id", FieldType.ID).build())
            .field(FieldDef.builder("Name", FieldType.STRING).length(80).nameField(true).build())
            .field(FieldDef.builder("Rent__c", FieldType.CURRENCY).number(18, 2).build())
            .build());
    add(
        SObjectDef.builder("Visit__c", SObjectDef.Kind.CUSTOM)
            .keyPrefix("a01")
            .custom(true)
            .field(FieldDef.builder("Id", FieldType.ID).build())
            .field(FieldDef.builder("Name", FieldType.STRING).length(80).nameField(true).build())
            .field(FieldDef.builder("Score__c", FieldType.DOUBLE).number(3, 1).build())
            .field(FieldDef.builder("Status__c", FieldType.PICKLIST).build())
            .field(FieldDef.builder("Tags__c", FieldType.MULTIPICKLIST).build())
            .field(FieldDef.builder("Note__c", FieldType.STRING).length(20).build())
            .field(FieldDef.builder("Done__c", FieldType.BOOLEAN).build())
            .field(FieldDef.builder("Due__c", FieldType.DATE).build())
            .field(FieldDef.builder("Seen_On__c", FieldType.DATETIME).build())
            .field(
                FieldDef.builder("Shop__c", FieldType.REFERENCE)
                    .reference(List.of("Shop__c"), "Shop__r", "Visits")
                    .build())
            .build());
    add(
        SObjectDef.builder("Cfg__c", SObjectDef.Kind.HIERARCHY_SETTING)
            .field(FieldDef.builder("Off__c", FieldType.BOOLEAN).build())
            .build());
    add(
        SObjectDef.builder("Rule__mdt", SObjectDef.Kind.CUSTOM_METADATA)
            .field(FieldDef.builder("DeveloperName", FieldType.STRING).build())
            .field(FieldDef.builder("Limit__c", FieldType.DOUBLE).number(18, 0).build())
            .build());
    SObjectValue me = new SObjectValue(require("User"));
    me.put("Id", USER);
    me.put("Email", "me@example.com");
    rows.put(USER, me);
  }

  private void add(SObjectDef def) {
    objects.put(def.name().toLowerCase(Locale.ROOT), def);
  }

  public SObjectValue visit(Object... fieldsAndValues) {
    SObjectValue v = new SObjectValue(require("Visit__c"));
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      v.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return v;
  }

  public FormulaContext context(SObjectValue record, SObjectValue prior) {
    return new FormulaContext(record, prior, prior == null, now, zone, this, this, null);
  }

  public RecordScope scope() {
    return new RecordScope(schema, require("Visit__c"), true);
  }

  /** The org's schema. */
  public final Schema schema = new TestSchema();

  private SObjectDef require(String name) {
    return objects.get(name.toLowerCase(Locale.ROOT));
  }

  private final class TestSchema implements Schema {
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
      return name.equalsIgnoreCase("Hello") ? Optional.of("Hello there") : Optional.empty();
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
      return name.equalsIgnoreCase("Skip");
    }

    @Override
    public boolean hasStaticResource(String name) {
      return false;
    }
  }

  @Override
  public String label(String name) {
    return schema.label(name).orElse(null);
  }

  @Override
  public Object value(SObjectValue record, FieldDef field) {
    return record.get(field.name());
  }

  @Override
  public SObjectValue parent(SObjectValue record, FieldDef reference) {
    Object id = record.get(reference.name());
    return id == null ? null : rows.get(id);
  }

  @Override
  public SObjectValue row(String objectName, String id) {
    return rows.get(id);
  }

  @Override
  public UserContext user() {
    return new UserContext(
        USER,
        "me@example.com",
        null,
        "Me",
        "me@example.com",
        "00e000000000001AAA",
        null,
        "Standard",
        zone,
        Locale.US,
        "en_US",
        "session");
  }

  @Override
  public OrgInfo org() {
    return new OrgInfo(
        "00D000000000001AAA",
        "Org",
        false,
        "Enterprise Edition",
        zone,
        Locale.US,
        "en_US",
        "USD",
        "http://127.0.0.1:1");
  }

  @Override
  public SObjectValue setting(String typeName) {
    SObjectValue s = new SObjectValue(require("Cfg__c"));
    s.put("Off__c", true);
    return s;
  }

  @Override
  public SObjectValue customMetadata(String typeName, String developerName) {
    SObjectValue s = new SObjectValue(require("Rule__mdt"));
    s.put("DeveloperName", developerName);
    s.put("Limit__c", new java.math.BigDecimal(50000));
    return s;
  }

  @Override
  public boolean customPermission(String name) {
    return true;
  }
}
