package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.closedloop.apex.bind.Access;
import org.closedloop.apex.bind.BoundClass;
import org.closedloop.apex.bind.BoundField;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.MemberInfo;
import org.closedloop.apex.value.RuntimeClass;

/**
 * A user class at run time: its methods by declaration, the method that runs for a virtual or
 * interface call, its initialisers. Shared by all sessions; everything cached here depends on the
 * program only.
 */
final class ClassPlan implements RuntimeClass {

  private final ProgramPlan program;
  private final BoundClass bound;
  private final ClassPlan superclass;
  private final int index;
  private final int file;
  private final Map<BoundMethod, MethodPlan> own = new ConcurrentHashMap<>();
  private final Map<BoundMethod, MethodPlan> dispatch = new ConcurrentHashMap<>();
  private final Map<String, List<BoundMethod>> byNameAndArity = new ConcurrentHashMap<>();
  private final List<MemberInfo> members;
  private final boolean exception;
  private volatile Initializers initializers;

  ClassPlan(ProgramPlan program, BoundClass bound, ClassPlan superclass, int index, int file) {
    this.program = program;
    this.bound = bound;
    this.superclass = superclass;
    this.index = index;
    this.file = file;
    this.members = collectMembers();
    this.exception =
        superclass != null
            ? superclass.exception
            : bound.superclass() instanceof PlatformType p && program.isException(p);
  }

  private List<MemberInfo> collectMembers() {
    List<MemberInfo> all = new ArrayList<>(superclass == null ? List.of() : superclass.members);
    for (BoundField f : bound.fields()) {
      if (!f.isStatic()) {
        MemberInfo m =
            new MemberInfo(
                f.name(),
                f.type(),
                f.slot(),
                f.isTransient(),
                f.isProperty(),
                f.readable(),
                f.writable() && !f.isFinal(),
                f.access() == Access.PUBLIC || f.access() == Access.GLOBAL);
        all.removeIf(o -> o.name().equalsIgnoreCase(f.name()) && o.property());
        all.add(m);
      }
    }
    return List.copyOf(all);
  }

  @Override
  public ClassType type() {
    return bound.type();
  }

  @Override
  public List<MemberInfo> members() {
    return members;
  }

  @Override
  public int slotCount() {
    return bound.instanceSlots();
  }

  BoundClass bound() {
    return bound;
  }

  ClassPlan superclass() {
    return superclass;
  }

  /** Position among the program's classes, for the session's statics. */
  int index() {
    return index;
  }

  int file() {
    return file;
  }

  /** Whether it and every class around it are global. */
  boolean isGlobal() {
    for (BoundClass c = bound; c != null; c = c.outer()) {
      if (c.access() != Access.GLOBAL) {
        return false;
      }
    }
    return true;
  }

  /** Whether instances are exceptions. */
  boolean isException() {
    return exception;
  }

  /** Initialisers, planned at first use. */
  Initializers initializers() {
    Initializers i = initializers;
    if (i == null) {
      i = new Initializers(this, program.planner(bound));
      initializers = i;
    }
    return i;
  }

  /** The plan of a method declared in this very class. */
  MethodPlan plan(BoundMethod m) {
    return own.computeIfAbsent(
        m, k -> new MethodPlan(k, unit(k.name(), LocalNames.of(k)), program));
  }

  /** The plan of an accessor of a property declared here. */
  MethodPlan accessor(BoundField property, BoundMethod accessor) {
    return own.computeIfAbsent(
        accessor,
        k -> new MethodPlan(k, unit("__sfdc_" + property.name(), LocalNames.of(k)), program));
  }

  CodeUnit unit(String member, LocalNames locals) {
    return new CodeUnit(
        "Class." + bound.name() + "." + member, bound, file, locals, CodeUnit.Kind.CLASS);
  }

  /** What runs when the method, declared here, above or in an interface, is called virtually. */
  MethodPlan resolve(BoundMethod declared) {
    MethodPlan known = dispatch.get(declared);
    if (known != null) {
      return known;
    }
    MethodPlan found = implementation(m -> !m.isStatic() && m.sameSignature(declared));
    if (found == null && declared.owner().isInterface()) {
      // an implementation may be static, or name the records that the interface leaves open
      found = implementation(m -> m.sameSignature(declared));
      if (found == null) {
        found =
            implementation(
                m ->
                    m.name().equalsIgnoreCase(declared.name())
                        && m.parameters().size() == declared.parameters().size());
      }
    }
    if (found != null) {
      dispatch.put(declared, found);
      return found;
    }
    MethodPlan abstractOne = program.classPlan(declared.owner().type()).plan(declared);
    dispatch.put(declared, abstractOne);
    return abstractOne;
  }

  private MethodPlan implementation(java.util.function.Predicate<BoundMethod> fits) {
    for (ClassPlan c = this; c != null; c = c.superclass) {
      for (BoundMethod m : c.bound.methods()) {
        if (!m.isAbstract() && fits.test(m)) {
          return c.plan(m);
        }
      }
    }
    return null;
  }

  /**
   * Methods by name and number of parameters, overrides first; static ones only where no instance
   * method has the name, since they too may implement an interface.
   */
  List<BoundMethod> methods(String name, int parameters) {
    return byNameAndArity.computeIfAbsent(
        name.toLowerCase(Locale.ROOT) + "/" + parameters,
        k -> {
          List<BoundMethod> found = named(name, parameters, false);
          return List.copyOf(found.isEmpty() ? named(name, parameters, true) : found);
        });
  }

  private List<BoundMethod> named(String name, int parameters, boolean isStatic) {
    List<BoundMethod> found = new ArrayList<>();
    for (ClassPlan c = this; c != null; c = c.superclass) {
      for (BoundMethod m : c.bound.methods()) {
        if (m.isStatic() == isStatic
            && m.name().equalsIgnoreCase(name)
            && m.parameters().size() == parameters
            && found.stream().noneMatch(m::sameSignature)) {
          found.add(m);
        }
      }
    }
    return found;
  }

  /** The field or property that instances of this class have under the name. */
  Optional<BoundField> field(String name) {
    for (ClassPlan c = this; c != null; c = c.superclass) {
      Optional<BoundField> f = c.bound.field(name);
      if (f.isPresent()) {
        return f;
      }
    }
    return Optional.empty();
  }
}
