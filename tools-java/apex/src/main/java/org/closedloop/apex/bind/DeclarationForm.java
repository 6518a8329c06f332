package org.closedloop.apex.bind;

import java.util.HashSet;
import java.util.Set;
import org.closedloop.apex.syntax.Decl;
import org.closedloop.apex.syntax.Modifiers;
import org.closedloop.apex.syntax.SourcePos;

/** Which modifiers and annotations each kind of declaration takes: what can be told by the tree. */
final class DeclarationForm {

  private static final Set<String> ON_CLASSES =
      Set.of(
          "public",
          "private",
          "protected",
          "global",
          "abstract",
          "virtual",
          "with sharing",
          "without sharing",
          "inherited sharing");
  private static final Set<String> ON_OTHER_TYPES =
      Set.of("public", "private", "protected", "global", "virtual");
  private static final Set<String> ON_METHODS =
      Set.of(
          "public",
          "private",
          "protected",
          "global",
          "webservice",
          "static",
          "abstract",
          "virtual",
          "override",
          "testmethod");
  private static final Set<String> ON_FIELDS =
      Set.of(
          "public", "private", "protected", "global", "webservice", "static", "final", "transient");
  private static final Set<String> ON_PROPERTIES =
      Set.of(
          "public",
          "private",
          "protected",
          "global",
          "webservice",
          "static",
          "final",
          "transient",
          "abstract",
          "virtual",
          "override");
  private static final Set<String> ON_CONSTRUCTORS =
      Set.of("public", "private", "protected", "global");
  private static final Set<String> ON_ACCESSORS =
      Set.of("public", "private", "protected", "global");
  private static final Set<String> ON_PARAMETERS = Set.of("final");

  private final Problems problems;

  DeclarationForm(Problems problems) {
    this.problems = problems;
  }

  /** Checks a type and its members; its inner types are checked when they are declared. */
  void type(Decl.Type t, boolean inner) {
    String kind =
        switch (t.kind()) {
          case CLASS -> "classes";
          case INTERFACE -> "interfaces";
          case ENUM -> "enums";
        };
    boolean isClass = t.kind() == Decl.TypeKind.CLASS;
    words(t.modifiers(), isClass ? ON_CLASSES : ON_OTHER_TYPES, kind, t.pos());
    annotations(
        t.modifiers(),
        switch (t.kind()) {
          case CLASS -> AnnotationRules.Target.CLASS;
          case INTERFACE -> AnnotationRules.Target.INTERFACE;
          case ENUM -> AnnotationRules.Target.ENUM;
        });
    if (t.modifiers().words().stream().filter(w -> w.endsWith("sharing")).count() > 1) {
      problems.error(t.pos(), "modifier", "Declarations can only have one sharing: " + t.name());
    }
    if (t.modifiers().has("abstract") && t.modifiers().has("virtual")) {
      problems.error(
          t.pos(), "modifier", "A class is either abstract or virtual, not both: " + t.name());
    }
    Identifiers.checkType(t.name(), t.pos(), problems);
    for (Decl d : t.members()) {
      member(t, d, inner);
    }
  }

  private void member(Decl.Type in, Decl d, boolean inner) {
    boolean global = in.modifiers().has("global");
    if (d instanceof Decl.Method m) {
      method(in, m);
      enclosing(m.modifiers(), global, "methods", m.pos());
    } else if (d instanceof Decl.Field f) {
      words(f.modifiers(), ON_FIELDS, "fields", f.pos());
      annotations(f.modifiers(), AnnotationRules.Target.FIELD);
      enclosing(f.modifiers(), global, "fields", f.pos());
    } else if (d instanceof Decl.Property p) {
      words(p.modifiers(), ON_PROPERTIES, "properties", p.pos());
      annotations(p.modifiers(), AnnotationRules.Target.PROPERTY);
      enclosing(p.modifiers(), global, "properties", p.pos());
      p.accessors().forEach(a -> words(a.modifiers(), ON_ACCESSORS, "accessors", a.pos()));
    } else if (d instanceof Decl.Constructor k) {
      words(k.modifiers(), ON_CONSTRUCTORS, "constructors", k.pos());
      annotations(k.modifiers(), AnnotationRules.Target.CONSTRUCTOR);
      enclosing(k.modifiers(), global, "constructors", k.pos());
      k.parameters().forEach(this::parameter);
    } else if (d instanceof Decl.Type t) {
      enclosing(t.modifiers(), global, "inner types", t.pos());
    } else if (d instanceof Decl.Initializer i && i.isStatic() && inner) {
      problems.error(
          i.pos(), "static-in-inner", "Inner types are not allowed to have static blocks");
    }
  }

  private void method(Decl.Type in, Decl.Method m) {
    Modifiers w = m.modifiers();
    if (in.kind() == Decl.TypeKind.INTERFACE) {
      words(w, Set.of(), "methods of interfaces", m.pos());
    } else {
      words(w, ON_METHODS, "methods", m.pos());
    }
    annotations(w, AnnotationRules.Target.METHOD);
    m.parameters().forEach(this::parameter);
    if (w.has("static")) {
      for (String other : new String[] {"abstract", "virtual", "override"}) {
        if (w.has(other)) {
          problems.error(
              m.pos(), "modifier", "static methods cannot be " + other + ": " + m.name());
        }
      }
    }
    if (w.has("abstract") && w.has("private")) {
      problems.error(m.pos(), "modifier", "abstract methods cannot be private: " + m.name());
    }
    if (w.has("protected")
        && in.kind() == Decl.TypeKind.CLASS
        && !w.has("override")
        && !in.modifiers().has("virtual")
        && !in.modifiers().has("abstract")) {
      problems.error(
          m.pos(),
          "modifier",
          "New protected methods cannot be defined in non-virtual classes: " + m.name());
    }
    if (w.has("webservice") && !w.has("static")) {
      problems.error(m.pos(), "modifier", "webservice methods must be static: " + m.name());
    }
  }

  private void parameter(Decl.Parameter p) {
    words(p.modifiers(), ON_PARAMETERS, "parameters", p.pos());
    annotations(p.modifiers(), AnnotationRules.Target.PARAMETER);
  }

  private void words(Modifiers m, Set<String> allowed, String kind, SourcePos pos) {
    for (String w : m.words()) {
      if (!allowed.contains(w)) {
        problems.error(pos, "modifier", w + " is not allowed on " + kind);
      }
    }
  }

  private void enclosing(Modifiers m, boolean global, String kind, SourcePos pos) {
    if (!global && (m.has("global") || m.has("webservice"))) {
      String word = m.has("global") ? "global" : "webservice";
      problems.error(
          pos, "modifier", "The class around " + word + " " + kind + " must be declared as global");
    }
  }

  private void annotations(Modifiers m, AnnotationRules.Target target) {
    Set<String> seen = new HashSet<>();
    for (Modifiers.Annotated a : m.annotations()) {
      if (!seen.add(BoundClass.key(a.name()))) {
        problems.error(a.pos(), "duplicate-modifier", "Duplicate modifier: @" + a.name());
      } else {
        AnnotationRules.check(a, target, problems);
      }
    }
  }
}
