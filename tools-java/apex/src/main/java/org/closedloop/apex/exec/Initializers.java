package org.closedloop.apex.exec;

import java.util.Arrays;
import java.util.List;
import org.closedloop.apex.bind.BoundClass;
import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.bind.BoundStmt;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ExceptionValue;

/**
 * How instances and statics of one class come to life: field initialisers and blocks of the whole
 * chain from the top down, then the constructors from the top down.
 */
final class Initializers {

  private final ClassPlan owner;
  private final BoundClass bound;
  private final Planner planner;
  private final Stmt instanceInit;
  private final Stmt staticInit;
  private final CodeUnit instanceUnit;
  private final CodeUnit staticUnit;

  Initializers(ClassPlan owner, Planner planner) {
    this.owner = owner;
    this.bound = owner.bound();
    this.planner = planner;
    this.instanceInit = planner.statements(bound.instanceInit());
    this.staticInit = planner.statements(bound.staticInit());
    this.instanceUnit = owner.unit("<init>", new LocalNames(List.of(), bound.instanceInit()));
    this.staticUnit = owner.unit("<clinit>", new LocalNames(List.of(), bound.staticInit()));
  }

  /** An instance with nothing run yet. */
  ApexObject allocate() {
    return owner.isException() ? new ExceptionValue(owner) : new ApexObject(owner);
  }

  void runStatic(ExecContext ctx) {
    if (!bound.staticInit().isEmpty()) {
      ctx.enter(staticUnit, null, new Object[bound.staticInitSlots()], staticInit);
    }
  }

  /** Initialises a fresh instance and runs the given constructor, the default one for null. */
  void create(ExecContext ctx, ApexObject self, BoundMethod constructor, Object[] slots) {
    runInstance(ctx, self);
    construct(ctx, self, constructor, slots);
  }

  private void construct(
      ExecContext ctx, ApexObject self, BoundMethod constructor, Object[] slots) {
    if (constructor == null) {
      superDefault(ctx, self);
    } else {
      owner.plan(constructor).run(ctx, self, slots);
    }
  }

  /** Field initialisers and blocks of the superclasses first, before any constructor. */
  private void runInstance(ExecContext ctx, ApexObject self) {
    if (owner.superclass() != null) {
      owner.superclass().initializers().runInstance(ctx, self);
    }
    if (!bound.instanceInit().isEmpty()) {
      ctx.enter(instanceUnit, self, new Object[bound.instanceInitSlots()], instanceInit);
    }
  }

  /** The no-argument constructor that this class or the default rules give; null for default. */
  BoundMethod noArgument() {
    return bound.constructors().stream()
        .filter(c -> c.parameters().isEmpty())
        .findFirst()
        .orElse(null);
  }

  private void superDefault(ExecContext ctx, ApexObject self) {
    ClassPlan above = owner.superclass();
    if (above != null) {
      Initializers i = above.initializers();
      BoundMethod c = i.noArgument();
      i.construct(ctx, self, c, new Object[c == null ? 0 : c.slots()]);
    }
  }

  /** The body of a written constructor: chain, then statements. */
  Stmt constructorBody(BoundMethod constructor) {
    List<BoundStmt> all = constructor.body().statements();
    BoundExpr first =
        !all.isEmpty() && all.get(0) instanceof BoundStmt.Expression e ? e.expression() : null;
    if (first instanceof BoundExpr.ConstructorChain chain) {
      Stmt call = chain(chain, all.get(0).pos().line());
      Stmt rest = planner.statements(all.subList(1, all.size()));
      return f -> {
        call.exec(f);
        return rest.exec(f);
      };
    }
    if (first instanceof BoundExpr.PlatformSuperConstructor platform) {
      Node[] args = planner.arguments(platform.arguments());
      int line = all.get(0).pos().line();
      Stmt rest = planner.statements(all.subList(1, all.size()));
      return f -> {
        f.at(line);
        initException(f.self, values(f, args));
        return rest.exec(f);
      };
    }
    Stmt rest = planner.statements(all);
    return f -> {
      superDefault(f.ctx, (ApexObject) f.self);
      return rest.exec(f);
    };
  }

  private Stmt chain(BoundExpr.ConstructorChain chain, int line) {
    Node[] args = planner.arguments(chain.arguments());
    BoundMethod target = chain.constructor();
    return f -> {
      f.at(line);
      ClassPlan of = chain.toSuper() ? owner.superclass() : owner;
      Object[] slots = new Object[target == null ? 0 : target.slots()];
      for (int i = 0; i < args.length; i++) {
        slots[i] = args[i].eval(f);
      }
      of.initializers().construct(f.ctx, (ApexObject) f.self, target, slots);
      return null;
    };
  }

  static Object[] values(Frame f, Node[] args) {
    Object[] out = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      out[i] = args[i].eval(f);
    }
    return out;
  }

  /** The constructors of System.Exception: by message, cause, or both. */
  static void initException(Object self, Object[] args) {
    if (self instanceof ExceptionValue e) {
      Arrays.stream(args)
          .forEach(
              a -> {
                if (a instanceof ExceptionValue cause) {
                  e.initCause(cause);
                } else if (a instanceof String text && e.isForClient()) {
                  e.setDetail(text);
                } else if (a instanceof String text) {
                  e.setMessage(text);
                }
              });
    }
  }
}
