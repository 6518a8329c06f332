package org.closedloop.apex.exec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;

/** A few objects of every kind, for tests of the language. */
final class FakeSchema implements Schema {

  private final Map<String, SObjectDef> objects = new LinkedHashMap<>();

  FakeSchema() {
    add(
        object("Account", "001")
            .field(text("Name"))
            .field(FieldDef.builder("AnnualRevenue", FieldType.CURRENCY).number(18, 2).build())
            .field(FieldDef.builder("NumberOfEmployees", FieldType.INTEGER).build())
            .field(FieldDef.builder("Active__c", FieldType.BOOLEAN).build())
            .children(List.of(new ChildRelationship("Contacts", "Contact", "AccountId", false))));
    add(
        object("Contact", "003")
            .field(text("LastName"))
            .field(text("Email"))
            .field(FieldDef.builder("Birthdate", FieldType.DATE).build())
            .field(
                FieldDef.builder("AccountId", FieldType.REFERENCE)
                    .reference(List.of("Account"), "Account", "Contacts")
                    .build()));
    add(object("User", "005").field(text("Username")).field(text("LastName")).setup(true));
    add(
        object("Task", "00T")
            .field(text("Subject"))
            .field(
                FieldDef.builder("WhatId", FieldType.REFERENCE)
                    .reference(List.of("Account", "Invoice__c"), "What", "Tasks")
                    .build()));
    add(
        of("Invoice__c", SObjectDef.Kind.CUSTOM, "a00")
            .field(text("Name"))
            .field(custom("Key__c", FieldType.STRING).length(20).externalId(true).build())
            .field(custom("Note__c", FieldType.TEXTAREA).length(2000).longText(true).build())
            .field(custom("Amount__c", FieldType.CURRENCY).number(18, 2).build())
            .field(custom("Due__c", FieldType.DATE).build())
            .field(custom("Sent__c", FieldType.DATETIME).build())
            .field(custom("Double__c", FieldType.DOUBLE).formula("Amount__c * 2", false).build())
            .field(
                custom("Account__c", FieldType.REFERENCE)
                    .reference(List.of("Account"), "Account__r", "Invoices__r")
                    .build()));
    add(
        of("Rule__mdt", SObjectDef.Kind.CUSTOM_METADATA, "m00")
            .field(text("DeveloperName"))
            .field(custom("Value__c", FieldType.STRING).length(20).build()));
    add(
        of("Signal__e", SObjectDef.Kind.PLATFORM_EVENT, "e00")
            .field(text("EventUuid"))
            .field(custom("Text__c", FieldType.STRING).length(20).build()));
  }

  private static FieldDef.Builder custom(String name, FieldType type) {
    return FieldDef.builder(name, type).custom(true);
  }

  private static SObjectDef.Builder object(String name, String prefix) {
    return of(name, SObjectDef.Kind.STANDARD, prefix);
  }

  private static SObjectDef.Builder of(String name, SObjectDef.Kind kind, String prefix) {
    return SObjectDef.builder(name, kind)
        .label(name, name + "s")
        .keyPrefix(prefix)
        .field(FieldDef.builder("Id", FieldType.ID).writeable(false, false).build())
        .field(FieldDef.builder("CreatedDate", FieldType.DATETIME).writeable(false, false).build());
  }

  private static FieldDef text(String name) {
    return FieldDef.builder(name, FieldType.STRING)
        .length(255)
        .nameField(name.equals("Name"))
        .build();
  }

  private void add(SObjectDef.Builder b) {
    SObjectDef d = b.build();
    objects.put(d.name().toLowerCase(Locale.ROOT), d);
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
    return name.equalsIgnoreCase("Greeting") ? Optional.of("Hello") : Optional.empty();
  }

  @Override
  public boolean hasPage(String name) {
    return name.equalsIgnoreCase("Start");
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
