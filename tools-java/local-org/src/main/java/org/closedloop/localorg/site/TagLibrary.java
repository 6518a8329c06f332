package org.closedloop.localorg.site;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The page components that are rendered, with the attributes each one honours, and the names of
 * those that only the platform renders. Both kinds are told apart from mistyped names.
 */
final class TagLibrary {

  private static final String COMMON = "id rendered";
  private static final String SHOWN = COMMON + " style styleClass title lang dir";
  private static final String INPUT =
      SHOWN + " value required disabled readonly label accesskey tabindex alt";
  private static final Map<String, Set<String>> TAGS = new TreeMap<>();
  private static final Set<String> EVENTS_ON = new HashSet<>();

  /** Attributes of rendered components that only the platform honours. */
  private static final Map<String, Set<String>> ELSEWHERE = new TreeMap<>();

  /** Components of the platform that are not rendered. */
  private static final Set<String> NOT_RENDERED =
      words(
          "actionFunction actionPoller actionRegion actionStatus actionSupport areaSeries attribute"
              + " axis barSeries canvasApp chart chartLabel chartTips column component"
              + " componentBody composition dataList dataTable define detail dynamicComponent"
              + " emailPublisher enhancedList facet flash gaugeSeries iframe include"
              + " includeLightning inlineEditSupport input inputField inputFile insert legend"
              + " lineSeries listViews logCallPublisher map mapInfoWindow mapMarker message"
              + " milestoneTracker outputField pageBlock pageBlockButtons pageBlockSection"
              + " pageBlockSectionItem pageBlockTable pageMessage panelBar panelBarItem panelGrid"
              + " panelGroup pieSeries radarSeries relatedList remoteObjectField"
              + " remoteObjectModel remoteObjects scatterSeries scontrol sectionHeader slds tab"
              + " tabPanel toolbar toolbarGroup vote");

  /** Prefixes of the platform's components besides {@code apex}. */
  private static final Set<String> PREFIXES =
      words(
          "analytics chatter chatteranswers flow ideas knowledge liveAgent messaging site social"
              + " support topics wave");

  static {
    elsewhere(
        "page",
        "apiVersion deferLastCommandUntilReady extensions manifest name pageStyle recordSetName"
            + " recordSetVar renderAs rendered standardController tabStyle wizard");
    elsewhere("form", "prependId");
    elsewhere("outputText", "label");
    elsewhere("inputHidden", "immediate");
    for (String input : "Text Secret Textarea Checkbox".split(" ")) {
      elsewhere("input" + input, "immediate list richText type html5");
    }
    for (String select : "Radio List Checkboxes".split(" ")) {
      elsewhere(
          "select" + select,
          "immediate border borderVisible legendInvisible legendText enabledClass disabledClass");
    }
    elsewhere("selectOption", "itemDescription style styleClass title lang dir");
    elsewhere("commandButton", "image immediate reRender status timeout oncomplete onbegin");
    elsewhere(
        "commandLink",
        "charset coords hreflang immediate rel reRender rev shape status timeout type oncomplete"
            + " onbegin");
    elsewhere("outputLink", "charset coords disabled hreflang rev shape type");
    tag(
        "page",
        "id controller showHeader sidebar standardStylesheets applyHtmlTag applyBodyTag"
            + " docType language title contentType cache expires action label readOnly lang"
            + " showChat showQuickActionVfHeader lightningStylesheets setup",
        false);
    tag("form", SHOWN + " target enctype acceptcharset accept forceSSL", true);
    tag("outputText", SHOWN + " value escape", false);
    tag("outputPanel", SHOWN + " layout", true);
    tag("inputHidden", COMMON + " value required", false);
    tag("inputText", INPUT + " maxlength size", true);
    tag("inputSecret", INPUT + " maxlength size redisplay", true);
    tag("inputTextarea", INPUT + " rows cols", true);
    tag("inputCheckbox", INPUT + " selected", true);
    tag("selectRadio", INPUT + " layout", true);
    tag("selectList", INPUT + " size multiselect", true);
    tag("selectCheckboxes", INPUT + " layout", true);
    tag("selectOption", "id rendered itemValue itemLabel itemDisabled itemEscaped", false);
    tag("selectOptions", "id rendered value", false);
    tag("commandButton", SHOWN + " action value disabled accesskey tabindex alt", true);
    tag("commandLink", SHOWN + " action value accesskey tabindex target", true);
    tag("outputLink", SHOWN + " value target accesskey tabindex rel", true);
    tag("outputLabel", SHOWN + " value for escape accesskey tabindex", true);
    tag("repeat", COMMON + " value var first rows", false);
    tag("variable", COMMON + " value var", false);
    tag("param", "id name value assignTo", false);
    tag("pageMessages", COMMON + " escape showDetail", false);
    tag("messages", SHOWN + " globalOnly layout", false);
    tag("stylesheet", COMMON + " value", false);
    tag("includeScript", COMMON + " value loadOnReady", false);
    tag("image", SHOWN + " value url alt width height usemap ismap longdesc", true);
  }

  private TagLibrary() {}

  private static Set<String> words(String names) {
    return Set.of(names.toLowerCase(Locale.ROOT).split(" "));
  }

  private static void elsewhere(String name, String attributes) {
    ELSEWHERE.put(("apex:" + name).toLowerCase(Locale.ROOT), words(attributes));
  }

  /** Whether the platform has a component of that name, which is not rendered here. */
  static boolean onlyPlatform(String tag) {
    String low = tag.toLowerCase(Locale.ROOT);
    int colon = low.indexOf(':');
    return low.startsWith("apex:")
        ? NOT_RENDERED.contains(low.substring(colon + 1))
        : PREFIXES.contains(low.substring(0, colon));
  }

  private static void tag(String name, String attributes, boolean events) {
    Set<String> all = new HashSet<>();
    for (String a : attributes.split(" ")) {
      all.add(a.toLowerCase(Locale.ROOT));
    }
    String key = ("apex:" + name).toLowerCase(Locale.ROOT);
    TAGS.put(key, all);
    if (events) {
      EVENTS_ON.add(key);
    }
  }

  static boolean knows(String tag) {
    return TAGS.containsKey(tag.toLowerCase(Locale.ROOT));
  }

  static Set<String> names() {
    return TAGS.keySet();
  }

  /** Why the attribute is not honoured on the tag, or empty when it is. */
  static Optional<PageProblem> refuses(String tag, String attribute) {
    String key = tag.toLowerCase(Locale.ROOT);
    String name = attribute.toLowerCase(Locale.ROOT);
    boolean event = EVENTS_ON.contains(key) && name.matches("on[a-z]+") && !isAjax(name);
    if (TAGS.get(key).contains(name) || event || name.startsWith("html-")) {
      return Optional.empty();
    }
    return Optional.of(
        ELSEWHERE.getOrDefault(key, Set.of()).contains(name)
            ? PageProblem.lacking("attribute " + attribute + " of " + tag)
            : new PageProblem(
                "page-attribute", "Unsupported attribute " + attribute + " in <" + tag + ">"));
  }

  private static boolean isAjax(String name) {
    return name.equals("oncomplete") || name.equals("onbegin");
  }
}
