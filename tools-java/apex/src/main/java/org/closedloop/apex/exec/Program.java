package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.bind.Access;
import org.closedloop.apex.bind.Annotation;
import org.closedloop.apex.bind.BoundAnonymous;
import org.closedloop.apex.bind.BoundClass;
import org.closedloop.apex.bind.BoundField;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.bind.BoundProgram;
import org.closedloop.apex.bind.BoundTrigger;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ListType;

/** A bound program as the platform sees it. */
public final class Program implements ApexProgram {

  private final ProgramPlan plan;
  private final AnonymousCompiler anonymous;
  private final Map<String, Optional<InvocableInfo>> invocables = new LinkedHashMap<>();

  /**
   * @param library implementations of the platform's members
   * @param anonymous compiles anonymous blocks later on
   */
  public Program(BoundProgram bound, PlatformLibrary library, AnonymousCompiler anonymous) {
    this.plan = new ProgramPlan(bound, library);
    this.anonymous = anonymous;
    for (ClassPlan c : plan.classPlans()) {
      invocables.put(c.name().toLowerCase(Locale.ROOT), invocableOf(c.bound()));
    }
  }

  @Override
  public ApexSession open(ApexHost host) {
    return new Session(new ExecContext(host, plan), this);
  }

  ProgramPlan plan() {
    return plan;
  }

  BoundAnonymous compile(ApexSource source) {
    return anonymous.compile(source, plan.bound());
  }

  @Override
  public boolean hasTriggers(String objectName) {
    return !plan.triggers(objectName).isEmpty();
  }

  @Override
  public List<String> triggerNames(String objectName) {
    return plan.bound().triggers().stream()
        .filter(t -> t.object().name().equalsIgnoreCase(objectName))
        .map(t -> t.name())
        .sorted()
        .toList();
  }

  @Override
  public boolean hasClass(String className) {
    return plan.findClass(className) != null;
  }

  @Override
  public Optional<InvocableInfo> invocable(String className) {
    return invocables.getOrDefault(className.toLowerCase(Locale.ROOT), Optional.empty());
  }

  private Optional<InvocableInfo> invocableOf(BoundClass c) {
    for (BoundMethod m : c.methods()) {
      Optional<Annotation> a = m.annotation("InvocableMethod");
      if (a.isPresent()) {
        ApexType in = m.parameters().isEmpty() ? null : element(m.parameters().get(0).type());
        ApexType out = m.returnType().isVoid() ? null : element(m.returnType());
        return Optional.of(
            new InvocableInfo(
                c.name(),
                m.name(),
                a.get().value("label").orElse(m.name()),
                a.get().flag("callout"),
                in != null && Invocables.variables(plan, in).isEmpty(),
                in == null ? List.of() : describe(in),
                out == null ? List.of() : describe(out)));
      }
    }
    return Optional.empty();
  }

  private static ApexType element(ApexType t) {
    return t instanceof ListType l ? l.element() : t;
  }

  private List<InvocableVariable> describe(ApexType t) {
    List<BoundField> fields = Invocables.variables(plan, t);
    if (fields.isEmpty()) {
      return List.of(new InvocableVariable("output", t.displayName(), "Output", false));
    }
    return fields.stream()
        .map(
            f -> {
              Annotation a = f.annotation("InvocableVariable").orElseThrow();
              return new InvocableVariable(
                  f.name(),
                  f.type().displayName(),
                  a.value("label").orElse(f.name()),
                  a.flag("required"));
            })
        .toList();
  }

  @Override
  public Optional<Map<String, String>> pageMembers(String className) {
    ClassPlan c = plan.findClass(className);
    if (c == null) {
      return Optional.empty();
    }
    Map<String, String> members = new LinkedHashMap<>();
    for (ClassPlan p = c; p != null; p = p.superclass()) {
      for (BoundField f : p.bound().fields()) {
        if (f.access() != Access.PRIVATE) {
          members.putIfAbsent(f.name(), f.type().displayName());
        }
      }
      for (BoundMethod m : p.bound().methods()) {
        if (m.access() != Access.PRIVATE) {
          members.putIfAbsent(m.name(), m.returnType().displayName());
        }
      }
    }
    return Optional.of(members);
  }

  @Override
  public List<TestMethod> testMethods() {
    List<TestMethod> out = new ArrayList<>();
    for (BoundClass c : plan.bound().classes()) {
      if (!c.isTest() && c.methods().stream().noneMatch(BoundMethod::isTest)) {
        continue;
      }
      Optional<Annotation> onClass = c.annotation("IsTest");
      boolean all = onClass.map(a -> a.flag("seeAllData")).orElse(false);
      boolean parallel = onClass.map(a -> a.flag("isParallel")).orElse(false);
      for (BoundMethod m : c.methods()) {
        if (m.isTest()) {
          boolean own = m.annotation("IsTest").map(a -> a.flag("seeAllData")).orElse(false);
          out.add(new TestMethod(c.name(), m.name(), all || own, parallel));
        }
      }
    }
    return out;
  }

  @Override
  public Map<String, int[]> executableLines() {
    Map<String, int[]> out = new LinkedHashMap<>();
    for (BoundClass c : plan.bound().classes()) {
      if (!c.isTest()) {
        out.put(c.name(), Lines.of(c));
      }
    }
    for (BoundTrigger t : plan.bound().triggers()) {
      out.put(t.name(), Lines.of(t));
    }
    return out;
  }
}
