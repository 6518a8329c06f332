package org.closedloop.localorg.org;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.closedloop.apex.host.Limits;
import org.closedloop.localorg.async.AsyncQueue;
import org.closedloop.localorg.control.ControlOrg;
import org.closedloop.localorg.flow.FlowTrace;
import org.closedloop.localorg.http.SessionRegistry;
import org.closedloop.localorg.mail.Outbox;
import org.closedloop.localorg.request.RequestUsage;

/** The org behind its control API: what no real org lets one see or do. */
final class ControlDoor implements ControlOrg {

  private final LocalOrg org;
  private final SessionRegistry sessions;
  private final Runnable afterReset;
  private final Runnable shutdown;

  /**
   * @param afterReset puts back what a reset must not lose, such as the administrator's session
   */
  ControlDoor(LocalOrg org, SessionRegistry sessions, Runnable afterReset, Runnable shutdown) {
    this.org = org;
    this.sessions = sessions;
    this.afterReset = afterReset;
    this.shutdown = shutdown;
  }

  @Override
  public Instant now() {
    return org.clock().now();
  }

  @Override
  public boolean frozen() {
    return org.clock().isFrozen();
  }

  @Override
  public boolean advanceTo(Instant target, Consumer<Item> done) {
    List<AsyncQueue.LogLine> lines = org.queue().advanceTo(target, line -> done.accept(item(line)));
    return lines.stream().noneMatch(AsyncQueue.LogLine::failed);
  }

  private static Item item(AsyncQueue.LogLine l) {
    return new Item(l.due(), l.kind(), l.name(), l.reference(), l.count(), l.failed(), l.message());
  }

  @Override
  public List<Map<String, Object>> outbox() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Outbox.Message m : org.outbox().messages()) {
      all.add(head(m));
    }
    return all;
  }

  private static Map<String, Object> head(Outbox.Message m) {
    Map<String, Object> o = new LinkedHashMap<>();
    o.put("id", String.valueOf(m.number()));
    o.put("at", m.sentOn());
    o.put("from", m.from());
    o.put("to", m.to());
    o.put("cc", m.cc());
    o.put("bcc", m.bcc());
    o.put("subject", m.subject());
    o.put("headers", m.headers());
    o.put("senderUserId", m.senderUserId());
    o.put("targetObjectId", m.targetObjectId());
    o.put("whatId", m.whatId());
    return o;
  }

  @Override
  public Optional<Map<String, Object>> mail(String id) {
    int number;
    try {
      number = Integer.parseInt(id);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return org.outbox()
        .message(number)
        .map(
            m -> {
              Map<String, Object> o = head(m);
              o.put("html", m.html());
              o.put("text", m.text());
              return o;
            });
  }

  @Override
  public List<Map<String, Object>> notifications() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Outbox.Notification n : org.outbox().notifications()) {
      Map<String, Object> o = new LinkedHashMap<>();
      o.put("id", String.valueOf(n.number()));
      o.put("at", n.sentOn());
      o.put("type", n.typeName());
      o.put("title", n.title());
      o.put("body", n.body());
      o.put("targetId", n.targetId());
      o.put("senderUserId", n.senderUserId());
      o.put("recipients", n.recipientIds());
      all.add(o);
    }
    return all;
  }

  @Override
  public List<Map<String, Object>> jobs() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (AsyncQueue.LogLine l : org.queue().log()) {
      Map<String, Object> o = work(l.due(), l.kind(), l.name(), l.reference());
      o.put("state", l.failed() ? "failed" : "done");
      o.put("ranAt", l.ranAt());
      o.put("count", l.count());
      o.put("message", l.message());
      all.add(o);
    }
    for (AsyncQueue.Entry e : org.queue().waiting()) {
      Map<String, Object> o = work(e.due(), e.work().kind(), e.work().name(), e.work().reference());
      o.put("state", "waiting");
      all.add(o);
    }
    return all;
  }

  private static Map<String, Object> work(Instant due, String kind, String name, String reference) {
    Map<String, Object> o = new LinkedHashMap<>();
    o.put("due", due);
    o.put("kind", kind);
    o.put("name", name);
    o.put("reference", reference);
    return o;
  }

  @Override
  public List<Map<String, Object>> requests() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (RequestUsage u : org.requests().last()) {
      Map<String, Object> o = new LinkedHashMap<>();
      o.put("number", u.number());
      o.put("startedAt", u.startedAt());
      o.put("quiddity", u.quiddity().name());
      o.put("work", u.work());
      o.put("userId", u.userId());
      o.put("committed", u.committed());
      o.put("micros", u.micros());
      Map<String, Object> limits = new LinkedHashMap<>();
      for (Limits.Counter c : Limits.Counter.values()) {
        RequestUsage.Amount a = u.limits().get(c);
        limits.put(c.name(), Map.of("used", a.used(), "max", a.max()));
      }
      o.put("limits", limits);
      all.add(o);
    }
    return all;
  }

  @Override
  public List<Map<String, Object>> flowTraces() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (FlowTrace t : org.flows().traces().all()) {
      Map<String, Object> o = new LinkedHashMap<>();
      o.put("id", t.interviewId());
      o.put("flow", t.flowName());
      o.put("trigger", t.trigger());
      o.put("recordId", t.recordId());
      o.put("userId", t.userId());
      o.put("startedAt", t.startedAt());
      o.put("parent", t.parentInterviewId());
      o.put("outcome", t.outcome());
      o.put("message", t.message());
      List<Map<String, Object>> steps = new ArrayList<>();
      for (FlowTrace.Step s : t.steps()) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("element", s.element());
        step.put("kind", s.kind());
        step.put("outcome", s.outcome());
        step.put("values", s.values());
        steps.add(step);
      }
      o.put("steps", steps);
      all.add(o);
    }
    return all;
  }

  @Override
  public Map<String, Object> status() {
    Map<String, Object> o = new LinkedHashMap<>();
    o.put("name", org.options().name());
    o.put("orgId", org.org().id());
    o.put("organizationType", org.org().organizationType());
    o.put("sandbox", org.org().sandbox());
    o.put("production", org.options().production());
    o.put("now", org.clock().now());
    o.put("frozen", org.clock().isFrozen());
    o.put("components", org.components().size());
    o.put("waiting", org.queue().waiting().size());
    o.put("mails", org.outbox().messages().size());
    Map<String, Object> behaviours = new LinkedHashMap<>();
    org.options().behaviours().all().forEach((k, v) -> behaviours.put(k.key(), v));
    o.put("behaviours", behaviours);
    return o;
  }

  @Override
  public Optional<String> openSession(String username) {
    return org.userId(username).map(sessions::open);
  }

  @Override
  public void reset() {
    org.reset();
    afterReset.run();
  }

  @Override
  public void shutdown() {
    shutdown.run();
  }
}
