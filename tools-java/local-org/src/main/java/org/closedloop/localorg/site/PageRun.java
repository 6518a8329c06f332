package org.closedloop.localorg.site;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.ApexSession.PageMessage;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.value.SObjectValue;

/** One request of a page at work: evaluates its expressions against controller and globals. */
final class PageRun {

  private final CompiledPage page;
  private final ApexHost host;
  private final ApexSession session;
  private final PageAddress address;
  private final Object controller;
  private final Deque<Map<String, Object>> scopes = new ArrayDeque<>();
  private final List<PageMessage> ownMessages = new ArrayList<>();

  PageRun(
      CompiledPage page,
      ApexHost host,
      ApexSession session,
      PageAddress address,
      Object controller) {
    this.page = page;
    this.host = host;
    this.session = session;
    this.address = address;
    this.controller = controller;
    scopes.push(new HashMap<>());
  }

  CompiledPage page() {
    return page;
  }

  ApexHost host() {
    return host;
  }

  ApexSession session() {
    return session;
  }

  PageAddress address() {
    return address;
  }

  Object controller() {
    return controller;
  }

  /** Messages of code first, then those of the page's own checks. */
  List<PageMessage> messages() {
    List<PageMessage> all = new ArrayList<>(session.pageMessages());
    all.addAll(ownMessages);
    return all;
  }

  void addMessage(PageMessage m) {
    ownMessages.add(m);
  }

  void define(String variable, Object value) {
    scopes.element().put(variable.toLowerCase(Locale.ROOT), value);
  }

  /** Runs the body with a variable of its own. */
  void with(String variable, Object value, Runnable body) {
    scopes.push(new HashMap<>());
    define(variable, value);
    try {
      body.run();
    } finally {
      scopes.pop();
    }
  }

  /** The value of an attribute: that of its only expression, or text. */
  Object value(PageNode.Template t) {
    Optional<PageExpr> single = t.single();
    if (single.isPresent()) {
      return eval(single.get());
    }
    StringBuilder sb = new StringBuilder();
    for (PageNode.Part p : t.parts()) {
      if (p instanceof PageNode.Literal l) {
        sb.append(Escapes.decodeEntities(l.text()));
      } else if (p instanceof PageNode.Expression x) {
        sb.append(PageFunctions.text(eval(x.expr())));
      }
    }
    return sb.toString();
  }

  Object eval(PageExpr e) {
    if (e instanceof PageExpr.Literal l) {
      return l.value();
    }
    if (e instanceof PageExpr.Path p) {
      return path(p.steps(), p);
    }
    if (e instanceof PageExpr.Unary u) {
      Object v = eval(u.operand());
      return u.op() == '!' ? !PageFunctions.truth(v) : (Object) PageFunctions.number(v).negate();
    }
    if (e instanceof PageExpr.Binary b) {
      if (b.op().equals("&&")) {
        return PageFunctions.truth(eval(b.left())) && PageFunctions.truth(eval(b.right()));
      }
      if (b.op().equals("||")) {
        return PageFunctions.truth(eval(b.left())) || PageFunctions.truth(eval(b.right()));
      }
      return PageFunctions.binary(b.op(), eval(b.left()), eval(b.right()));
    }
    return call((PageExpr.Call) e);
  }

  private Object call(PageExpr.Call c) {
    List<PageExpr> a = c.args();
    switch (c.function()) {
      case "IF":
        return PageFunctions.truth(eval(a.get(0))) ? eval(a.get(1)) : eval(a.get(2));
      case "AND":
        return a.stream().allMatch(x -> PageFunctions.truth(eval(x)));
      case "OR":
        return a.stream().anyMatch(x -> PageFunctions.truth(eval(x)));
      case "CASE":
        Object subject = eval(a.get(0));
        for (int i = 1; i + 1 < a.size(); i += 2) {
          if (PageFunctions.same(subject, eval(a.get(i)))) {
            return eval(a.get(i + 1));
          }
        }
        return a.size() % 2 == 0 ? eval(a.get(a.size() - 1)) : null;
      case "TODAY":
        return LocalDate.ofInstant(host.now(), host.user().zone());
      case "NOW":
        return host.now();
      case "URLFOR":
        return urlFor(a);
      default:
        return PageFunctions.call(c.function(), a.stream().map(this::eval).toList());
    }
  }

  private String urlFor(List<PageExpr> args) {
    String base = PageFunctions.text(eval(args.get(0)));
    String path = args.size() > 1 ? PageFunctions.text(eval(args.get(1))) : "";
    return path.isEmpty() ? base : base + "/" + path.replaceFirst("^/", "");
  }

  private Object path(List<PageExpr.Step> steps, PageExpr.Path whole) {
    String root = steps.get(0).name();
    if (root.startsWith("$")) {
      return global(whole);
    }
    Object value = null;
    boolean local = false;
    for (Map<String, Object> scope : scopes) {
      if (scope.containsKey(root.toLowerCase(Locale.ROOT))) {
        value = scope.get(root.toLowerCase(Locale.ROOT));
        local = true;
        break;
      }
    }
    if (!local) {
      if (controller == null) {
        throw new PageFailure("Unknown property '" + root + "'");
      }
      value = session.getMember(controller, root);
    }
    return follow(value, steps, 1);
  }

  private Object global(PageExpr.Path p) {
    boolean parameter =
        p.root().equalsIgnoreCase("$CurrentPage")
            && p.steps().size() == 3
            && p.steps().get(2).index() != null;
    if (parameter) {
      return host.page().parameters().get(PageFunctions.text(eval(p.steps().get(2).index())));
    }
    return PageGlobals.value(p, host, address);
  }

  private Object follow(Object start, List<PageExpr.Step> steps, int from) {
    Object value = start;
    for (int i = from; i < steps.size(); i++) {
      if (value == null) {
        return null;
      }
      PageExpr.Step s = steps.get(i);
      value =
          s.index() != null ? PageFunctions.at(value, eval(s.index())) : member(value, s.name());
    }
    return value;
  }

  private Object member(Object target, String name) {
    if (target instanceof SObjectValue row) {
      Optional<FieldDef> field = row.type().field(name);
      if (field.isPresent()) {
        return row.get(field.get().name());
      }
      Optional<FieldDef> parent = row.type().relationship(name);
      if (parent.isPresent()) {
        return row.parent(parent.get().relationshipName());
      }
      throw new PageFailure("Invalid field " + name + " for SObject " + row.type().name());
    }
    if (target instanceof Map<?, ?> map) {
      return map.get(name);
    }
    return session.getMember(target, name);
  }

  /** Writes what the browser sent to the place the expression names. */
  void assign(PageExpr.Path path, Object value) {
    List<PageExpr.Step> steps = path.steps();
    PageExpr.Step last = steps.get(steps.size() - 1);
    if (last.name() == null) {
      throw new PageFailure("An input cannot be bound to an element of a list or map");
    }
    if (steps.size() == 1) {
      session.setMember(controller, last.name(), value);
      return;
    }
    Object target = path(steps.subList(0, steps.size() - 1), path);
    if (target instanceof SObjectValue row) {
      FieldDef f =
          row.type()
              .field(last.name())
              .orElseThrow(() -> new PageFailure("Invalid field " + last.name()));
      row.put(f.name(), fieldValue(f, value));
    } else if (target != null) {
      session.setMember(target, last.name(), value);
    }
  }

  private static Object fieldValue(FieldDef f, Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    String s = PageFunctions.text(value);
    if (f.type() == FieldType.BOOLEAN) {
      return PageFunctions.truth(s);
    }
    if (s.isEmpty()) {
      return null;
    }
    try {
      if (f.type().isDecimal()) {
        return new BigDecimal(s.trim());
      }
      return switch (f.type()) {
        case INTEGER -> Integer.valueOf(s.trim());
        case LONG -> Long.valueOf(s.trim());
        case DATE -> LocalDate.parse(s.trim());
        case DATETIME -> LocalDate.parse(s.trim()).atStartOfDay(ZoneOffset.UTC).toInstant();
        default -> s;
      };
    } catch (RuntimeException e) {
      throw new PageFailure(f.label() + ": " + s + " is not a valid value");
    }
  }
}
