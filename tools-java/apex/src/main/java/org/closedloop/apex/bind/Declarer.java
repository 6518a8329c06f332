package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.closedloop.apex.syntax.Decl;
import org.closedloop.apex.syntax.Modifiers;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.syntax.Stmt;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;

/**
 * Turns the declarations of one source into bound classes in three steps that run over all sources
 * in turn: types, then what they extend, then members. Bodies are left as tasks.
 */
final class Declarer {

  /** A body to bind once every source is declared. */
  record Body(BoundMethod method, Stmt.Block block, BoundField accessorOf) {}

  /** An initial value or initialiser block, in source order. */
  record Init(
      BoundClass owner,
      boolean isStatic,
      BoundField field,
      Stmt.Declarator declarator,
      Stmt.Block block) {}

  /** A declared type and its tree. */
  record Declared(BoundClass type, Decl.Type tree) {}

  private static final Set<String> KNOWN_ANNOTATIONS =
      Set.of(
          "auraenabled",
          "deprecated",
          "future",
          "invocablemethod",
          "invocablevariable",
          "istest",
          "jsonaccess",
          "namespaceaccessible",
          "readonly",
          "remoteaction",
          "restresource",
          "httpdelete",
          "httpget",
          "httppatch",
          "httppost",
          "httpput",
          "suppresswarnings",
          "testsetup",
          "testvisible",
          "namespaceaccessable");

  private final Env env;
  private final Problems problems;
  final List<Declared> types = new ArrayList<>();
  final List<Body> bodies = new ArrayList<>();
  final List<Init> inits = new ArrayList<>();

  Declarer(Env env, Problems problems) {
    this.env = env;
    this.problems = problems;
  }

  // --- types ------------------------------------------------------------------------------------

  BoundClass declare(Decl.Type tree, BoundClass outer, String file, double apiVersion) {
    String name = outer == null ? tree.name() : outer.name() + "." + tree.name();
    BoundClass c =
        new BoundClass(
            new ClassType(name),
            BoundClass.Kind.valueOf(tree.kind().name()),
            file,
            apiVersion,
            outer,
            tree.pos());
    types.add(new Declared(c, tree));
    new DeclarationForm(problems).type(tree, outer != null);
    Modifiers m = tree.modifiers();
    c.access = access(m, Access.PRIVATE);
    c.annotations = annotations(m);
    c.testClass = m.annotated("IsTest");
    c.isAbstract = m.has("abstract");
    c.isVirtual = m.has("virtual");
    c.sharing =
        m.has("with sharing")
            ? BoundClass.Sharing.WITH
            : m.has("without sharing")
                ? BoundClass.Sharing.WITHOUT
                : m.has("inherited sharing")
                    ? BoundClass.Sharing.INHERITED
                    : BoundClass.Sharing.NONE;
    if (outer == null && !m.has("global") && !m.has("public") && !c.testClass) {
      problems.error(
          tree.pos(), "missing-modifier", "Top-level type must have public or global visibility");
    }
    Set<String> constants = new HashSet<>();
    for (Decl.Constant k : tree.constants()) {
      if (!constants.add(BoundClass.key(k.name()))) {
        problems.error(k.pos(), "duplicate-member", "Duplicate enum constant: " + k.name());
      }
      c.constants.add(k.name());
    }
    for (Decl d : tree.members()) {
      if (d instanceof Decl.Type t) {
        if (outer != null) {
          problems.error(t.pos(), "nested-type", "Inner types are not allowed to have inner types");
        }
        BoundClass inner = declare(t, c, file, apiVersion);
        boolean taken = c.inner.putIfAbsent(BoundClass.key(t.name()), inner) != null;
        if (taken || t.name().equalsIgnoreCase(tree.name())) {
          problems.error(t.pos(), "duplicate-type", "Duplicate type name: " + t.name());
        }
      }
    }
    return c;
  }

  private Access access(Modifiers m, Access otherwise) {
    if (m.has("global") || m.has("webservice")) {
      return Access.GLOBAL;
    }
    if (m.has("public")) {
      return Access.PUBLIC;
    }
    if (m.has("protected")) {
      return Access.PROTECTED;
    }
    return m.has("private") ? Access.PRIVATE : otherwise;
  }

  private List<Annotation> annotations(Modifiers m) {
    List<Annotation> out = new ArrayList<>();
    for (Modifiers.Annotated a : m.annotations()) {
      if (!KNOWN_ANNOTATIONS.contains(a.name().toLowerCase(Locale.ROOT))) {
        problems.error(
            a.pos(),
            "unknown-annotation",
            "Annotation does not exist: " + a.name(),
            Problems.nearest(a.name(), KNOWN_ANNOTATIONS));
      }
      out.add(new Annotation(a.name(), a.values(), a.pos()));
    }
    return out;
  }

  // --- what they extend -------------------------------------------------------------------------

  void resolveHeaders() {
    for (Declared d : types) {
      BoundClass c = d.type();
      Decl.Type t = d.tree();
      // an inner type of the class itself cannot be its superclass: names are seen from outside
      BoundClass scope = c.outer() == null ? c : c.outer();
      if (t.superclass() != null) {
        ApexType s = env.resolver.resolve(t.superclass(), scope, problems);
        superclass(c, s, t.superclass().pos());
      }
      List<ApexType> interfaces = new ArrayList<>();
      for (var node : t.interfaces()) {
        ApexType i = env.resolver.find(node, scope, problems).orElse(null);
        if (i == null) {
          env.resolver.resolve(node, scope, problems);
        } else if (i != SimpleType.NULL && !env.types.isInterface(i)) {
          problems.error(node.pos(), "not-an-interface", "Type is not an interface: " + node);
        } else if (interfaces.contains(i)) {
          problems.error(node.pos(), "duplicate-interface", "Interface is listed twice: " + node);
        } else if (i instanceof ClassType u && reaches(env.types.declaration(u), c)) {
          problems.error(node.pos(), "circular", "Circular definition: " + c.name());
        } else {
          interfaces.add(i);
        }
      }
      c.interfaces = interfaces;
    }
  }

  /** Whether an interface extends itself by way of another. */
  private boolean reaches(BoundClass from, BoundClass wanted) {
    return from == wanted
        || from.interfaces().stream()
            .anyMatch(i -> i instanceof ClassType u && reaches(env.types.declaration(u), wanted));
  }

  private void superclass(BoundClass c, ApexType s, SourcePos pos) {
    if (s instanceof ClassType u) {
      BoundClass above = env.types.declaration(u);
      if (above.kind() != BoundClass.Kind.CLASS) {
        problems.error(pos, "not-a-class", "Type is not a class: " + above.name());
        return;
      }
      if (!above.isExtensible() && !env.types.isException(s)) {
        problems.error(
            pos,
            "not-virtual",
            "Non-virtual and non-abstract type cannot be extended: " + s.displayName());
      }
      for (BoundClass at = above; at != null; at = at.superclassDeclaration()) {
        if (at == c) {
          problems.error(pos, "circular", "Circular class definition: " + c.name());
          return;
        }
      }
      c.superclass = s;
      c.superclassDeclaration = above;
      return;
    }
    if (s instanceof PlatformType p && !env.types.isInterface(p) && !env.types.isEnum(p)) {
      c.superclass = s;
      env.types.extend(p);
      if (env.platform.isException(p)
          && !c.type().simpleName().toLowerCase(Locale.ROOT).endsWith("exception")) {
        problems.error(
            c.pos(), "exception-name", "Name of exception class must end with 'Exception'");
      }
    } else if (s != SimpleType.NULL) {
      problems.error(pos, "not-a-class", "Type cannot be extended: " + s.displayName());
    }
  }

  // --- members ----------------------------------------------------------------------------------

  void declareMembers() {
    for (Declared d : types) {
      for (Decl m : d.tree().members()) {
        member(d.type(), m);
      }
    }
  }

  /** Declares one member of a class, or of the holder of a trigger or anonymous block. */
  void member(BoundClass c, Decl d) {
    if (d instanceof Decl.Field f) {
      field(c, f);
    } else if (d instanceof Decl.Property p) {
      property(c, p);
    } else if (d instanceof Decl.Method m) {
      method(c, m);
    } else if (d instanceof Decl.Constructor k) {
      constructor(c, k);
    } else if (d instanceof Decl.Initializer i) {
      inits.add(new Init(c, i.isStatic(), null, null, i.body()));
    }
  }

  private void field(BoundClass c, Decl.Field f) {
    Modifiers m = f.modifiers();
    ApexType type = env.resolver.resolve(f.type(), c, problems);
    boolean isStatic = m.has("static");
    checkStatic(c, isStatic, f.pos());
    for (Stmt.Declarator v : f.declarators()) {
      Identifiers.check(v.name(), v.pos(), problems);
      BoundField b =
          new BoundField(
              c,
              v.name(),
              type,
              access(m, Access.PRIVATE),
              isStatic,
              m.has("final"),
              m.has("transient"),
              false,
              annotations(m),
              v.pos());
      add(c, b);
      if (v.value() != null) {
        inits.add(new Init(c, isStatic, b, v, null));
      }
    }
  }

  private void checkStatic(BoundClass c, boolean isStatic, SourcePos pos) {
    if (isStatic && c.outer() != null) {
      problems.error(
          pos, "static-in-inner", "Inner class can not have static members: " + c.name());
    }
  }

  private void add(BoundClass c, BoundField b) {
    BoundField before = c.fields.putIfAbsent(BoundClass.key(b.name()), b);
    if (before != null) {
      problems.error(b.pos(), "duplicate-member", "Duplicate field: " + b.name());
    }
  }

  private void property(BoundClass c, Decl.Property p) {
    Modifiers m = p.modifiers();
    ApexType type = env.resolver.resolve(p.type(), c, problems);
    boolean isStatic = m.has("static");
    checkStatic(c, isStatic, p.pos());
    Access access = access(m, Access.PRIVATE);
    BoundField b =
        new BoundField(
            c,
            p.name(),
            type,
            access,
            isStatic,
            false,
            m.has("transient"),
            true,
            annotations(m),
            p.pos());
    b.isVirtual = m.has("virtual") || m.has("abstract") || m.has("override");
    add(c, b);
    if (p.accessors().isEmpty()) {
      problems.error(p.pos(), "property", "Property must have at least one accessor: " + p.name());
    }
    for (Decl.Accessor a : p.accessors()) {
      if (a.get() ? b.hasGet : b.hasSet) {
        problems.error(a.pos(), "duplicate-member", "Duplicate accessor of property: " + p.name());
        continue;
      }
      Access own = access(a.modifiers(), access);
      if (own.compareTo(access) > 0) {
        problems.error(
            a.pos(),
            "property",
            "Cannot declare "
                + own.name().toLowerCase(Locale.ROOT)
                + " accessor on "
                + access.name().toLowerCase(Locale.ROOT)
                + " property");
      }
      BoundMethod accessor = null;
      if (a.body() != null || b.isVirtual) {
        accessor =
            new BoundMethod(
                c,
                (a.get() ? "get " : "set ") + p.name(),
                a.get() ? type : SimpleType.VOID,
                a.get() ? List.of() : List.of(new BoundMethod.Parameter("value", type, false)),
                own,
                isStatic,
                m.has("abstract"),
                m.has("virtual"),
                m.has("override"),
                false,
                false,
                List.of(),
                a.pos());
        if (a.body() != null) {
          bodies.add(new Body(accessor, a.body(), b));
        }
      }
      if (a.get()) {
        b.hasGet = true;
        b.getAccess = own;
        b.getter = accessor;
      } else {
        b.hasSet = true;
        b.setAccess = own;
        b.setter = accessor;
      }
    }
  }

  private List<BoundMethod.Parameter> parameters(BoundClass c, List<Decl.Parameter> list) {
    List<BoundMethod.Parameter> out = new ArrayList<>();
    for (Decl.Parameter p : list) {
      ApexType t = env.resolver.resolve(p.type(), c, problems);
      out.add(new BoundMethod.Parameter(p.name(), t, p.modifiers().has("final")));
    }
    return out;
  }

  private void method(BoundClass c, Decl.Method d) {
    Modifiers m = d.modifiers();
    boolean inInterface = c.isInterface();
    boolean isStatic = m.has("static");
    checkStatic(c, isStatic, d.pos());
    ApexType returns =
        d.returnType() == null
            ? SimpleType.VOID
            : env.resolver.resolve(d.returnType(), c, problems);
    BoundMethod b =
        new BoundMethod(
            c,
            d.name(),
            returns,
            parameters(c, d.parameters()),
            access(m, inInterface ? Access.PUBLIC : Access.PRIVATE),
            isStatic,
            inInterface || m.has("abstract"),
            m.has("virtual"),
            m.has("override"),
            m.annotated("IsTest") || m.has("testmethod"),
            m.has("webservice"),
            annotations(m),
            d.pos());
    if (c.methods().stream().anyMatch(o -> o.sameSignature(b))) {
      problems.error(d.pos(), "duplicate-member", "Method already defined: " + b.signature());
    }
    c.methods.add(b);
    if ((m.has("override") || m.has("abstract"))
        && !inInterface
        && access(m, null) == null
        && VersionedBehaviour.EXPLICIT_ACCESS_ON_OVERRIDES.appliesTo(c.apiVersion())) {
      problems.error(
          d.pos(),
          "missing-modifier",
          "Abstract and override methods must have an access modifier: " + d.name());
    }
    if (d.body() != null) {
      if (b.isAbstract()) {
        problems.error(
            d.pos(), "abstract-body", "Abstract methods cannot have a body: " + d.name());
      }
      bodies.add(new Body(b, d.body(), null));
    } else if (!b.isAbstract()) {
      problems.error(d.pos(), "missing-body", "Method must have a body: " + d.name());
    } else if (!inInterface && !c.isAbstract()) {
      problems.error(
          d.pos(),
          "not-abstract",
          "Class must be abstract to have an abstract method: " + d.name());
    }
  }

  private void constructor(BoundClass c, Decl.Constructor k) {
    if (!k.name().equalsIgnoreCase(c.type().simpleName())) {
      problems.error(k.pos(), "constructor-name", "Invalid constructor name: " + k.name());
    }
    Modifiers m = k.modifiers();
    BoundMethod b =
        new BoundMethod(
            c,
            "<init>",
            SimpleType.VOID,
            parameters(c, k.parameters()),
            access(m, Access.PRIVATE),
            false,
            false,
            false,
            false,
            false,
            false,
            annotations(m),
            k.pos());
    if (c.constructors().stream().anyMatch(o -> o.sameSignature(b))) {
      problems.error(k.pos(), "duplicate-member", "Constructor already defined: " + k.name());
    }
    c.constructors.add(b);
    bodies.add(new Body(b, k.body(), null));
  }

  /** Gives every field its slot, superclasses first. */
  static void layOut(BoundClass c, Set<BoundClass> done) {
    if (!done.add(c)) {
      return;
    }
    int instance = 0;
    if (c.superclassDeclaration() != null) {
      layOut(c.superclassDeclaration(), done);
      instance = c.superclassDeclaration().instanceSlots();
    }
    int statics = 0;
    for (BoundField f : c.fields()) {
      f.slot = f.isStatic() ? statics++ : instance++;
    }
    c.staticSlots = statics;
    c.instanceSlots = instance;
  }
}
