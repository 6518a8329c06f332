package org.closedloop.localorg.check.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** What stands at the head of a flow: version, status, run mode, order, builder settings. */
final class HeadChecks {
  private static final int MAX_TRIGGER_ORDER = 2000;
  private static final Map<String, Set<String>> BUILDER =
      Map.of(
          "BuilderType", Set.of("LightningFlowBuilder"),
          "CanvasMode", Set.of("AUTO_LAYOUT_CANVAS", "FREE_FORM_CANVAS"),
          "OriginBuilderType", Set.of("LightningFlowBuilder"));

  private HeadChecks() {}

  static void check(FlowCheck check) {
    XmlElement xml = check.flow().root();
    if (!xml.has("processType")) {
      check.wrong(
          "bad-flow", xml, "The flow does not say its processType", "AutoLaunchedFlow or Flow");
    }
    if (!check.flow().plain()) {
      check.refused(
          "unsupported-flow",
          xml.child("processType").orElse(xml),
          "Flows of the type "
              + check.flow().processType()
              + " are not supported by the local org");
    }
    version(check, xml);
    order(check, xml);
    xml.child("runInMode").ifPresent(mode -> runMode(check, mode));
    builder(check, xml);
  }

  private static void version(FlowCheck check, XmlElement xml) {
    XmlElement at = xml.child("apiVersion").orElse(null);
    if (at == null) {
      return;
    }
    double v = check.flow().version();
    if (v != Math.rint(v) || v < 1) {
      check.refused("bad-flow", at, "Invalid API version " + at.token());
    }
  }

  private static void order(FlowCheck check, XmlElement xml) {
    XmlElement order = xml.child("triggerOrder").orElse(null);
    if (order == null) {
      return;
    }
    int value = xml.integer("triggerOrder", 0);
    if (!check.flow().recordTriggered()) {
      check.refused("bad-start", order, "triggerOrder is for record-triggered flows");
    } else if (value < 1 || value > MAX_TRIGGER_ORDER) {
      check.refused("bad-start", order, "triggerOrder must be between 1 and 2000, not " + value);
    }
  }

  private static void runMode(FlowCheck check, XmlElement mode) {
    if (!check.flow().triggerType().equals("None") && !mode.token().equals("DefaultMode")) {
      check.wrong(
          "bad-start",
          mode,
          "runInMode is for flows without a trigger; this one always runs in system context",
          "leave it out");
    }
  }

  /** Settings of the builder, where they are written. */
  private static void builder(FlowCheck check, XmlElement xml) {
    for (XmlElement setting : xml.children("processMetadataValues")) {
      String name = setting.token("name", "");
      Set<String> allowed = BUILDER.get(name);
      XmlElement value =
          setting.child("value").flatMap(v -> v.child("stringValue")).orElse(setting);
      if (allowed == null && check.flow().plain()) {
        String hint = NearestName.hint(name, BUILDER.keySet());
        if (!hint.isEmpty()) {
          check.wrong("bad-setting", setting, "The builder knows no setting '" + name + "'", hint);
        }
      } else if (allowed != null && !near(value.token(), allowed).isEmpty()) {
        check.wrong(
            "bad-setting",
            value,
            "The builder setting " + name + " cannot be '" + value.token() + "'",
            near(value.token(), allowed));
      }
    }
  }

  /** A hint when the word is almost, and not, one of those known. */
  private static String near(String word, Set<String> known) {
    return known.contains(word) ? "" : NearestName.hint(word, List.copyOf(known));
  }
}
