package org.closedloop.localorg.build;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;

/** The Apex sources among components. */
public final class ApexSources {

  /** Behaviour of sources that carry no API version. */
  private static final double NEWEST = 67.0;

  private ApexSources() {}

  public static List<ApexSource> of(ComponentSet metadata) {
    List<ApexSource> sources = new ArrayList<>();
    for (Component c : metadata.ofType("ApexClass")) {
      sources.add(source(ApexSource.Kind.CLASS, c));
    }
    for (Component c : metadata.ofType("ApexTrigger")) {
      sources.add(source(ApexSource.Kind.TRIGGER, c));
    }
    return sources;
  }

  private static ApexSource source(ApexSource.Kind kind, Component c) {
    String version = c.xml() == null ? null : c.xml().token("apiVersion", null);
    return new ApexSource(
        kind,
        c.fullName(),
        c.contentFile() == null ? c.file() : c.contentFile(),
        c.contentText() == null ? "" : c.contentText(),
        version(version));
  }

  /** A version that is no number is an error of the schema walk, not one of the code. */
  private static double version(String text) {
    return text != null && text.matches("\\d{1,3}(\\.\\d)?") ? Double.parseDouble(text) : NEWEST;
  }
}
