package org.closedloop.localorg.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.store.Row;

/**
 * Merge fields of Classic e-mail templates: {@code {!Object.Field}} of recipient and related row.
 */
final class TemplateMerge {

  private static final Pattern FIELD = Pattern.compile("\\{!\\s*([A-Za-z_]\\w*)\\.(\\w+)\\s*\\}");
  private static final Pattern ANY = Pattern.compile("\\{![^}]*\\}");

  private final RequestScope scope;
  private final String recipientId;
  private final String whatId;

  TemplateMerge(RequestScope scope, String recipientId, String whatId) {
    this.scope = scope;
    this.recipientId = recipientId;
    this.whatId = whatId;
  }

  String text(String template) {
    return merge(template, false);
  }

  String html(String template) {
    return merge(template, true);
  }

  private String merge(String template, boolean escape) {
    if (template == null) {
      return null;
    }
    Matcher any = ANY.matcher(template);
    while (any.find()) {
      if (!FIELD.matcher(any.group()).matches()) {
        throw new UnsupportedPlatformFeature("the e-mail template expression " + any.group());
      }
    }
    Matcher m = FIELD.matcher(template);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      String value = value(m.group(1), m.group(2));
      m.appendReplacement(out, Matcher.quoteReplacement(escape ? escape(value) : value));
    }
    return m.appendTail(out).toString();
  }

  private String value(String object, String field) {
    if (object.equalsIgnoreCase("Recipient")) {
      return of(recipientId, field);
    }
    for (String id : new String[] {whatId, recipientId, scope.user().id()}) {
      SObjectDef def = id == null ? null : scope.schema().ofId(id).orElse(null);
      if (def != null && def.name().equalsIgnoreCase(object)) {
        return of(id, field);
      }
    }
    return "";
  }

  private String of(String id, String field) {
    SObjectDef def = scope.schema().ofId(id).orElse(null);
    FieldDef f = def == null ? null : def.field(field).orElse(null);
    Row row = def == null ? null : scope.transaction().get(def.name(), id);
    Object v = f == null || row == null ? null : row.get(f.name());
    return v == null ? "" : v instanceof java.math.BigDecimal d ? d.toPlainString() : v.toString();
  }

  private static String escape(String v) {
    return v.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
