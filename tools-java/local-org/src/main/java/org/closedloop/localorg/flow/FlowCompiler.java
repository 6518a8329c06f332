package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.flow.FlowModel.RunMode;
import org.closedloop.localorg.flow.FlowModel.Start;
import org.closedloop.localorg.flow.FlowModel.Trigger;
import org.closedloop.localorg.formula.Formula;
import org.closedloop.localorg.formula.FormulaCompiler;
import org.closedloop.localorg.formula.FormulaError;
import org.closedloop.localorg.formula.MergeText;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.XmlElement;

/**
 * Flows become models that run. It takes flows that passed the checks of {@code check.flow}, which
 * have the say about what is wrong; here only what a model cannot be built from is an error: a name
 * that means nothing, a type that does not fit, a feature that this engine does not support.
 */
public final class FlowCompiler {

  private static final Set<String> UNSUPPORTED =
      Set.of(
          "screens",
          "waits",
          "transforms",
          "recordRollbacks",
          "apexPluginCalls",
          "orchestratedStages",
          "steps",
          "choices",
          "dynamicChoiceSets",
          "stages",
          "experiments");

  private FlowCompiler() {}

  /**
   * The flows that compiled and what was found.
   *
   * @param flows by name, order of names
   */
  public record Result(FlowCatalog catalog, List<Diagnostic> diagnostics) {}

  /** Compiles all flows of an org version against each other. */
  public static Result compile(Collection<Component> flows, FlowWorld world) {
    Map<String, XmlElement> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Component c : flows) {
      if (c.xml() != null) {
        byName.put(c.fullName(), c.xml());
      }
    }
    List<FlowModel> models = new ArrayList<>();
    List<Diagnostic> found = new ArrayList<>();
    for (Component c : flows) {
      FlowProblems problems = new FlowProblems(c);
      FlowModel model = c.xml() == null ? null : flow(c, world, problems, byName);
      if (model != null && !problems.hasErrors()) {
        models.add(model);
      }
      found.addAll(problems.found());
    }
    return new Result(new FlowCatalog(models), List.copyOf(found));
  }

  private static FlowModel flow(
      Component c, FlowWorld world, FlowProblems problems, Map<String, XmlElement> flows) {
    XmlElement xml = c.xml();
    String type = xml.token("processType", "AutoLaunchedFlow");
    if (!type.equals("AutoLaunchedFlow")) {
      problems.unsupported(xml.child("processType").orElse(xml), "flows of type " + type);
      return null;
    }
    for (XmlElement e : xml.children()) {
      if (UNSUPPORTED.contains(e.name())) {
        problems.unsupported(
            e, "the flow element <" + e.name() + "> (" + e.token("name", "") + ")");
      }
    }
    XmlElement startXml = xml.child("start").orElse(null);
    if (startXml == null && !xml.has("startElementReference")) {
      if (xml.token("status", "Draft").equals("Active")) {
        problems.refused("flow-start", xml, "The flow has no start element.");
      }
      return null;
    }
    FlowNames names = new FlowNames(xml, world, flows::get);
    Trigger trigger = startXml == null ? Trigger.NONE : FlowStart.trigger(startXml, problems);
    SObjectDef object = startXml == null ? null : FlowStart.object(startXml, world, problems);
    boolean prior =
        object != null
            && (trigger == Trigger.AFTER_SAVE || trigger == Trigger.BEFORE_SAVE)
            && !startXml.token("recordTriggerType", "").equals("Create");
    FlowScope scope = new FlowScope(world.schema(), object, prior, names::find, names.all());
    FlowParts parts = new FlowParts(scope, names, problems);
    Map<String, FlowResource> resources = resources(xml, names, parts, problems);
    FlowElements elements = new FlowElements(parts, names, world, problems);
    Map<String, FlowNode> nodes = new LinkedHashMap<>();
    for (XmlElement e : xml.children()) {
      FlowNode n = elements.node(e);
      if (n != null) {
        nodes.put(n.name().toLowerCase(Locale.ROOT), n);
      }
    }
    boolean active = xml.token("status", "Draft").equals("Active");
    Start start =
        startXml == null
            ? FlowStart.untriggered(xml, parts)
            : FlowStart.compile(startXml, trigger, object, parts, problems);
    return new FlowModel(
        c.fullName(),
        xml.token("label", c.fullName()),
        version(xml),
        active,
        runMode(xml, problems),
        xml.integer("triggerOrder", 0),
        start,
        nodes,
        resources);
  }

  private static double version(XmlElement xml) {
    try {
      return Double.parseDouble(xml.token("apiVersion", "62.0"));
    } catch (NumberFormatException e) {
      return 62.0;
    }
  }

  private static RunMode runMode(XmlElement xml, FlowProblems problems) {
    String mode = xml.token("runInMode", "DefaultMode");
    return switch (mode) {
      case "DefaultMode" -> RunMode.DEFAULT;
      case "SystemModeWithSharing" -> RunMode.SYSTEM_WITH_SHARING;
      case "SystemModeWithoutSharing" -> RunMode.SYSTEM_WITHOUT_SHARING;
      default -> {
        problems.refused(
            "flow-run-mode", xml.child("runInMode").orElse(xml), "Unknown run mode " + mode + ".");
        yield RunMode.DEFAULT;
      }
    };
  }

  private static Map<String, FlowResource> resources(
      XmlElement xml, FlowNames names, FlowParts parts, FlowProblems problems) {
    Map<String, FlowResource> out = new LinkedHashMap<>();
    for (XmlElement e : xml.children()) {
      String name = e.token("name", "");
      FlowResource r =
          switch (e.name()) {
            case "variables" -> variable(e, name, names, parts, problems);
            case "constants" -> constant(e, name, names, parts);
            case "formulas" -> computed(e, name, names, parts, problems);
            case "textTemplates" -> template(e, name, parts, problems);
            default -> null;
          };
      if (r != null) {
        out.put(name.toLowerCase(Locale.ROOT), r);
      }
    }
    return out;
  }

  private static FlowResource variable(
      XmlElement e, String name, FlowNames names, FlowParts parts, FlowProblems problems) {
    FlowType type = names.variableType(e);
    if (type.kind() == FlowType.Kind.SOBJECT && type.object() == null) {
      problems.missing(
          "flow-object",
          e.child("objectType").orElse(e),
          e.token("objectType", ""),
          "There is no object " + e.token("objectType", "(none)") + ".");
    }
    FlowValue initial = e.child("value").map(parts::value).orElse(null);
    return new FlowResource.Variable(
        name, type, e.bool("isInput", false), e.bool("isOutput", false), initial);
  }

  private static FlowResource constant(
      XmlElement e, String name, FlowNames names, FlowParts parts) {
    FlowType type = names.find(name.toLowerCase(Locale.ROOT)).type();
    FlowValue v = e.child("value").map(parts::value).orElse(null);
    return v == null
        ? null
        : new FlowResource.Constant(name, type, v.reference() == null ? v.get(null) : null);
  }

  private static FlowResource computed(
      XmlElement e, String name, FlowNames names, FlowParts parts, FlowProblems problems) {
    FlowType type = names.find(name.toLowerCase(Locale.ROOT)).type();
    String source = e.text("expression");
    try {
      Formula f =
          FormulaCompiler.compile(
              source == null ? "" : source, parts.scope(), false, type.formulaType());
      return new FlowResource.Computed(name, type, f, e.integer("scale", -1), null);
    } catch (FormulaError err) {
      problems.formula(e.child("expression").orElse(e), "formula " + name, err);
      return new FlowResource.Computed(name, type, null, 0, err.describe());
    }
  }

  private static FlowResource template(
      XmlElement e, String name, FlowParts parts, FlowProblems problems) {
    String text = e.text("text");
    try {
      return new FlowResource.Template(
          name, MergeText.compile(text == null ? "" : text, parts.scope()), null);
    } catch (FormulaError err) {
      problems.formula(e.child("text").orElse(e), "text template " + name, err);
      return new FlowResource.Template(name, null, err.describe());
    }
  }
}
