package org.closedloop.localorg.check;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ContentFile;

/** What a Lightning web component takes and gives on the screen of a flow. */
public final class FlowScreenComponents {
  private static final String TARGET = "lightning__FlowScreen";

  private FlowScreenComponents() {}

  /**
   * Its properties for screens and its public members; empty when they cannot all be known, because
   * the class inherits from another one.
   */
  public static Optional<Set<String>> members(Component bundle) {
    ContentFile js = LightningBundleRule.file(bundle, bundle.fullName() + ".js");
    if (js == null || !LightningBundleRule.PLAIN_CLASS.matcher(js.text()).find()) {
      return Optional.empty();
    }
    Set<String> found = new TreeSet<>(TargetConfigs.properties(bundle, TARGET).keySet());
    Matcher member = LightningBundleRule.API_MEMBER.matcher(js.text());
    while (member.find()) {
      found.add(member.group(1));
    }
    return Optional.of(found);
  }
}
