package org.closedloop.apex.exec;

import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.types.SimpleType;

/** A method, accessor or constructor body, planned when it first runs. */
final class MethodPlan {

  private final BoundMethod method;
  private final CodeUnit unit;
  private final ProgramPlan program;
  private volatile Stmt body;

  MethodPlan(BoundMethod method, CodeUnit unit, ProgramPlan program) {
    this.method = method;
    this.unit = unit;
    this.program = program;
  }

  BoundMethod method() {
    return method;
  }

  CodeUnit unit() {
    return unit;
  }

  boolean returnsVoid() {
    return method.returnType() == SimpleType.VOID;
  }

  /** A frame's variables with the arguments in front. */
  Object[] slots(Object[] args) {
    Object[] slots = new Object[method.slots()];
    System.arraycopy(args, 0, slots, 0, args.length);
    return slots;
  }

  /** Runs with variables that hold the arguments already. */
  Object run(ExecContext ctx, Object self, Object[] slots) {
    return ctx.enter(unit, self, slots, body());
  }

  Object call(ExecContext ctx, Object self, Object... args) {
    return run(ctx, self, slots(args));
  }

  private Stmt body() {
    Stmt b = body;
    if (b == null) {
      if (method.body() == null) {
        throw new NotCompiled(method.owner().name() + "." + method.name());
      }
      b = program.planner(method.owner()).method(method);
      body = b;
    }
    return b;
  }
}
