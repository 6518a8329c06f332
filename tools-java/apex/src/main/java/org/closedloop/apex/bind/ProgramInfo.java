package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.host.ApexProgram.InvocableInfo;
import org.closedloop.apex.host.ApexProgram.InvocableVariable;
import org.closedloop.apex.host.ApexProgram.TestMethod;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.ListType;

/** What the doors of the platform ask about a bound program: actions, tests, REST, controllers. */
public final class ProgramInfo {

  private final BoundProgram program;

  public ProgramInfo(BoundProgram program) {
    this.program = program;
  }

  /**
   * A method behind a REST path.
   *
   * @param urlMapping as annotated, for example {@code /x/v1/*}
   * @param verb GET, POST, PUT, PATCH or DELETE
   */
  public record RestMethod(String urlMapping, String verb, BoundMethod method) {}

  // --- actions ----------------------------------------------------------------------------------

  /** The {@code @InvocableMethod} of a class, if it has one. */
  public Optional<BoundMethod> invocableMethod(String className) {
    return program
        .find(className)
        .flatMap(
            c ->
                c.methods().stream()
                    .filter(m -> m.annotation("InvocableMethod").isPresent())
                    .findFirst());
  }

  public Optional<InvocableInfo> invocable(String className) {
    return invocableMethod(className).map(this::describe);
  }

  private InvocableInfo describe(BoundMethod m) {
    Annotation a = m.annotation("InvocableMethod").orElseThrow();
    ApexType input = m.parameters().isEmpty() ? null : element(m.parameters().get(0).type());
    ApexType output = m.returnType().isVoid() ? null : element(m.returnType());
    boolean primitive = input != null && !hasVariables(input);
    List<InvocableVariable> inputs = new ArrayList<>();
    if (primitive) {
      BoundMethod.Parameter p = m.parameters().get(0);
      inputs.add(new InvocableVariable(p.name(), input.displayName(), p.name(), false));
    } else if (input != null) {
      inputs.addAll(variables(input));
    }
    List<InvocableVariable> outputs = new ArrayList<>();
    if (output != null && hasVariables(output)) {
      outputs.addAll(variables(output));
    } else if (output != null) {
      outputs.add(new InvocableVariable("output", output.displayName(), "output", false));
    }
    return new InvocableInfo(
        m.owner().name(),
        m.name(),
        a.value("label").orElse(m.name()),
        a.flag("callout"),
        primitive,
        inputs,
        outputs);
  }

  private static ApexType element(ApexType t) {
    return t instanceof ListType l ? l.element() : t;
  }

  private boolean hasVariables(ApexType t) {
    return t instanceof ClassType c && !variables(c).isEmpty();
  }

  private List<InvocableVariable> variables(ApexType t) {
    List<InvocableVariable> out = new ArrayList<>();
    if (t instanceof ClassType c) {
      BoundClass d = program.require(c);
      for (BoundClass at = d; at != null; at = at.superclassDeclaration()) {
        for (BoundField f : at.fields()) {
          f.annotation("InvocableVariable")
              .ifPresent(
                  a ->
                      out.add(
                          new InvocableVariable(
                              f.name(),
                              f.type().displayName(),
                              a.value("label").orElse(f.name()),
                              a.flag("required"))));
        }
      }
    }
    return out;
  }

  // --- tests ------------------------------------------------------------------------------------

  /** Test methods in source order. */
  public List<TestMethod> testMethods() {
    List<TestMethod> out = new ArrayList<>();
    for (BoundClass c : program.classes()) {
      boolean all = c.annotation("IsTest").map(a -> a.flag("SeeAllData")).orElse(false);
      boolean parallel = c.annotation("IsTest").map(a -> a.flag("IsParallel")).orElse(false);
      for (BoundMethod m : c.methods()) {
        if (m.isTest() && m.isStatic() && m.parameters().isEmpty()) {
          boolean own =
              m.annotation("IsTest").flatMap(a -> a.value("SeeAllData")).isPresent()
                  ? m.annotation("IsTest").orElseThrow().flag("SeeAllData")
                  : all;
          out.add(new TestMethod(c.name(), m.name(), own, parallel));
        }
      }
    }
    return out;
  }

  /** {@code @TestSetup} methods of a class. */
  public List<BoundMethod> testSetup(String className) {
    return program
        .find(className)
        .map(c -> c.methods().stream().filter(m -> m.annotation("TestSetup").isPresent()).toList())
        .orElse(List.of());
  }

  // --- pages and REST ---------------------------------------------------------------------------

  /** Visible properties and methods of a page controller; getters and setters without prefix. */
  public Optional<List<String>> controllerMembers(String className) {
    return program
        .find(className)
        .map(
            c -> {
              Set<String> names = new LinkedHashSet<>();
              for (BoundClass at = c; at != null; at = at.superclassDeclaration()) {
                at.fields().stream()
                    .filter(f -> f.access() != Access.PRIVATE)
                    .forEach(f -> names.add(f.name()));
                at.methods().stream()
                    .filter(m -> m.access() != Access.PRIVATE)
                    .forEach(m -> addMethod(m, names));
              }
              return List.copyOf(names);
            });
  }

  private static void addMethod(BoundMethod m, Set<String> names) {
    names.add(m.name());
    String low = BoundClass.key(m.name());
    boolean getter = low.startsWith("get") && m.parameters().isEmpty();
    boolean setter = low.startsWith("set") && m.parameters().size() == 1;
    if ((getter || setter) && low.length() > 3) {
      names.add(
          m.name().substring(3, 4).toLowerCase(java.util.Locale.ROOT) + m.name().substring(4));
    }
  }

  /** All methods behind {@code @RestResource} classes. */
  public List<RestMethod> restMethods() {
    List<RestMethod> out = new ArrayList<>();
    for (BoundClass c : program.classes()) {
      Optional<String> mapping = c.annotation("RestResource").flatMap(a -> a.value("urlMapping"));
      if (mapping.isEmpty()) {
        continue;
      }
      for (BoundMethod m : c.methods()) {
        for (String verb : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
          if (m.annotation("Http" + verb).isPresent()) {
            out.add(new RestMethod(mapping.get(), verb, m));
          }
        }
      }
    }
    return out;
  }

  /** The {@code @AuraEnabled} method that components call by name. */
  public Optional<BoundMethod> auraMethod(String className, String methodName) {
    return program
        .find(className)
        .flatMap(
            c ->
                c.methods().stream()
                    .filter(m -> m.name().equalsIgnoreCase(methodName))
                    .filter(m -> m.isStatic() && m.annotation("AuraEnabled").isPresent())
                    .findFirst());
  }
}
