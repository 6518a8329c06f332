package org.closedloop.localorg.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.closedloop.apex.host.ConfigHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Transaction;

/** Custom settings, custom metadata and labels of one request, read without queries. */
public final class ConfigService implements ConfigHost {

  private final OrgSchema schema;
  private final Transaction tx;
  private final Supplier<UserContext> user;
  private final String orgId;

  /**
   * @param user the running user, asked each time because tests change it
   */
  public ConfigService(OrgSchema schema, Transaction tx, Supplier<UserContext> user, String orgId) {
    this.schema = schema;
    this.tx = tx;
    this.user = user;
    this.orgId = orgId;
  }

  @Override
  public String label(String name) {
    return schema
        .label(name)
        .orElseThrow(
            () ->
                new HostException(
                    "HandledException", null, "External string does not exist: " + name));
  }

  @Override
  public List<SObjectValue> customMetadata(String typeName) {
    SObjectDef type = schema.require(typeName);
    List<SObjectValue> out = new ArrayList<>();
    for (Row r : tx.rows(type.name())) {
      out.add(value(type, r));
    }
    out.sort(Comparator.comparing(v -> String.valueOf(v.get("DeveloperName"))));
    return out;
  }

  @Override
  public SObjectValue hierarchySetting(String typeName, String ownerId, boolean merged) {
    SObjectDef type = schema.require(typeName);
    List<String> owners = owners(ownerId);
    if (!merged) {
      Row own = row(type, owners.get(0));
      return own == null ? null : value(type, own);
    }
    SObjectValue result = null;
    for (String owner : owners) {
      Row r = row(type, owner);
      if (r == null) {
        continue;
      }
      if (result == null) {
        result = value(type, r);
      } else {
        fill(type, result, r);
      }
    }
    return result == null ? defaults(type) : result;
  }

  /** The owner's own place first, then what it falls back to. */
  private List<String> owners(String ownerId) {
    UserContext u = user.get();
    String id = ownerId == null ? u.id() : ownerId;
    List<String> chain = new ArrayList<>();
    if (id.equals(orgId)) {
      return List.of(orgId);
    }
    chain.add(id);
    if (id.startsWith("005")) {
      Row row = tx.get("User", id);
      Object profile = row == null ? u.profileId() : row.get("ProfileId");
      if (profile != null) {
        chain.add((String) profile);
      }
    }
    chain.add(orgId);
    return chain;
  }

  private Row row(SObjectDef type, String owner) {
    for (Row r : tx.find(type.name(), "SetupOwnerId", owner)) {
      if (!r.deleted()) {
        return r;
      }
    }
    return null;
  }

  private static void fill(SObjectDef type, SObjectValue into, Row from) {
    for (FieldDef f : type.fields()) {
      if (f.custom() && into.get(f.name()) == null && from.get(f.name()) != null) {
        into.put(f.name(), from.get(f.name()));
      }
    }
  }

  /** Without any row, getInstance answers a record that holds only the fields' defaults. */
  private static SObjectValue defaults(SObjectDef type) {
    SObjectValue v = new SObjectValue(type);
    for (FieldDef f : type.fields()) {
      if (f.custom() && f.type() == FieldType.BOOLEAN) {
        v.put(f.name(), "true".equalsIgnoreCase(f.defaultValueFormula()));
      }
    }
    return v;
  }

  @Override
  public List<SObjectValue> listSetting(String typeName) {
    SObjectDef type = schema.require(typeName);
    List<SObjectValue> out = new ArrayList<>();
    for (Row r : tx.rows(type.name())) {
      if (!r.deleted()) {
        out.add(value(type, r));
      }
    }
    out.sort(Comparator.comparing(v -> String.valueOf(v.get("Name"))));
    return out;
  }

  private static SObjectValue value(SObjectDef type, Row row) {
    SObjectValue v = new SObjectValue(type);
    for (FieldDef f : type.fields()) {
      v.put(f.name(), row.get(f.name()));
    }
    return v;
  }
}
