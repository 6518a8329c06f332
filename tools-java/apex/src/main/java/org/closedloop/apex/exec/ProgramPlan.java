package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.closedloop.apex.bind.BoundClass;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.bind.BoundProgram;
import org.closedloop.apex.bind.BoundTrigger;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.TypeHierarchy;
import org.closedloop.apex.value.Convert;

/**
 * A bound program ready to run: one {@link ClassPlan} per class, triggers by object, the platform
 * library. Immutable but for plans made on first use; shared by all requests.
 */
final class ProgramPlan {

  private final BoundProgram bound;
  private final PlatformLibrary library;
  private final TypeHierarchy hierarchy;
  private final Convert convert;
  private final TypeNames types;
  private final Map<String, ClassPlan> classes = new LinkedHashMap<>();
  private final Map<String, List<TriggerPlan>> triggers = new TreeMap<>();
  private final List<String> fileNames = new ArrayList<>();
  private final List<Integer> fileLines = new ArrayList<>();
  private final double latestVersion;

  ProgramPlan(BoundProgram bound, PlatformLibrary library) {
    this.bound = bound;
    this.library = library;
    this.hierarchy = bound.hierarchy();
    this.convert = new Convert(hierarchy);
    this.types = new TypeNames(this);
    double version = 0;
    for (BoundClass c : bound.classes()) {
      add(c, file(c.name(), Lines.last(c)));
      version = Math.max(version, c.apiVersion());
    }
    for (BoundTrigger t : bound.triggers()) {
      addTrigger(t);
    }
    this.latestVersion = version;
  }

  /** A program that adds an anonymous block's own types to those of another. */
  private ProgramPlan(ProgramPlan base, BoundClass holder, TypeHierarchy known) {
    this.bound = base.bound;
    this.library = base.library;
    this.hierarchy = known;
    this.convert = new Convert(known);
    this.types = base.types;
    this.classes.putAll(base.classes);
    this.triggers.putAll(base.triggers);
    this.fileNames.addAll(base.fileNames);
    this.fileLines.addAll(base.fileLines);
    this.latestVersion = base.latestVersion;
    add(holder, -1);
  }

  /** The same program with the types of an anonymous block. */
  ProgramPlan with(BoundClass holder, TypeHierarchy known) {
    return new ProgramPlan(this, holder, known);
  }

  private int file(String name, int lines) {
    fileNames.add(name);
    fileLines.add(lines);
    return fileNames.size() - 1;
  }

  private ClassPlan add(BoundClass c, int file) {
    ClassPlan known = classes.get(key(c.name()));
    if (known != null && known.bound() == c) {
      return known;
    }
    ClassPlan above = null;
    if (c.superclassDeclaration() != null) {
      BoundClass s = c.superclassDeclaration();
      above = classes.get(key(s.name()));
      if (above == null || above.bound() != s) {
        above = add(s, s.outermost() == c.outermost() ? file : fileOf(s.outermost()));
      }
    }
    ClassPlan plan = new ClassPlan(this, c, above, classes.size(), file);
    classes.put(key(c.name()), plan);
    for (BoundClass inner : c.innerClasses()) {
      add(inner, file);
    }
    return plan;
  }

  private int fileOf(BoundClass outermost) {
    int i = fileNames.indexOf(outermost.name());
    return i >= 0 ? i : file(outermost.name(), Lines.last(outermost));
  }

  private void addTrigger(BoundTrigger t) {
    int file = file(t.name(), Lines.last(t));
    add(t.holder(), file);
    List<TriggerPlan> list =
        triggers.computeIfAbsent(key(t.object().name()), k -> new ArrayList<>());
    list.add(new TriggerPlan(t, file, this));
    list.sort((a, b) -> a.name().compareToIgnoreCase(b.name()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  BoundProgram bound() {
    return bound;
  }

  /** Supertypes of the program's types, those of an anonymous block included. */
  TypeHierarchy hierarchy() {
    return hierarchy;
  }

  Convert convert() {
    return convert;
  }

  TypeNames types() {
    return types;
  }

  double latestVersion() {
    return latestVersion;
  }

  int classCount() {
    return classes.size();
  }

  Iterable<ClassPlan> classPlans() {
    return classes.values();
  }

  Coverage newCoverage() {
    return new Coverage(
        fileNames.toArray(String[]::new), fileLines.stream().mapToInt(i -> i).toArray());
  }

  /** The plan of a class by its declared name. */
  ClassPlan classPlan(ClassType type) {
    ClassPlan c = classes.get(key(type.name()));
    if (c == null) {
      throw new IllegalArgumentException("no class named " + type.name());
    }
    return c;
  }

  /** The plan of a class by any-case name, or null. */
  ClassPlan findClass(String name) {
    return classes.get(key(name));
  }

  List<TriggerPlan> triggers(String objectName) {
    return triggers.getOrDefault(key(objectName), List.of());
  }

  Planner planner(BoundClass holder) {
    return new Planner(this, holder);
  }

  MethodPlan plan(BoundMethod m) {
    return classPlan(m.owner().type()).plan(m);
  }

  boolean isException(PlatformType t) {
    return convert.subtype(t, PlatformType.of(PlatformType.EXCEPTION));
  }

  /** The implementation, or null when there is none. */
  PlatformMethod platformMethod(String signature) {
    PlatformMethod m = library.find(signature);
    return m != null ? m : Natives.find(signature);
  }

  /** The implementation, or one that refuses by name when it runs. */
  PlatformMethod requirePlatform(String signature) {
    PlatformMethod m = platformMethod(signature);
    return m != null
        ? Metered.of(signature, m)
        : (ctx, receiver, args) -> {
          throw new UnsupportedPlatformFeature(signature);
        };
  }
}
