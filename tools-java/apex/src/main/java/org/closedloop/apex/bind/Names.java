package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.closedloop.apex.bind.BoundExpr.TriggerVariable;
import org.closedloop.apex.platform.StubObjects;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldSetDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.syntax.Expr;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.Conversions;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/** Decides what names and dotted paths stand for. */
final class Names {

  static final PlatformType FIELDS = PlatformType.of("Schema.SObjectTypeFields");
  private static final PlatformType FIELD_SETS = PlatformType.of("Schema.SObjectTypeFieldSets");

  private final Env env;
  private final Code code;
  private final ExprBinder exprs;

  Names(Env env, Code code, ExprBinder exprs) {
    this.env = env;
    this.code = code;
    this.exprs = exprs;
  }

  /** What the expression stands for; values for everything but names. Null after an error. */
  Ref ref(Expr e) {
    if (e instanceof Expr.Name n) {
      Ref r = name(n.name(), n.pos());
      if (r == null) {
        unknownVariable(n.name(), n.pos());
      }
      return r;
    }
    if (e instanceof Expr.Member m) {
      return member(m);
    }
    return new Ref.Value(exprs.link(e));
  }

  private void unknownVariable(String name, SourcePos pos) {
    String missing = env.platform.unsupported(name);
    if (missing != null) {
      code.problems.missing(pos, missing);
      return;
    }
    List<String> names = new ArrayList<>(code.names());
    for (BoundClass c = code.owner; c != null; c = c.outer()) {
      names.addAll(Members.fieldNames(c));
    }
    env.types.topLevel().values().forEach(c -> names.add(c.name()));
    code.problems.absent(
        pos,
        "unknown-variable",
        name,
        "Variable does not exist: " + name,
        Problems.nearest(name, names));
  }

  // --- single names -----------------------------------------------------------------------------

  /** Locals, members, outer members, types, words, namespaces; null when nothing has the name. */
  Ref name(String name, SourcePos pos) {
    Ref variable = variable(name, pos);
    return variable != null ? variable : typeName(name);
  }

  private Ref variable(String name, SourcePos pos) {
    Code.Variable v = code.variable(name);
    if (v != null) {
      return new Ref.Value(new BoundExpr.Local(v.slot(), v.name(), v.type(), pos));
    }
    boolean outer = false;
    for (BoundClass c = code.owner; c != null; c = c.outer()) {
      Optional<BoundField> f = Members.field(c, name);
      if (f.isPresent()
          && Members.visible(
              f.get().access(), f.get().owner(), f.get().annotations(), code.owner)) {
        if (!outer && later(f.get())) {
          code.problems.error(pos, "forward-reference", "Illegal forward reference: " + name);
        }
        if (f.get().isStatic()) {
          return new Ref.Value(field(null, f.get(), false, pos));
        }
        if (!outer && !code.isStatic) {
          if (code.chaining) {
            code.problems.error(
                pos,
                "constructor-call",
                "Cannot reference instance variables in a constructor invocation: " + name);
          }
          return new Ref.Value(field(self(pos), f.get(), false, pos));
        }
        if (typeName(name) == null) {
          code.problems.error(
              pos,
              "static-context",
              "Variable " + name + " belongs to an object and there is none here");
          return new Ref.Value(exprs.failed(pos));
        }
      }
      outer = true;
    }
    return null;
  }

  /** Whether a field has no value yet while that of an earlier one is made. */
  private boolean later(BoundField f) {
    BoundField now = code.initialized;
    return now != null
        && !f.isProperty()
        && f.owner() == now.owner()
        && f.isStatic() == now.isStatic()
        && f.pos().compareTo(now.pos()) > 0;
  }

  BoundExpr self(SourcePos pos) {
    return new BoundExpr.This(code.owner.type(), pos);
  }

  /** A name that is no variable. */
  Ref typeName(String name) {
    Optional<BoundClass> user = env.resolver.userType(name, code.owner);
    if (user.isPresent()) {
      return new Ref.Type(user.get().type(), env.platform.namespace(name).orElse(null));
    }
    switch (name.toLowerCase(Locale.ROOT)) {
      case "trigger":
        return Ref.Word.TRIGGER;
      case "label":
        return Ref.Word.LABEL;
      case "page":
        return Ref.Word.PAGE;
      case "sobjecttype":
        return Ref.Word.SOBJECT_TYPE;
      default:
    }
    String namespace = env.platform.namespace(name).orElse(null);
    Optional<ApexType> system = env.platform.find("System", name, List.of());
    Optional<ApexType> type = system.isPresent() ? system : env.resolver.simple(name, List.of());
    if (type.isPresent()) {
      return new Ref.Type(type.get(), namespace);
    }
    if (namespace != null) {
      return new Ref.Namespace(namespace);
    }
    return name.equalsIgnoreCase("Schema") || name.equalsIgnoreCase("System")
        ? new Ref.Namespace(name)
        : null;
  }

  /** A field or property, directly or through its accessors. */
  BoundExpr.Target field(BoundExpr receiver, BoundField f, boolean viaSuper, SourcePos pos) {
    boolean direct =
        !f.isProperty()
            || code.accessorOf == f
            || f.getter() == null && f.setter() == null && !f.isVirtual();
    if (f.isStatic()) {
      return direct
          ? new BoundExpr.StaticField(f, f.type(), pos)
          : new BoundExpr.Property(null, f, false, f.type(), pos);
    }
    return direct
        ? new BoundExpr.InstanceField(receiver, f, f.type(), pos)
        : new BoundExpr.Property(receiver, f, f.isVirtual() && !viaSuper, f.type(), pos);
  }

  // --- paths ------------------------------------------------------------------------------------

  private Ref member(Expr.Member m) {
    if (m.target() instanceof Expr.Super) {
      return superField(m);
    }
    if (packageLabel(m.target())) {
      code.problems.error(
          m.target().pos(),
          Problems.EXTERNAL,
          "External string does not exist: " + ExprBinder.text(m),
          "it belongs to a package that is not here");
      return null;
    }
    Ref target = ref(m.target());
    if (target == null) {
      return null;
    }
    if (m.safe() && target instanceof Ref.Value v) {
      target = new Ref.Value(exprs.guard(v.expr(), m.pos()));
    }
    int before = code.problems.size();
    Ref found = of(target, m.name(), m.pos());
    if (found == null
        && target instanceof Ref.Value v
        && !Conversions.unresolved(v.expr().type())) {
      // a variable that is named as a type: the path may mean the type
      Ref type = asType(m.target());
      found = type == null ? null : of(type, m.name(), m.pos());
    }
    if (found == null && code.problems.size() == before) {
      unknownMember(target, m.name(), m.pos());
    }
    return found;
  }

  /** {@code Label.ns} of {@code Label.ns.Name}: a label of one's own has no members. */
  private boolean packageLabel(Expr target) {
    return target instanceof Expr.Member l
        && ExprBinder.text(l.target()).matches("(?i)(system\\.)?label")
        && !l.name().equalsIgnoreCase("c")
        && env.schema.label(l.name()).isEmpty();
  }

  private Ref superField(Expr.Member m) {
    BoundClass above = code.owner.superclassDeclaration();
    Optional<BoundField> f = above == null ? Optional.empty() : Members.field(above, m.name());
    if (f.isEmpty()) {
      unknownVariable(m.name(), m.pos());
      return null;
    }
    return new Ref.Value(field(self(m.pos()), f.get(), true, m.pos()));
  }

  /** The path read as type names only, or null. */
  Ref asType(Expr e) {
    if (e instanceof Expr.Name n) {
      return typeName(n.name());
    }
    if (e instanceof Expr.Member m && !m.safe()) {
      Ref target = asType(m.target());
      return target == null || target instanceof Ref.Value ? null : of(target, m.name(), m.pos());
    }
    return null;
  }

  private void unknownMember(Ref target, String name, SourcePos pos) {
    if (target instanceof Ref.Value v) {
      ApexType t = v.expr().type();
      if (v.expr() instanceof BoundExpr.ParentRecord p && t == SimpleType.NULL) {
        if (StubObjects.get().hasMember(p.object().name(), p.lookup().relationshipName())) {
          code.problems.missing(pos, "what " + p.lookup().relationshipName() + " leads to");
          return;
        }
        String lost = p.lookup().referenceTo().get(0);
        code.problems.absent(pos, "unknown-type", lost, "Invalid type: " + lost, "");
        return;
      }
      if (Conversions.unresolved(t)) {
        return;
      }
      if (t instanceof ListType l
          && l.element() instanceof SObjectType
          && exprs.isQuery(v.expr())) {
        t = l.element();
      }
      List<String> names =
          t instanceof SObjectType s && env.object(s) != null
              ? fieldNames(env.object(s))
              : env.types.declaration(t).map(Members::fieldNames).orElse(List.of());
      boolean record = t instanceof SObjectType;
      if (record && StubObjects.get().hasMember(t.displayName(), name)) {
        code.problems.missing(pos, "the standard field " + t.displayName() + "." + name);
        return;
      }
      code.problems.absent(
          pos,
          record ? "unknown-field" : "unknown-variable",
          name,
          record
              ? "Field does not exist: " + name + " on " + t.displayName()
              : "Variable does not exist: " + name + " on " + t.displayName(),
          Problems.nearest(name, names));
      return;
    }
    if (target instanceof Ref.Word w) {
      unknownWord(w, name, pos);
      return;
    }
    String namespace =
        target instanceof Ref.Type t
            ? t.namespace()
            : target instanceof Ref.Namespace n ? n.name() : null;
    String missing =
        namespace != null && namespace.equalsIgnoreCase("Schema")
            ? env.platform.unsupported(name)
            : null;
    if (missing != null) {
      code.problems.missing(pos, missing);
      return;
    }
    String owner =
        target instanceof Ref.Type t
            ? t.type().displayName()
            : target instanceof Ref.Namespace n ? n.name() : ((Ref.Tokens) target).object().name();
    List<String> names =
        target instanceof Ref.Type t && t.type() instanceof SObjectType s && env.object(s) != null
            ? fieldNames(env.object(s))
            : target instanceof Ref.Tokens k
                ? fieldNames(k.object())
                : target instanceof Ref.Type t && t.type() instanceof ClassType c
                    ? staticNames(env.types.declaration(c))
                    : target instanceof Ref.Type t && t.type() instanceof PlatformType p
                        ? env.platform.enumConstants(p)
                        : List.of();
    boolean record =
        target instanceof Ref.Tokens
            || target instanceof Ref.Type t && t.type() instanceof SObjectType;
    if (record && StubObjects.get().hasMember(owner, name)) {
      code.problems.missing(pos, "the standard field " + owner + "." + name);
      return;
    }
    code.problems.absent(
        pos,
        record ? "unknown-field" : "unknown-variable",
        name,
        (record ? "Field does not exist: " : "Variable does not exist: ") + name + " on " + owner,
        Problems.nearest(name, names));
  }

  private void unknownWord(Ref.Word w, String name, SourcePos pos) {
    switch (w) {
      case LABEL ->
          code.problems.absent(
              pos, "unknown-label", name, "External string does not exist: " + name, "");
      case PAGE ->
          code.problems.absent(pos, "unknown-page", name, "Page does not exist: " + name, "");
      case TRIGGER ->
          code.problems.error(
              pos,
              "unknown-variable",
              "Variable does not exist: Trigger." + name,
              Problems.nearest(name, TriggerWords.names()));
      case SOBJECT_TYPE ->
          code.problems.absent(
              pos,
              "unknown-type",
              name,
              "Invalid type: " + name,
              Problems.nearest(name, env.schema.objects().stream().map(SObjectDef::name).toList()));
    }
  }

  private static List<String> fieldNames(SObjectDef d) {
    List<String> names = new ArrayList<>();
    for (FieldDef f : d.fields()) {
      names.add(f.name());
      if (f.relationshipName() != null) {
        names.add(f.relationshipName());
      }
    }
    return names;
  }

  private static List<String> staticNames(BoundClass c) {
    List<String> names = new ArrayList<>(c.constants());
    c.fields().stream().filter(BoundField::isStatic).forEach(f -> names.add(f.name()));
    c.innerClasses().forEach(i -> names.add(i.type().simpleName()));
    return names;
  }

  /** The member of that name, or null when there is none. */
  Ref of(Ref target, String name, SourcePos pos) {
    if (target instanceof Ref.Value v) {
      if (v.expr() instanceof BoundExpr.SObjectToken k && name.equalsIgnoreCase("fields")) {
        return new Ref.Tokens(k.object());
      }
      BoundExpr e = ofValue(v.expr(), name, pos);
      return e == null ? null : new Ref.Value(e);
    }
    if (target instanceof Ref.Type t) {
      Ref r = ofType(t.type(), name, pos);
      if (r == null && t.type() instanceof PlatformType p) {
        // a class of the platform and an object may share a name
        Optional<ApexType> record = env.platform.record(p.simpleName());
        r = record.isPresent() ? ofType(record.get(), name, pos) : null;
      }
      return r != null || t.namespace() == null ? r : ofNamespace(t.namespace(), name);
    }
    if (target instanceof Ref.Namespace n) {
      return ofNamespace(n.name(), name);
    }
    if (target instanceof Ref.Tokens k) {
      return token(k.object(), name, pos);
    }
    return ofWord((Ref.Word) target, name, pos);
  }

  private Ref ofNamespace(String namespace, String name) {
    if (namespace.equalsIgnoreCase("System")) {
      switch (name.toLowerCase(Locale.ROOT)) {
        case "trigger":
          return Ref.Word.TRIGGER;
        case "label":
          return Ref.Word.LABEL;
        case "page":
          return Ref.Word.PAGE;
        default:
      }
    }
    if (namespace.equalsIgnoreCase("Schema") && name.equalsIgnoreCase("SObjectType")) {
      return Ref.Word.SOBJECT_TYPE;
    }
    Optional<ApexType> t = env.platform.find(namespace, name, List.of());
    return t.map(x -> (Ref) new Ref.Type(x, null)).orElse(null);
  }

  private Ref ofWord(Ref.Word w, String name, SourcePos pos) {
    switch (w) {
      case LABEL:
        if (name.equalsIgnoreCase("c")) {
          return w;
        }
        return env.schema.label(name).isPresent()
            ? new Ref.Value(new BoundExpr.Label(name, SimpleType.STRING, pos))
            : null;
      case PAGE:
        if (name.equalsIgnoreCase("c")) {
          return w;
        }
        return env.schema.hasPage(name)
            ? new Ref.Value(new BoundExpr.Page(name, PlatformType.PAGE_REFERENCE, pos))
            : null;
      case TRIGGER:
        TriggerVariable v = TriggerWords.variable(name);
        return v == null
            ? null
            : new Ref.Value(
                new BoundExpr.TriggerContext(v, TriggerWords.type(v, code.triggerType), pos));
      case SOBJECT_TYPE:
        return env.schema
            .object(name)
            .map(
                d ->
                    (Ref)
                        new Ref.Value(
                            new BoundExpr.DescribeObject(d, PlatformType.DESCRIBE_SOBJECT, pos)))
            .orElse(null);
      default:
        throw new IllegalStateException();
    }
  }

  private Ref ofType(ApexType type, String name, SourcePos pos) {
    if (type instanceof ClassType c) {
      return ofClass(env.types.declaration(c), name, pos);
    }
    if (type instanceof SObjectType s) {
      return ofObject(s, name, pos);
    }
    if (type instanceof PlatformType p) {
      Optional<String> constant = env.platform.enumConstant(p, name);
      if (constant.isPresent()) {
        int ordinal = env.platform.enumOrdinal(p, constant.get());
        return new Ref.Value(new BoundExpr.EnumConstant(p, constant.get(), ordinal, pos));
      }
      int dot = p.name().indexOf('.');
      Optional<ApexType> nested =
          env.platform.find(p.namespace(), p.name().substring(dot + 1) + "." + name, List.of());
      if (nested.isPresent()) {
        return new Ref.Type(nested.get(), null);
      }
    }
    Optional<PlatformTypes.Property> prop = env.platform.property(type, name);
    return prop.filter(PlatformTypes.Property::isStatic)
        .map(p -> (Ref) new Ref.Value(platformProperty(null, p, pos)))
        .orElse(null);
  }

  private Ref ofClass(BoundClass c, String name, SourcePos pos) {
    if (c.isEnum()) {
      for (int i = 0; i < c.constants().size(); i++) {
        if (c.constants().get(i).equalsIgnoreCase(name)) {
          return new Ref.Value(new BoundExpr.EnumConstant(c.type(), c.constants().get(i), i, pos));
        }
      }
      return null;
    }
    Optional<BoundField> f = Members.field(c, name);
    if (f.isPresent() && f.get().isStatic()) {
      checkVisible(f.get(), pos);
      return new Ref.Value(field(null, f.get(), false, pos));
    }
    Optional<BoundClass> inner = TypeResolver.inner(c, name);
    if (inner.isPresent()) {
      checkVisible(inner.get(), pos);
      return new Ref.Type(inner.get().type(), null);
    }
    if (f.isPresent()) {
      code.problems.error(
          pos, "static-context", "Variable " + f.get() + " belongs to an object, not to its class");
    }
    return null;
  }

  void checkVisible(BoundClass inner, SourcePos pos) {
    if (!Members.visible(inner.access(), inner, inner.annotations(), code.owner)) {
      code.problems.error(pos, "not-visible", "Type is not visible: " + inner.name());
    }
  }

  private void checkVisible(BoundField f, SourcePos pos) {
    if (!Members.visible(f.access(), f.owner(), f.annotations(), code.owner)) {
      code.problems.error(pos, "not-visible", "Variable is not visible: " + f);
    }
  }

  private Ref ofObject(SObjectType s, String name, SourcePos pos) {
    SObjectDef d = env.object(s);
    if (d == null) {
      return null;
    }
    if (name.equalsIgnoreCase("SObjectType")) {
      return new Ref.Value(new BoundExpr.SObjectToken(d, PlatformType.SOBJECT_TYPE, pos));
    }
    Ref token = token(d, name, pos);
    if (token == null && name.equalsIgnoreCase("Fields")) {
      return new Ref.Tokens(d);
    }
    return token;
  }

  private Ref token(SObjectDef d, String name, SourcePos pos) {
    return d.field(name)
        .or(() -> d.relationship(name))
        .map(
            f ->
                (Ref)
                    new Ref.Value(new BoundExpr.FieldToken(d, f, PlatformType.SOBJECT_FIELD, pos)))
        .orElse(null);
  }

  // --- members of values ------------------------------------------------------------------------

  private BoundExpr ofValue(BoundExpr e, String name, SourcePos pos) {
    ApexType t = e.type();
    BoundExpr special = ofDescribe(e, name, pos);
    if (special != null) {
      return special;
    }
    if (t instanceof ClassType c) {
      Optional<BoundField> f = Members.field(env.types.declaration(c), name);
      if (f.isEmpty()) {
        return null;
      }
      checkVisible(f.get(), pos);
      if (f.get().isStatic() && readAsType(e)) {
        return field(null, f.get(), false, pos);
      }
      if (f.get().isStatic()) {
        code.problems.error(
            pos,
            "static-context",
            "Static field cannot be referenced from a non static context: " + f.get());
        return exprs.failed(pos);
      }
      return field(e, f.get(), false, pos);
    }
    if (t instanceof SObjectType s) {
      return ofRecord(e, s, name, pos);
    }
    if (t instanceof ListType l && l.element() instanceof SObjectType s && exprs.isQuery(e)) {
      return ofRecord(exprs.firstRow(e, s, pos), s, name, pos);
    }
    return env.platform
        .property(t, name)
        .map(p -> platformProperty(p.isStatic() ? null : e, p, pos))
        .orElse(null);
  }

  /** Whether the name of a variable is that of a type too, so that it may mean the type. */
  boolean readAsType(BoundExpr e) {
    String name =
        e instanceof BoundExpr.Local l
            ? l.name()
            : e instanceof BoundExpr.InstanceField i
                ? i.field().name()
                : e instanceof BoundExpr.StaticField f
                    ? f.field().name()
                    : e instanceof BoundExpr.Property p ? p.property().name() : null;
    return name != null && env.resolver.byNames(List.of(name), List.of(), code.owner).isPresent();
  }

  private BoundExpr ofDescribe(BoundExpr e, String name, SourcePos pos) {
    if (e instanceof BoundExpr.DescribeObject d) {
      if (name.equalsIgnoreCase("fields")) {
        return new BoundExpr.DescribeFields(d.object(), FIELDS, pos);
      }
      if (name.equalsIgnoreCase("fieldSets")) {
        return new BoundExpr.DescribeFieldSets(d.object(), FIELD_SETS, pos);
      }
    }
    if (e instanceof BoundExpr.DescribeFields d) {
      return d.object()
          .field(name)
          .map(
              f ->
                  (BoundExpr)
                      new BoundExpr.DescribeField(d.object(), f, PlatformType.DESCRIBE_FIELD, pos))
          .orElse(null);
    }
    if (e instanceof BoundExpr.DescribeFieldSets d) {
      for (FieldSetDef f : d.object().fieldSets()) {
        if (f.name().equalsIgnoreCase(name)) {
          return new BoundExpr.FieldSetToken(d.object(), f, PlatformType.FIELD_SET, pos);
        }
      }
      return null;
    }
    if (e instanceof BoundExpr.FieldToken t && t.field().name().equalsIgnoreCase("RowCause")) {
      return new BoundExpr.Literal(name, SimpleType.STRING, pos);
    }
    return null;
  }

  BoundExpr ofRecord(BoundExpr e, SObjectType s, String name, SourcePos pos) {
    List<SObjectDef> objects = new ArrayList<>();
    if (e instanceof BoundExpr.ParentRecord p && p.lookup().referenceTo().size() != 1) {
      objects.addAll(env.parentObjects(p.lookup()));
    } else if (env.object(s) != null) {
      objects.add(env.object(s));
    }
    for (SObjectDef d : objects) {
      Optional<FieldDef> f = d.field(name);
      if (f.isPresent()) {
        return new BoundExpr.RecordField(e, d, f.get(), Env.fieldType(f.get()), pos);
      }
      Optional<FieldDef> parent = d.relationship(name);
      if (parent.isPresent()) {
        return new BoundExpr.ParentRecord(e, d, parent.get(), env.parentType(parent.get()), pos);
      }
      Optional<ChildRelationship> child = d.childRelationship(name);
      if (child.isPresent()) {
        ApexType row = env.platform.record(child.get().childObject()).orElse(SObjectType.GENERIC);
        return new BoundExpr.ChildRecords(e, d, child.get(), new ListType(row), pos);
      }
    }
    return name.equalsIgnoreCase("Id")
        ? new BoundExpr.RecordField(e, null, null, SimpleType.ID, pos)
        : null;
  }

  private BoundExpr platformProperty(BoundExpr receiver, PlatformTypes.Property p, SourcePos pos) {
    if (!env.options.implemented().test(p.key())) {
      code.problems.unsupported(pos, p.key());
      return new BoundExpr.Unsupported(p.key(), p.type(), pos);
    }
    return new BoundExpr.PlatformProperty(receiver, p.key(), p.type(), pos);
  }
}
