package org.closedloop.localorg.flow;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexProgram.InvocableInfo;
import org.closedloop.apex.host.ApexProgram.InvocableVariable;
import org.closedloop.apex.host.DataHost.DmlOp;
import org.closedloop.apex.host.DataHost.DmlOptions;
import org.closedloop.apex.host.DataHost.DmlRequest;
import org.closedloop.apex.host.DataHost.RowResult;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.AsyncQueue;
import org.closedloop.localorg.async.RequestRunner;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.clock.OrgClock;
import org.closedloop.localorg.dml.SaveHooks;
import org.closedloop.localorg.formula.HostOrgAccess;
import org.closedloop.localorg.formula.OrgFormulas;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.localorg.store.Store;
import org.closedloop.localorg.store.Transaction;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;
import org.closedloop.metadata.XmlParseException;
import org.mockito.Mockito;

/**
 * An org for flow tests: real schema, store, queries, formulas, queue and clock; saving is cut down
 * to hooks and rows; Apex is a table of Java functions.
 */
final class FlowFixture implements RequestRunner {

  static final String USER = "005000000000001AAA";
  static final Instant START = Instant.parse("2026-01-01T09:00:00Z");

  final OrgClock clock = OrgClock.starting(Clock.fixed(START, ZoneOffset.UTC), START, true);
  final AsyncQueue queue = new AsyncQueue(clock, this);
  final Store store = new Store();
  final Map<String, Function<List<Map<String, Object>>, List<Map<String, Object>>>> apex =
      new HashMap<>();
  final Map<String, InvocableInfo> invocables = new HashMap<>();
  final List<Component> components = new ArrayList<>();
  final List<String> statements = new ArrayList<>();
  OrgSchema schema;
  FlowSet flows;
  FlowService service;
  SaveHooks hooks = SaveHooks.NONE;
  OrgFormulas formulas;

  FlowFixture() {
    object(
        "Visit__c",
        "Text:Region__c",
        "Text:Note__c",
        "Number:Score__c",
        "Checkbox:Done__c",
        "Date:Due__c",
        "Picklist:Status__c",
        "Lookup:Shop__c:Shop__c");
    object("Shop__c", "Text:City__c", "Number:Visits__c");
  }

  private void object(String name, String... fields) {
    xml(
        "CustomObject",
        name,
        "<CustomObject xmlns=\"http://soap.sforce.com/2006/04/metadata\"><label>"
            + name
            + "</label><pluralLabel>s</pluralLabel><nameField><label>Name</label><type>Text</type>"
            + "</nameField><sharingModel>ReadWrite</sharingModel></CustomObject>");
    for (String f : fields) {
      String[] p = f.split(":");
      String more =
          switch (p[0]) {
            case "Text" -> "<length>100</length>";
            case "Number" -> "<precision>18</precision><scale>2</scale>";
            case "Checkbox" -> "<defaultValue>false</defaultValue>";
            case "Lookup" ->
                "<referenceTo>"
                    + p[2]
                    + "</referenceTo><relationshipName>Visits</relationshipName>";
            case "Picklist" ->
                "<valueSet><valueSetDefinition><sorted>false</sorted><value><fullName>Open"
                    + "</fullName><default>false</default><label>Open</label></value>"
                    + "</valueSetDefinition></valueSet>";
            default -> "";
          };
      xml(
          "CustomField",
          name + "." + p[1],
          "<CustomField xmlns=\"http://soap.sforce.com/2006/04/metadata\"><fullName>"
              + p[1]
              + "</fullName><label>"
              + p[1]
              + "</label><type>"
              + p[0]
              + "</type>"
              + more
              + "</CustomField>");
    }
  }

  private void xml(String type, String name, String document) {
    try {
      XmlElement x = XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), name + ".xml");
      components.add(Component.ofXml(type, name, name + ".xml", x));
    } catch (XmlParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** An autolaunched or triggered flow; {@code body} is everything but the frame. */
  FlowFixture flow(String name, String body) {
    xml(
        "Flow",
        name,
        "<Flow xmlns=\"http://soap.sforce.com/2006/04/metadata\"><apiVersion>62.0</apiVersion>"
            + "<label>"
            + name.replace('_', ' ')
            + "</label><processType>AutoLaunchedFlow</processType><status>Active</status>"
            + body
            + "</Flow>");
    return this;
  }

  /** An invocable class with text inputs and typed outputs written {@code name:Type}. */
  FlowFixture invocable(
      String name,
      List<String> inputs,
      List<String> outputs,
      Function<List<Map<String, Object>>, List<Map<String, Object>>> body) {
    invocables.put(
        name, new InvocableInfo(name, "run", name, false, false, vars(inputs), vars(outputs)));
    apex.put(name, body);
    return this;
  }

  private static List<InvocableVariable> vars(List<String> specs) {
    return specs.stream()
        .map(s -> s.split(":"))
        .map(p -> new InvocableVariable(p[0], p[1], p[0], false))
        .toList();
  }

  FlowFixture deploy() {
    return deploy(FlowOptions.DEFAULT);
  }

  FlowFixture deploy(FlowOptions options) {
    schema = new SchemaRegistry().build(ComponentSet.of(components));
    ApexProgram program = Mockito.mock(ApexProgram.class);
    Mockito.when(program.invocable(Mockito.anyString()))
        .thenAnswer(i -> Optional.ofNullable(invocables.get(i.getArgument(0, String.class))));
    flows = FlowSet.compile(schema, program);
    FlowUsers users =
        new FlowUsers() {
          @Override
          public String defaultWorkflowUserId() {
            return null;
          }

          @Override
          public String automatedProcessUserId() {
            return USER;
          }
        };
    service = new FlowService(queue, options, users, ZoneId.of("UTC"));
    service.activate(flows);
    hooks = service.hooks(flows, s -> (FlowRequest) s);
    formulas = new OrgFormulas(schema, s -> new HostOrgAccess((FlowRequest) s));
    return this;
  }

  /** Messages of the errors found, for flows that should not deploy. */
  List<String> errors() {
    deploy();
    return flows.diagnostics().stream().filter(d -> d.isError()).map(d -> d.message()).toList();
  }

  @Override
  public <T> T run(Spec spec, Function<WorkRequest, T> body) {
    Transaction tx = store.begin();
    T result;
    try {
      result = body.apply(new FlowRequest(this, tx, spec.userId()));
    } catch (RuntimeException | Error e) {
      tx.rollback();
      throw e;
    }
    tx.commit();
    return result;
  }

  SObjectValue record(String object, Object... fieldsAndValues) {
    SObjectValue v = new SObjectValue(schema.require(object));
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      v.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return v;
  }

  /** Saves in a request of its own, all or none; the errors of the first failed row or empty. */
  String save(DmlOp op, SObjectValue... records) {
    try {
      run(
          Spec.of(USER, org.closedloop.apex.host.ApexHost.Quiddity.SYNCHRONOUS),
          r -> {
            List<RowResult> results =
                r.host()
                    .data()
                    .dml(
                        new DmlRequest(
                            op,
                            List.of(records),
                            null,
                            true,
                            AccessMode.SYSTEM,
                            DmlOptions.DEFAULT,
                            List.of()));
            for (RowResult x : results) {
              if (!x.errors().isEmpty()) {
                throw new IllegalStateException(
                    x.errors().get(0).statusCode() + ": " + x.errors().get(0).message());
              }
            }
            return null;
          });
      return "";
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  String insert(String object, Object... fieldsAndValues) {
    SObjectValue r = record(object, fieldsAndValues);
    String error = save(DmlOp.INSERT, r);
    if (!error.isEmpty()) {
      throw new IllegalStateException(error);
    }
    return r.id();
  }

  void update(String object, String id, Object... fieldsAndValues) {
    SObjectValue r = record(object, fieldsAndValues);
    r.put("Id", id);
    String error = save(DmlOp.UPDATE, r);
    if (!error.isEmpty()) {
      throw new IllegalStateException(error);
    }
  }

  Object read(String object, String id, String field) {
    Transaction tx = store.begin();
    try {
      return tx.get(object, id).get(field);
    } finally {
      tx.rollback();
    }
  }

  int count(String object) {
    Transaction tx = store.begin();
    try {
      return tx.size(object);
    } finally {
      tx.rollback();
    }
  }

  List<AsyncQueue.LogLine> advance(Duration d) {
    return queue.advanceTo(clock.now().plus(d), l -> {});
  }

  static Map<String, Object> map(Object... kv) {
    Map<String, Object> m = new LinkedHashMap<>();
    for (int i = 0; i < kv.length; i += 2) {
      m.put((String) kv[i], kv[i + 1]);
    }
    return m;
  }
}
