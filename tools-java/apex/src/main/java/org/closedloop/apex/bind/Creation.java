package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.platform.StubObjects;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.syntax.Expr;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.syntax.TypeNode;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.Conversions;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;

/** Binds {@code new}: objects, records, collections, arrays. */
final class Creation {

  private final Env env;
  private final Code code;
  private final ExprBinder exprs;

  Creation(Env env, Code code, ExprBinder exprs) {
    this.env = env;
    this.code = code;
    this.exprs = exprs;
  }

  private ApexType type(TypeNode node) {
    return env.resolver.resolve(node, code.owner, code.problems);
  }

  BoundExpr object(Expr.New n) {
    String flow = flowName(n.type());
    if (flow != null) {
      return interview(flow, n);
    }
    ApexType t = type(n.type());
    if (t == SimpleType.NULL) {
      if (!(n.arguments().stream().anyMatch(a -> a instanceof Expr.Assign))) {
        exprs.values(n.arguments());
      }
      return exprs.failed(n.pos());
    }
    if (t instanceof SObjectType s) {
      return record(s, n);
    }
    List<BoundExpr> args = exprs.values(n.arguments());
    if (t instanceof ListType || t instanceof SetType || t instanceof MapType) {
      return collection(t, args, n.pos());
    }
    if (t instanceof ClassType c) {
      return userObject(env.types.declaration(c), c, args, n.pos());
    }
    if (t instanceof PlatformType p) {
      return platformObject(p, args, n.pos());
    }
    return cannot(t, n.pos());
  }

  private BoundExpr cannot(ApexType t, SourcePos pos) {
    code.problems.error(pos, "not-constructible", "Type cannot be constructed: " + t.displayName());
    return exprs.failed(pos);
  }

  private static String flowName(TypeNode t) {
    return t.parts().size() == 3
            && t.parts().get(0).name().equalsIgnoreCase("Flow")
            && t.parts().get(1).name().equalsIgnoreCase("Interview")
        ? t.parts().get(2).name()
        : null;
  }

  private BoundExpr interview(String flow, Expr.New n) {
    List<BoundExpr> args = exprs.values(n.arguments());
    PlatformType type = PlatformType.of("Flow.Interview");
    if (!env.schema.hasFlow(flow)) {
      code.problems.error(n.type().pos(), "unknown-flow", "Flow does not exist: " + flow);
    }
    if (args.size() != 1) {
      return exprs.calls.noConstructor(type, args, n.pos());
    }
    ApexType inputs = new MapType(SimpleType.STRING, SimpleType.OBJECT);
    return new BoundExpr.NewInterview(
        flow, exprs.convert(args.get(0), inputs, n.pos()), type, n.pos());
  }

  private BoundExpr userObject(BoundClass c, ClassType type, List<BoundExpr> args, SourcePos pos) {
    exprs.names.checkVisible(c, pos);
    if (c.isEnum() || c.isAbstract()) {
      code.problems.error(
          pos,
          "not-constructible",
          (c.isEnum() ? "Type" : c.isInterface() ? "Interface" : "Abstract class")
              + " cannot be constructed: "
              + c.name());
      return exprs.failed(pos);
    }
    Optional<BoundMethod> k = exprs.calls.constructor(c, args);
    if (k.isPresent()) {
      if (!Members.visible(k.get(), code.owner)) {
        code.problems.error(pos, "not-visible", "Constructor is not visible: " + k.get());
      }
      List<BoundExpr> converted = exprs.convertAll(args, Calls.parameters(k.get()));
      return new BoundExpr.NewObject(c, k.get(), null, converted, type, pos);
    }
    PlatformTypes.Signature inherited = exprs.calls.exceptionConstructor(type, args);
    if (inherited != null) {
      List<BoundExpr> converted = exprs.convertAll(args, inherited.parameters());
      return new BoundExpr.NewObject(c, null, inherited.key(), converted, type, pos);
    }
    return args.isEmpty() && c.constructors().isEmpty()
        ? new BoundExpr.NewObject(c, null, null, List.of(), type, pos)
        : exprs.calls.noConstructor(type, args, pos);
  }

  private BoundExpr platformObject(PlatformType p, List<BoundExpr> args, SourcePos pos) {
    if (env.types.isInterface(p)
        || env.types.isEnum(p)
        || p.name().equals(PlatformType.EXCEPTION)) {
      return cannot(p, pos);
    }
    PlatformTypes.Signature s =
        Overloads.choose(
            env.platform.constructors(p), PlatformTypes.Signature::parameters, args, exprs::cost);
    String key = s == null ? null : s.key();
    if (s == null && env.types.isException(p)) {
      s = exprs.calls.exceptionConstructor(p, args);
      key = s == null ? null : p.name() + s.key().substring(PlatformType.EXCEPTION.length());
    }
    if (s == null) {
      return exprs.calls.noConstructor(p, args, pos);
    }
    if (!env.options.implemented().test(key)) {
      code.problems.unsupported(pos, key);
      return new BoundExpr.Unsupported(key, p, pos);
    }
    return new BoundExpr.NewPlatform(key, exprs.convertAll(args, s.parameters()), p, pos);
  }

  // --- records ----------------------------------------------------------------------------------

  private BoundExpr record(SObjectType s, Expr.New n) {
    SObjectDef d = env.object(s);
    if (d == null) {
      exprs.values(n.arguments());
      return cannot(s, n.pos());
    }
    List<BoundExpr.FieldInit> inits = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Expr a : n.arguments()) {
      if (!(a instanceof Expr.Assign x)
          || !x.op().equals("=")
          || !(x.target() instanceof Expr.Name name)) {
        code.problems.error(
            a.pos(),
            "field-value",
            "Invalid constructor syntax, name=value pairs can only be used");
        continue;
      }
      BoundExpr value = exprs.value(x.value());
      if (!seen.add(BoundClass.key(name.name()))) {
        code.problems.error(
            name.pos(), "duplicate-field", "Duplicate field initialization: " + name.name());
      }
      BoundExpr.FieldInit init = fieldInit(d, name, value, x.value().pos());
      if (init != null) {
        inits.add(init);
      }
    }
    return new BoundExpr.NewRecord(d, inits, s, n.pos());
  }

  private BoundExpr.FieldInit fieldInit(
      SObjectDef d, Expr.Name name, BoundExpr value, SourcePos at) {
    Optional<FieldDef> f = d.field(name.name());
    if (f.isPresent()) {
      exprs.checkWritable(d, f.get(), name.pos());
      BoundExpr v = exprs.convert(value, Env.fieldType(f.get()), at);
      return new BoundExpr.FieldInit(f.get(), false, v, name.pos());
    }
    Optional<FieldDef> parent = d.relationship(name.name());
    if (parent.isPresent()) {
      BoundExpr v = exprs.convert(value, env.parentType(parent.get()), at);
      return new BoundExpr.FieldInit(parent.get(), true, v, name.pos());
    }
    if (StubObjects.get().hasMember(d.name(), name.name())) {
      code.problems.missing(name.pos(), "the standard field " + d.name() + "." + name.name());
      return null;
    }
    code.problems.absent(
        name.pos(),
        "unknown-field",
        name.name(),
        "Field does not exist: " + name.name() + " on " + d.name(),
        Problems.nearest(name.name(), d.fields().stream().map(FieldDef::name).toList()));
    return null;
  }

  // --- collections ------------------------------------------------------------------------------

  private BoundExpr collection(ApexType t, List<BoundExpr> args, SourcePos pos) {
    if (args.isEmpty()) {
      return new BoundExpr.NewCollection(null, t, pos);
    }
    if (args.size() == 1) {
      BoundExpr a = args.get(0);
      if (Conversions.unresolved(a.type()) || Conversions.unresolved(t) || fits(a.type(), t)) {
        return new BoundExpr.NewCollection(a, t, pos);
      }
    }
    return exprs.calls.noConstructor(t, args, pos);
  }

  private boolean fits(ApexType from, ApexType to) {
    if (to instanceof MapType m) {
      if (from instanceof ListType l) {
        boolean idKey = m.key() == SimpleType.ID || m.key() == SimpleType.STRING;
        return idKey
            && l.element() instanceof SObjectType
            && env.conversions.assignment(from, new ListType(m.value())).isPresent();
      }
      return env.conversions.assignment(from, to).isPresent();
    }
    if (to instanceof ListType && from == SimpleType.INTEGER) {
      return true;
    }
    ApexType element = env.conversions.iterableElementOf(from);
    ApexType wanted = to instanceof ListType l ? l.element() : ((SetType) to).element();
    return element != null
        && (from instanceof ListType || from instanceof SetType || to instanceof ListType)
        && (env.conversions.assignment(element, wanted).isPresent()
            || element.equals(SObjectType.GENERIC) && wanted instanceof SObjectType);
  }

  BoundExpr array(Expr.NewArray n) {
    ListType t = new ListType(type(n.element()));
    BoundExpr size = exprs.convert(exprs.value(n.size()), SimpleType.INTEGER, n.size().pos());
    return new BoundExpr.NewArray(size, t, n.pos());
  }

  BoundExpr elements(Expr.NewElements n) {
    ApexType t = type(n.type());
    List<BoundExpr> values = exprs.values(n.elements());
    if (t instanceof MapType && values.isEmpty()) {
      return new BoundExpr.NewCollection(null, t, n.pos());
    }
    ApexType element =
        t instanceof ListType l ? l.element() : t instanceof SetType s ? s.element() : null;
    if (element == null) {
      return t == SimpleType.NULL ? exprs.failed(n.pos()) : cannot(t, n.pos());
    }
    List<BoundExpr> converted = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      converted.add(exprs.convert(values.get(i), element, n.elements().get(i).pos()));
    }
    return new BoundExpr.NewElements(converted, t, n.pos());
  }

  BoundExpr entries(Expr.NewEntries n) {
    ApexType t = type(n.type());
    if (t == SimpleType.NULL) {
      return exprs.failed(n.pos());
    }
    if (!(t instanceof MapType m)) {
      return cannot(t, n.pos());
    }
    List<BoundExpr.Entry> out = new ArrayList<>();
    for (Expr.Entry e : n.entries()) {
      out.add(
          new BoundExpr.Entry(
              exprs.convert(exprs.value(e.key()), m.key(), e.key().pos()),
              exprs.convert(exprs.value(e.value()), m.value(), e.value().pos())));
    }
    return new BoundExpr.NewEntries(out, t, n.pos());
  }
}
