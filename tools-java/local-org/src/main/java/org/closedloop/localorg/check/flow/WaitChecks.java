package org.closedloop.localorg.check.flow;

import java.util.List;
import java.util.Set;
import org.closedloop.metadata.XmlElement;

/** Waits: what they wait for is said in full. The platform takes the parameters as they are. */
final class WaitChecks {
  private static final Set<String> UNITS = Set.of("Minutes", "Hours", "Days", "Months", "Years");

  private WaitChecks() {}

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    for (XmlElement wait : check.flow().root().children("waits")) {
      List<XmlElement> events = wait.children("waitEvents");
      if (events.isEmpty() && !wait.has("elementSubtype")) {
        check.wrong(
            "bad-wait", wait, "The wait '" + wait.token("name", "") + "' waits for nothing");
      }
      events.stream()
          .filter(e -> e.token("eventType", "").equals("AlarmEvent"))
          .forEach(e -> alarm(check, e));
    }
  }

  private static void alarm(FlowCheck check, XmlElement event) {
    XmlElement offset = null;
    XmlElement unit = null;
    boolean time = false;
    for (XmlElement p : event.children("inputParameters")) {
      switch (p.token("name", "")) {
        case "AlarmTime" -> time = true;
        case "TimeOffset" -> offset = p;
        case "TimeOffsetUnit" -> unit = p;
        default -> {}
      }
    }
    if (!time) {
      check.wrong("bad-wait", event, "An AlarmEvent needs the input AlarmTime");
    }
    if ((offset == null) != (unit == null)) {
      check.wrong(
          "bad-wait",
          offset == null ? unit : offset,
          "TimeOffset and TimeOffsetUnit belong together");
    }
    XmlElement holder = unit == null ? null : unit.child("value").orElse(null);
    XmlElement text = ValueChecks.form(holder);
    if (text != null && text.name().equals("stringValue") && !UNITS.contains(text.token())) {
      check.wrong("bad-wait", text, "Unknown offset unit " + text.token(), "Hours or Days");
    }
  }
}
