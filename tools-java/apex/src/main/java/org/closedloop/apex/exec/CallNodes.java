package org.closedloop.apex.exec;

import java.util.Locale;
import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.host.AsyncHost;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.FuturePayload;
import org.closedloop.apex.value.SObjectValue;

/** Calls of user and platform methods. */
final class CallNodes {

  static final Object[] NO_ARGS = new Object[0];

  private final Planner planner;

  CallNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.on(BoundExpr.Call.class, this::call);
    planner.on(BoundExpr.PlatformCall.class, this::platformCall);
    planner.on(BoundExpr.FieldAddError.class, this::fieldAddError);
    planner.on(BoundExpr.CloneObject.class, this::cloneObject);
    planner.on(
        BoundExpr.ConstructorChain.class,
        e -> {
          throw new IllegalStateException("constructor chain outside a constructor");
        });
    planner.on(
        BoundExpr.PlatformSuperConstructor.class,
        e -> {
          throw new IllegalStateException("constructor chain outside a constructor");
        });
  }

  private Node call(BoundExpr.Call e) {
    Node[] args = planner.arguments(e.arguments());
    BoundMethod m = e.method();
    if (e.dispatch() == BoundExpr.Dispatch.STATIC) {
      return m.annotation("future").isPresent() ? future(m, args) : staticCall(m, args);
    }
    Node receiver = planner.node(e.receiver());
    if (e.dispatch() == BoundExpr.Dispatch.EXACT) {
      return exact(m, receiver, args);
    }
    return virtual(m, receiver, args);
  }

  private Node staticCall(BoundMethod m, Node[] args) {
    ProgramPlan program = planner.program();
    ClassPlan owner = program.classPlan(m.owner().type());
    MethodPlan plan = owner.plan(m);
    int slots = m.slots();
    if (args.length == 1 && slots > 0) {
      Node only = args[0];
      IntegerNode number = only instanceof IntegerNode n ? n : null;
      return f -> {
        Object[] s = new Object[slots];
        s[0] = number != null ? number.eval(f) : only.eval(f);
        f.ctx.statics(owner);
        return plan.run(f.ctx, null, s);
      };
    }
    return f -> {
      Object[] s = arguments(f, args, slots);
      f.ctx.statics(owner);
      return plan.run(f.ctx, null, s);
    };
  }

  private Node exact(BoundMethod m, Node receiver, Node[] args) {
    MethodPlan plan = planner.program().plan(m);
    int slots = m.slots();
    return f -> {
      Object self = receiver.eval(f);
      if (self == null) {
        throw Errors.nullPointer();
      }
      Object[] s = arguments(f, args, slots);
      return self instanceof StubObject ? f.ctx.dispatch(self, m, s) : plan.run(f.ctx, self, s);
    };
  }

  private static Node virtual(BoundMethod m, Node receiver, Node[] args) {
    return new VirtualCall(m, receiver, args);
  }

  /** Remembers the method of the last receiver's class. */
  private static final class VirtualCall implements Node {

    private record Known(ClassPlan type, MethodPlan method, int slots) {}

    private final BoundMethod declared;
    private final Node receiver;
    private final Node[] args;
    private Known known;

    VirtualCall(BoundMethod declared, Node receiver, Node[] args) {
      this.declared = declared;
      this.receiver = receiver;
      this.args = args;
    }

    @Override
    public Object eval(Frame f) {
      Object self = receiver.eval(f);
      if (self == null) {
        throw Errors.nullPointer();
      }
      if (self instanceof StubObject) {
        return f.ctx.dispatch(self, declared, arguments(f, args, args.length));
      }
      ClassPlan type = (ClassPlan) ((ApexObject) self).runtimeClass();
      Known k = known;
      if (k == null || k.type != type) {
        MethodPlan m = type.resolve(declared);
        k = new Known(type, m, Math.max(m.method().slots(), args.length));
        known = k;
      }
      return k.method.run(f.ctx, self, arguments(f, args, k.slots));
    }
  }

  static Object[] arguments(Frame f, Node[] args, int slots) {
    Object[] s = new Object[Math.max(slots, args.length)];
    for (int i = 0; i < args.length; i++) {
      s[i] = args[i].eval(f);
    }
    return s;
  }

  /** A future method is queued with copies of its arguments instead of running. */
  private static Node future(BoundMethod m, Node[] args) {
    return f -> {
      Object[] values = Initializers.values(f, args);
      for (int i = 0; i < values.length; i++) {
        values[i] = f.ctx.detach(values[i]);
      }
      f.ctx
          .host()
          .async()
          .enqueue(
              new AsyncHost.JobRequest(
                  AsyncHost.JobKind.FUTURE,
                  m.owner().name(),
                  m.name(),
                  new FuturePayload(m.signature(), values),
                  0,
                  null,
                  null));
      return null;
    };
  }

  private Node platformCall(BoundExpr.PlatformCall e) {
    Node[] args = planner.arguments(e.arguments());
    PlatformMethod method = planner.program().requirePlatform(e.signature());
    if (e.receiver() == null) {
      return f -> method.invoke(f.ctx, null, arguments(f, args, 0));
    }
    Node receiver = planner.node(e.receiver());
    if (!e.mayBeUser() || e.viaSuper()) {
      boolean blobText = e.signature().equals("System.Blob.toString()");
      return f -> {
        Object self = receiver.eval(f);
        if (self == null) {
          throw blobText
              ? Errors.of("NullPointerException", "Argument cannot be null.")
              : Errors.nullPointer();
        }
        return method.invoke(f.ctx, self, arguments(f, args, 0));
      };
    }
    String name = e.name();
    return f -> {
      Object self = receiver.eval(f);
      if (self == null) {
        throw Errors.nullPointer();
      }
      Object[] values = arguments(f, args, 0);
      if (self instanceof ApexObject o) {
        MethodPlan own = f.ctx.users().find(o, name, values);
        if (own != null) {
          return o instanceof StubObject
              ? f.ctx.dispatch(o, own.method(), values)
              : own.call(f.ctx, o, values);
        }
        String key = name.toLowerCase(Locale.ROOT);
        if (key.equals("equals") && values.length == 1) {
          return f.ctx.userEquals(o, values[0]);
        }
        if (key.equals("hashcode") && values.length == 0) {
          return f.ctx.userHashCode(o);
        }
      }
      return method.invoke(f.ctx, self, values);
    };
  }

  private Node cloneObject(BoundExpr.CloneObject e) {
    Node receiver = planner.node(e.receiver());
    return f -> {
      Object self = receiver.eval(f);
      if (self == null) {
        throw Errors.nullPointer();
      }
      return ((ApexObject) self).copy();
    };
  }

  /** {@code record.Field.addError(...)}: a message or exception, optionally whether to escape. */
  private Node fieldAddError(BoundExpr.FieldAddError e) {
    Node receiver = planner.node(e.field().receiver());
    String field = e.field().field().name();
    Node[] args = planner.arguments(e.arguments());
    return f -> {
      Object base = receiver.eval(f);
      if (base == null) {
        throw Errors.nullPointer();
      }
      Object[] values = arguments(f, args, 0);
      boolean escape = values.length < 2 || !Boolean.FALSE.equals(values[1]);
      AddError.to(f.ctx, (SObjectValue) base, field, values[0], escape);
      return null;
    };
  }
}
