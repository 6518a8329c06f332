package org.closedloop.localorg.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.ContentFile;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.SchemaWalker;
import org.closedloop.metadata.XmlElement;

/**
 * Tells causes from consequences. Where a component could not be read, what others say about its
 * name follows from that; where its XML is malformed, what compilers make of that file does; a flow
 * that the checks refused is not worth compiling; and one element is blamed once. A reader who
 * mends the cause sees what else there is in the next run.
 */
public final class Causes {
  private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*");
  private static final Pattern NAME = Pattern.compile("\\w{3,}");

  /** A finding that bears its parent's name. */
  private static final String PART_WITHOUT_NAME = "missing-full-name";

  private final ComponentSet components;
  private final Set<String> lost = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> malformed = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final Set<String> refusedFlows = new HashSet<>();
  private final Map<String, Component> byFile = new HashMap<>();

  /**
   * @param said what was found before
   * @param unusable names of things that are among the components and could not be made sense of
   */
  public Causes(ComponentSet components, List<Diagnostic> said, Set<String> unusable) {
    this.components = components;
    unusable.forEach(this::lose);
    for (Diagnostic d : said) {
      boolean lacking = d.code().startsWith("unsupported-");
      if (d.column() > 1 && (lacking || d.blocksDeploy())) {
        told.add(place(d));
      }
      if (!d.blocksDeploy()) {
        continue;
      }
      if (d.componentType().equals("Flow") && !lacking) {
        refusedFlows.add(part(d));
      }
      if (SchemaWalker.CODES.contains(d.code())) {
        malformed.add(part(d));
      }
      if (d.componentType().equals("CustomLabels")) {
        lose("Label");
      } else if (!d.code().equals(PART_WITHOUT_NAME)
          && !d.fullName().isEmpty()
          && !components.contains(d.componentType(), d.fullName())) {
        lose(local(d));
      }
    }
    for (Component c : components) {
      byFile.putIfAbsent(c.file(), c);
      for (ContentFile f : c.contents()) {
        byFile.put(f.file(), c);
      }
    }
  }

  private void lose(String name) {
    if (NAME.matcher(name).matches()) {
      lost.add(name);
      if (name.endsWith("__c")) {
        lost.add(name.substring(0, name.length() - 1) + "r");
      }
    }
  }

  private static String place(Diagnostic d) {
    return d.file() + ":" + d.line() + ":" + d.column();
  }

  private static String part(Diagnostic d) {
    return d.file() + "|" + d.componentType() + "|" + d.fullName();
  }

  /** Those of the later findings that are causes of their own. */
  public List<Diagnostic> of(List<Diagnostic> more) {
    List<Diagnostic> out = new ArrayList<>();
    Set<String> fallen = heirs(more);
    for (Diagnostic d : more) {
      boolean follows =
          told.contains(place(d))
              || refusedFlows.contains(part(d)) && !d.code().startsWith("unsupported-")
              || d.isError()
                  && (malformed.contains(part(d))
                      || fallen.contains(d.file())
                      || !lost.contains(local(d)) && (names(d.message()) || names(source(d))));
      if (!follows) {
        out.add(d);
      }
    }
    return out;
  }

  /** Those of the earlier findings that do not merely follow from a name that could not be read. */
  public List<Diagnostic> ofChecks(List<Diagnostic> said) {
    return said.stream()
        .filter(
            d ->
                !d.isError()
                    || SchemaWalker.CODES.contains(d.code())
                    || lost.contains(local(d))
                    || !names(d.message()) && !names(source(d)))
        .toList();
  }

  private static String local(Diagnostic d) {
    return d.fullName().substring(d.fullName().lastIndexOf('.') + 1);
  }

  /** Files of classes that extend or implement a lost one: all their members are in doubt. */
  private Set<String> heirs(List<Diagnostic> more) {
    Set<String> files = new HashSet<>();
    if (lost.isEmpty()) {
      return files;
    }
    Pattern heir =
        Pattern.compile(
            "\\b(extends|implements)\\s+[\\w.,\\s]*\\b(" + String.join("|", lost) + ")\\b",
            Pattern.CASE_INSENSITIVE);
    for (Diagnostic d : more) {
      Component c = byFile.get(d.file());
      if (c != null && c.type().equals("ApexClass") && heir.matcher(c.contentText()).find()) {
        files.add(d.file());
      }
    }
    return files;
  }

  private boolean names(String text) {
    if (lost.isEmpty()) {
      return false;
    }
    Matcher m = WORD.matcher(text);
    while (m.find()) {
      if (lost.contains(m.group())) {
        return true;
      }
    }
    return false;
  }

  /** The line of code, or the text of the XML element, that a finding points at. */
  private String source(Diagnostic d) {
    Component c =
        components.find(d.componentType(), d.fullName()).orElseGet(() -> byFile.get(d.file()));
    if (c == null || d.line() <= 0 || lost.isEmpty()) {
      return "";
    }
    for (ContentFile f : c.contents()) {
      if (f.file().equals(d.file())) {
        return f.text().lines().skip(d.line() - 1L).findFirst().orElse("");
      }
    }
    XmlElement at = c.xml() == null ? null : find(c.xml(), d.line(), d.column());
    return at == null ? "" : at.text();
  }

  private static XmlElement find(XmlElement e, int line, int column) {
    if (e.line() == line && (column <= 0 || e.column() == column)) {
      return e;
    }
    for (XmlElement child : e.children()) {
      XmlElement found = find(child, line, column);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
