package org.closedloop.apex.exec;

import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.bind.BoundField;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.TypeToken;

/** Literals, variables, fields and properties of classes, list elements. */
final class MemberNodes {

  private final Planner planner;

  MemberNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.on(
        BoundExpr.Literal.class,
        e -> {
          Object v = e.value();
          return f -> v;
        });
    planner.on(BoundExpr.Local.class, MemberNodes::local);
    planner.on(BoundExpr.This.class, e -> f -> f.self);
    planner.on(
        BoundExpr.TypeLiteral.class,
        e -> {
          TypeToken t = new TypeToken(e.literal());
          return f -> t;
        });
    planner.on(
        BoundExpr.EnumConstant.class,
        e -> {
          EnumValue v = new EnumValue(e.type(), e.name(), e.ordinal());
          return f -> v;
        });
    planner.on(BoundExpr.InstanceField.class, this::instanceField);
    planner.on(BoundExpr.StaticField.class, this::staticField);
    planner.on(BoundExpr.Property.class, this::property);
    planner.on(BoundExpr.PlatformProperty.class, this::platformProperty);
    planner.on(BoundExpr.Element.class, this::element);
    planner.on(BoundExpr.Unsupported.class, MemberNodes::unsupported);
  }

  private static TargetNode local(BoundExpr.Local e) {
    int slot = e.slot();
    return new TargetNode() {
      @Override
      public Object eval(Frame f) {
        return f.slots[slot];
      }

      @Override
      public Object base(Frame f) {
        return null;
      }

      @Override
      public Object load(Frame f, Object base) {
        return f.slots[slot];
      }

      @Override
      public void store(Frame f, Object base, Object value) {
        f.slots[slot] = value;
      }
    };
  }

  private TargetNode instanceField(BoundExpr.InstanceField e) {
    Node receiver = planner.node(e.receiver());
    int slot = e.field().slot();
    return new TargetNode() {
      @Override
      public Object base(Frame f) {
        return receiver.eval(f);
      }

      @Override
      public Object load(Frame f, Object base) {
        return object(base).slots()[slot];
      }

      @Override
      public void store(Frame f, Object base, Object value) {
        object(base).slots()[slot] = value;
      }
    };
  }

  private static ApexObject object(Object base) {
    if (base == null) {
      throw Errors.nullPointer();
    }
    return (ApexObject) base;
  }

  private TargetNode staticField(BoundExpr.StaticField e) {
    ClassPlan owner = planner.program().classPlan(e.field().owner().type());
    int slot = e.field().slot();
    return new TargetNode() {
      @Override
      public Object base(Frame f) {
        return f.ctx.statics(owner);
      }

      @Override
      public Object load(Frame f, Object base) {
        return ((Object[]) base)[slot];
      }

      @Override
      public void store(Frame f, Object base, Object value) {
        ((Object[]) base)[slot] = value;
      }
    };
  }

  private TargetNode property(BoundExpr.Property e) {
    Node receiver = planner.nodeOrNull(e.receiver());
    BoundField property = e.property();
    return new TargetNode() {
      @Override
      public Object base(Frame f) {
        return receiver == null ? null : object(receiver.eval(f));
      }

      @Override
      public Object load(Frame f, Object base) {
        return f.ctx.users().get((ApexObject) base, property);
      }

      @Override
      public void store(Frame f, Object base, Object value) {
        f.ctx.users().set((ApexObject) base, property, value);
      }
    };
  }

  private TargetNode platformProperty(BoundExpr.PlatformProperty e) {
    Node receiver = planner.nodeOrNull(e.receiver());
    PlatformMethod method = planner.program().requirePlatform(e.signature());
    return new TargetNode() {
      @Override
      public Object base(Frame f) {
        if (receiver == null) {
          return null;
        }
        Object v = receiver.eval(f);
        if (v == null) {
          throw Errors.nullPointer();
        }
        return v;
      }

      @Override
      public Object load(Frame f, Object base) {
        return method.invoke(f.ctx, base, CallNodes.NO_ARGS);
      }

      @Override
      public void store(Frame f, Object base, Object value) {
        method.invoke(f.ctx, base, new Object[] {value});
      }
    };
  }

  private TargetNode element(BoundExpr.Element e) {
    Node list = planner.node(e.list());
    Node index = planner.node(e.index());
    return new TargetNode() {
      @Override
      public Object base(Frame f) {
        Object l = list.eval(f);
        if (l == null) {
          throw Errors.nullPointer();
        }
        Object i = index.eval(f);
        if (i == null) {
          throw Errors.nullPointer();
        }
        return new Object[] {l, i};
      }

      @Override
      public Object load(Frame f, Object base) {
        Object[] b = (Object[]) base;
        return ((ApexList) b[0]).get((Integer) b[1]);
      }

      @Override
      public void store(Frame f, Object base, Object value) {
        Object[] b = (Object[]) base;
        ((ApexList) b[0]).set((Integer) b[1], value);
      }
    };
  }

  private static TargetNode unsupported(BoundExpr.Unsupported e) {
    String feature = e.feature();
    return new TargetNode() {
      @Override
      public Object base(Frame f) {
        throw new UnsupportedPlatformFeature(feature);
      }

      @Override
      public Object load(Frame f, Object base) {
        throw new UnsupportedPlatformFeature(feature);
      }

      @Override
      public void store(Frame f, Object base, Object value) {
        throw new UnsupportedPlatformFeature(feature);
      }
    };
  }
}
