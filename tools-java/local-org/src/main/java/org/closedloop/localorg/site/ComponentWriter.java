package org.closedloop.localorg.site;

import java.text.FieldPosition;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.closedloop.apex.host.ApexSession.PageMessage;

/** The HTML of every component but page, form, repeat and variable. */
final class ComponentWriter {

  private final PageRenderer page;
  private final PageRun run;
  private final HtmlOut out;
  private final ClientIds ids;
  private String formId;

  ComponentWriter(PageRenderer page, PageRun run, HtmlOut out, ClientIds ids) {
    this.page = page;
    this.run = run;
    this.out = out;
    this.ids = ids;
  }

  /** The form around the components written next, or null outside one. */
  void setForm(String id) {
    formId = id;
  }

  void write(PageNode.Element e) {
    switch (e.name().toLowerCase(Locale.ROOT)) {
      case "apex:outputtext" -> outputText(e);
      case "apex:outputpanel" -> outputPanel(e);
      case "apex:outputlabel" -> outputLabel(e);
      case "apex:outputlink" -> outputLink(e);
      case "apex:inputhidden" -> inputTag(e, "hidden");
      case "apex:inputtext" -> inputTag(e, "text");
      case "apex:inputsecret" -> inputTag(e, "password");
      case "apex:inputtextarea" -> textarea(e);
      case "apex:inputcheckbox" -> checkbox(e);
      case "apex:selectradio" -> choices(e, "radio");
      case "apex:selectcheckboxes" -> choices(e, "checkbox");
      case "apex:selectlist" -> selectList(e);
      case "apex:commandbutton" -> commandButton(e);
      case "apex:commandlink" -> commandLink(e);
      case "apex:pagemessages", "apex:messages" -> messages(e);
      case "apex:stylesheet" ->
          out.raw("<link rel=\"stylesheet\" type=\"text/css\"")
              .attr("href", page.attribute(e, "value"))
              .raw("/>");
      case "apex:includescript" ->
          out.raw("<script type=\"text/javascript\"")
              .attr("src", page.attribute(e, "value"))
              .raw("></script>");
      case "apex:image" -> image(e);
      case "apex:param" -> {
        // read by the component around it
      }
      default -> throw new PageFailure("<" + e.name() + "> cannot stand here");
    }
  }

  /** Style, class, language, events and html-* attributes, which every visible component has. */
  void passThrough(PageNode.Element e) {
    for (PageNode.Attribute a : e.attributes()) {
      String name = a.name().toLowerCase(Locale.ROOT);
      String as = null;
      if (name.equals("styleclass")) {
        as = "class";
      } else if (name.startsWith("html-")) {
        as = a.name().substring(5);
      } else if (name.matches("style|title|lang|dir|accesskey|tabindex|on[a-z]+")) {
        as = name;
      }
      if (as != null) {
        out.attr(as, PageFunctions.text(run.value(a.value())));
      }
    }
  }

  private String explicitId(PageNode.Element e) {
    return e.attribute("id").isPresent() ? ids.of(e) : null;
  }

  private void outputText(PageNode.Element e) {
    boolean escape = page.flag(e, "escape", true);
    String text = formatted(e);
    boolean wrap =
        e.attribute("id").isPresent()
            || e.attribute("style").isPresent()
            || e.attribute("styleClass").isPresent()
            || e.attribute("title").isPresent()
            || e.attribute("lang").isPresent()
            || e.attribute("dir").isPresent();
    if (wrap) {
      out.raw("<span").attr("id", explicitId(e));
      passThrough(e);
      out.raw(">");
    }
    out.raw(escape ? Escapes.html(text) : text);
    if (wrap) {
      out.raw("</span>");
    }
  }

  private String formatted(PageNode.Element e) {
    String pattern = page.attribute(e, "value");
    List<Object> args = new ArrayList<>();
    for (PageNode child : e.children()) {
      if (child instanceof PageNode.Element p && p.name().equalsIgnoreCase("apex:param")) {
        args.add(argument(p.attribute("value").map(a -> run.value(a.value())).orElse(null)));
      }
    }
    if (pattern == null || args.isEmpty()) {
      return pattern == null ? "" : pattern;
    }
    try {
      MessageFormat format = new MessageFormat(pattern, run.host().user().locale());
      for (Object f : format.getFormats()) {
        if (f instanceof java.text.DateFormat d) {
          d.setTimeZone(TimeZone.getTimeZone("GMT"));
        }
      }
      return format.format(args.toArray(), new StringBuffer(), new FieldPosition(0)).toString();
    } catch (IllegalArgumentException bad) {
      throw new PageFailure("The value of apex:outputText is no valid format: " + pattern);
    }
  }

  private static Object argument(Object v) {
    if (v instanceof LocalDate d) {
      return Date.from(d.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    if (v instanceof Instant i) {
      return Date.from(i);
    }
    return v instanceof Number ? v : PageFunctions.text(v);
  }

  private void outputPanel(PageNode.Element e) {
    String layout = page.attribute(e, "layout");
    if ("none".equalsIgnoreCase(layout)) {
      page.children(e);
      return;
    }
    String tag = "block".equalsIgnoreCase(layout) ? "div" : "span";
    out.raw("<" + tag).attr("id", ids.of(e));
    passThrough(e);
    out.raw(">");
    page.children(e);
    out.raw("</" + tag + ">");
  }

  private void outputLabel(PageNode.Element e) {
    String target = page.attribute(e, "for");
    out.raw("<label").attr("id", explicitId(e));
    if (target != null) {
      String id = ids.of(e);
      out.attr("for", id.substring(0, id.lastIndexOf(':') + 1) + target);
    }
    passThrough(e);
    out.raw(">");
    String value = page.attribute(e, "value");
    if (value != null) {
      out.raw(page.flag(e, "escape", true) ? Escapes.html(value) : value);
    }
    page.children(e);
    out.raw("</label>");
  }

  private void outputLink(PageNode.Element e) {
    StringBuilder href = new StringBuilder(nullToEmpty(page.attribute(e, "value")));
    for (PageNode child : e.children()) {
      if (child instanceof PageNode.Element p && p.name().equalsIgnoreCase("apex:param")) {
        href.append(href.indexOf("?") < 0 ? '?' : '&')
            .append(Escapes.url(nullToEmpty(page.attribute(p, "name"))))
            .append('=')
            .append(Escapes.url(nullToEmpty(page.attribute(p, "value"))));
      }
    }
    out.raw("<a").attr("id", explicitId(e)).attr("href", href.toString());
    out.attr("target", page.attribute(e, "target")).attr("rel", page.attribute(e, "rel"));
    passThrough(e);
    out.raw(">");
    page.children(e);
    out.raw("</a>");
  }

  private static String nullToEmpty(String s) {
    return s == null ? "" : s;
  }

  private void inputTag(PageNode.Element e, String type) {
    String id = ids.of(e);
    boolean hideValue = type.equals("password") && !page.flag(e, "redisplay", false);
    out.raw("<input").attr("id", id).attr("type", type).attr("name", id);
    out.attr("value", hideValue ? "" : nullToEmpty(page.attribute(e, "value")));
    out.attr("maxlength", page.attribute(e, "maxlength")).attr("size", page.attribute(e, "size"));
    state(e);
    if (!type.equals("hidden")) {
      out.attr("alt", page.attribute(e, "alt"));
      passThrough(e);
    }
    out.raw("/>");
  }

  private void state(PageNode.Element e) {
    if (page.flag(e, "disabled", false)) {
      out.raw(" disabled=\"disabled\"");
    }
    if (page.flag(e, "readonly", false)) {
      out.raw(" readonly=\"readonly\"");
    }
  }

  private void textarea(PageNode.Element e) {
    String id = ids.of(e);
    out.raw("<textarea").attr("id", id).attr("name", id);
    out.attr("rows", page.attribute(e, "rows")).attr("cols", page.attribute(e, "cols"));
    state(e);
    passThrough(e);
    out.raw(">").text(nullToEmpty(page.attribute(e, "value"))).raw("</textarea>");
  }

  private void checkbox(PageNode.Element e) {
    String id = ids.of(e);
    out.raw("<input")
        .attr("id", id)
        .attr("type", "checkbox")
        .attr("name", id)
        .attr("value", "true");
    if (page.flag(e, "value", false) || page.flag(e, "selected", false)) {
      out.raw(" checked=\"checked\"");
    }
    state(e);
    passThrough(e);
    out.raw("/>");
  }

  /** One choice of a select component. */
  private record Option(String value, String label, boolean disabled, boolean escape) {}

  private List<Option> options(PageNode.Element e) {
    List<Option> all = new ArrayList<>();
    for (PageNode child : e.children()) {
      if (!(child instanceof PageNode.Element c) || !page.rendered(c)) {
        continue;
      }
      if (c.name().equalsIgnoreCase("apex:selectOption")) {
        String value = nullToEmpty(page.attribute(c, "itemValue"));
        String label = page.attribute(c, "itemLabel");
        all.add(
            new Option(
                value,
                label == null ? value : label,
                page.flag(c, "itemDisabled", false),
                page.flag(c, "itemEscaped", true)));
      } else if (c.name().equalsIgnoreCase("apex:selectOptions")) {
        Object list = c.attribute("value").map(a -> run.value(a.value())).orElse(null);
        for (Object o : Repeats.items(list)) {
          all.add(
              new Option(
                  member(o, "value"),
                  member(o, "label"),
                  PageFunctions.truth(run.session().getMember(o, "disabled")),
                  true));
        }
      }
    }
    return all;
  }

  private String member(Object o, String name) {
    return PageFunctions.text(run.session().getMember(o, name));
  }

  private Set<String> selected(PageNode.Element e) {
    Set<String> out = new HashSet<>();
    Object v = e.attribute("value").map(a -> run.value(a.value())).orElse(null);
    if (v instanceof Iterable<?> many) {
      many.forEach(x -> out.add(PageFunctions.text(x)));
    } else if (v != null) {
      out.add(PageFunctions.text(v));
    }
    return out;
  }

  private void choices(PageNode.Element e, String type) {
    String id = ids.of(e);
    Set<String> chosen = selected(e);
    boolean vertical = "pageDirection".equalsIgnoreCase(page.attribute(e, "layout"));
    out.raw("<table").attr("id", id);
    passThrough(e);
    out.raw(">").raw(vertical ? "" : "<tr>");
    int i = 0;
    for (Option o : options(e)) {
      String optionId = id + ":" + i++;
      out.raw(vertical ? "<tr><td>" : "<td>").raw("<input").attr("type", type);
      out.attr("name", id).attr("id", optionId).attr("value", o.value());
      if (chosen.contains(o.value())) {
        out.raw(" checked=\"checked\"");
      }
      if (o.disabled() || page.flag(e, "disabled", false)) {
        out.raw(" disabled=\"disabled\"");
      }
      out.raw("/><label").attr("for", optionId).raw("> ");
      out.raw(o.escape() ? Escapes.html(o.label()) : o.label()).raw("</label>");
      out.raw(vertical ? "</td></tr>" : "</td>");
    }
    out.raw(vertical ? "" : "</tr>").raw("</table>");
  }

  private void selectList(PageNode.Element e) {
    String id = ids.of(e);
    Set<String> chosen = selected(e);
    out.raw("<select").attr("id", id).attr("name", id).attr("size", page.attribute(e, "size"));
    if (page.flag(e, "multiselect", false)) {
      out.raw(" multiple=\"multiple\"");
    }
    state(e);
    passThrough(e);
    out.raw(">");
    for (Option o : options(e)) {
      out.raw("<option").attr("value", o.value());
      if (chosen.contains(o.value())) {
        out.raw(" selected=\"selected\"");
      }
      if (o.disabled()) {
        out.raw(" disabled=\"disabled\"");
      }
      out.raw(">").raw(o.escape() ? Escapes.html(o.label()) : o.label()).raw("</option>");
    }
    out.raw("</select>");
  }

  private void commandButton(PageNode.Element e) {
    requireForm(e);
    String id = ids.of(e);
    out.raw("<input").attr("id", id).attr("type", "submit").attr("name", id);
    out.attr("value", nullToEmpty(page.attribute(e, "value")))
        .attr("alt", page.attribute(e, "alt"));
    if (page.flag(e, "disabled", false)) {
      out.raw(" disabled=\"disabled\"");
    }
    passThrough(e);
    out.raw("/>");
  }

  private void commandLink(PageNode.Element e) {
    requireForm(e);
    String id = ids.of(e);
    String submit =
        "var f=document.getElementById('"
            + Escapes.js(formId)
            + "');var i=document.createElement('input');i.type='hidden';i.name='"
            + Escapes.js(id)
            + "';i.value='1';f.appendChild(i);f.submit();return false;";
    out.raw("<a").attr("id", id).attr("href", "#").attr("target", page.attribute(e, "target"));
    String own = page.attribute(e, "onclick");
    out.attr("onclick", (own == null ? "" : own + ";") + submit);
    for (PageNode.Attribute a : e.attributes()) {
      if (a.name().equalsIgnoreCase("styleClass")) {
        out.attr("class", PageFunctions.text(run.value(a.value())));
      } else if (a.name().toLowerCase(Locale.ROOT).matches("style|title|lang|dir|tabindex")) {
        out.attr(a.name().toLowerCase(Locale.ROOT), PageFunctions.text(run.value(a.value())));
      }
    }
    out.raw(">").text(nullToEmpty(page.attribute(e, "value")));
    page.children(e);
    out.raw("</a>");
  }

  private void requireForm(PageNode.Element e) {
    if (formId == null) {
      throw new PageFailure("<" + e.name() + "> must be inside an <apex:form>");
    }
  }

  private void messages(PageNode.Element e) {
    List<PageMessage> all = run.messages();
    boolean escape = page.flag(e, "escape", true);
    boolean detail = page.flag(e, "showDetail", true);
    out.raw("<span").attr("id", ids.of(e));
    passThrough(e);
    out.raw(">");
    for (PageMessage m : all) {
      String severity = m.severity() == null ? "INFO" : m.severity().toLowerCase(Locale.ROOT);
      out.raw("<div class=\"message " + Escapes.html(severity) + "M3\" role=\"alert\">");
      out.raw("<ul><li>");
      out.raw(escape ? Escapes.html(nullToEmpty(m.summary())) : nullToEmpty(m.summary()));
      if (detail && m.detail() != null && !m.detail().equals(m.summary())) {
        out.raw("<br/>").raw(escape ? Escapes.html(m.detail()) : m.detail());
      }
      out.raw("</li></ul></div>");
    }
    out.raw("</span>");
  }

  private void image(PageNode.Element e) {
    String src = page.attribute(e, "value");
    out.raw("<img").attr("id", explicitId(e));
    out.attr("src", src == null ? page.attribute(e, "url") : src);
    for (String name : List.of("alt", "width", "height", "usemap", "ismap", "longdesc")) {
      out.attr(name, page.attribute(e, name));
    }
    passThrough(e);
    out.raw("/>");
  }
}
