package org.closedloop.localorg.flow;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Choices where the platform's behaviour is not known: the org can run with either, and packages
 * must be right under both.
 */
public final class FlowOptions {

  /** A choice with its values; the first one is the default. */
  public enum Option {
    /** A path whose time has passed when it is planned. */
    PAST_PATH("flow.pastPath", "fire", "skip"),
    /** The date of a planned path changes while the conditions stay met. */
    DATE_CHANGE("flow.dateChange", "keep", "retime"),
    /** What {@code $Record} shows on a scheduled path. */
    SCHEDULED_RECORD("flow.scheduledRecord", "fresh", "stale"),
    /** Whether a guest may publish events without a permission of its own. */
    GUEST_EVENT_PUBLISH("guest.eventPublish", "allow", "deny");

    private final String key;
    private final List<String> choices;

    Option(String key, String... choices) {
      this.key = key;
      this.choices = List.of(choices);
    }

    public String key() {
      return key;
    }

    public List<String> choices() {
      return choices;
    }
  }

  public static final FlowOptions DEFAULT = new FlowOptions(Map.of());

  private final Map<Option, String> chosen = new EnumMap<>(Option.class);

  private FlowOptions(Map<Option, String> chosen) {
    this.chosen.putAll(chosen);
  }

  /**
   * Options from {@code key=value} pairs; what is not named keeps its default.
   *
   * @throws IllegalArgumentException naming an unknown key or value
   */
  public static FlowOptions of(Map<String, String> pairs) {
    Map<Option, String> out = new EnumMap<>(Option.class);
    pairs.forEach(
        (k, v) -> {
          Option option = null;
          for (Option o : Option.values()) {
            if (o.key.equalsIgnoreCase(k)) {
              option = o;
            }
          }
          if (option == null) {
            throw new IllegalArgumentException("unknown option " + k);
          }
          if (!option.choices.contains(v)) {
            throw new IllegalArgumentException(
                option.key + " is one of " + option.choices + ", not " + v);
          }
          out.put(option, v);
        });
    return new FlowOptions(out);
  }

  public String get(Option option) {
    return chosen.getOrDefault(option, option.choices.get(0));
  }

  public boolean is(Option option, String value) {
    return get(option).equals(value);
  }

  /** All options with their values, in declared order. */
  public Map<Option, String> all() {
    Map<Option, String> out = new EnumMap<>(Option.class);
    for (Option o : Option.values()) {
      out.put(o, get(o));
    }
    return Collections.unmodifiableMap(out);
  }
}
