package org.closedloop.localorg.check;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Buttons and links of an object: their target is there, and so are the fields they merge. */
final class WebLinkRule implements Rule {
  private static final Pattern MERGED_FIELD =
      Pattern.compile("\\{!\\s*([A-Za-z]\\w*)\\.(\\w+__c)\\s*\\}");

  @Override
  public Set<String> types() {
    return Set.of("WebLink");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    String object = c.parentName();
    if (!context.objectExists(object)) {
      out.refused(
          "unknown-object",
          c,
          xml,
          "There is no object " + object,
          context.hint("CustomObject", object));
      return;
    }
    switch (xml.token("linkType", "")) {
      case "url" -> {
        if (need(c, "url", out)) {
          merged(c, object, context, out);
        }
      }
      case "page" -> {
        if (need(c, "page", out)) {
          XmlElement page = xml.child("page").get();
          if (!context.refers("ApexPage", page.token())) {
            out.refused(
                "unknown-reference",
                c,
                page,
                "In field: page - no ApexPage named " + page.token() + " found",
                context.hint("ApexPage", page.token()));
          }
        }
      }
      default -> {}
    }
  }

  private static boolean need(Component c, String element, Findings out) {
    if (c.xml().token(element, "").isEmpty()) {
      out.refused(
          "missing-attribute",
          c,
          FieldAttributeRule.at(c.xml(), "linkType"),
          "A link of this type needs " + element);
      return false;
    }
    return true;
  }

  private static void merged(Component c, String object, CheckContext context, Findings out) {
    XmlElement url = c.xml().child("url").get();
    Matcher m = MERGED_FIELD.matcher(url.text());
    while (m.find()) {
      if (m.group(1).equalsIgnoreCase(object) && !merges(object, m.group(2), context)) {
        out.refused(
            "unknown-field",
            c,
            url,
            "Field " + m.group(1) + "." + m.group(2) + " does not exist. Check spelling.",
            context.fieldHint(object, m.group(2)));
      }
    }
  }

  /** A field, or the id of a lookup: {@code CampaignId__c} for {@code Campaign__c}. */
  private static boolean merges(String object, String name, CheckContext context) {
    return context.field(object, name).isPresent()
        || context
            .field(object, name.replaceFirst("Id__c$", "__c"))
            .filter(FieldFacts::relationship)
            .isPresent();
  }
}
