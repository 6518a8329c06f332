package org.closedloop.localorg.check.flow;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.localorg.check.flow.FlowXml.Named;
import org.closedloop.metadata.XmlElement;

/**
 * Every name that a flow reads or writes is declared in it, is a field of a record it knows, or is
 * a global. The platform checks references but not the text of formulas and templates.
 */
final class ReferenceChecks {
  private static final Set<String> READ =
      Set.of("elementReference", "collectionReference", "inputReference", "leftValueReference");
  private static final Set<String> WRITTEN =
      Set.of(
          "assignToReference",
          "outputReference",
          "assignRecordIdToReference",
          "assignNextValueToReference");
  private static final Set<String> SKIPPED =
      Set.of("transforms", "processMetadataValues", "description");

  /** Values that elements keep themselves and that a flow may change. */
  private static final Set<String> CHANGEABLE =
      Set.of(
          "variables",
          "loops",
          "recordLookups",
          "collectionProcessors",
          "fields",
          "actionCalls",
          "subflows",
          "transforms");

  private static final Pattern MERGE = Pattern.compile("\\{!([^{}]*)\\}");
  private static final Pattern PATH = Pattern.compile("[$A-Za-z_][\\w$.:]*");

  private ReferenceChecks() {}

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    for (XmlElement top : check.flow().root().children()) {
      visit(check, top);
    }
  }

  private static void visit(FlowCheck check, XmlElement e) {
    if (SKIPPED.contains(e.name()) || FormulaChecks.isFormula(e)) {
      return;
    }
    if (READ.contains(e.name())
        && !(e.token().isEmpty() && e.name().equals("leftValueReference"))) {
      read(check, e);
    } else if (WRITTEN.contains(e.name())) {
      if (read(check, e)) {
        written(check, e);
      }
    } else if (e.isLeaf() && e.text().contains("{!")) {
      merge(check, e);
    }
    boolean condition = e.name().equals("conditions");
    for (XmlElement child : e.children()) {
      boolean element =
          condition
              && child.name().equals("leftValueReference")
              && e.token("operator", "").equals("WasVisited");
      if (element) {
        node(check, child);
      } else {
        visit(check, child);
      }
    }
  }

  /** Whether an element was visited can be asked of elements only. */
  private static void node(FlowCheck check, XmlElement e) {
    if (!check.flow().nodes().containsKey(e.token())) {
      check.refused("unknown-reference", e, "The flow has no element named '" + e.token() + "'");
    }
  }

  private static boolean read(FlowCheck check, XmlElement e) {
    if (e.token().isEmpty()) {
      check.refused("unknown-reference", e, "The reference names nothing");
      return false;
    }
    Resolved r = check.types().resolve(e.token());
    if (!r.found()) {
      check.refused("unknown-reference", e, r.problem(), r.hint());
    }
    return r.found();
  }

  private static void merge(FlowCheck check, XmlElement e) {
    Matcher m = MERGE.matcher(e.text());
    while (m.find()) {
      String name = m.group(1).strip();
      if (!PATH.matcher(name).matches()) {
        continue;
      }
      Resolved r = check.types().resolve(name);
      if (!r.found()) {
        check.wrong("unknown-reference", e, r.problem(), r.hint());
      }
    }
  }

  private static void written(FlowCheck check, XmlElement e) {
    obstacle(check, e.token()).ifPresent(why -> check.refused("bad-target", e, why));
  }

  /** Only variables, items and {@code $Record} can be written; formulas and constants cannot. */
  static Optional<String> obstacle(FlowCheck check, String target) {
    String[] path = target.split("\\.", -1);
    String root = path[0].toLowerCase(Locale.ROOT);
    Resolved r = check.types().resolve(target);
    if (root.startsWith("$")) {
      boolean whole = path.length == 2 && (root.equals("$record") || root.equals("$flow"));
      if (!whole) {
        return Optional.of(target + " cannot be assigned");
      }
    } else {
      String kind = check.flow().named(root).map(Named::kind).orElse("");
      if (!CHANGEABLE.contains(kind)) {
        return Optional.of(target + " is no variable (" + kind + ") and cannot be assigned");
      }
      boolean output = kind.equals("actionCalls") || kind.equals("subflows");
      if (path.length > 2 && !output && r.field() != null) {
        return Optional.of(target + " belongs to a parent and cannot be assigned");
      }
    }
    return r.field() != null && !RecordChecks.writable(check, r.field(), true)
        ? Optional.of(target + " cannot be written")
        : Optional.empty();
  }
}
