package org.closedloop.localorg.site;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The page components that are rendered, with the attributes each one honours. What is not listed
 * is refused by name when a page is deployed.
 */
final class TagLibrary {

  private static final String COMMON = "id rendered";
  private static final String SHOWN = COMMON + " style styleClass title lang dir";
  private static final String INPUT =
      SHOWN + " value required disabled readonly label accesskey tabindex alt";
  private static final Map<String, Set<String>> TAGS = new TreeMap<>();
  private static final Set<String> EVENTS_ON = new HashSet<>();

  static {
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
  static Optional<String> refuses(String tag, String attribute) {
    String key = tag.toLowerCase(Locale.ROOT);
    String name = attribute.toLowerCase(Locale.ROOT);
    boolean event = EVENTS_ON.contains(key) && name.matches("on[a-z]+") && !isAjax(name);
    if (TAGS.get(key).contains(name) || event || name.startsWith("html-")) {
      return Optional.empty();
    }
    return Optional.of("The local org does not support attribute " + attribute + " of " + tag);
  }

  private static boolean isAjax(String name) {
    return name.equals("oncomplete") || name.equals("onbegin");
  }
}
