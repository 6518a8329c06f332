package org.closedloop.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.bind.XmlObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.closedloop.cli.org.ApexClient;
import org.closedloop.cli.org.ControlClient;
import org.closedloop.cli.org.OrgConnection;

/** The org under test through the doors that any org has, and the clock where it can be moved. */
public final class ScenarioOrg {

  private final OrgConnection connection;
  private final PartnerConnection partner;
  private final ControlClient control;
  private final Consumer<String> work;

  /**
   * @param work receives a line per piece of background work that moving the clock ran
   */
  public ScenarioOrg(OrgConnection connection, Consumer<String> work) throws ConnectionException {
    this.connection = connection;
    this.partner = connection.partner();
    this.control = connection.local() ? new ControlClient(connection) : null;
    this.work = work;
  }

  public OrgConnection connection() {
    return connection;
  }

  public PartnerConnection partner() {
    return partner;
  }

  /** Whether time can be moved and mail looked at. */
  public boolean hasClock() {
    return control != null;
  }

  public ControlClient control() {
    return control;
  }

  // --- time
  // ---------------------------------------------------------------------------------------

  public Instant now() throws ConnectionException {
    return control != null
        ? control.now()
        : partner.getServerTimestamp().getTimestamp().toInstant();
  }

  public LocalDate today() throws ConnectionException {
    return now().atZone(zone()).toLocalDate();
  }

  private ZoneId zone() throws ConnectionException {
    return ZoneId.of(
        (String) one("SELECT TimeZoneSidKey FROM Organization").getField("TimeZoneSidKey"));
  }

  /** Moves the clock on and waits until everything due on the way has run. */
  public void advance(Duration by) throws ConnectionException {
    JsonNode last =
        control.advance(
            now().plus(by),
            item ->
                work.accept(
                    item.path("due").asText()
                        + "  "
                        + item.path("kind").asText()
                        + "  "
                        + item.path("name").asText()
                        + (item.path("failed").asBoolean()
                            ? "  FAILED " + item.path("message").asText()
                            : "")));
    if (last.path("failed").asInt() > 0) {
      throw new AssertionError(
          last.path("failed").asInt() + " pieces of background work failed: " + failures());
    }
  }

  private List<String> failures() {
    List<String> out = new ArrayList<>();
    for (JsonNode job : control.get("jobs")) {
      if (job.path("state").asText().equals("failed")) {
        out.add(job.path("name").asText() + ": " + job.path("message").asText());
      }
    }
    return out;
  }

  /** Runs what is due now; an org of its own pace gets no hurry. */
  public void settle() throws ConnectionException {
    if (hasClock()) {
      advance(Duration.ofSeconds(1));
    }
  }

  // --- records
  // ------------------------------------------------------------------------------------

  public List<SObject> query(String soql) throws ConnectionException {
    List<SObject> rows = new ArrayList<>();
    QueryResult r = partner.query(soql);
    while (true) {
      rows.addAll(List.of(r.getRecords()));
      if (r.isDone()) {
        return rows;
      }
      r = partner.queryMore(r.getQueryLocator());
    }
  }

  /** The single row of a query. */
  public SObject one(String soql) throws ConnectionException {
    List<SObject> rows = query(soql);
    if (rows.size() != 1) {
      throw new AssertionError("expected one row, found " + rows.size() + ": " + soql);
    }
    return rows.get(0);
  }

  public String create(String type, Object... namesAndValues) throws ConnectionException {
    SaveResult r = partner.create(new SObject[] {record(type, null, namesAndValues)})[0];
    require(r, "create " + type);
    return r.getId();
  }

  public void update(String type, String id, Object... namesAndValues) throws ConnectionException {
    update(partner, type, id, namesAndValues);
  }

  /** An update through somebody else's session. */
  public static void update(PartnerConnection as, String type, String id, Object... namesAndValues)
      throws ConnectionException {
    require(
        as.update(new SObject[] {record(type, id, namesAndValues)})[0],
        "update " + type + " " + id);
  }

  private static SObject record(String type, String id, Object... namesAndValues) {
    SObject o = new SObject(type);
    if (id != null) {
      o.setId(id);
    }
    for (int i = 0; i < namesAndValues.length; i += 2) {
      o.setField((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return o;
  }

  private static void require(SaveResult r, String what) {
    if (!r.isSuccess()) {
      throw new AssertionError(
          what + ": " + r.getErrors()[0].getStatusCode() + " " + r.getErrors()[0].getMessage());
    }
  }

  /** Runs anonymous Apex as the administrator. */
  public void apex(String source) {
    ApexClient.Result r = new ApexClient(connection).run(source);
    if (!r.success()) {
      throw new AssertionError(
          "anonymous Apex failed: "
              + (r.compileProblem() == null ? r.exceptionMessage() : r.compileProblem()));
    }
  }

  // --- values
  // -------------------------------------------------------------------------------------

  /** Text of a field; a path of relationships before the field is followed; null when blank. */
  public static String text(SObject row, String path) {
    XmlObject at = row;
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      at = (XmlObject) at.getField(names[i]);
      if (at == null) {
        return null;
      }
    }
    Object v = at.getField(names[names.length - 1]);
    return v == null ? null : v.toString();
  }

  /** Number of a field without trailing zeros, or null when blank. */
  public static BigDecimal number(SObject row, String path) {
    String v = text(row, path);
    return v == null ? null : new BigDecimal(v).stripTrailingZeros();
  }

  public static Instant instant(SObject row, String path) {
    String v = text(row, path);
    return v == null ? null : Instant.parse(v);
  }
}
