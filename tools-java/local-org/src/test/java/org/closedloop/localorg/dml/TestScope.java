package org.closedloop.localorg.dml;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.EventHost;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Store;
import org.closedloop.localorg.store.Transaction;

/** A request without the rest of the org: everything that a test does not set does nothing. */
public final class TestScope implements RequestScope {

  public static final String ADMIN = "005000000000001AAA";

  public final OrgSchema schema;
  public final Store store = new Store();
  public final Transaction tx = store.begin();
  public final Limits limits = new Limits(false);
  public Instant now = Instant.parse("2026-03-10T12:00:00Z");
  public String zone = "UTC";
  public String userType = "Standard";
  public String userId = ADMIN;
  public boolean allRights = true;
  public final Set<String> rights = new HashSet<>();
  public SaveHooks hooks = SaveHooks.NONE;
  public FormulaPort formulas = new NoFormulas();
  public ApexSession session;
  public final Set<String> triggers = new HashSet<>();
  public final List<Runnable> afterCommit = new ArrayList<>();
  public DataHost data;

  public TestScope(OrgSchema schema) {
    this.schema = schema;
    put("User", ADMIN, Map.of("LastName", "Admin", "Name", "Admin", "IsActive", true));
  }

  /** Stores a row without any checks; field names as declared. */
  public Row put(String object, String id, Map<String, Object> values) {
    Row row = Row.of(object, id, new HashMap<>(values));
    tx.put(row);
    return row;
  }

  public String newId(String object) {
    return tx.ids().next(schema.require(object).keyPrefix());
  }

  @Override
  public OrgSchema schema() {
    return schema;
  }

  @Override
  public Transaction transaction() {
    return tx;
  }

  @Override
  public UserContext user() {
    return new UserContext(
        userId,
        "admin@example.com",
        null,
        "Admin",
        "admin@example.com",
        "00e000000000001AAA",
        null,
        userType,
        ZoneId.of(zone),
        Locale.US,
        "en_US",
        "session");
  }

  @Override
  public OrgInfo org() {
    return new OrgInfo(
        "00D000000000001AAA",
        "Test",
        false,
        "Enterprise Edition",
        ZoneId.of("UTC"),
        Locale.US,
        "en_US",
        "USD",
        "https://localhost");
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Limits limits() {
    return limits;
  }

  /** Rights written as {@code object:Account:READ}, {@code read:Account.Name}, {@code perm:X}. */
  @Override
  public AccessHost access() {
    return new AccessHost() {
      @Override
      public boolean object(String objectName, ObjectRight right) {
        return allRights || rights.contains("object:" + objectName + ":" + right);
      }

      @Override
      public boolean fieldReadable(String objectName, String fieldName) {
        return allRights
            || schema.require(objectName).field(fieldName).orElseThrow().alwaysAccessible()
            || rights.contains("read:" + objectName + "." + fieldName);
      }

      @Override
      public boolean fieldEditable(String objectName, String fieldName) {
        return allRights
            || schema.require(objectName).field(fieldName).orElseThrow().alwaysAccessible()
            || rights.contains("edit:" + objectName + "." + fieldName);
      }

      @Override
      public boolean customPermission(String name) {
        return false;
      }

      @Override
      public boolean userPermission(String apiName) {
        return allRights || rights.contains("perm:" + apiName);
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
        return Set.of();
      }
    };
  }

  @Override
  public DataHost data() {
    return data;
  }

  @Override
  public EventHost events() {
    return new EventHost() {
      @Override
      public List<DataHost.RowResult> publish(List<SObjectValue> events, AccessMode mode) {
        return events.stream()
            .map(e -> new DataHost.RowResult("e00xx", true, true, List.of()))
            .toList();
      }

      @Override
      public void setResumeCheckpoint(String replayId) {}

      @Override
      public int retries() {
        return 0;
      }
    };
  }

  @Override
  public ApexSession session() {
    return session;
  }

  @Override
  public boolean hasTriggers(String objectName) {
    return triggers.contains(objectName);
  }

  @Override
  public SaveHooks hooks() {
    return hooks;
  }

  @Override
  public FormulaPort formulas() {
    return formulas;
  }

  @Override
  public void onCommit(Runnable work) {
    afterCommit.add(work);
  }

  /** Formulas of tests: a field name between braces is its value, everything else is text. */
  public static class NoFormulas implements FormulaPort {
    @Override
    public Object formulaField(RequestScope scope, SObjectValue row, FieldDef field) {
      String f = field.formula();
      return f.startsWith("{") ? row.get(f.substring(1, f.length() - 1)) : f;
    }

    @Override
    public Object defaultValue(RequestScope scope, SObjectDef object, FieldDef field) {
      return field.defaultValueFormula();
    }

    @Override
    public List<Violation> violations(RequestScope scope, SObjectValue row, SObjectValue prior) {
      return List.of();
    }
  }
}
