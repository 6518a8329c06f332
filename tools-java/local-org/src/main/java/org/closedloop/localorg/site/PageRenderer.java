package org.closedloop.localorg.site;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes a page: HTML passes through, expressions are escaped by default (not inside script and
 * style), components become the HTML that the platform makes of them.
 */
final class PageRenderer {

  private static final Set<String> VOID =
      Set.of(
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
          "source", "track", "wbr");

  /** Functions whose result is safe in HTML already. */
  private static final Set<String> ENCODES = Set.of("HTMLENCODE", "JSINHTMLENCODE");

  private final PageRun run;
  private final Supplier<Map<String, String>> viewState;
  private final String action;
  private final HtmlOut out = new HtmlOut();
  private final ClientIds ids = new ClientIds();
  private final ComponentWriter components;

  /**
   * @param viewState makes the hidden fields of the forms, asked for only when a form is written
   * @param action URL that forms post to
   */
  PageRenderer(PageRun run, Supplier<Map<String, String>> viewState, String action) {
    this.run = run;
    this.viewState = viewState;
    this.action = action;
    components = new ComponentWriter(this, run, out, ids);
  }

  String render() {
    PageNode.Element root = run.page().root();
    boolean html = contentType().startsWith("text/html");
    CompiledPage page = run.page();
    boolean htmlTag = html && page.flag("applyHtmlTag", true);
    boolean bodyTag = html && page.flag("applyBodyTag", page.flag("applyHtmlTag", true));
    if (html) {
      out.raw(docType(page.option("docType", "html-4.01-transitional")));
    }
    if (htmlTag) {
      out.raw("<html").attr("lang", attribute(root, "language")).raw("><head>");
      String title = attribute(root, "title");
      if (title != null) {
        out.raw("<title>").text(title).raw("</title>");
      }
      head(root);
      out.raw("</head>");
    }
    if (bodyTag) {
      out.raw("<body>");
    }
    ids.enter(ClientIds.own(root));
    children(root);
    ids.leave();
    if (bodyTag) {
      out.raw("</body>");
    }
    if (htmlTag) {
      out.raw("</html>");
    }
    return out.toString();
  }

  /** The media type of the page, without a charset when the page sets none. */
  String contentType() {
    String type = attribute(run.page().root(), "contentType");
    String bare = type == null ? "text/html" : type.split("#")[0];
    return bare.toLowerCase(Locale.ROOT).contains("charset") ? bare : bare + ";charset=UTF-8";
  }

  private static String docType(String name) {
    String n = name.toLowerCase(Locale.ROOT);
    if (n.equals("none")) {
      return "";
    }
    if (n.startsWith("html-5")) {
      return "<!DOCTYPE HTML>\n";
    }
    String kind = n.contains("strict") ? "" : " Transitional";
    if (n.startsWith("xhtml-1.0")) {
      return "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0"
          + (kind.isEmpty() ? " Strict" : kind)
          + "//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-"
          + (kind.isEmpty() ? "strict" : "transitional")
          + ".dtd\">\n";
    }
    return "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01"
        + kind
        + "//EN\" \"http://www.w3.org/TR/html4/"
        + (kind.isEmpty() ? "strict" : "loose")
        + ".dtd\">\n";
  }

  /** Style sheets and scripts go into the head that the page itself writes. */
  private void head(PageNode.Element root) {
    for (PageNode child : root.children()) {
      if (child instanceof PageNode.Element e && isHeadComponent(e) && rendered(e)) {
        components.write(e);
      }
    }
  }

  private static boolean isHeadComponent(PageNode.Element e) {
    return e.name().equalsIgnoreCase("apex:stylesheet")
        || e.name().equalsIgnoreCase("apex:includeScript");
  }

  boolean rendered(PageNode.Element e) {
    return e.attribute("rendered").map(a -> PageFunctions.truth(run.value(a.value()))).orElse(true);
  }

  /** Text of an attribute, null when it is missing. */
  String attribute(PageNode.Element e, String name) {
    return e.attribute(name).map(a -> PageFunctions.text(run.value(a.value()))).orElse(null);
  }

  boolean flag(PageNode.Element e, String name, boolean otherwise) {
    Optional<PageNode.Attribute> a = e.attribute(name);
    return a.isPresent() ? PageFunctions.truth(run.value(a.get().value())) : otherwise;
  }

  void children(PageNode.Element e) {
    nodes(e.children());
  }

  private void nodes(List<PageNode> nodes) {
    for (PageNode n : nodes) {
      if (n instanceof PageNode.Text t) {
        text(t);
      } else if (n instanceof PageNode.Verbatim v) {
        out.raw(v.markup());
      } else if (n instanceof PageNode.Element e) {
        element(e);
      }
    }
  }

  private void text(PageNode.Text t) {
    for (PageNode.Part p : t.template().parts()) {
      if (p instanceof PageNode.Literal l) {
        out.raw(l.text());
      } else if (p instanceof PageNode.Expression x) {
        String value = PageFunctions.text(run.eval(x.expr()));
        out.raw(t.raw() || isEncoded(x.expr()) ? value : Escapes.html(value));
      }
    }
  }

  private static boolean isEncoded(PageExpr e) {
    return e instanceof PageExpr.Call c && ENCODES.contains(c.function());
  }

  private void element(PageNode.Element e) {
    if (!e.isComponent() || e.name().toLowerCase(Locale.ROOT).startsWith("svg:")) {
      html(e);
      return;
    }
    refuse(e);
    if (!rendered(e)) {
      return;
    }
    switch (e.name().toLowerCase(Locale.ROOT)) {
      case "apex:form" -> form(e);
      case "apex:repeat" ->
          Repeats.each(
              run,
              e,
              i -> {
                ids.enter(ClientIds.own(e) + ":" + i);
                children(e);
                ids.leave();
              });
      case "apex:variable" -> {
        Repeats.define(run, e);
        children(e);
      }
      default -> {
        boolean hoisted = isHeadComponent(e) && run.page().flag("applyHtmlTag", true);
        if (!hoisted || !run.page().root().children().contains(e)) {
          components.write(e);
        }
      }
    }
  }

  /** A page that was accepted with parts that are not rendered fails where it comes to one. */
  private static void refuse(PageNode.Element e) {
    if (!TagLibrary.knows(e.name())) {
      throw new PageFailure("The local org does not support component <" + e.name() + ">");
    }
    for (PageNode.Attribute a : e.attributes()) {
      TagLibrary.refuses(e.name(), a.name())
          .ifPresent(
              p -> {
                throw new PageFailure(p.message());
              });
    }
  }

  private void html(PageNode.Element e) {
    out.raw("<" + e.name());
    for (PageNode.Attribute a : e.attributes()) {
      out.raw(" " + a.name() + "=\"");
      for (PageNode.Part p : a.value().parts()) {
        if (p instanceof PageNode.Literal l) {
          out.raw(l.text().replace("\"", "&quot;"));
        } else if (p instanceof PageNode.Expression x) {
          String value = PageFunctions.text(run.eval(x.expr()));
          out.raw(isEncoded(x.expr()) ? value : Escapes.html(value));
        }
      }
      out.raw("\"");
    }
    if (e.children().isEmpty() && VOID.contains(e.name().toLowerCase(Locale.ROOT))) {
      out.raw("/>");
      return;
    }
    out.raw(">");
    children(e);
    out.raw("</" + e.name() + ">");
  }

  private void form(PageNode.Element e) {
    String id = ids.of(e);
    out.raw("<form").attr("id", id).attr("name", id).attr("method", "post").attr("action", action);
    String enctype = attribute(e, "enctype");
    out.attr("enctype", enctype == null ? "application/x-www-form-urlencoded" : enctype);
    out.attr("target", attribute(e, "target"));
    out.attr("accept-charset", attribute(e, "acceptcharset"));
    components.passThrough(e);
    out.raw(">\n");
    hidden(id, id);
    ids.enter(ClientIds.own(e));
    components.setForm(id);
    children(e);
    components.setForm(null);
    ids.leave();
    out.raw("<div").attr("id", id + ":viewstate").raw(" style=\"display:none\">");
    viewState.get().forEach(this::hidden);
    out.raw("</div></form>");
  }

  private void hidden(String name, String value) {
    out.raw("<input type=\"hidden\"").attr("name", name).attr("value", value).raw("/>");
  }
}
