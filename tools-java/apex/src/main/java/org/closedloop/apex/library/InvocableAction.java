package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.exec.ApexThrow;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ExceptionValue;

/**
 * An {@code Invocable.Action}: an invocable method or an autolaunched flow with one set of inputs
 * for each invocation. What goes wrong inside stands in the results, never in an exception.
 */
@ApexType("Invocable.Action")
final class InvocableAction extends LibraryValue {

  private static final MapType VALUES = new MapType(SimpleType.STRING, SimpleType.OBJECT);

  private final String type;
  private final String name;
  private final List<ApexMap> invocations = new ArrayList<>();

  private InvocableAction(String type, String name) {
    this.type = type;
    this.name = name;
  }

  @ApexMethod
  static InvocableAction createCustomAction(String type, String name) {
    if (!type.equalsIgnoreCase("apex") && !type.equalsIgnoreCase("flow")) {
      throw new UnsupportedPlatformFeature("invocable actions of type " + type);
    }
    return new InvocableAction(type.toLowerCase(java.util.Locale.ROOT), name);
  }

  @ApexMethod
  static InvocableAction createCustomAction(String type, @Nullable String namespace, String name) {
    return createCustomAction(
        type, namespace == null || namespace.isEmpty() ? name : namespace + "__" + name);
  }

  @ApexMethod
  InvocableAction addInvocation() {
    invocations.add(new ApexMap(VALUES.key(), VALUES.value()));
    return this;
  }

  @ApexMethod
  InvocableAction clearInvocations() {
    invocations.clear();
    return this;
  }

  @ApexMethod
  InvocableAction setInvocations(ApexList inputs) {
    invocations.clear();
    inputs.forEach(m -> invocations.add((ApexMap) m));
    return this;
  }

  /** Sets an input of the last invocation, or of the first one where none was added. */
  @ApexMethod
  InvocableAction setInvocationParameter(
      ApexContext ctx, String parameter, @Nullable Object value) {
    if (invocations.isEmpty()) {
      addInvocation();
    }
    invocations.get(invocations.size() - 1).put(ctx, parameter, value);
    return this;
  }

  @ApexMethod
  String getName() {
    return name;
  }

  @ApexMethod
  String getNamespace() {
    return null;
  }

  @ApexMethod
  String getType() {
    return type;
  }

  @ApexMethod
  Boolean isStandard() {
    return false;
  }

  @ApexMethod
  ApexList invoke(ApexContext ctx) {
    if (invocations.isEmpty()) {
      addInvocation();
    }
    List<DataValue> results = type.equals("apex") ? apex(ctx) : flow(ctx);
    ApexList out = new ApexList(PlatformType.of("Invocable.Action.Result"));
    results.forEach(out::add);
    return out;
  }

  private List<DataValue> apex(ApexContext ctx) {
    List<DataValue> results = new ArrayList<>();
    String problem = ctx.hasInvocable(name) ? null : "There is no Apex action named " + name;
    List<Map<String, Object>> outputs = List.of();
    if (problem == null) {
      List<Map<String, Object>> inputs = new ArrayList<>();
      invocations.forEach(i -> inputs.add(java(i)));
      try {
        outputs = ctx.invokeAction(name, inputs);
      } catch (ApexThrow | HostException | ApexFailure e) {
        ExceptionValue x = ctx.toException(e);
        problem = "An Apex error occurred: " + x.typeName() + ": " + x.message();
      }
    }
    for (int i = 0; i < invocations.size(); i++) {
      results.add(
          problem == null
              ? succeeded(ctx, invocations.get(i), outputs.get(i))
              : failed(invocations.get(i), problem));
    }
    return results;
  }

  private List<DataValue> flow(ApexContext ctx) {
    List<DataValue> results = new ArrayList<>();
    for (ApexMap in : invocations) {
      try {
        Map<String, Object> outputs = ctx.host().flows().start(name, java(in));
        Map<String, Object> typed = new LinkedHashMap<>();
        outputs.forEach((k, v) -> typed.put(k, InterviewValue.typed(v)));
        results.add(succeeded(ctx, in, typed));
      } catch (ApexThrow | HostException | ApexFailure e) {
        results.add(failed(in, ctx.toException(e).message()));
      }
    }
    return results;
  }

  private static Map<String, Object> java(ApexMap map) {
    Map<String, Object> out = new LinkedHashMap<>();
    map.forEach((k, v) -> out.put((String) k, v));
    return out;
  }

  private DataValue result(ApexMap inputs, boolean success) {
    DataValue r = blank("Invocable.Action.Result");
    r.values().put("Action", this);
    r.values().put("InvocationParameters", inputs);
    r.values().put("Success", success);
    r.values().put("Errors", new ApexList(PlatformType.of("Invocable.Action.Error")));
    r.values().put("OutputParameters", new ApexMap(VALUES.key(), VALUES.value()));
    return r;
  }

  private DataValue succeeded(ApexContext ctx, ApexMap inputs, Map<String, Object> outputs) {
    DataValue r = result(inputs, true);
    ApexMap out = (ApexMap) r.values().get("OutputParameters");
    outputs.forEach((k, v) -> out.put(ctx, k, v));
    return r;
  }

  private DataValue failed(ApexMap inputs, String message) {
    DataValue r = result(inputs, false);
    DataValue error = blank("Invocable.Action.Error");
    error.values().put("Code", "UNKNOWN_EXCEPTION");
    error.values().put("Message", message);
    ((ApexList) r.values().get("Errors")).add(error);
    return r;
  }

  private static DataValue blank(String typeName) {
    return DataValue.blank(PlatformIndex.get().type(typeName).orElseThrow());
  }
}
