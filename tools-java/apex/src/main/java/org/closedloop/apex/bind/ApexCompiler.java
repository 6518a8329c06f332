package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.closedloop.apex.host.ApexSession.TriggerEvent;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.syntax.ApexFrontEnd;
import org.closedloop.apex.syntax.ApexUnit;
import org.closedloop.apex.syntax.Decl;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.syntax.SyntaxProblem;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.metadata.Diagnostic;

/**
 * Compiles all classes and triggers of an org together: parse, declare, check, bind. Errors of one
 * source do not hide those of another.
 */
public final class ApexCompiler {

  private ApexCompiler() {}

  /** One source on its way. */
  private static final class Unit {
    final ApexSource source;
    final Problems problems;
    ApexUnit tree;
    Declarer declarer;
    BoundClass holder;
    SObjectDef object;

    Unit(ApexSource source, Problems problems) {
      this.source = source;
      this.problems = problems;
    }
  }

  public static CompileResult compile(
      List<ApexSource> sources, Schema schema, CompileOptions options) {
    return compile(sources, schema, options, source -> {});
  }

  /**
   * Compiles sources against each other and the schema.
   *
   * @param parsed hears of each source once it is parsed, which is most of the work
   */
  public static CompileResult compile(
      List<ApexSource> sources,
      Schema schema,
      CompileOptions options,
      Consumer<ApexSource> parsed) {
    Env env = new Env(schema, options);
    List<Unit> units = new ArrayList<>();
    for (ApexSource s : sources) {
      Unit u =
          new Unit(
              s,
              new Problems(
                  s.file(),
                  s.kind() == ApexSource.Kind.CLASS ? "ApexClass" : "ApexTrigger",
                  s.name(),
                  options.deferUnsupported()));
      units.add(u);
      parse(u);
      parsed.accept(s);
    }
    units.forEach(u -> declareTypes(u, env, units));
    List<Unit> declared = units.stream().filter(u -> u.declarer != null).toList();
    declared.forEach(u -> u.declarer.resolveHeaders());
    declared.forEach(ApexCompiler::declareMembers);
    Set<BoundClass> laidOut = new HashSet<>();
    declared.forEach(u -> u.declarer.types.forEach(d -> Declarer.layOut(d.type(), laidOut)));
    ClassChecks checks = new ClassChecks(env);
    declared.forEach(u -> u.declarer.types.forEach(d -> checks.check(d.type(), u.problems)));
    List<BoundTrigger> triggers = new ArrayList<>();
    for (Unit u : declared) {
      BoundTrigger t = bindOrTell(u, env);
      if (t != null) {
        triggers.add(t);
      }
    }
    return result(units, env, triggers, options);
  }

  private static CompileResult result(
      List<Unit> units, Env env, List<BoundTrigger> triggers, CompileOptions options) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Set<String> failed = new LinkedHashSet<>();
    for (Unit u : units) {
      u.problems.found().stream().sorted(Diagnostic.BY_POSITION).forEach(diagnostics::add);
      if (u.problems.hasErrors()) {
        failed.add(u.source.name());
        if (u.declarer != null) {
          u.declarer.types.forEach(d -> d.type().failed = true);
        }
      }
    }
    if (!failed.isEmpty() && !options.tolerant()) {
      return new CompileResult(null, diagnostics, failed);
    }
    Map<String, BoundClass> top = new LinkedHashMap<>(env.types.topLevel());
    List<BoundTrigger> good = triggers.stream().filter(t -> !failed.contains(t.name())).toList();
    return new CompileResult(
        new BoundProgram(env.schema, top, good, env.types), diagnostics, failed);
  }

  private static void parse(Unit u) {
    List<SyntaxProblem> found;
    if (u.source.kind() == ApexSource.Kind.CLASS) {
      var parsed = ApexFrontEnd.parseClass(u.source.source());
      u.tree = parsed.unit().orElse(null);
      found = parsed.problems();
    } else {
      var parsed = ApexFrontEnd.parseTrigger(u.source.source());
      u.tree = parsed.unit().orElse(null);
      found = parsed.problems();
    }
    for (SyntaxProblem p : found) {
      u.problems.error(p.pos(), p.code(), p.message());
    }
  }

  private static void declareTypes(Unit u, Env env, List<Unit> units) {
    if (u.tree instanceof ApexUnit.ClassUnit c) {
      u.declarer = new Declarer(env, u.problems);
      BoundClass b = u.declarer.declare(c.type(), null, u.source.file(), u.source.apiVersion());
      if (!b.name().equalsIgnoreCase(u.source.name())) {
        u.problems.error(
            c.type().pos(),
            "file-name",
            "File name mismatch: the file of " + u.source.name() + " declares " + b.name());
      }
      if (!env.types.add(b)) {
        u.problems.error(c.type().pos(), "duplicate-type", "Duplicate type name: " + b.name());
        u.declarer = null;
      }
    } else if (u.tree instanceof ApexUnit.TriggerUnit t) {
      u.declarer = new Declarer(env, u.problems);
      if (!t.name().equalsIgnoreCase(u.source.name())) {
        u.problems.error(
            t.pos(),
            "file-name",
            "File name mismatch: the file of " + u.source.name() + " declares " + t.name());
      }
      u.holder =
          holder(
              u.declarer,
              holderName(t.name(), units),
              u.source.file(),
              u.source.apiVersion(),
              t.pos());
      env.types.addHolder(u.holder);
      declareInner(u.declarer, u.holder, t.members());
      u.object = triggerObject(t, env, u.problems);
    }
  }

  /** The name of the trigger, or another where a class has that name. */
  private static String holderName(String name, List<Unit> units) {
    boolean taken =
        units.stream()
            .anyMatch(
                u ->
                    u.source.kind() == ApexSource.Kind.CLASS
                        && u.source.name().equalsIgnoreCase(name));
    return taken ? "trigger " + name : name;
  }

  private static BoundClass holder(
      Declarer declarer, String name, String file, double apiVersion, SourcePos pos) {
    return new BoundClass(new ClassType(name), BoundClass.Kind.CLASS, file, apiVersion, null, pos);
  }

  private static void declareInner(Declarer declarer, BoundClass holder, List<Decl> members) {
    for (Decl d : members) {
      if (d instanceof Decl.Type t) {
        BoundClass inner = declarer.declare(t, holder, holder.file(), holder.apiVersion());
        holder.inner.put(BoundClass.key(t.name()), inner);
      }
    }
  }

  private static SObjectDef triggerObject(ApexUnit.TriggerUnit t, Env env, Problems problems) {
    Optional<SObjectDef> object = env.schema.object(t.object());
    if (object.isEmpty()) {
      problems.absent(
          t.objectPos(),
          "unknown-type",
          t.object(),
          "Invalid type: " + t.object(),
          Problems.nearest(
              t.object(), env.schema.objects().stream().map(SObjectDef::name).toList()));
      return null;
    }
    if (!object.get().triggerable() || object.get().kind() == SObjectDef.Kind.CUSTOM_METADATA) {
      problems.error(
          t.objectPos(),
          "no-triggers",
          "SObject type does not allow triggers: " + object.get().name());
    }
    Set<String> seen = new HashSet<>();
    for (String e : t.events()) {
      if (!seen.add(e)) {
        problems.error(t.pos(), "duplicate-event", "Duplicate trigger event: " + e);
      }
      if (e.equals("before undelete")
          || object.get().kind() == SObjectDef.Kind.PLATFORM_EVENT && !e.equals("after insert")) {
        problems.error(t.pos(), "trigger-event", "Trigger event is not allowed: " + e);
      }
    }
    return object.get();
  }

  private static void declareMembers(Unit u) {
    u.declarer.declareMembers();
    if (u.tree instanceof ApexUnit.TriggerUnit t) {
      holderMembers(u.declarer, u.holder, t.members());
    }
  }

  /** Methods of a trigger or anonymous block are bound as static ones of the holder. */
  private static void holderMembers(Declarer declarer, BoundClass holder, List<Decl> members) {
    for (Decl d : members) {
      if (!(d instanceof Decl.Type)) {
        declarer.member(holder, d);
      }
    }
    Declarer.layOut(holder, new HashSet<>());
  }

  /** One source beyond what a stack holds must not end the compilation of the others. */
  private static BoundTrigger bindOrTell(Unit u, Env env) {
    try {
      return bind(u, env);
    } catch (StackOverflowError e) {
      u.problems.error(new SourcePos(1, 1), "nesting", "Code is nested too deep");
      return null;
    }
  }

  private static BoundTrigger bind(Unit u, Env env) {
    SObjectType recordType = u.object == null ? null : new SObjectType(u.object.name());
    BodyBinder bodies = new BodyBinder(env, u.problems, recordType);
    bodies.bindAll(u.declarer);
    if (!(u.tree instanceof ApexUnit.TriggerUnit t) || u.object == null) {
      return null;
    }
    Code code = new Code(u.holder, true, SimpleType.VOID, u.problems);
    code.triggerType = recordType;
    int missing = u.problems.missing().size();
    BoundStmt.Block body =
        BodyBinder.refusing(
            new StmtBinder(env, code).body(t.body()), missing, List.of(), u.problems);
    Set<TriggerEvent> events = EnumSet.noneOf(TriggerEvent.class);
    for (String e : t.events()) {
      if (!e.equals("before undelete")) {
        events.add(TriggerEvent.valueOf(e.toUpperCase(Locale.ROOT).replace(' ', '_')));
      }
    }
    return new BoundTrigger(
        t.name(), u.source.file(), u.object, events, u.holder, body, code.slots());
  }

  /** An anonymous block bound, or diagnostics and no block. */
  public record AnonymousResult(BoundAnonymous block, List<Diagnostic> diagnostics) {
    public AnonymousResult {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** Compiles an anonymous block against a program; types of the block see the program's. */
  public static AnonymousResult compileAnonymous(
      ApexSource source, BoundProgram program, CompileOptions options) {
    Problems problems =
        new Problems(source.file(), "ApexClass", source.name(), options.deferUnsupported());
    var parsed = ApexFrontEnd.parseAnonymous(source.source());
    parsed.problems().forEach(p -> problems.error(p.pos(), p.code(), p.message()));
    if (parsed.unit().isEmpty()) {
      return new AnonymousResult(null, problems.found());
    }
    ApexUnit.AnonymousUnit unit = parsed.unit().get();
    Env env = new Env(program.schema(), options);
    program.classes().forEach(env.types::adopt);
    Declarer declarer = new Declarer(env, problems);
    BoundClass holder =
        holder(declarer, "AnonymousBlock", source.file(), source.apiVersion(), SourcePos.NONE);
    env.types.addHolder(holder);
    declareInner(declarer, holder, unit.members());
    declarer.resolveHeaders();
    declarer.declareMembers();
    holderMembers(declarer, holder, unit.members());
    Set<BoundClass> laidOut = new HashSet<>();
    ClassChecks checks = new ClassChecks(env);
    for (Declarer.Declared d : declarer.types) {
      Declarer.layOut(d.type(), laidOut);
      checks.check(d.type(), problems);
    }
    new BodyBinder(env, problems, null).bindAll(declarer);
    Code code = new Code(holder, true, SimpleType.VOID, problems);
    int missing = problems.missing().size();
    BoundStmt.Block body =
        BodyBinder.refusing(
            new StmtBinder(env, code).body(unit.body()), missing, List.of(), problems);
    return new AnonymousResult(
        problems.hasErrors() ? null : new BoundAnonymous(holder, body, code.slots(), env.types),
        problems.found());
  }
}
