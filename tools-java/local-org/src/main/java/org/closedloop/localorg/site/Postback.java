package org.closedloop.localorg.site;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.host.ApexSession.PageMessage;
import org.closedloop.apex.host.ApexSession.PageOutcome;

/**
 * A posted form: hands the inputs of the form that was sent to their bindings, then calls the
 * action of the command that sent it. Components that are not rendered take no part.
 */
final class Postback {

  private final PageRun run;
  private final Map<String, List<String>> form;
  private final ClientIds ids = new ClientIds();
  private PageNode.Element command;
  private boolean invalid;
  private boolean inSentForm;

  Postback(PageRun run, Map<String, List<String>> form) {
    this.run = run;
    this.form = form;
  }

  /** Null stays on the page. */
  PageOutcome process() {
    walk(run.page().root());
    if (invalid || command == null) {
      return null;
    }
    Optional<PageExpr> action = command.attribute("action").flatMap(a -> a.value().single());
    return action.isPresent() ? call(run, action.get()) : literalTarget();
  }

  private PageOutcome literalTarget() {
    Optional<PageNode.Attribute> action = command.attribute("action");
    return action.isEmpty()
        ? null
        : new PageOutcome(PageFunctions.text(run.value(action.get().value())), false);
  }

  /** Calls the action method an expression names. */
  static PageOutcome call(PageRun run, PageExpr action) {
    if (action instanceof PageExpr.Path p && p.steps().size() == 1 && !p.root().startsWith("$")) {
      return run.session().callAction(run.controller(), p.root());
    }
    Object url = run.eval(action);
    return url == null ? null : new PageOutcome(PageFunctions.text(url), false);
  }

  private boolean rendered(PageNode.Element e) {
    return e.attribute("rendered").map(a -> PageFunctions.truth(run.value(a.value()))).orElse(true);
  }

  private void walk(PageNode.Element e) {
    if (!e.isComponent()) {
      children(e);
      return;
    }
    if (!rendered(e)) {
      return;
    }
    switch (e.name().toLowerCase(Locale.ROOT)) {
      case "apex:page" -> container(e, ClientIds.own(e));
      case "apex:form" -> {
        inSentForm = form.containsKey(ids.of(e));
        container(e, ClientIds.own(e));
        inSentForm = false;
      }
      case "apex:repeat" -> Repeats.each(run, e, i -> container(e, ClientIds.own(e) + ":" + i));
      case "apex:variable" -> {
        Repeats.define(run, e);
        children(e);
      }
      default -> {
        if (inSentForm) {
          component(e);
        }
        children(e);
      }
    }
  }

  private void container(PageNode.Element e, String id) {
    ids.enter(id);
    children(e);
    ids.leave();
  }

  private void children(PageNode.Element e) {
    for (PageNode child : e.children()) {
      if (child instanceof PageNode.Element c) {
        walk(c);
      }
    }
  }

  private void component(PageNode.Element e) {
    String id = ids.of(e);
    List<String> sent = form.get(id);
    switch (e.name().toLowerCase(Locale.ROOT)) {
      case "apex:commandbutton", "apex:commandlink" -> {
        if (sent != null) {
          command = e;
          parameters(e);
        }
      }
      case "apex:inputcheckbox" -> {
        if (!disabled(e)) {
          bind(e, sent != null);
        }
      }
      case "apex:inputhidden",
          "apex:inputtext",
          "apex:inputsecret",
          "apex:inputtextarea",
          "apex:selectradio",
          "apex:selectlist" -> {
        if (sent != null && !disabled(e)) {
          input(e, id, sent.get(0));
        }
      }
      case "apex:selectcheckboxes" -> {
        if (!disabled(e)) {
          throw new PageFailure("The local org does not support posting " + e.name());
        }
      }
      default -> {
        // shows only
      }
    }
  }

  private void parameters(PageNode.Element e) {
    for (PageNode child : e.children()) {
      if (child instanceof PageNode.Element p && p.name().equalsIgnoreCase("apex:param")) {
        Optional<PageExpr> target = p.attribute("assignTo").flatMap(a -> a.value().single());
        Object value = p.attribute("value").map(a -> run.value(a.value())).orElse(null);
        if (target.isPresent() && target.get() instanceof PageExpr.Path path) {
          run.assign(path, PageFunctions.text(value));
        }
        p.attribute("name")
            .ifPresent(
                n ->
                    run.host()
                        .page()
                        .parameters()
                        .put(PageFunctions.text(run.value(n.value())), PageFunctions.text(value)));
      }
    }
  }

  private boolean disabled(PageNode.Element e) {
    return e.attribute("disabled")
        .map(a -> PageFunctions.truth(run.value(a.value())))
        .orElse(false);
  }

  private void input(PageNode.Element e, String id, String sent) {
    boolean required =
        e.attribute("required").map(a -> PageFunctions.truth(run.value(a.value()))).orElse(false);
    if (required && sent.isBlank()) {
      String label =
          e.attribute("label").map(a -> PageFunctions.text(run.value(a.value()))).orElse(id);
      run.addMessage(
          new PageMessage("ERROR", label + ": Validation Error: Value is required.", null));
      invalid = true;
      return;
    }
    bind(e, sent);
  }

  private void bind(PageNode.Element e, Object value) {
    Optional<PageExpr> target = e.attribute("value").flatMap(a -> a.value().single());
    if (target.isPresent()
        && target.get() instanceof PageExpr.Path p
        && !p.root().startsWith("$")) {
      run.assign(p, value);
    }
  }
}
