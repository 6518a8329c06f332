package org.closedloop.localorg.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Tabs: one kind of content that exists, and an icon from the platform's list. */
final class TabRule implements Rule {
  private static final List<String> KINDS =
      List.of("flexiPage", "page", "lwcComponent", "auraComponent", "url", "scontrol");
  private static final Pattern MOTIF = Pattern.compile("Custom(\\d{1,3})(?:: (\\S.*))?");
  private static final int MOTIFS = 100;
  private static final int MAX_LABEL = 40;

  /** Icons as public projects name them. */
  private static final Map<Integer, String> ICONS =
      Map.ofEntries(
          Map.entry(3, "Sun"),
          Map.entry(4, "Hexagon"),
          Map.entry(5, "Leaf"),
          Map.entry(8, "Diamond"),
          Map.entry(9, "Lightning"),
          Map.entry(11, "Star"),
          Map.entry(13, "Box"),
          Map.entry(14, "Hands"),
          Map.entry(15, "People"),
          Map.entry(16, "Bank"),
          Map.entry(17, "Sack"),
          Map.entry(18, "Form"),
          Map.entry(19, "Wrench"),
          Map.entry(20, "Airplane"),
          Map.entry(21, "Computer"),
          Map.entry(23, "Mail"),
          Map.entry(24, "Building"),
          Map.entry(25, "Alarm clock"),
          Map.entry(26, "Flag"),
          Map.entry(27, "Laptop"),
          Map.entry(32, "Factory"),
          Map.entry(33, "Desk"),
          Map.entry(37, "Bridge"),
          Map.entry(39, "Telescope"),
          Map.entry(41, "Stack of Cash"),
          Map.entry(42, "Treasure chest"),
          Map.entry(45, "Ticket"),
          Map.entry(48, "Trophy"),
          Map.entry(51, "Apple"),
          Map.entry(53, "Bell"),
          Map.entry(55, "Books"),
          Map.entry(57, "Building Block"),
          Map.entry(61, "Castle"),
          Map.entry(62, "Chalkboard"),
          Map.entry(64, "Compass"),
          Map.entry(67, "Gears"),
          Map.entry(68, "Globe"),
          Map.entry(78, "Map"),
          Map.entry(79, "Measuring Tape"),
          Map.entry(83, "Pencil"),
          Map.entry(84, "Presenter"),
          Map.entry(90, "Scales"),
          Map.entry(95, "Stopwatch"),
          Map.entry(96, "Street Sign"),
          Map.entry(98, "Truck"));

  @Override
  public Set<String> types() {
    return Set.of("CustomTab");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    if (c.fullName().startsWith("standard-")) {
      return;
    }
    boolean object = xml.bool("customObject", false);
    List<XmlElement> kinds = xml.children().stream().filter(e -> KINDS.contains(e.name())).toList();
    int count = kinds.size() + (object ? 1 : 0);
    if (count != 1) {
      out.refused(
          "bad-tab",
          c,
          kinds.size() > 1 ? kinds.get(1) : xml,
          "A tab shows exactly one of customObject, flexiPage, page, lwcComponent, auraComponent,"
              + " url",
          count == 0 ? "it shows none" : "it shows " + count);
    }
    xml.child("motif").ifPresent(m -> motif(c, m, out));
    if (object) {
      object(c, context, out);
      return;
    }
    for (String needed : new String[] {"label", "motif"}) {
      if (xml.token(needed, "").isEmpty()) {
        out.refused("missing-element", c, xml, "Required field is missing: " + needed);
      }
    }
    Lengths.limit(c, xml, "label", MAX_LABEL, out);
    content(c, context, out);
  }

  private static void object(Component c, CheckContext context, Findings out) {
    String name = c.fullName();
    if (!context.has("CustomObject", name) && !ScreenNames.foreign(name)) {
      out.refused(
          "unknown-object",
          c,
          c.xml(),
          "There is no custom object " + name,
          context.hint("CustomObject", name));
    }
    c.xml()
        .child("label")
        .ifPresent(
            l ->
                out.refused(
                    "bad-tab", c, l, "The tab of an object has no label", "the object gives it"));
    if (!c.xml().has("motif")) {
      out.refused("missing-element", c, c.xml(), "Required field is missing: motif");
    }
  }

  private static void motif(Component c, XmlElement at, Findings out) {
    Matcher motif = MOTIF.matcher(at.token());
    int number = motif.matches() ? Integer.parseInt(motif.group(1)) : 0;
    if (number < 1 || number > MOTIFS) {
      out.refused(
          "unknown-motif",
          c,
          at,
          "Invalid tab style: " + at.token(),
          "Custom1 to Custom100 with its name, such as Custom53: Bell");
      return;
    }
    String name = ICONS.get(number);
    if (name != null && motif.group(2) != null && !name.equals(motif.group(2))) {
      out.wrong(
          "unknown-motif", c, at, "Custom" + number + " is " + name + ", not " + motif.group(2));
    }
  }

  private static void content(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    reference(c, "flexiPage", "FlexiPage", context, out);
    reference(c, "page", "ApexPage", context, out);
    reference(c, "auraComponent", "AuraDefinitionBundle", context, out);
    reference(c, "lwcComponent", "LightningComponentBundle", context, out);
    xml.child("flexiPage")
        .ifPresent(
            f ->
                context
                    .find("FlexiPage", f.token())
                    .filter(p -> !p.xml().token("type", "AppPage").equals("AppPage"))
                    .ifPresent(
                        p ->
                            out.refused(
                                "bad-tab",
                                c,
                                f,
                                "A tab shows an AppPage, "
                                    + f.token()
                                    + " is a "
                                    + p.xml().token("type", ""))));
    xml.child("lwcComponent")
        .ifPresent(l -> ScreenTargets.require(c, l, l.token(), "lightning__Tab", context, out));
    xml.child("url")
        .ifPresent(
            u -> {
              if (!u.token().matches("(https?://|/|\\{!).+")) {
                out.refused("bad-value", c, u, "Invalid URL: " + u.token());
              }
              if (!xml.has("urlEncodingKey")) {
                out.refused(
                    "missing-element", c, u, "Required field is missing: urlEncodingKey", "UTF-8");
              }
            });
  }

  private static void reference(
      Component c, String element, String type, CheckContext context, Findings out) {
    c.xml()
        .child(element)
        .ifPresent(
            e -> {
              String name = e.token().startsWith("c:") ? e.token().substring(2) : e.token();
              ScreenNames.requireComponent(c, e, type, name, context, out);
            });
  }
}
