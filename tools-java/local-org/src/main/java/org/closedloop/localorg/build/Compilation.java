package org.closedloop.localorg.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.closedloop.apex.ApexEngine;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.localorg.flow.FlowSet;
import org.closedloop.localorg.formula.FormulaChecks;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.localorg.site.PageCompiler;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;

/**
 * Components compiled against each other: schema, Apex, flows, formulas, pages. What is broken is
 * left out and the rest goes on, so that one compilation tells everything; errors that only follow
 * from one told already are left out, see {@link Causes}.
 *
 * @param apex its program holds every source that could be parsed
 * @param diagnostics of all parts
 * @param said what was found before, without what only follows from something that could not be
 *     read
 */
public record Compilation(
    OrgSchema schema,
    ApexEngine.Compiled apex,
    FlowSet flows,
    List<Diagnostic> diagnostics,
    List<Diagnostic> said) {

  public Compilation {
    diagnostics = List.copyOf(diagnostics);
    said = List.copyOf(said);
  }

  /**
   * @param said what reading and checking found in the same components
   * @param deferUnsupported members that the runtime lacks are remarks and fail when they run
   */
  public static Compilation of(
      SchemaRegistry registry,
      ComponentSet components,
      List<Diagnostic> said,
      boolean deferUnsupported,
      BuildListener listener) {
    return of(parts(registry, components, deferUnsupported, listener), components, said);
  }

  static Compilation of(Parts parts, ComponentSet components, List<Diagnostic> said) {
    Causes causes = new Causes(components, said, parts.unusable());
    return new Compilation(
        parts.schema(),
        parts.apex(),
        parts.flows(),
        causes.of(parts.found()),
        causes.ofChecks(said));
  }

  /**
   * What components compile to, whatever else was found in them.
   *
   * @param found errors of all parts, consequences included
   * @param unusable names that are there and mean nothing
   */
  record Parts(
      OrgSchema schema,
      ApexEngine.Compiled apex,
      FlowSet flows,
      List<Diagnostic> found,
      Set<String> unusable) {}

  /** Tells the listener what a compilation would, where an earlier one stands for it. */
  static void replay(ComponentSet components, BuildListener listener) {
    List<ApexSource> sources = ApexSources.of(components);
    listener.began("ApexClass", sources.size());
    sources.forEach(s -> listener.done(key(s)));
    listener.began("Flow", components.ofType("Flow").size());
  }

  static Parts parts(
      SchemaRegistry registry,
      ComponentSet components,
      boolean deferUnsupported,
      BuildListener listener) {
    OrgSchema schema = registry.build(components);
    List<ApexSource> sources = ApexSources.of(components);
    listener.began("ApexClass", sources.size());
    ApexEngine.Compiled apex =
        ApexEngine.compile(
            sources,
            schema,
            deferUnsupported ? ApexEngine.Mode.TOLERATE : ApexEngine.Mode.COLLECT,
            source -> listener.done(key(source)));
    ApexProgram program = apex.program().orElseThrow();
    listener.began("Flow", components.ofType("Flow").size());
    FlowSet flows = FlowSet.compile(schema, program);
    List<Diagnostic> found = new ArrayList<>();
    Set<String> unusable = unusableClasses(sources, program);
    fields(components, schema, unusable, found, deferUnsupported);
    found.addAll(apex.diagnostics());
    found.addAll(flows.diagnostics());
    found.addAll(FormulaChecks.of(schema));
    for (Component page : components.ofType("ApexPage")) {
      found.addAll(PageCompiler.check(page, schema, program));
    }
    return new Parts(schema, apex, flows, List.copyOf(found), unusable);
  }

  private static ComponentKey key(ApexSource source) {
    boolean trigger = source.kind() == ApexSource.Kind.TRIGGER;
    return new ComponentKey(trigger ? "ApexTrigger" : "ApexClass", source.name());
  }

  /** Classes that could not be parsed: their names are there and mean nothing. */
  private static Set<String> unusableClasses(List<ApexSource> sources, ApexProgram program) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (ApexSource s : sources) {
      if (s.kind() == ApexSource.Kind.CLASS && !program.hasClass(s.name())) {
        names.add(s.name());
      }
    }
    return names;
  }

  /** Fields whose type the local org lacks, or that there is not. */
  private static void fields(
      ComponentSet components,
      OrgSchema schema,
      Set<String> unusable,
      List<Diagnostic> found,
      boolean deferUnsupported) {
    for (Component c : components.ofType("CustomField")) {
      FieldDef field =
          schema.object(c.parentName()).flatMap(o -> o.field(c.localName())).orElse(null);
      if (field != null && field.custom() && field.type() == FieldType.ANYTYPE) {
        unusable.add(c.localName());
        Diagnostic lacking =
            Diagnostic.refused(
                "unsupported-field-type",
                c,
                c.xml().child("type").orElse(c.xml()),
                "Fields of type "
                    + c.xml().token("type", "")
                    + " are not supported by the local org",
                "");
        found.add(deferUnsupported ? lacking.withSeverity(Diagnostic.Severity.INFO) : lacking);
      }
    }
  }
}
