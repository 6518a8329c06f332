package org.closedloop.localorg.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.schema.Schema;
import org.closedloop.localorg.schema.OrgSchema;

/**
 * What a page's expressions find besides its own class: the members of a standard controller and
 * its extensions, and custom components. None of these is rendered; they are known so that what is
 * mistyped can be told from what is only not rendered.
 *
 * @param name how messages call the controller; empty when there is none
 * @param open whether something stands behind the page that cannot be looked into
 */
record PageSurroundings(
    String name,
    List<String> extensions,
    Set<String> members,
    boolean open,
    Optional<PageProblem> problem,
    Schema schema) {

  private static final List<String> ONE =
      List.of("id", "save", "quicksave", "edit", "delete", "cancel", "list", "view", "record");
  private static final List<String> SET =
      List.of(
          "first",
          "last",
          "next",
          "previous",
          "hasnext",
          "hasprevious",
          "pagenumber",
          "pagesize",
          "resultsize",
          "completeresult",
          "selected",
          "filterid",
          "listviewoptions");

  static PageSurroundings of(PageNode.Element root, Schema schema) {
    String object = literal(root, "standardController");
    List<String> extensions = new ArrayList<>();
    for (String e : literal(root, "extensions").split(",")) {
      if (!e.isBlank()) {
        extensions.add(e.trim());
      }
    }
    Set<String> members = new HashSet<>();
    Optional<PageProblem> problem = Optional.empty();
    if (!object.isEmpty()) {
      members.add(object.toLowerCase(Locale.ROOT));
      members.addAll(ONE);
      String rows = literal(root, "recordSetVar");
      if (!rows.isEmpty()) {
        members.add(rows.toLowerCase(Locale.ROOT));
        members.addAll(SET);
      }
      if (schema.object(object).isEmpty()) {
        problem =
            Optional.of(
                PageProblem.unknown(
                    "page-controller", object, "There is no object " + object + " to control"));
      }
    }
    return new PageSurroundings(
        object, List.copyOf(extensions), Set.copyOf(members), false, problem, schema);
  }

  private static String literal(PageNode.Element root, String attribute) {
    return root.attribute(attribute).flatMap(a -> a.value().literal()).map(String::trim).orElse("");
  }

  /** Whether a standard controller or an extension stands behind the page. */
  boolean some() {
    return !name.isEmpty() || !extensions.isEmpty();
  }

  boolean has(String member) {
    return members.contains(member.toLowerCase(Locale.ROOT));
  }

  boolean hasComponent(String component) {
    return schema instanceof OrgSchema o && o.metadata().contains("ApexComponent", component);
  }

  /** The same with something behind it that cannot be looked into. */
  PageSurroundings opened() {
    return new PageSurroundings(name, extensions, members, true, problem, schema);
  }
}
