package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.ApexSession.PageMessage;
import org.closedloop.apex.host.PageHost;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.SObjectValue;

/** Members of ApexPages, Site and the page classes. */
@ApexType("System.ApexPages")
final class PageLibrary {

  private PageLibrary() {}

  /** The page of this session and the messages put on it. */
  static final class State {
    PageReferenceValue current;
    final List<Message> messages = new ArrayList<>();
  }

  static State state(ApexContext ctx) {
    return ctx.state(State.class, State::new);
  }

  static List<PageMessage> messages(ApexContext ctx) {
    return state(ctx).messages.stream()
        .map(m -> new PageMessage(m.severity.name(), m.summary, m.detail))
        .toList();
  }

  /** The page being served, or what a test set; null outside pages. */
  @ApexMethod
  static PageReferenceValue currentPage(ApexContext ctx) {
    State s = state(ctx);
    PageHost page = ctx.host().page();
    if (s.current == null && page.active()) {
      String url = page.url();
      s.current = new PageReferenceValue(ctx, url.contains("?") ? url.split("\\?")[0] : url);
      page.parameters().forEach((k, v) -> s.current.getParameters().put(ctx, k, v));
      page.headers().forEach((k, v) -> s.current.getHeaders().put(ctx, k, v));
    }
    if (s.current == null && ctx.host().isRunningTest()) {
      s.current = new PageReferenceValue(ctx, "");
    }
    return s.current;
  }

  @ApexMethod
  static void addMessage(ApexContext ctx, Message message) {
    state(ctx).messages.add(message);
  }

  @ApexMethod
  static void addMessages(ApexContext ctx, Object exception) {
    ExceptionValue e = (ExceptionValue) exception;
    EnumValue error = Enums.of("ApexPages.Severity", "ERROR");
    if (e.failedRows().isEmpty()) {
      state(ctx).messages.add(new Message(error, e.message()));
    }
    e.failedRows().forEach(r -> state(ctx).messages.add(new Message(error, r.error().message())));
  }

  @ApexMethod
  static ApexList getMessages(ApexContext ctx) {
    return ApexList.of(PlatformType.of("ApexPages.Message"), state(ctx).messages);
  }

  @ApexMethod
  static Boolean hasMessages(ApexContext ctx) {
    return !state(ctx).messages.isEmpty();
  }

  @ApexMethod
  static Boolean hasMessages(ApexContext ctx, EnumValue severity) {
    return state(ctx).messages.stream().anyMatch(m -> m.severity.equals(severity));
  }

  /** A {@code ApexPages.Message}. */
  @ApexType("ApexPages.Message")
  static final class Message extends LibraryValue {
    private final EnumValue severity;
    private final String summary;
    private final String detail;
    private final String componentLabel;

    @ApexConstructor
    Message(EnumValue severity, @Nullable String summary) {
      this(severity, summary, summary, null);
    }

    @ApexConstructor
    Message(EnumValue severity, @Nullable String summary, @Nullable String detail) {
      this(severity, summary, detail, null);
    }

    @ApexConstructor
    Message(
        EnumValue severity,
        @Nullable String summary,
        @Nullable String detail,
        @Nullable String componentId) {
      this.severity = severity;
      this.summary = summary;
      this.detail = detail;
      this.componentLabel = componentId;
    }

    @ApexMethod
    EnumValue getSeverity() {
      return severity;
    }

    @ApexMethod
    String getSummary() {
      return summary;
    }

    @ApexMethod
    String getDetail() {
      return detail;
    }

    @ApexMethod
    String getComponentLabel() {
      return componentLabel;
    }

    @Override
    public String apexText() {
      return "ApexPages.Message[\"" + summary + "\"]";
    }
  }

  /** A {@code ApexPages.StandardController} over a record in memory. */
  @ApexType("ApexPages.StandardController")
  static final class StandardController extends LibraryValue {
    private final SObjectValue record;

    @ApexConstructor
    StandardController(SObjectValue record) {
      this.record = record;
    }

    @ApexMethod
    SObjectValue getRecord() {
      return record;
    }

    @ApexMethod
    String getId() {
      return record.id();
    }

    /** In tests fields are those of the record given. */
    @ApexMethod
    void addFields(ApexContext ctx, ApexList fields) {
      if (!ctx.host().isRunningTest()) {
        throw new org.closedloop.apex.host.UnsupportedPlatformFeature(
            "ApexPages.StandardController.addFields outside tests");
      }
    }

    @ApexMethod({"view", "cancel"})
    PageReferenceValue view(ApexContext ctx) {
      return new PageReferenceValue(ctx, "/" + record.id());
    }

    @ApexMethod
    PageReferenceValue edit(ApexContext ctx) {
      return new PageReferenceValue(ctx, "/" + record.id() + "/e");
    }

    @ApexMethod
    PageReferenceValue save(ApexContext ctx) {
      DatabaseLibrary.upsert(ctx, record);
      return view(ctx);
    }

    @ApexMethod
    PageReferenceValue delete(ApexContext ctx) {
      String prefix = record.type().keyPrefix();
      DatabaseLibrary.delete(ctx, record);
      return new PageReferenceValue(ctx, "/" + prefix + "/o");
    }
  }

  /** Members of Site. */
  @ApexType("System.Site")
  static final class Site {
    private Site() {}

    @ApexMethod({"getBaseUrl", "getBaseSecureUrl"})
    static String getBaseUrl(ApexContext ctx) {
      String url = ctx.host().page().siteBaseUrl();
      return url == null ? "" : url;
    }

    @ApexMethod({"getName", "getMasterLabel"})
    static String getName(ApexContext ctx) {
      return ctx.host().page().siteName();
    }
  }

  /** Members of Network: no code runs inside an Experience site here. */
  @ApexType("System.Network")
  static final class Network {
    private Network() {}

    @ApexMethod
    static ApexId getNetworkId() {
      return null;
    }
  }

  /** A {@code SelectOption}. */
  @ApexType("System.SelectOption")
  static final class SelectOption extends LibraryValue implements Comparable<SelectOption> {
    @ApexBean String value;
    @ApexBean String label;
    @ApexBean Boolean disabled;
    @ApexBean Boolean escapeItem = true;

    @ApexConstructor
    SelectOption(@Nullable String value, @Nullable String label) {
      this(value, label, false);
    }

    @ApexConstructor
    SelectOption(@Nullable String value, @Nullable String label, @Nullable Boolean disabled) {
      this.value = value;
      this.label = label;
      this.disabled = disabled;
    }

    @Override
    public int compareTo(SelectOption other) {
      int byLabel = Objects.toString(label, "").compareTo(Objects.toString(other.label, ""));
      return byLabel != 0
          ? byLabel
          : Objects.toString(value, "").compareTo(Objects.toString(other.value, ""));
    }
  }

  /** Members of System about pages. */
  @ApexType("System.System")
  static final class OfSystem {
    private OfSystem() {}

    @ApexMethod
    static PageReferenceValue currentPageReference(ApexContext ctx) {
      return currentPage(ctx);
    }
  }
}
