package org.closedloop.localorg.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Components on one Lightning page: they exist, are meant for such pages, and take what is set. */
final class FlexiPageComponents {
  /** What a property of a standard component names. */
  private enum Kind {
    TEXT,
    FACET,
    FLOW,
    PAGE,
    DASHBOARD,
    OBJECT
  }

  /** Properties of the standard components that hold others or name metadata; * marks required. */
  private static final Map<String, Map<String, Kind>> STANDARD =
      Map.ofEntries(
          Map.entry(
              "flexipage:tab",
              Map.of("body*", Kind.FACET, "title*", Kind.TEXT, "active", Kind.TEXT)),
          Map.entry("flexipage:tabset", Map.of("tabs*", Kind.FACET, "label", Kind.TEXT)),
          Map.entry("flexipage:column", Map.of("body*", Kind.FACET)),
          Map.entry(
              "flexipage:fieldSection",
              Map.of("columns*", Kind.FACET, "label", Kind.TEXT, "horizontalAlignment", Kind.TEXT)),
          Map.entry(
              "flexipage:accordion",
              Map.of("accordionSections*", Kind.FACET, "defaultSectionName", Kind.TEXT)),
          Map.entry(
              "flexipage:accordionSection",
              Map.of("body*", Kind.FACET, "label*", Kind.TEXT, "name", Kind.TEXT)),
          Map.entry(
              "flexipage:richText", Map.of("richTextValue*", Kind.TEXT, "decorate", Kind.TEXT)),
          Map.entry("flowruntime:interview", Map.of("flowName*", Kind.FLOW)),
          Map.entry("flexipage:visualforcePage", Map.of("pageName*", Kind.PAGE)),
          Map.entry(
              "desktopDashboards:embeddedDashboard", Map.of("dashboardName*", Kind.DASHBOARD)),
          Map.entry(
              "flexipage:filterListCard",
              Map.of("entityName*", Kind.OBJECT, "filterName*", Kind.TEXT)),
          Map.entry(
              "force:relatedListSingleContainer",
              Map.of("relatedListApiName*", Kind.TEXT, "parentFieldApiName*", Kind.TEXT)),
          Map.entry(
              "lst:dynamicRelatedList",
              Map.of("relatedListApiName*", Kind.TEXT, "parentFieldApiName*", Kind.TEXT)));

  /** Components whose properties are all listed above. */
  private static final Set<String> CLOSED =
      Set.of(
          "flexipage:tab",
          "flexipage:tabset",
          "flexipage:column",
          "flexipage:fieldSection",
          "flexipage:accordion",
          "flexipage:accordionSection",
          "flexipage:richText");

  private static final Set<String> OTHERS =
      Set.of(
          "flexipage:recentItems",
          "flexipage:reportChart",
          "force:highlightsPanel",
          "force:detailPanel",
          "force:relatedListContainer",
          "force:relatedListQuickLinksContainer",
          "force:recordDetailPanelMobile",
          "force:relatedListSingleContainer",
          "runtime_sales_activities:activityPanel",
          "runtime_sales_activities:todayTaskContainer",
          "runtime_sales_pathassistant:pathAssistant",
          "runtime_sales_lead:pathAssistant",
          "runtime_sales_merge:mergeCandidatesPreviewCard",
          "runtime_sales_social:socialPanel",
          "record_flexipage:dynamicHighlights",
          "forceChatter:recordFeedContainer",
          "forceChatter:publisher",
          "forceChatter:exposedFeed",
          "forceChatter:topicsOnRecordWrapper",
          "home:recentRecordContainer",
          "home:heroChart",
          "home:eventContainer",
          "home:topDealsContainer",
          "home:assistant",
          "console:relatedRecord",
          "console:history",
          "cooper:companyInsightTeaserCard",
          "interaction_orchestrator:workGuide",
          "forceKnowledge:articleSearchDesktop",
          "runtime_sales_todo_list:unifiedToDoListAuraWrapper",
          "desktopDashboards:embeddedDashboard");

  private static final Set<String> DECORATORS =
      Set.of("eager", "height", "icon", "label", "scrollable", "width");

  private static final Map<String, String> TARGETS =
      Map.of(
          "RecordPage", "lightning__RecordPage",
          "AppPage", "lightning__AppPage",
          "HomePage", "lightning__HomePage",
          "UtilityBar", "lightning__UtilityBar");

  private final Component page;
  private final String type;
  private final String object;
  private final CheckContext context;
  private final Findings out;
  private final Map<String, XmlElement> regions = new LinkedHashMap<>();

  /**
   * @param object API name of the record's object, or null
   */
  FlexiPageComponents(
      Component page, String type, String object, CheckContext context, Findings out) {
    this.page = page;
    this.type = type;
    this.object = object;
    this.context = context;
    this.out = out;
    for (XmlElement region : page.xml().children("flexiPageRegions")) {
      region.child("name").ifPresent(n -> regions.put(n.token(), region));
    }
  }

  void check() {
    for (XmlElement region : regions.values()) {
      region.children("componentInstances").forEach(this::instance);
      for (XmlElement item : region.children("itemInstances")) {
        item.child("componentInstance").ifPresent(this::instance);
      }
    }
  }

  private void instance(XmlElement instance) {
    instance
        .child("visibilityRule")
        .ifPresent(r -> VisibilityRules.check(page, r, object, context, out));
    XmlElement name = instance.child("componentName").orElse(null);
    if (name == null) {
      return;
    }
    Map<String, XmlElement> set = properties(instance);
    String own = name.token().startsWith("c:") ? name.token().substring(2) : name.token();
    if (own.indexOf(':') >= 0) {
      standard(name, set);
    } else if (!ScreenNames.foreign(own)) {
      own(name, own, set);
    }
  }

  /** Properties by name; decorators of the utility bar are checked and left out. */
  private Map<String, XmlElement> properties(XmlElement instance) {
    Map<String, XmlElement> set = new HashMap<>();
    for (XmlElement property : instance.children("componentInstanceProperties")) {
      XmlElement name = property.child("name").orElse(property);
      XmlElement kind = property.child("type").orElse(null);
      if (kind != null && kind.token().equals("decorator")) {
        if (!type.equals("UtilityBar")) {
          out.refused(
              "bad-property", page, kind, "Only components of a UtilityBar have decorators");
        } else {
          ScreenNames.nearlyKnown(
              "unknown-property",
              page,
              name,
              name.token(),
              DECORATORS,
              "There is no decorator " + name.token(),
              out);
        }
        continue;
      }
      if (set.put(name.token(), property) != null) {
        out.refused(
            "duplicate-property", page, name, "The property " + name.token() + " is set twice");
      }
    }
    return set;
  }

  private void standard(XmlElement name, Map<String, XmlElement> set) {
    String component = name.token();
    Map<String, Kind> known = STANDARD.get(component);
    if (known == null) {
      Set<String> all = new HashSet<>(OTHERS);
      all.addAll(STANDARD.keySet());
      String message =
          "We couldn't retrieve the design time component information for component " + component;
      if (component.startsWith("flexipage:") && !all.contains(component)) {
        out.refused("unknown-component", page, name, message, NearestName.hint(component, all));
      } else {
        ScreenNames.nearlyKnown("unknown-component", page, name, component, all, message, out);
      }
      return;
    }
    Set<String> names =
        known.keySet().stream().map(n -> n.replace("*", "")).collect(Collectors.toSet());
    for (Map.Entry<String, Kind> property : known.entrySet()) {
      String plain = property.getKey().replace("*", "");
      XmlElement given = set.get(plain);
      if (given != null) {
        given.child("value").ifPresent(v -> value(property.getValue(), v));
      } else if (!plain.equals(property.getKey())) {
        out.refused(
            "missing-property",
            page,
            name,
            "The component " + component + " needs the property " + plain);
      }
    }
    if (CLOSED.contains(component)) {
      set.forEach(
          (key, at) -> {
            if (!names.contains(key)) {
              out.refused(
                  "unknown-property",
                  page,
                  at.child("name").orElse(at),
                  "The component " + component + " has no property " + key,
                  NearestName.hint(key, names));
            }
          });
    }
    lists(component, set);
  }

  private void value(Kind kind, XmlElement at) {
    switch (kind) {
      case FACET -> {
        XmlElement region = regions.get(at.token());
        if (region == null && !page.xml().has("parentFlexiPage")) {
          out.refused(
              "unknown-facet",
              page,
              at,
              "There is no facet " + at.token(),
              NearestName.hint(at.token(), regions.keySet()));
        } else if (region != null && !region.token("type", "").equals("Facet")) {
          out.refused("bad-region", page, at, at.token() + " is no Facet");
        }
      }
      case FLOW -> exists(at, "Flow");
      case PAGE -> exists(at, "ApexPage");
      case OBJECT -> ScreenNames.requireObject(page, at, at.token(), context, out);
      case DASHBOARD -> {
        List<String> names =
            context.after().ofType("Dashboard").stream()
                .map(d -> d.fullName().substring(d.fullName().lastIndexOf('/') + 1))
                .toList();
        if (!names.contains(at.token()) && !ScreenNames.foreign(at.token())) {
          out.refused(
              "unknown-reference",
              page,
              at,
              "There is no dashboard " + at.token(),
              NearestName.hint(at.token(), names));
        }
      }
      default -> {}
    }
  }

  private void exists(XmlElement at, String metadataType) {
    ScreenNames.requireComponent(page, at, metadataType, at.token(), context, out);
  }

  /** List views and related lists by name, for objects of the project. */
  private void lists(String component, Map<String, XmlElement> set) {
    if (component.equals("flexipage:filterListCard")) {
      XmlElement entity = set.containsKey("entityName") ? set.get("entityName") : null;
      XmlElement filter = set.containsKey("filterName") ? set.get("filterName") : null;
      String of = entity == null ? "" : entity.token("value", "");
      XmlElement view = filter == null ? null : filter.child("value").orElse(null);
      if (view != null
          && CheckContext.isCustom(of)
          && !view.token().startsWith("_")
          && context.has("CustomObject", of)
          && !view.token().equals("All")) {
        ScreenNames.requireComponent(page, view, "ListView", of + "." + view.token(), context, out);
      }
      return;
    }
    XmlElement list = set.get("relatedListApiName");
    XmlElement value = list == null ? null : list.child("value").orElse(null);
    XmlElement parent = set.get("parentFieldApiName");
    if (value == null || object == null || parent == null) {
      return;
    }
    boolean ownRecord = parent.token("value", "").equalsIgnoreCase(object + ".Id");
    boolean custom = value.token().toLowerCase().endsWith("__r");
    if (ownRecord
        && custom
        && !ScreenNames.foreign(value.token())
        && ScreenNames.child(context, object, value.token()).isEmpty()) {
      out.refused(
          "unknown-related-list",
          page,
          value,
          object + " has no related list " + value.token(),
          NearestName.hint(value.token(), ScreenNames.children(context, object)));
    }
  }

  private void own(XmlElement name, String own, Map<String, XmlElement> set) {
    Component bundle = context.find("LightningComponentBundle", own).orElse(null);
    if (bundle == null) {
      if (!context.has("AuraDefinitionBundle", own)) {
        out.refused(
            "unknown-reference",
            page,
            name,
            "We couldn't retrieve the design time component information for component c:" + own,
            context.hint("LightningComponentBundle", own));
      }
      return;
    }
    if (bundle.xml() == null) {
      return;
    }
    String target = TARGETS.get(type);
    if (!bundle.xml().bool("isExposed", false)) {
      out.refused(
          "not-exposed",
          page,
          name,
          "The component c:" + own + " is not exposed",
          "isExposed in its js-meta.xml");
      return;
    }
    boolean offered =
        bundle.xml().child("targets").filter(t -> t.texts("target").contains(target)).isPresent();
    if (target != null && !offered) {
      out.refused(
          "not-exposed",
          page,
          name,
          "The component c:" + own + " is not meant for pages of type " + type,
          "add the target " + target + " to its js-meta.xml");
      return;
    }
    if (target != null) {
      settings(name, own, bundle, target, set);
    }
  }

  /** Values set on the page against the properties that the component offers there. */
  private void settings(
      XmlElement name, String own, Component bundle, String target, Map<String, XmlElement> set) {
    Map<String, XmlElement> offered = TargetConfigs.properties(bundle, target);
    set.forEach(
        (key, at) -> {
          XmlElement property = offered.get(key);
          if (property == null) {
            out.refused(
                "unknown-property",
                page,
                at.child("name").orElse(at),
                "The component c:" + own + " has no property " + key + " for " + target,
                NearestName.hint(key, offered.keySet()));
            return;
          }
          at.child("value")
              .ifPresent(
                  v ->
                      TargetConfigs.problem(property, v.token())
                          .ifPresent(
                              p ->
                                  out.refused("bad-value", page, v, "Property " + key + ": " + p)));
        });
    offered.forEach(
        (key, property) -> {
          if (!set.containsKey(key)
              && property.attribute("required").filter("true"::equals).isPresent()
              && property.attribute("default").isEmpty()) {
            out.refused(
                "missing-property",
                page,
                name,
                "The component c:" + own + " needs the property " + key);
          }
        });
    Set<String> objects = TargetConfigs.objects(bundle, target);
    if (object != null
        && !objects.isEmpty()
        && objects.stream().noneMatch(object::equalsIgnoreCase)) {
      out.refused(
          "not-exposed",
          page,
          name,
          "The component c:" + own + " is not meant for pages of " + object,
          "its objects are " + String.join(", ", objects));
    }
  }
}
