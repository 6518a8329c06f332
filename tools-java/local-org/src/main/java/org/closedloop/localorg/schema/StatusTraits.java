package org.closedloop.localorg.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;

/**
 * The meaning behind values of standard status fields: which stages are won, which statuses are
 * closed. A new org has the platform's usual values; a deployed standard value set replaces them.
 */
public final class StatusTraits {

  /**
   * An opportunity stage.
   *
   * @param forecast the ForecastCategoryName it implies
   */
  public record Stage(boolean closed, boolean won, int probability, String forecast) {}

  private static final Stage OPEN = new Stage(false, false, 0, "Pipeline");

  private final Map<String, Stage> stages = new HashMap<>();
  private final Set<String> closedCases = new HashSet<>(Set.of("closed"));
  private final Set<String> closedTasks = new HashSet<>(Set.of("completed"));
  private final Set<String> convertedLeads = new HashSet<>(Set.of("closed - converted"));

  StatusTraits(ComponentSet components) {
    stage("Prospecting", false, false, 10, "Pipeline");
    stage("Qualification", false, false, 10, "Pipeline");
    stage("Needs Analysis", false, false, 20, "Pipeline");
    stage("Value Proposition", false, false, 50, "Pipeline");
    stage("Id. Decision Makers", false, false, 60, "Pipeline");
    stage("Perception Analysis", false, false, 70, "Pipeline");
    stage("Proposal/Price Quote", false, false, 75, "Pipeline");
    stage("Negotiation/Review", false, false, 90, "Pipeline");
    stage("Closed Won", true, true, 100, "Closed");
    stage("Closed Lost", true, false, 0, "Omitted");
    components.find("StandardValueSet", "OpportunityStage").ifPresent(this::stages);
    components
        .find("StandardValueSet", "CaseStatus")
        .ifPresent(c -> replace(closedCases, c, "closed"));
    components
        .find("StandardValueSet", "TaskStatus")
        .ifPresent(c -> replace(closedTasks, c, "closed"));
    components
        .find("StandardValueSet", "LeadStatus")
        .ifPresent(c -> replace(convertedLeads, c, "converted"));
  }

  private void stage(String name, boolean closed, boolean won, int probability, String forecast) {
    stages.put(name.toLowerCase(Locale.ROOT), new Stage(closed, won, probability, forecast));
  }

  private void stages(Component c) {
    stages.clear();
    for (XmlElement v : c.xml().children("standardValue")) {
      String category = v.token("forecastCategory", "Pipeline");
      stage(
          v.text("fullName"),
          v.bool("closed", false),
          v.bool("won", false),
          v.integer("probability", 0),
          switch (category) {
            case "BestCase" -> "Best Case";
            case "MostLikely" -> "Most Likely";
            case "Forecast" -> "Commit";
            default -> category;
          });
    }
  }

  private static void replace(Set<String> set, Component c, String flag) {
    set.clear();
    List<XmlElement> values = c.xml().children("standardValue");
    values.stream()
        .filter(v -> v.bool(flag, false))
        .forEach(v -> set.add(v.text("fullName").toLowerCase(Locale.ROOT)));
  }

  public Stage stage(String name) {
    return name == null ? OPEN : stages.getOrDefault(name.toLowerCase(Locale.ROOT), OPEN);
  }

  public boolean caseClosed(String status) {
    return status != null && closedCases.contains(status.toLowerCase(Locale.ROOT));
  }

  public boolean taskClosed(String status) {
    return status != null && closedTasks.contains(status.toLowerCase(Locale.ROOT));
  }

  public boolean leadConverted(String status) {
    return status != null && convertedLeads.contains(status.toLowerCase(Locale.ROOT));
  }
}
