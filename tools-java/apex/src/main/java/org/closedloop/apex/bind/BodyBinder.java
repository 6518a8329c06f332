package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/** Binds the bodies that the declarer left: methods, constructors, accessors, initialisers. */
final class BodyBinder {

  private final Env env;
  private final Problems problems;
  private final SObjectType triggerType;
  private List<String> declaredMissing = List.of();

  BodyBinder(Env env, Problems problems, SObjectType triggerType) {
    this.env = env;
    this.problems = problems;
    this.triggerType = triggerType;
  }

  void bindAll(Declarer declarer) {
    declaredMissing = List.copyOf(problems.missing());
    initializers(declarer);
    for (Declarer.Body b : declarer.bodies) {
      body(b);
    }
    for (Declarer.Declared d : declarer.types) {
      implicitSuper(d.type());
    }
  }

  private void body(Declarer.Body b) {
    BoundMethod m = b.method();
    // methods of a trigger or anonymous block have no object
    boolean isStatic = m.isStatic() || !isClassMember(m);
    Code code = new Code(m.owner(), isStatic, m.returnType(), problems);
    code.accessorOf = b.accessorOf();
    code.initializing = m.isConstructor();
    code.constructor = m.isConstructor();
    code.triggerType = triggerType;
    for (BoundMethod.Parameter p : m.parameters()) {
      code.declare(p.name(), p.type(), m.pos());
    }
    StmtBinder binder = new StmtBinder(env, code);
    int before = problems.size();
    int missing = problems.missing().size();
    BoundStmt.Block body =
        m.isConstructor() ? binder.constructorBody(b.block()) : binder.body(b.block());
    if (m.returnType() != SimpleType.VOID && Completion.canComplete(body)) {
      problems.error(
          b.block().end(),
          "missing-return",
          "Missing return statement required return type: " + m.returnType().displayName());
    }
    m.slots = code.slots();
    m.body =
        problems.size() == before || !problems.hasErrors()
            ? refusing(body, missing, declaredMissing, problems)
            : null;
  }

  /** A body that names something missing, or whose source does, refuses to run as a whole. */
  static BoundStmt.Block refusing(
      BoundStmt.Block body, int missingBefore, List<String> declared, Problems problems) {
    String feature =
        problems.missing().size() > missingBefore
            ? problems.missing().get(missingBefore)
            : declared.isEmpty() ? null : declared.get(0);
    if (feature == null) {
      return body;
    }
    List<BoundStmt> all = new ArrayList<>();
    all.add(
        new BoundStmt.Expression(
            new BoundExpr.Unsupported(feature, SimpleType.VOID, body.pos()), body.pos()));
    all.addAll(body.statements());
    return new BoundStmt.Block(all, body.pos());
  }

  private boolean isClassMember(BoundMethod m) {
    return env.types.top(m.owner().outermost().name()).orElse(null) == m.owner().outermost()
        || m.owner().outer() != null;
  }

  private void initializers(Declarer declarer) {
    Map<BoundClass, Code> statics = new LinkedHashMap<>();
    Map<BoundClass, Code> instances = new LinkedHashMap<>();
    for (Declarer.Init i : declarer.inits) {
      BoundClass c = i.owner();
      Code code =
          (i.isStatic() ? statics : instances)
              .computeIfAbsent(
                  c,
                  k -> {
                    Code made = new Code(c, i.isStatic(), SimpleType.VOID, problems);
                    made.initializing = true;
                    made.triggerType = triggerType;
                    return made;
                  });
      StmtBinder binder = new StmtBinder(env, code);
      int missing = problems.missing().size();
      code.initialized = i.field();
      BoundStmt s =
          i.block() != null
              ? binder.body(i.block())
              : binder.initializer(i.field(), i.declarator());
      if (problems.missing().size() > missing) {
        s = refusing(new BoundStmt.Block(List.of(s), s.pos()), missing, List.of(), problems);
      }
      (i.isStatic() ? c.staticInit : c.instanceInit).add(s);
      if (i.isStatic()) {
        c.staticInitSlots = code.slots();
      } else {
        c.instanceInitSlots = code.slots();
      }
    }
  }

  /** A class whose constructors do not chain needs a superclass constructor without parameters. */
  private void implicitSuper(BoundClass c) {
    BoundClass above = c.superclassDeclaration();
    if (above == null || above.constructors().isEmpty()) {
      return;
    }
    boolean available =
        env.types.isException(above.type())
            || above.constructors().stream()
                .anyMatch(k -> k.parameters().isEmpty() && Members.visible(k, c));
    if (available) {
      return;
    }
    List<BoundMethod> own = new ArrayList<>(c.constructors());
    if (own.isEmpty()) {
      problems.error(c.pos(), "no-super-constructor", noConstructor(above));
    }
    for (BoundMethod k : own) {
      if (k.body() != null && !chains(k.body())) {
        problems.error(k.pos(), "no-super-constructor", noConstructor(above));
      }
    }
  }

  private static String noConstructor(BoundClass above) {
    return "No default constructor available in super type: " + above.name();
  }

  private static boolean chains(BoundStmt.Block body) {
    return !body.statements().isEmpty()
        && body.statements().get(0) instanceof BoundStmt.Expression e
        && (e.expression() instanceof BoundExpr.ConstructorChain
            || e.expression() instanceof BoundExpr.PlatformSuperConstructor);
  }
}
