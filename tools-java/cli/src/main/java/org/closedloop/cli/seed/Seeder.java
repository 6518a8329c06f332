package org.closedloop.cli.seed;

import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Error;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.FieldType;
import com.sforce.soap.partner.GetUserInfoResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.closedloop.cli.CliException;

/**
 * Loads a {@link SeedPlan} through the Partner API. A record whose text and reference values all
 * match one in the org is kept instead of created again, so that a seed can be repeated. Values
 * that start with @ stand for ids: a reference name, {@code @Profile.Name}, {@code @admin}, {@code
 * @siteGuest}; {@code @today} is the day of the org's clock in the user's zone.
 */
public final class Seeder {

  private static final int CHUNK = 200;
  private static final int MAX_MATCH_TEXT = 255;

  private final PartnerConnection org;
  private final boolean dryRun;
  private final Consumer<String> report;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final Map<String, DescribeSObjectResult> describes = new HashMap<>();
  private GetUserInfoResult me;
  private int created;
  private int kept;
  private int failed;

  /**
   * @param report receives a line per thing done or failed
   */
  public Seeder(PartnerConnection org, boolean dryRun, Consumer<String> report) {
    this.org = org;
    this.dryRun = dryRun;
    this.report = report;
  }

  public SeedResult run(SeedPlan plan) throws ConnectionException {
    me = org.getUserInfo();
    for (SeedPlan.Batch batch : plan.batches()) {
      if (isUsers(batch)) {
        load(batch.items(), batch.file());
      }
    }
    assign(plan);
    describes.clear();
    for (SeedPlan.Batch batch : plan.batches()) {
      if (!isUsers(batch)) {
        load(batch.items(), batch.file());
      }
    }
    return new SeedResult(created, kept, failed, ids);
  }

  /** Users come first: only their permission sets make the fields of the rest visible. */
  private static boolean isUsers(SeedPlan.Batch batch) {
    return batch.items().stream().allMatch(i -> i.type().equalsIgnoreCase("User"));
  }

  private void assign(SeedPlan plan) throws ConnectionException {
    List<SeedPlan.Item> extra = new ArrayList<>();
    for (SeedPlan.Assignment a : plan.assignments()) {
      for (String set : a.permissionSets()) {
        String setId =
            single(
                "SELECT Id FROM PermissionSet WHERE Name = " + quote(set), "permission set " + set);
        extra.add(
            item("PermissionSetAssignment", "AssigneeId", a.user(), "PermissionSetId", setId));
      }
    }
    load(extra, "permission set assignments");
    List<SeedPlan.Item> members = new ArrayList<>();
    for (SeedPlan.QueueMembers q : plan.queues()) {
      String queue =
          single(
              "SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = " + quote(q.queue()),
              "queue " + q.queue());
      for (String user : q.users()) {
        members.add(item("GroupMember", "GroupId", queue, "UserOrGroupId", user));
      }
    }
    load(members, "queue members");
  }

  private static SeedPlan.Item item(String type, Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new SeedPlan.Item(type, null, fields);
  }

  /** Records of one file may refer to earlier ones of the same file, so a reference flushes. */
  private void load(List<SeedPlan.Item> items, String file) throws ConnectionException {
    List<SeedPlan.Item> waiting = new ArrayList<>();
    List<SObject> records = new ArrayList<>();
    int before = created;
    int keptBefore = kept;
    for (SeedPlan.Item item : items) {
      boolean needsWaiting =
          item.fields().values().stream()
              .anyMatch(
                  v ->
                      v instanceof String s
                          && waiting.stream().anyMatch(w -> s.equals("@" + w.reference())));
      boolean otherType = !waiting.isEmpty() && !waiting.get(0).type().equals(item.type());
      if (needsWaiting || otherType || records.size() == CHUNK) {
        flush(waiting, records, file);
      }
      Map<String, Object> values = resolve(item, file);
      String there = existing(item.type(), values);
      if (there != null) {
        kept++;
        remember(item, there);
        continue;
      }
      waiting.add(item);
      records.add(record(item.type(), values));
    }
    flush(waiting, records, file);
    report.accept(
        file
            + ": "
            + (created - before)
            + (dryRun ? " to create, " : " created, ")
            + (kept - keptBefore)
            + " kept");
  }

  private void remember(SeedPlan.Item item, String id) {
    if (item.reference() != null) {
      ids.put(item.reference(), id);
    }
  }

  private void flush(List<SeedPlan.Item> items, List<SObject> records, String file)
      throws ConnectionException {
    if (!records.isEmpty() && dryRun) {
      created += records.size();
      items.forEach(i -> remember(i, "000000000000000AAA"));
    } else if (!records.isEmpty()) {
      SaveResult[] results = org.create(records.toArray(new SObject[0]));
      for (int i = 0; i < results.length; i++) {
        if (results[i].isSuccess()) {
          created++;
          remember(items.get(i), results[i].getId());
        } else {
          failed++;
          for (Error e : results[i].getErrors()) {
            report.accept(
                "failed "
                    + file
                    + " "
                    + name(items.get(i))
                    + "  "
                    + e.getStatusCode()
                    + ": "
                    + e.getMessage());
          }
        }
      }
    }
    items.clear();
    records.clear();
  }

  private static String name(SeedPlan.Item item) {
    return item.reference() == null ? item.type() : item.type() + " " + item.reference();
  }

  private Map<String, Object> resolve(SeedPlan.Item item, String file) throws ConnectionException {
    Map<String, Object> out = new LinkedHashMap<>();
    for (Map.Entry<String, Object> f : item.fields().entrySet()) {
      Object v = f.getValue();
      out.put(
          f.getKey(),
          v instanceof String s && s.startsWith("@") ? reference(s.substring(1), item, file) : v);
    }
    return out;
  }

  private String reference(String name, SeedPlan.Item item, String file)
      throws ConnectionException {
    if (ids.containsKey(name)) {
      return ids.get(name);
    }
    if (name.equals("today")) {
      Instant now = org.getServerTimestamp().getTimestamp().toInstant();
      return LocalDate.ofInstant(now, ZoneId.of(me.getUserTimeZone())).toString();
    }
    if (name.equals("admin")) {
      return me.getUserId();
    }
    if (name.equals("siteGuest")) {
      return single(
          "SELECT Id FROM User WHERE UserType = 'Guest' AND IsActive = true",
          "guest user of a site");
    }
    if (name.startsWith("Profile.")) {
      String profile = name.substring(8);
      return single("SELECT Id FROM Profile WHERE Name = " + quote(profile), "profile " + profile);
    }
    throw CliException.environment(
            "unknown-reference",
            "@"
                + name
                + " of "
                + name(item)
                + " is no earlier record; a failed one may be the cause.",
            null)
        .at(file);
  }

  private static String quote(String s) {
    return "'" + s.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private String single(String soql, String what) throws ConnectionException {
    QueryResult r = org.query(soql);
    if (r.getSize() != 1) {
      throw CliException.environment(
          "seed-lookup",
          r.getSize() == 0
              ? "The org has no " + what + "."
              : "The org has " + r.getSize() + " times a " + what + "; one is needed.",
          r.getSize() == 0 ? "deploy first, with --with-unpackaged" : null);
    }
    return r.getRecords()[0].getId();
  }

  private static SObject record(String type, Map<String, Object> values) {
    SObject s = new SObject(type);
    values.forEach(s::setField);
    return s;
  }

  /** Id of a record that has all the same texts and references; null when there is none. */
  private String existing(String type, Map<String, Object> values) throws ConnectionException {
    DescribeSObjectResult describe = describe(type);
    List<String> conditions = new ArrayList<>();
    boolean anchored = false;
    for (Map.Entry<String, Object> v : values.entrySet()) {
      Field f = field(describe, v.getKey());
      boolean reference = f.getType() == FieldType.reference;
      if (v.getValue() instanceof String s && f.isFilterable() && matches(f, s)) {
        conditions.add(f.getName() + " = " + quote(s));
        anchored |= reference || f.isNameField() || f.isIdLookup() || isNameLike(f);
      }
    }
    if (!anchored) {
      return null;
    }
    QueryResult r =
        org.query(
            "SELECT Id FROM "
                + describe.getName()
                + " WHERE "
                + String.join(" AND ", conditions)
                + " ORDER BY Id LIMIT 1");
    return r.getSize() == 0 ? null : r.getRecords()[0].getId();
  }

  private static boolean isNameLike(Field f) {
    return f.getType() == FieldType.email || f.getName().toLowerCase(Locale.ROOT).endsWith("name");
  }

  private static boolean matches(Field f, String value) {
    return switch (f.getType()) {
      case string, email, phone, url, reference ->
          value.length() <= MAX_MATCH_TEXT && !value.equals("000000000000000AAA");
      default -> false;
    };
  }

  private DescribeSObjectResult describe(String type) throws ConnectionException {
    DescribeSObjectResult d = describes.get(type);
    if (d == null) {
      d = org.describeSObject(type);
      describes.put(type, d);
    }
    return d;
  }

  private static Field field(DescribeSObjectResult d, String name) {
    for (Field f : d.getFields()) {
      if (f.getName().equalsIgnoreCase(name)) {
        return f;
      }
    }
    throw CliException.environment(
        "unknown-field",
        d.getName() + " has no field " + name + " that you may see.",
        "deploy first; then the field needs a permission set that grants it");
  }
}
