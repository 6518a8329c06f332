package org.closedloop.localorg.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/**
 * Lightning pages: type, template and regions fit, facets are used, identifiers are unique, fields
 * exist. The components on the page: {@link FlexiPageComponents}.
 */
final class FlexiPageRule implements Rule {
  private static final Set<String> WITHOUT_OBJECT = Set.of("AppPage", "HomePage", "UtilityBar");
  private static final Set<String> BEHAVIOURS = Set.of("none", "readonly", "required");

  /** Regions of the templates whose pages are public; the first word is the page's type. */
  private static final Map<String, List<String>> TEMPLATES =
      Map.ofEntries(
          Map.entry(
              "flexipage:recordHomeTemplateDesktop",
              List.of("RecordPage", "header", "main", "sidebar")),
          Map.entry(
              "flexipage:recordHomeLeftSidebarTemplateDesktop",
              List.of("RecordPage", "header", "main", "sidebar")),
          Map.entry(
              "flexipage:recordHomeSingleColTemplateDesktop",
              List.of("RecordPage", "header", "main")),
          Map.entry(
              "flexipage:recordHomeSingleColNoHeaderTemplateDesktop",
              List.of("RecordPage", "main")),
          Map.entry(
              "flexipage:recordHomeSimpleViewTemplate", List.of("RecordPage", "header", "main")),
          Map.entry(
              "flexipage:recordHomeTwoColEqualHeaderTemplateDesktop",
              List.of("RecordPage", "header", "leftcol", "rightcol")),
          Map.entry(
              "flexipage:recordHomeWithSubheaderTemplateDesktop",
              List.of("RecordPage", "header", "subheader", "main", "sidebar")),
          Map.entry("flexipage:defaultAppHomeTemplate", List.of("AppPage", "main")),
          Map.entry(
              "flexipage:appHomeTemplateTwoColumns", List.of("AppPage", "column1", "column2")),
          Map.entry(
              "flexipage:appHomeTemplateThreeColumns",
              List.of("AppPage", "region1", "region2", "region3")),
          Map.entry(
              "flexipage:appHomeTemplateTwoColumnsStacked",
              List.of("AppPage", "region1", "region2", "region3")),
          Map.entry(
              "flexipage:appHomeTemplateHeaderTwoColumns",
              List.of("AppPage", "region1", "region2", "region3")),
          Map.entry(
              "flexipage:appHomeTemplateHeaderTwoColumnsEqualWidth",
              List.of("AppPage", "region1", "region2", "region3")),
          Map.entry(
              "flexipage:appHomeTemplateHeaderTwoColumnsLeftSidebar",
              List.of("AppPage", "region1", "region2", "region3")),
          Map.entry(
              "flexipage:appHomeTemplateHeaderThreeColumns",
              List.of("AppPage", "region1", "region2", "region3", "region4")),
          Map.entry(
              "home:desktopTemplate",
              List.of("HomePage", "top", "bottomLeft", "bottomRight", "sidebar")),
          Map.entry("one:utilityBarTemplateDesktop", List.of("UtilityBar", "utilityItems")));

  @Override
  public Set<String> types() {
    return Set.of("FlexiPage");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    String type = xml.token("type", "");
    String object = object(c, type, context, out);
    template(c, type, out);
    structure(c, out);
    new FlexiPageComponents(c, type, object, context, out).check();
    for (XmlElement region : xml.children("flexiPageRegions")) {
      for (XmlElement item : region.children("itemInstances")) {
        item.child("fieldInstance").ifPresent(f -> field(c, f, object, context, out));
      }
    }
  }

  /** The object of the records shown; null when there is none or it is of no use. */
  private static String object(Component c, String type, CheckContext context, Findings out) {
    XmlElement at = c.xml().child("sobjectType").orElse(null);
    if (at == null) {
      if (type.equals("RecordPage")) {
        out.refused("missing-element", c, c.xml(), "A RecordPage needs its sobjectType");
      }
      return null;
    }
    if (WITHOUT_OBJECT.contains(type)) {
      out.refused("bad-page-type", c, at, "A page of type " + type + " has no sobjectType");
      return null;
    }
    return ScreenNames.requireObject(c, at, at.token(), context, out) ? at.token() : null;
  }

  private static void template(Component c, String type, Findings out) {
    XmlElement at = c.xml().at("template", "name").orElse(null);
    if (at == null) {
      return;
    }
    List<String> known = TEMPLATES.get(at.token());
    if (known == null) {
      if (at.token().contains(":")) {
        ScreenNames.nearlyKnown(
            "unknown-template",
            c,
            at,
            at.token(),
            TEMPLATES.keySet(),
            "We couldn't retrieve the design time component information for component "
                + at.token(),
            out);
      }
      return;
    }
    if (!known.get(0).equals(type)) {
      out.refused(
          "bad-page-type",
          c,
          at,
          "The template " + at.token() + " is for pages of type " + known.get(0) + ", not " + type);
    }
    List<String> names = known.subList(1, known.size());
    for (XmlElement region : c.xml().children("flexiPageRegions")) {
      XmlElement name = region.child("name").orElse(region);
      boolean listed = names.contains(name.token());
      String kind = region.token("type", "");
      if (kind.equals("Region") && !listed) {
        out.refused(
            "unknown-region",
            c,
            name,
            "The template " + at.token() + " has no region " + name.token(),
            "its regions are " + String.join(", ", names));
      } else if (kind.equals("Facet") && listed) {
        out.refused(
            "bad-region",
            c,
            region.child("type").orElse(region),
            name.token() + " is a region of the template, not a facet");
      }
    }
  }

  private static void structure(Component c, Findings out) {
    Set<String> regions = new HashSet<>();
    Set<String> identifiers = new HashSet<>();
    Map<String, Integer> used = new HashMap<>();
    for (XmlElement region : c.xml().children("flexiPageRegions")) {
      region
          .child("name")
          .filter(n -> !regions.add(n.token()))
          .ifPresent(n -> out.refused("duplicate-region", c, n, "Duplicate region: " + n.token()));
      for (XmlElement item : region.children("itemInstances")) {
        if (item.has("componentInstance") == item.has("fieldInstance")) {
          out.refused(
              "bad-item",
              c,
              item,
              "An itemInstances holds exactly one componentInstance or fieldInstance");
        }
        for (XmlElement instance : item.children()) {
          instance
              .child("identifier")
              .filter(i -> !identifiers.add(i.token()))
              .ifPresent(
                  i ->
                      out.refused(
                          "duplicate-identifier", c, i, "Duplicate identifier: " + i.token()));
          for (XmlElement property : instance.children("componentInstanceProperties")) {
            property.child("value").ifPresent(v -> used.merge(v.token(), 1, Integer::sum));
          }
        }
      }
    }
    if (!c.xml().has("parentFlexiPage")) {
      facets(c, used, out);
    }
  }

  /** Each facet is the value of exactly one property. */
  private static void facets(Component c, Map<String, Integer> used, Findings out) {
    for (XmlElement region : c.xml().children("flexiPageRegions")) {
      XmlElement name = region.child("name").orElse(region);
      if (!region.token("type", "").equals("Facet")) {
        continue;
      }
      int uses = used.getOrDefault(name.token(), 0);
      if (uses == 0) {
        out.refused(
            "unused-facet",
            c,
            name,
            "Unused Facet: " + name.token(),
            "name it in a property of a component, or remove it");
      } else if (uses > 1 && name.token().contains("-")) {
        out.refused(
            "reused-facet", c, name, "The facet " + name.token() + " is used more than once");
      }
    }
  }

  private static void field(
      Component c, XmlElement instance, String object, CheckContext context, Findings out) {
    List<XmlElement> properties = instance.children("fieldInstanceProperties");
    XmlElement behaviour =
        properties.stream()
            .filter(p -> p.token("name", "").equals("uiBehavior"))
            .findFirst()
            .orElse(null);
    if (behaviour == null) {
      out.refused(
          "missing-element",
          c,
          instance,
          "Missing fieldInstanceProperties",
          "give uiBehavior: none, readonly or required");
    } else if (!BEHAVIOURS.contains(behaviour.token("value", ""))) {
      XmlElement value = behaviour.child("value").orElse(behaviour);
      out.refused(
          "bad-behavior",
          c,
          value,
          "uiBehavior is none, readonly or required, not '" + value.token() + "'");
    }
    XmlElement at = instance.child("fieldItem").orElse(null);
    if (at == null) {
      out.refused("missing-element", c, instance, "A fieldInstance needs its fieldItem");
      return;
    }
    if (!at.token().startsWith("Record.")) {
      out.refused(
          "bad-field-reference",
          c,
          at,
          "Invalid field reference: " + at.token(),
          "write Record." + at.token().substring(at.token().indexOf('.') + 1));
    } else if (object != null) {
      String path = at.token().substring("Record.".length());
      if (ScreenPaths.known(context, object, path) == ScreenNames.Known.NO) {
        out.refused(
            "unknown-field",
            c,
            at,
            "We couldn't retrieve or load the information on the field: " + at.token(),
            ScreenNames.fieldHint(context, object, path));
      }
    }
    instance
        .child("visibilityRule")
        .ifPresent(r -> VisibilityRules.check(c, r, object, context, out));
  }
}
