package org.closedloop.localorg.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.schema.Schema;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.Diagnostic.Rule;
import org.closedloop.metadata.Diagnostic.Severity;
import org.closedloop.metadata.NearestName;

/**
 * Checks a page against the org: markup, components and attributes, functions, global variables and
 * the members of its controllers. A page with an error cannot be deployed.
 */
public final class PageCompiler {

  private final Component page;
  private final Schema schema;
  private final Function<String, Optional<Map<String, String>>> members;
  private final List<Diagnostic> found = new ArrayList<>();
  private final Map<String, String> controllerMembers =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private String controller = "";
  private PageSurroundings standing;

  private PageCompiler(
      Component page, Schema schema, Function<String, Optional<Map<String, String>>> members) {
    this.page = page;
    this.schema = schema;
    this.members = members;
  }

  /**
   * Everything wrong with an ApexPage component.
   *
   * @param program the compiled classes, or null when they do not compile: controllers are then not
   *     looked into
   */
  public static List<Diagnostic> check(Component page, Schema schema, ApexProgram program) {
    PageCompiler c = new PageCompiler(page, schema, program == null ? null : program::pageMembers);
    c.run();
    return List.copyOf(c.found);
  }

  /** The tree of a page that was checked before. */
  static CompiledPage compile(String name, String markup) {
    try {
      return new CompiledPage(name, PageMarkup.parse(markup));
    } catch (PageSyntaxException e) {
      throw new IllegalStateException(name + ":" + e.line() + ": " + e.getMessage());
    }
  }

  private void run() {
    String markup = page.contentText();
    if (markup == null) {
      add("page-empty", 0, 0, "The page has no markup", "");
      return;
    }
    PageNode.Element root;
    try {
      root = PageMarkup.parse(markup);
    } catch (PageSyntaxException e) {
      String code = e.lacking() ? PageProblem.LACKING : "page-syntax";
      add(code, e.line(), e.column(), e.getMessage(), "");
      return;
    }
    if (!root.name().equalsIgnoreCase("apex:page")) {
      add("page-root", root.line(), root.column(), "The page must have <apex:page> as root", "");
      return;
    }
    standing = PageSurroundings.of(root, schema);
    standing.problem().ifPresent(p -> add(p.code(), root.line(), root.column(), p.message(), ""));
    controller(root);
    element(root, new HashMap<>());
  }

  private void controller(PageNode.Element root) {
    Optional<String> named = new CompiledPage(page.fullName(), root).controller();
    controller = named.orElse(standing.name());
    if (members == null) {
      return;
    }
    List<String> classes = new ArrayList<>(standing.extensions());
    named.ifPresent(classes::add);
    for (String name : classes) {
      Optional<Map<String, String>> names = members.apply(name);
      if (names.isEmpty()) {
        PageProblem p =
            name.contains(".")
                ? new PageProblem("external-reference", "Apex class '" + name + "' is not here")
                : PageProblem.unknown(
                    "page-controller", name, "Apex class '" + name + "' does not exist");
        add(p.code(), root.line(), root.column(), p.message(), "");
        standing = standing.opened();
      } else {
        names.get().forEach(controllerMembers::putIfAbsent);
      }
    }
  }

  private void add(String code, int line, int column, String message, String hint) {
    found.add(
        new Diagnostic(
            code,
            Severity.ERROR,
            Rule.REFUSED,
            page.contentFile() == null ? page.file() : page.contentFile(),
            line,
            column,
            page.type(),
            page.fullName(),
            message,
            hint));
  }

  /**
   * @param variables names that expressions know here, in lower case, with the Apex text of their
   *     types; empty where the type is not known
   */
  private void element(PageNode.Element e, Map<String, String> variables) {
    Map<String, String> scope = variables;
    if (e.isComponent()) {
      component(e);
      Optional<String> var = e.attribute("var").flatMap(a -> a.value().literal());
      boolean named = is(e, "apex:repeat") || is(e, "apex:variable");
      if (named || var.isPresent() && TagLibrary.onlyPlatform(e.name())) {
        if (var.isEmpty()) {
          add("page-attribute", e.line(), e.column(), e.name() + " needs attribute var", "");
        } else if (is(e, "apex:variable")) {
          variables.put(var.get().toLowerCase(Locale.ROOT), "");
        } else {
          scope = new HashMap<>(variables);
          scope.put(var.get().toLowerCase(Locale.ROOT), itemType(e, variables));
        }
      }
    }
    for (PageNode.Attribute a : e.attributes()) {
      boolean action = e.isComponent() && a.name().equalsIgnoreCase("action");
      template(a.value(), is(e, "apex:repeat") ? variables : scope, action);
    }
    for (PageNode child : e.children()) {
      if (child instanceof PageNode.Element c) {
        element(c, scope);
      } else if (child instanceof PageNode.Text t) {
        template(t.template(), scope, false);
      }
    }
  }

  /** What one round of a repetition is bound to; empty when that is not known. */
  private String itemType(PageNode.Element repeat, Map<String, String> variables) {
    List<PageNode.Part> parts =
        repeat.attribute("value").map(a -> a.value().parts()).orElse(List.of());
    if (members == null
        || parts.size() != 1
        || !(parts.get(0) instanceof PageNode.Expression x)
        || !(x.expr() instanceof PageExpr.Path p)) {
      return "";
    }
    String root = p.root().toLowerCase(Locale.ROOT);
    String type = variables.containsKey(root) ? variables.get(root) : memberType(root);
    return PageTypes.item(types().follow(type, p).type());
  }

  private PageTypes types() {
    return new PageTypes(schema, members);
  }

  /** Type of a controller's property; empty when it is not known. */
  private String memberType(String name) {
    String type = controllerMembers.get(name);
    return type != null ? type : controllerMembers.getOrDefault("get" + name, "");
  }

  private static boolean is(PageNode.Element e, String name) {
    return e.name().equalsIgnoreCase(name);
  }

  private void component(PageNode.Element e) {
    if (!TagLibrary.knows(e.name())) {
      if (e.name().toLowerCase(Locale.ROOT).startsWith("svg:")) {
        return;
      }
      PageProblem p = notRendered(e.name());
      boolean unknown = p.code().equals("page-component");
      String hint = unknown ? NearestName.hint(e.name(), TagLibrary.names()) : "";
      add(p.code(), e.line(), e.column(), p.message(), hint);
      return;
    }
    for (PageNode.Attribute a : e.attributes()) {
      TagLibrary.refuses(e.name(), a.name())
          .ifPresent(p -> add(p.code(), a.line(), a.column(), p.message(), ""));
    }
    if (is(e, "apex:param") && e.attribute("value").isEmpty()) {
      add("page-attribute", e.line(), e.column(), "<apex:param> needs attribute value", "");
    }
  }

  private PageProblem notRendered(String tag) {
    int colon = tag.indexOf(':');
    String prefix = tag.substring(0, colon).toLowerCase(Locale.ROOT);
    boolean own = prefix.equals("c") && standing.hasComponent(tag.substring(colon + 1));
    if (own || TagLibrary.onlyPlatform(tag)) {
      return PageProblem.lacking("component <" + tag + ">");
    }
    boolean ours = prefix.equals("c") || prefix.equals("apex");
    return new PageProblem(
        ours ? "page-component" : "external-reference",
        "Component <" + tag + "> does not exist. Check spelling.");
  }

  private void template(PageNode.Template t, Map<String, String> scope, boolean action) {
    for (PageNode.Part p : t.parts()) {
      if (p instanceof PageNode.Expression x) {
        expression(x.expr(), x, scope, action);
      }
    }
  }

  private void expression(
      PageExpr e, PageNode.Expression at, Map<String, String> scope, boolean action) {
    if (e instanceof PageExpr.Path p) {
      path(p, at, scope, action);
    } else if (e instanceof PageExpr.Call c) {
      if (!PageFunctions.knows(c.function())) {
        add(
            "page-function",
            at.line(),
            at.column(),
            "Unknown function " + c.function() + ". Check spelling.",
            NearestName.hint(c.function(), PageFunctions.names()));
      } else {
        String problem = PageFunctions.arityProblem(c.function(), c.args().size());
        if (problem != null) {
          add("page-function", at.line(), at.column(), problem, "");
        }
      }
      c.args().forEach(a -> expression(a, at, scope, false));
    } else if (e instanceof PageExpr.Binary b) {
      expression(b.left(), at, scope, false);
      expression(b.right(), at, scope, false);
    } else if (e instanceof PageExpr.Unary u) {
      expression(u.operand(), at, scope, false);
    }
  }

  private void path(
      PageExpr.Path p, PageNode.Expression at, Map<String, String> scope, boolean action) {
    for (PageExpr.Step s : p.steps()) {
      if (s.index() != null) {
        expression(s.index(), at, scope, false);
      }
    }
    if (p.root().startsWith("$")) {
      PageGlobals.problem(p, schema)
          .ifPresent(x -> add(x.code(), at.line(), at.column(), x.message(), ""));
      return;
    }
    String root = p.root().toLowerCase(Locale.ROOT);
    if (members == null) {
      return;
    }
    if (scope.containsKey(root)) {
      members(scope.get(root), p, at);
      return;
    }
    if (standing.open()) {
      return;
    }
    if (controller.isEmpty() && !standing.some()) {
      add(
          "page-variable",
          at.line(),
          at.column(),
          "Unknown property '" + p.root() + "'",
          "the page has no controller");
      return;
    }
    boolean known =
        controllerMembers.containsKey(root)
            || standing.has(root)
            || !action && controllerMembers.containsKey("get" + root);
    if (!known) {
      add(
          "page-variable",
          at.line(),
          at.column(),
          action
              ? "Unknown method '" + controller + "." + p.root() + "()'"
              : "Unknown property '" + controller + "." + p.root() + "'",
          NearestName.hint(root, controllerMembers.keySet()));
    } else if (!action && !standing.has(root)) {
      members(memberType(root), p, at);
    }
  }

  /** What a path names behind its root. */
  private void members(String type, PageExpr.Path p, PageNode.Expression at) {
    PageTypes.Followed followed = types().follow(type, p);
    if (!followed.problem().isEmpty()) {
      add("page-variable", at.line(), at.column(), followed.problem(), followed.hint());
    }
  }
}
