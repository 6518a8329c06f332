package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.closedloop.apex.bind.BoundExpr.Dispatch;
import org.closedloop.apex.bind.Members.Candidate;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.syntax.Expr;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.Conversions;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/** Binds method calls and constructor chaining. */
final class Calls {

  /** Key of methods that values of every enum have. */
  private static final String ENUM = "System.Enum.";

  private final Env env;
  private final Code code;
  private final ExprBinder exprs;

  Calls(Env env, Code code, ExprBinder exprs) {
    this.env = env;
    this.code = code;
    this.exprs = exprs;
  }

  BoundExpr call(Expr.Call c) {
    if (c.target() == null) {
      return unqualified(c);
    }
    if (c.target() instanceof Expr.Super) {
      return superCall(c);
    }
    Ref target = exprs.names.ref(c.target());
    if (target == null) {
      exprs.values(c.arguments());
      return exprs.failed(c.pos());
    }
    if (target instanceof Ref.Value v) {
      return onValue(c, v.expr());
    }
    if (target instanceof Ref.Tokens k) {
      return onValue(c, new BoundExpr.DescribeFields(k.object(), Names.FIELDS, c.pos()));
    }
    List<BoundExpr> args = exprs.values(c.arguments());
    ApexType type = typeOf(target);
    if (type == null) {
      code.problems.error(
          c.target().pos(),
          "unknown-variable",
          "Variable does not exist: " + ExprBinder.text(c.target()));
      return exprs.failed(c.pos());
    }
    BoundExpr found = onType(type, c.name(), args, c.pos());
    return found != null ? found : unknown(c.name(), args, type, c.pos(), true);
  }

  /** Words of the language also name platform types with methods, for example Label. */
  private ApexType typeOf(Ref r) {
    if (r instanceof Ref.Type t) {
      return t.type();
    }
    if (r instanceof Ref.Namespace n) {
      return env.platform.find("System", n.name(), List.of()).orElse(null);
    }
    if (r instanceof Ref.Word w) {
      return switch (w) {
        case LABEL -> PlatformType.of("System.Label");
        case TRIGGER -> PlatformType.of("System.Trigger");
        case SOBJECT_TYPE -> PlatformType.SOBJECT_TYPE;
        case PAGE -> null;
      };
    }
    return null;
  }

  // --- own class --------------------------------------------------------------------------------

  private BoundExpr unqualified(Expr.Call c) {
    List<BoundExpr> args = exprs.values(c.arguments());
    boolean outer = false;
    List<Candidate> seen = new ArrayList<>();
    for (BoundClass k = code.owner; k != null; k = k.outer()) {
      List<Candidate> all = exprs.members.methods(k, c.name());
      if (outer) {
        all = all.stream().filter(Candidate::isStatic).toList();
      }
      seen.addAll(all);
      Candidate best = choose(all, args);
      if (best != null && open(all, best, args)) {
        return exprs.failed(c.pos());
      }
      if (best != null) {
        boolean holderMethod = best.user() != null && code.isStatic && isHolder(best.user());
        if (!best.isStatic() && code.isStatic && !holderMethod) {
          code.problems.error(
              c.pos(),
              "static-context",
              "Non static method cannot be referenced from a static context: " + describe(best));
          return exprs.failed(c.pos());
        }
        if (code.chaining && !best.isStatic()) {
          code.problems.error(
              c.pos(),
              "constructor-call",
              "Cannot reference instance methods in a constructor invocation: " + describe(best));
        }
        BoundExpr self = best.isStatic() || holderMethod ? null : exprs.names.self(c.pos());
        return emit(best, self, args, false, c.pos());
      }
      outer = true;
    }
    return unknown(c.name(), args, code.owner.type(), c.pos(), !seen.isEmpty());
  }

  /** Methods declared in a trigger or anonymous block: there is no object. */
  private boolean isHolder(BoundMethod m) {
    return m.owner().outer() == null && env.types.top(m.owner().name()).orElse(null) != m.owner();
  }

  private BoundExpr superCall(Expr.Call c) {
    List<BoundExpr> args = exprs.values(c.arguments());
    ApexType above = code.owner.superclass();
    if (code.isStatic) {
      code.problems.error(c.pos(), "static-context", "'super' cannot be used in a static context");
      return exprs.failed(c.pos());
    }
    List<Candidate> all =
        above instanceof ClassType u
            ? exprs.members.methods(env.types.declaration(u), c.name())
            : platform(above == null ? SimpleType.OBJECT : above, c.name());
    Candidate best = choose(all, args);
    if (best == null) {
      ApexType from = above == null ? SimpleType.OBJECT : above;
      return unknown(c.name(), args, from, c.pos(), !all.isEmpty());
    }
    return emit(best, exprs.names.self(c.pos()), args, true, c.pos());
  }

  // --- values -----------------------------------------------------------------------------------

  private BoundExpr onValue(Expr.Call c, BoundExpr value) {
    BoundExpr receiver = c.safe() ? exprs.guard(value, c.pos()) : value;
    List<BoundExpr> args = exprs.values(c.arguments());
    ApexType t = receiver.type();
    if (t == SimpleType.NULL) {
      return exprs.failed(c.pos());
    }
    if (t instanceof ClassType && c.name().equalsIgnoreCase("clone") && args.isEmpty()) {
      BoundExpr copy = copy(receiver, t, c);
      if (copy != null) {
        return copy;
      }
    }
    if (receiver instanceof BoundExpr.RecordField f && c.name().equalsIgnoreCase("addError")) {
      return new BoundExpr.FieldAddError(f, args, SimpleType.VOID, c.pos());
    }
    BoundExpr found = onReceiver(receiver, t, c.name(), args, c.pos());
    if (found == null
        && t instanceof ListType l
        && l.element() instanceof SObjectType s
        && exprs.isQuery(receiver)) {
      found = onReceiver(exprs.firstRow(receiver, s, c.pos()), s, c.name(), args, c.pos());
    }
    if (found == null) {
      // a variable that is named as a type: the call may mean the type
      Ref named = exprs.names.asType(c.target());
      ApexType type = named == null ? null : typeOf(named);
      found = type == null ? null : onType(type, c.name(), args, c.pos());
    }
    return found != null ? found : unknown(c.name(), args, t, c.pos(), true);
  }

  /** Objects of every class have {@code clone()}, unless the class declares its own. */
  private BoundExpr copy(BoundExpr receiver, ApexType t, Expr.Call c) {
    List<Candidate> own = exprs.members.methods(env.types.declaration((ClassType) t), c.name());
    return choose(own, List.of()) != null ? null : new BoundExpr.CloneObject(receiver, t, c.pos());
  }

  private BoundExpr onReceiver(
      BoundExpr receiver, ApexType t, String name, List<BoundExpr> args, SourcePos pos) {
    if (env.types.isEnum(t)) {
      BoundExpr e = onEnum(receiver, t, name, args, pos);
      if (e != null) {
        return e;
      }
    }
    List<Candidate> all =
        t instanceof ClassType u
            ? exprs.members.methods(env.types.declaration(u), name)
            : platform(t, name);
    List<Candidate> instance = all.stream().filter(x -> !x.isStatic()).toList();
    Candidate best = choose(instance, args);
    if (best != null && open(instance, best, args)) {
      return exprs.failed(pos);
    }
    if (best == null && choose(all, args) != null && !exprs.names.readAsType(receiver)) {
      code.problems.error(
          pos,
          "static-context",
          "Static method cannot be referenced from a non static context: "
              + describe(choose(all, args)));
      return exprs.failed(pos);
    }
    return best == null ? null : emit(best, receiver, args, false, pos);
  }

  private BoundExpr onEnum(
      BoundExpr receiver, ApexType t, String name, List<BoundExpr> args, SourcePos pos) {
    if (!args.isEmpty()) {
      return null;
    }
    if (name.equalsIgnoreCase("name")) {
      return new BoundExpr.PlatformCall(
          receiver, ENUM + "name()", "name", args, false, false, SimpleType.STRING, pos);
    }
    return name.equalsIgnoreCase("ordinal")
        ? new BoundExpr.PlatformCall(
            receiver, ENUM + "ordinal()", "ordinal", args, false, false, SimpleType.INTEGER, pos)
        : null;
  }

  private List<Candidate> platform(ApexType t, String name) {
    return env.platform.methods(t, name).stream().map(Candidate::of).toList();
  }

  // --- types ------------------------------------------------------------------------------------

  private BoundExpr onType(ApexType type, String name, List<BoundExpr> args, SourcePos pos) {
    if (env.types.isEnum(type)) {
      if (name.equalsIgnoreCase("values") && args.isEmpty()) {
        return new BoundExpr.EnumValues(type, new ListType(type), pos);
      }
      if (name.equalsIgnoreCase("valueOf") && args.size() == 1) {
        BoundExpr text = exprs.convert(args.get(0), SimpleType.STRING, pos);
        return new BoundExpr.EnumValueOf(type, text, type, pos);
      }
    }
    if (type instanceof SObjectType s) {
      return setting(s, name, args, pos);
    }
    List<Candidate> all =
        type instanceof ClassType u
            ? exprs.members.methods(env.types.declaration(u), name)
            : platform(type, name);
    Candidate best = choose(all.stream().filter(Candidate::isStatic).toList(), args);
    if (best != null && open(all, best, args)) {
      return exprs.failed(pos);
    }
    if (best != null) {
      return emit(best, null, args, false, pos);
    }
    Candidate instance = choose(all, args);
    if (instance == null) {
      return null;
    }
    // inside a class its own and inherited object methods may be written with the class name
    if (!code.isStatic
        && instance.user() != null
        && Members.isSubclass(code.owner, instance.user().owner())) {
      return emit(instance, exprs.names.self(pos), args, false, pos);
    }
    code.problems.error(
        pos,
        "static-context",
        "Non static method cannot be referenced from a static context: " + describe(instance));
    return exprs.failed(pos);
  }

  /** getInstance, getOrgDefaults, getValues, getAll of custom settings and metadata types. */
  private BoundExpr setting(SObjectType s, String name, List<BoundExpr> args, SourcePos pos) {
    SObjectDef d = env.object(s);
    if (d == null) {
      return null;
    }
    if (name.equalsIgnoreCase("getSObjectType") && args.isEmpty()) {
      return new BoundExpr.SObjectToken(d, PlatformType.SOBJECT_TYPE, pos);
    }
    boolean holds =
        d.kind() == SObjectDef.Kind.CUSTOM_METADATA
            || d.kind() == SObjectDef.Kind.HIERARCHY_SETTING
            || d.kind() == SObjectDef.Kind.LIST_SETTING;
    Candidate best = holds ? choose(platform(s, name), args) : null;
    if (best == null) {
      return null;
    }
    ApexType type =
        name.equalsIgnoreCase("getAll")
            ? new MapType(SimpleType.STRING, s)
            : best.returns() instanceof SObjectType ? s : best.returns();
    BoundExpr token = new BoundExpr.SObjectToken(d, PlatformType.SOBJECT_TYPE, pos);
    return platformCall(best.platform(), token, args, false, type, pos);
  }

  // --- choosing and writing ---------------------------------------------------------------------

  private Candidate choose(List<Candidate> all, List<BoundExpr> args) {
    return Overloads.choose(all, Candidate::parameters, args, exprs::cost);
  }

  /** Whether an argument that failed leaves open which method is meant, and so what it answers. */
  private static boolean open(List<Candidate> all, Candidate best, List<BoundExpr> args) {
    return args.stream().anyMatch(Calls::failedArgument)
        && all.stream()
            .anyMatch(
                c -> c.parameters().size() == args.size() && !c.returns().equals(best.returns()));
  }

  private static String describe(Candidate c) {
    return c.user() != null ? c.user().toString() : c.platform().key();
  }

  private BoundExpr emit(
      Candidate c, BoundExpr receiver, List<BoundExpr> args, boolean viaSuper, SourcePos pos) {
    if (c.user() == null) {
      ApexType returns = c.returns();
      if (receiver != null
          && receiver.type() instanceof SObjectType s
          && c.platform().name().equalsIgnoreCase("clone")) {
        returns = s;
      }
      return platformCall(
          c.platform(), c.isStatic() ? null : receiver, args, viaSuper, returns, pos);
    }
    BoundMethod m = c.user();
    if (!Members.visible(m, code.owner)) {
      code.problems.error(pos, "not-visible", "Method is not visible: " + m);
    }
    if (viaSuper && m.isAbstract()) {
      code.problems.error(pos, "abstract-call", "Abstract method cannot be called: " + m);
    }
    Dispatch dispatch =
        receiver == null
            ? Dispatch.STATIC
            : m.owner().isInterface()
                ? Dispatch.INTERFACE
                : viaSuper || !m.isVirtual() ? Dispatch.EXACT : Dispatch.VIRTUAL;
    return new BoundExpr.Call(
        dispatch, receiver, m, exprs.convertAll(args, c.parameters()), m.returnType(), pos);
  }

  BoundExpr platformCall(
      PlatformTypes.Signature s,
      BoundExpr receiver,
      List<BoundExpr> args,
      boolean viaSuper,
      ApexType type,
      SourcePos pos) {
    boolean mayBeUser = receiver != null && !viaSuper && env.types.mayBeUser(receiver.type());
    if (!(mayBeUser && env.platform.ofInterface(s.key()))
        && !env.options.implemented().test(s.key())) {
      code.problems.unsupported(pos, s.key());
      return new BoundExpr.Unsupported(s.key(), type, pos);
    }
    return new BoundExpr.PlatformCall(
        receiver,
        s.key(),
        s.name(),
        exprs.convertAll(args, s.parameters()),
        mayBeUser,
        viaSuper,
        type,
        pos);
  }

  private BoundExpr unknown(
      String name, List<BoundExpr> args, ApexType type, SourcePos pos, boolean known) {
    if (Conversions.unresolved(type) || args.stream().anyMatch(Calls::failedArgument)) {
      return exprs.failed(pos);
    }
    List<Candidate> same =
        type instanceof ClassType u
            ? exprs.members.methods(env.types.declaration(u), name)
            : platform(type, name);
    String given = args.stream().map(a -> a.type().displayName()).collect(Collectors.joining(", "));
    String hint;
    if (known && !same.isEmpty()) {
      hint =
          same.stream()
              .limit(4)
              .map(
                  c ->
                      c.parameters().stream()
                          .map(ApexType::displayName)
                          .collect(Collectors.joining(", ", name + "(", ")")))
              .collect(Collectors.joining(" or ", "there is ", ""));
    } else {
      hint =
          Problems.nearest(
              name,
              type instanceof ClassType u
                  ? Members.methodNames(env.types.declaration(u))
                  : env.platform.methodNames(type));
    }
    code.problems.error(
        pos,
        "unknown-method",
        "Method does not exist or incorrect signature: void "
            + name
            + "("
            + given
            + ") from the type "
            + type.displayName(),
        hint);
    return exprs.failed(pos);
  }

  /** Whether an earlier error left the type open; a written null is none. */
  private static boolean failedArgument(BoundExpr a) {
    return !(a instanceof BoundExpr.Literal) && Conversions.unresolved(a.type());
  }

  // --- constructors -----------------------------------------------------------------------------

  BoundExpr constructorCall(Expr.ConstructorCall k) {
    boolean first = code.chainAllowed;
    code.chainAllowed = false;
    code.chaining = first;
    List<BoundExpr> args = exprs.values(k.arguments());
    code.chaining = false;
    if (!first) {
      code.problems.error(
          k.pos(),
          "constructor-call",
          "Call to "
              + (k.toSuper() ? "super" : "this")
              + "() must be the first statement of a constructor");
      return exprs.failed(k.pos());
    }
    BoundClass target = k.toSuper() ? code.owner.superclassDeclaration() : code.owner;
    if (target == null) {
      return platformSuper(args, k.pos());
    }
    Optional<BoundMethod> chosen = constructor(target, args);
    if (chosen.isPresent()) {
      if (!Members.visible(chosen.get(), code.owner)) {
        code.problems.error(k.pos(), "not-visible", "Constructor is not visible: " + chosen.get());
      }
      List<BoundExpr> converted = exprs.convertAll(args, parameters(chosen.get()));
      return new BoundExpr.ConstructorChain(
          chosen.get(), k.toSuper(), converted, SimpleType.VOID, k.pos());
    }
    if (args.isEmpty() && target.constructors().isEmpty()) {
      return new BoundExpr.ConstructorChain(null, k.toSuper(), List.of(), SimpleType.VOID, k.pos());
    }
    PlatformTypes.Signature inherited = exceptionConstructor(target.type(), args);
    if (inherited != null) {
      return new BoundExpr.PlatformSuperConstructor(
          inherited.key(),
          exprs.convertAll(args, inherited.parameters()),
          SimpleType.VOID,
          k.pos());
    }
    return noConstructor(target.type(), args, k.pos());
  }

  private BoundExpr platformSuper(List<BoundExpr> args, SourcePos pos) {
    ApexType above = code.owner.superclass();
    if (above == null) {
      return args.isEmpty()
          ? new BoundExpr.ConstructorChain(null, true, List.of(), SimpleType.VOID, pos)
          : noConstructor(SimpleType.OBJECT, args, pos);
    }
    PlatformTypes.Signature s = exceptionConstructor(above, args);
    if (s == null) {
      s =
          Overloads.choose(
              env.platform.constructors(above),
              PlatformTypes.Signature::parameters,
              args,
              exprs::cost);
    }
    if (s == null) {
      return args.isEmpty()
          ? new BoundExpr.ConstructorChain(null, true, List.of(), SimpleType.VOID, pos)
          : noConstructor(above, args, pos);
    }
    return new BoundExpr.PlatformSuperConstructor(
        s.key(), exprs.convertAll(args, s.parameters()), SimpleType.VOID, pos);
  }

  /** The constructors that every exception inherits; null for other classes. */
  PlatformTypes.Signature exceptionConstructor(ApexType type, List<BoundExpr> args) {
    if (!env.types.isException(type)) {
      return null;
    }
    ApexType exception = PlatformType.of(PlatformType.EXCEPTION);
    List<List<ApexType>> shapes =
        List.of(
            List.of(),
            List.of(SimpleType.STRING),
            List.of(exception),
            List.of(SimpleType.STRING, exception));
    List<String> keys = List.of("()", "(String)", "(Exception)", "(String,Exception)");
    List<PlatformTypes.Signature> all = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      all.add(
          new PlatformTypes.Signature(
              PlatformType.EXCEPTION + ".new" + keys.get(i), "new", true, shapes.get(i), type));
    }
    return Overloads.choose(all, PlatformTypes.Signature::parameters, args, exprs::cost);
  }

  static List<ApexType> parameters(BoundMethod m) {
    return m.parameters().stream().map(BoundMethod.Parameter::type).toList();
  }

  Optional<BoundMethod> constructor(BoundClass c, List<BoundExpr> args) {
    return Optional.ofNullable(
        Overloads.choose(c.constructors(), Calls::parameters, args, exprs::cost));
  }

  BoundExpr noConstructor(ApexType type, List<BoundExpr> args, SourcePos pos) {
    if (args.stream().noneMatch(Calls::failedArgument)) {
      code.problems.error(
          pos,
          "unknown-constructor",
          "Constructor not defined: ["
              + type.displayName()
              + "].<Constructor>"
              + args.stream()
                  .map(a -> a.type().displayName())
                  .collect(Collectors.joining(", ", "(", ")")));
    }
    return exprs.failed(pos);
  }
}
