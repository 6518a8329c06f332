package org.closedloop.apex.library;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldSetDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.RecordTypeDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;

/** A host without an org: two objects, a user in Los Angeles, a fixed clock, no data. */
final class FakeHost {

  static final Instant NOW = Instant.parse("2026-03-05T20:30:15.250Z");

  final List<String> log = new ArrayList<>();
  private final Limits limits = new Limits(false);

  static Schema schema() {
    Map<String, SObjectDef> all = new LinkedHashMap<>();
    SObjectDef account =
        SObjectDef.builder("Account", SObjectDef.Kind.STANDARD)
            .label("Account", "Accounts")
            .keyPrefix("001")
            .field(FieldDef.builder("Id", FieldType.ID).alwaysAccessible(true).build())
            .field(
                FieldDef.builder("Name", FieldType.STRING)
                    .label("Account Name")
                    .length(255)
                    .nameField(true)
                    .required(true)
                    .build())
            .field(FieldDef.builder("AnnualRevenue", FieldType.CURRENCY).number(18, 2).build())
            .field(FieldDef.builder("Active__c", FieldType.BOOLEAN).custom(true).build())
            .field(FieldDef.builder("Since__c", FieldType.DATETIME).custom(true).build())
            .field(
                FieldDef.builder("Industry", FieldType.PICKLIST)
                    .picklist(
                        List.of(
                            new PicklistValue("Banking", "Banking", false, true),
                            new PicklistValue("Media", "Media & Press", true, true)),
                        false)
                    .build())
            .children(List.of(new ChildRelationship("Contacts", "Contact", "AccountId", false)))
            .recordTypes(
                List.of(new RecordTypeDef("012000000000001AAA", "Partner", "Partner", true, false)))
            .fieldSets(List.of(new FieldSetDef("Main", "Main fields", List.of("Name"))))
            .build();
    SObjectDef contact =
        SObjectDef.builder("Contact", SObjectDef.Kind.STANDARD)
            .keyPrefix("003")
            .field(FieldDef.builder("Id", FieldType.ID).alwaysAccessible(true).build())
            .field(FieldDef.builder("LastName", FieldType.STRING).length(80).build())
            .field(
                FieldDef.builder("AccountId", FieldType.REFERENCE)
                    .reference(List.of("Account"), "Account", "Contacts")
                    .build())
            .build();
    all.put("account", account);
    all.put("contact", contact);
    return new MapSchema(all);
  }

  private record MapSchema(Map<String, SObjectDef> all) implements Schema {
    @Override
    public Optional<SObjectDef> object(String name) {
      return Optional.ofNullable(all.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Collection<SObjectDef> objects() {
      return all.values();
    }

    @Override
    public Optional<SObjectDef> byKeyPrefix(String prefix) {
      return all.values().stream().filter(o -> prefix.equals(o.keyPrefix())).findFirst();
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
  }

  ApexHost host(Schema schema) {
    ZoneId zone = ZoneId.of("America/Los_Angeles");
    UserContext user =
        new UserContext(
            "005000000000001AAA",
            "ada@example.com",
            "Ada",
            "Byron",
            "ada@example.com",
            "00e000000000001AAA",
            null,
            "Standard",
            zone,
            Locale.US,
            "en_US",
            "session");
    OrgInfo org =
        new OrgInfo(
            "00D000000000001AAA",
            "Acme",
            false,
            "Enterprise Edition",
            zone,
            Locale.US,
            "en_US",
            "USD",
            "https://acme.example.com");
    return proxy(
        ApexHost.class,
        Map.of(
            "schema", schema,
            "now", NOW,
            "user", user,
            "org", org,
            "limits", limits,
            "access", access(),
            "isRunningTest", true,
            "quiddity", ApexHost.Quiddity.ANONYMOUS,
            "requestId", "request"),
        log);
  }

  /** May read everything, may not edit AnnualRevenue nor create contacts. */
  private static AccessHost access() {
    return (AccessHost)
        Proxy.newProxyInstance(
            FakeHost.class.getClassLoader(),
            new Class<?>[] {AccessHost.class},
            (p, m, args) ->
                switch (m.getName()) {
                  case "object" -> !(args[0].equals("Contact") && args[1] == ObjectRight.CREATE);
                  case "fieldReadable" -> true;
                  case "fieldEditable" -> !args[1].equals("AnnualRevenue");
                  default -> throw new UnsupportedOperationException(m.getName());
                });
  }

  private static <T> T proxy(Class<T> type, Map<String, Object> answers, List<String> log) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeHost.class.getClassLoader(),
            new Class<?>[] {type},
            (p, m, args) -> {
              if (m.getName().equals("debug")) {
                log.add(String.valueOf(args[2]));
                return null;
              }
              if (answers.containsKey(m.getName())) {
                return answers.get(m.getName());
              }
              throw new UnsupportedOperationException(m.getName());
            }));
  }
}
