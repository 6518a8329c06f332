package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.closedloop.localorg.flow.FlowModel.Trigger;

/** The flows of one org version, found by name and by what triggers them. Immutable. */
public final class FlowCatalog {

  public static final FlowCatalog EMPTY = new FlowCatalog(List.of());

  /** Orders 1-1000, then none, then 1001-2000; ties by name. */
  private static final Comparator<FlowModel> ORDER =
      Comparator.comparingInt(FlowCatalog::rank).thenComparing(FlowModel::name);

  private final Map<String, FlowModel> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, List<FlowModel>> triggered = new HashMap<>();

  FlowCatalog(Collection<FlowModel> flows) {
    for (FlowModel f : flows) {
      byName.put(f.name(), f);
    }
    for (FlowModel f : byName.values()) {
      if (f.active() && f.start().trigger() != Trigger.NONE && f.start().object() != null) {
        triggered
            .computeIfAbsent(
                key(f.start().trigger(), f.start().object().name()), k -> new ArrayList<>())
            .add(f);
      }
    }
    triggered.values().forEach(l -> l.sort(ORDER));
  }

  private static int rank(FlowModel f) {
    return f.order() == 0 ? 1001 : f.order() <= 1000 ? f.order() : f.order() + 1;
  }

  private static String key(Trigger trigger, String object) {
    return trigger + " " + object.toLowerCase(Locale.ROOT);
  }

  public Collection<FlowModel> all() {
    return List.copyOf(byName.values());
  }

  public Optional<FlowModel> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Active flows that the trigger starts for the object, in the order in which they run. */
  public List<FlowModel> triggered(Trigger trigger, String object) {
    return triggered.getOrDefault(key(trigger, object), List.of());
  }

  /** Active schedule-triggered flows by name. */
  public List<FlowModel> scheduled() {
    return byName.values().stream()
        .filter(f -> f.active() && f.start().trigger() == Trigger.SCHEDULED)
        .toList();
  }
}
