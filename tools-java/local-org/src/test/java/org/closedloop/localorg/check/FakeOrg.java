package org.closedloop.localorg.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.metadata.ComponentSet;

/** An org with a few standard objects and whatever components a test gives it. */
public final class FakeOrg implements OrgModel {
  private final Map<String, SObjectDef> standard = new TreeMap<>();
  private ComponentSet components = ComponentSet.empty();

  public FakeOrg() {
    standard("Account", "Name", "Phone");
    standard("Contact", "Name", "Email", "AccountId>Account", "OwnerId>User");
    standard("User", "Name", "Email", "ManagerId>User");
    standard("Opportunity", "Name", "CloseDate:DATE", "StageName:PICKLIST", "AccountId>Account");
    standard("Task", "Subject", "WhatId>Account");
    standard("CustomNotificationType", "DeveloperName");
  }

  /** A field is {@code Name}, {@code Name:TYPE} or {@code Name>Target}. */
  private void standard(String object, String... fields) {
    SObjectDef.Builder b = SObjectDef.builder(object, SObjectDef.Kind.STANDARD);
    b.field(FieldDef.builder("Id", FieldType.ID).build());
    for (String field : fields) {
      String[] reference = field.split(">");
      String[] typed = field.split(":");
      if (reference.length == 2) {
        b.field(
            FieldDef.builder(reference[0], FieldType.REFERENCE)
                .reference(List.of(reference[1]), reference[0].replaceAll("Id$", ""), null)
                .build());
      } else {
        b.field(
            FieldDef.builder(
                    typed[0], typed.length == 2 ? FieldType.valueOf(typed[1]) : FieldType.STRING)
                .build());
      }
    }
    standard.put(object.toLowerCase(Locale.ROOT), b.build());
  }

  public FakeOrg with(ComponentSet set) {
    components = set;
    return this;
  }

  @Override
  public ComponentSet components() {
    return components;
  }

  @Override
  public Optional<SObjectDef> standardObject(String name) {
    return Optional.ofNullable(standard.get(name.toLowerCase(Locale.ROOT)));
  }
}
