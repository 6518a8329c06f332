package org.closedloop.apex.exec;

import java.util.List;
import org.closedloop.apex.bind.Access;
import org.closedloop.apex.bind.BoundField;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.platform.PlatformMember;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.MemberInfo;
import org.closedloop.apex.value.TypeOf;
import org.closedloop.apex.value.TypeToken;

/** The ways from Java into user code: by name, by declaration, through stubs, for values. */
final class UserCalls {

  private static final PlatformType COMPARABLE = PlatformType.of("System.Comparable");

  private final ExecContext ctx;

  UserCalls(ExecContext ctx) {
    this.ctx = ctx;
  }

  /** The method that runs for a call by name, or null. */
  MethodPlan find(ApexObject receiver, String name, Object[] args) {
    if (!(receiver.runtimeClass() instanceof ClassPlan c)) {
      return null;
    }
    BoundMethod best = null;
    for (BoundMethod m : c.methods(name, args.length)) {
      if (best == null || !accepts(best, args) && accepts(m, args)) {
        best = m;
      }
    }
    return best == null ? null : c.resolve(best);
  }

  private boolean accepts(BoundMethod m, Object[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i] != null && !ctx.convert().isInstance(args[i], m.parameters().get(i).type())) {
        return false;
      }
    }
    return true;
  }

  Object call(Object receiver, String name, Object[] args) {
    if (receiver == null) {
      throw Errors.nullPointer();
    }
    if (receiver instanceof ApexObject o) {
      MethodPlan m = find(o, name, args);
      if (m != null) {
        return o instanceof StubObject s ? stubbed(s, m.method(), args) : m.call(ctx, o, args);
      }
    }
    PlatformMethod p = platform(receiver, name, args.length);
    if (p == null) {
      throw new IllegalStateException(
          TypeOf.runtimeName(receiver) + " has no method " + name + "/" + args.length);
    }
    return p.invoke(ctx, receiver, args);
  }

  /** The implementation of the receiver's type, or of one that it extends or implements. */
  private PlatformMethod platform(Object receiver, String name, int parameters) {
    ApexType type = TypeOf.of(receiver);
    String qualified = type instanceof PlatformType p ? p.name() : "System." + simple(type);
    PlatformMethod own = declared(qualified, name, parameters);
    if (own != null) {
      return own;
    }
    for (ApexType above : ctx.program().hierarchy().supertypes(type)) {
      PlatformMethod m =
          above instanceof PlatformType p ? declared(p.name(), name, parameters) : null;
      if (m != null) {
        return m;
      }
    }
    return null;
  }

  private PlatformMethod declared(String qualified, String name, int parameters) {
    PlatformIndex index = PlatformIndex.get();
    return index.type(qualified).map(t -> index.methods(t, name)).orElse(List.of()).stream()
        .filter(m -> m.parameters().size() == parameters)
        .map(PlatformMember.Method::signature)
        .map(ctx.program()::platformMethod)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static String simple(ApexType t) {
    String n = t.displayName();
    return n.indexOf('<') < 0 ? n : n.substring(0, n.indexOf('<'));
  }

  Object callStatic(ClassType type, String name, Object[] args) {
    ClassPlan c = ctx.program().classPlan(type);
    for (BoundMethod m : c.bound().methods()) {
      if (m.isStatic()
          && m.name().equalsIgnoreCase(name)
          && m.parameters().size() == args.length
          && accepts(m, args)) {
        ctx.statics(c);
        return c.plan(m).call(ctx, null, args);
      }
    }
    throw new IllegalArgumentException(type.name() + " has no static method " + name);
  }

  /** Calls a declared method virtually; the slots hold the arguments in front. */
  Object dispatch(Object receiver, BoundMethod declared, Object[] slots) {
    if (receiver == null) {
      throw Errors.nullPointer();
    }
    ApexObject o = (ApexObject) receiver;
    if (o instanceof StubObject s && declared.access() != Access.PRIVATE) {
      return stubbed(s, declared, java.util.Arrays.copyOf(slots, declared.parameters().size()));
    }
    MethodPlan m = ((ClassPlan) o.runtimeClass()).resolve(declared);
    Object[] own = slots;
    if (m.method().slots() != slots.length) {
      own = new Object[m.method().slots()];
      System.arraycopy(slots, 0, own, 0, declared.parameters().size());
    }
    return m.run(ctx, o, own);
  }

  /** Hands a call on a stub to its provider. */
  private Object stubbed(StubObject stub, BoundMethod m, Object[] args) {
    ApexList types = new ApexList(PlatformType.TYPE);
    ApexList names = new ApexList(SimpleType.STRING);
    for (BoundMethod.Parameter p : m.parameters()) {
      types.add(new TypeToken(p.type()));
      names.add(p.name());
    }
    ApexList values = ApexList.of(SimpleType.OBJECT, java.util.Arrays.asList(args));
    Object returned =
        call(
            stub.provider(),
            "handleMethodCall",
            new Object[] {stub, m.name(), new TypeToken(m.returnType()), types, names, values});
    return m.returnType() == SimpleType.VOID ? null : ctx.convert().cast(returned, m.returnType());
  }

  // --- members ---------------------------------------------------------------------------------

  Object getMember(ApexObject o, MemberInfo member) {
    BoundField f = ((ClassPlan) o.runtimeClass()).field(member.name()).orElseThrow();
    return get(o, f);
  }

  void setMember(ApexObject o, MemberInfo member, Object value) {
    BoundField f = ((ClassPlan) o.runtimeClass()).field(member.name()).orElseThrow();
    set(o, f, value);
  }

  /** Reads a field or property of this object's class; static for a null receiver. */
  Object get(ApexObject o, BoundField declared) {
    BoundField f = actual(o, declared);
    ClassPlan c = ctx.program().classPlan(f.owner().type());
    if (f.getter() != null) {
      if (f.isStatic()) {
        ctx.statics(c);
      }
      return c.accessor(f, f.getter()).call(ctx, o);
    }
    return f.isStatic() ? ctx.statics(c)[f.slot()] : o.slots()[f.slot()];
  }

  void set(ApexObject o, BoundField declared, Object value) {
    BoundField f = actual(o, declared);
    ClassPlan c = ctx.program().classPlan(f.owner().type());
    if (f.setter() != null) {
      if (f.isStatic()) {
        ctx.statics(c);
      }
      c.accessor(f, f.setter()).call(ctx, o, value);
    } else if (f.isStatic()) {
      ctx.statics(c)[f.slot()] = value;
    } else {
      o.slots()[f.slot()] = value;
    }
  }

  private static BoundField actual(ApexObject o, BoundField declared) {
    return declared.isVirtual() && o != null && o.runtimeClass() instanceof ClassPlan c
        ? c.field(declared.name()).orElse(declared)
        : declared;
  }

  // --- equality, hashing, order, text ----------------------------------------------------------

  boolean equal(ApexObject left, Object right) {
    if (!(left instanceof StubObject)) {
      MethodPlan m = find(left, "equals", new Object[] {right});
      if (m != null) {
        return Boolean.TRUE.equals(m.call(ctx, left, right));
      }
    }
    return left == right;
  }

  int hash(ApexObject o) {
    if (!(o instanceof StubObject)) {
      MethodPlan m = find(o, "hashCode", new Object[0]);
      if (m != null) {
        Object h = m.call(ctx, o);
        if (h == null) {
          throw Errors.nullPointer();
        }
        return (Integer) h;
      }
    }
    return System.identityHashCode(o);
  }

  boolean comparable(ApexObject o) {
    return ctx.convert().subtype(o.apexType(), COMPARABLE);
  }

  int compare(ApexObject left, Object right) {
    Object c = call(left, "compareTo", new Object[] {right});
    if (c == null) {
      throw Errors.nullPointer();
    }
    return (Integer) c;
  }

  String text(ApexObject o) {
    if (o instanceof StubObject s) {
      return s.runtimeClass().type().simpleName() + "__sfdc_ApexStub:[]";
    }
    if (!(o.runtimeClass() instanceof ClassPlan)) {
      return null;
    }
    MethodPlan m = find(o, "toString", new Object[0]);
    return m == null ? null : (String) m.call(ctx, o);
  }
}
