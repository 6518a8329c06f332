package org.closedloop.localorg.partner;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.host.DataHost.RowResult;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.LimitExceeded;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.http.ErrorReply;
import org.closedloop.localorg.http.LocalServer;
import org.closedloop.localorg.http.LoginThrottle;
import org.closedloop.localorg.http.SessionRegistry;
import org.closedloop.localorg.http.WebEndpoint;
import org.closedloop.localorg.http.WebRequest;
import org.closedloop.localorg.http.WebResponse;

/**
 * The Partner SOAP API under {@code /services/Soap/u/{version}[/orgId]}. Every call runs as the
 * session's user in user mode: object and field permissions and sharing are enforced.
 */
public final class PartnerEndpoint implements WebEndpoint {

  private static final Pattern PATH =
      Pattern.compile("^/services/Soap/u/(\\d{1,3})\\.0(?:/([A-Za-z0-9]{15,18}))?/?$");
  private static final int OLDEST = 31;
  private static final int LAST_WITH_LOGIN = 64;
  private static final int NEWEST = 67;

  /** Operations of the WSDL that exist on the platform and not here; refused by name. */
  private static final Set<String> KNOWN =
      Set.of(
          ("changeOwnPassword convertLead deleteByExample describeAllTabs describeAppMenu"
                  + " describeApprovalLayout describeAvailableQuickActions describeCompactLayouts"
                  + " describeDataCategoryGroups describeDataCategoryGroupStructures"
                  + " describeGlobalTheme describeKnowledge describeLayout describeNouns"
                  + " describePathAssistants describePrimaryCompactLayouts describeQuickActions"
                  + " describeSearchLayouts describeSearchScopeOrder describeSoftphoneLayout"
                  + " describeSoqlListViews describeTabs describeTheme describeVisualForce"
                  + " executeListView findDuplicates findDuplicatesByIds getDeleted getUpdated"
                  + " invalidateSessions performQuickActions process renderEmailTemplate"
                  + " renderStoredEmailTemplate resetPassword retrieveQuickActionTemplates"
                  + " sendEmail sendEmailMessage setPassword")
              .split(" "));

  private final PartnerOrg org;
  private final SessionRegistry sessions;
  private final LoginThrottle throttle;
  private final boolean loginAtAnyVersion;
  private final Cursors cursors;

  /**
   * @param loginAtAnyVersion answers login() from 65.0 on too, where the platform refuses it
   */
  public PartnerEndpoint(
      PartnerOrg org, SessionRegistry sessions, Clock wall, boolean loginAtAnyVersion) {
    this.org = org;
    this.sessions = sessions;
    this.loginAtAnyVersion = loginAtAnyVersion;
    throttle = new LoginThrottle(wall);
    cursors = new Cursors(wall);
  }

  @Override
  public boolean claims(String method, String path) {
    return path.equals("/services/Soap/u") || path.startsWith("/services/Soap/u/");
  }

  @Override
  public WebResponse handle(WebRequest http) {
    if (!http.method().equals("POST")) {
      return ErrorReply.of(http.path(), 405, "UNKNOWN_EXCEPTION", "Only POST is allowed here");
    }
    SoapRequest request;
    try {
      request = SoapRequest.parse(http.body());
    } catch (XMLStreamException e) {
      return reply(500, SoapWriter.clientFault(firstLine(e.getMessage())), "(malformed)");
    }
    String operation = request.operation().name();
    try {
      Matcher m = PATH.matcher(http.path());
      int version = m.matches() ? Integer.parseInt(m.group(1)) : -1;
      if (version < OLDEST || version > NEWEST) {
        throw PartnerFault.of("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
      }
      return reply(200, answer(request, version, http), operation);
    } catch (PartnerFault f) {
      return reply(500, SoapWriter.fault(f), operation);
    } catch (HostException e) {
      return reply(500, SoapWriter.fault(PartnerFault.of(e)), operation);
    } catch (UnsupportedPlatformFeature | LimitExceeded e) {
      return reply(
          500, SoapWriter.fault(PartnerFault.of("UNKNOWN_EXCEPTION", e.getMessage())), operation);
    } catch (ApexFailure e) {
      return reply(
          500, SoapWriter.fault(PartnerFault.of("UNKNOWN_EXCEPTION", e.toString())), operation);
    }
  }

  private static String firstLine(String s) {
    return s == null ? "The request is not well-formed XML" : s.split("\n", 2)[0];
  }

  private static WebResponse reply(int status, String body, String operation) {
    return WebResponse.of(status, "text/xml; charset=utf-8", body)
        .with(LocalServer.OPERATION_HEADER, operation);
  }

  private String answer(SoapRequest request, int version, WebRequest http) {
    SoapNode op = request.operation();
    if (!SoapWriter.PARTNER.equals(op.namespace())) {
      throw noOperation(op);
    }
    if (op.name().equals("login")) {
      return login(op, version, http.baseUrl());
    }
    String token = request.sessionId().orElse(null);
    String userId =
        sessions
            .userOf(token)
            .orElseThrow(
                () ->
                    PartnerFault.of(
                        "INVALID_SESSION_ID",
                        "Invalid Session ID found in SessionHeader: Illegal Session. Session not"
                            + " found, missing session key: "
                            + redact(token)));
    if (op.name().equals("logout")) {
      sessions.close(token);
      return SoapWriter.reply(w -> w.start("logoutResponse").end());
    }
    return operation(request, userId, http.baseUrl());
  }

  private static String response(SoapNode op, SoapWriter.Content body) {
    return SoapWriter.reply(
        w -> {
          w.start(op.name() + "Response");
          body.write(w);
          w.end();
        });
  }

  /** Faults never repeat a token; its organisation part is enough to see a mix-up of orgs. */
  private static String redact(String token) {
    int bang = token == null ? -1 : token.indexOf('!');
    return bang == 15 ? token.substring(0, 15) + "!..." : "";
  }

  private String operation(SoapRequest request, String userId, String baseUrl) {
    SoapNode op = request.operation();
    switch (op.name()) {
      case "getServerTimestamp":
        return rendered(
            op,
            userId,
            h -> {
              String now = WireValues.format(h.now());
              return w -> w.start("result").element("timestamp", now).end();
            });
      case "getUserInfo":
        return rendered(
            op,
            userId,
            h ->
                w -> {
                  w.start("result");
                  UserInfo.write(w, h.user(), h.org());
                  w.end();
                });
      case "describeGlobal":
        return rendered(op, userId, h -> new DescribeOperations(h, baseUrl).global());
      case "describeSObject", "describeSObjects":
        return rendered(op, userId, h -> describe(h, op, baseUrl));
      case "query", "queryAll":
        return rendered(
            op,
            userId,
            h ->
                page(
                    new QueryOperations(h, cursors, request)
                        .query(op.childText("queryString"), op.name().equals("queryAll"))));
      case "queryMore":
        return rendered(
            op,
            userId,
            h ->
                page(
                    new QueryOperations(h, cursors, request)
                        .more(trim(op.childText("queryLocator")))));
      case "retrieve":
        return rendered(op, userId, h -> retrieve(new QueryOperations(h, cursors, request), op));
      case "search":
        return rendered(op, userId, h -> search(new QueryOperations(h, cursors, request), op));
      default:
        return write(request, userId);
    }
  }

  private String write(SoapRequest request, String userId) {
    SoapNode op = request.operation();
    int count = Math.max(op.childrenNamed("sObjects").size(), op.childrenNamed("ids").size());
    Supplier<List<RowResult>> body =
        switch (op.name()) {
          case "create" ->
              () ->
                  org.asUser(
                      userId,
                      h -> new SaveOperations(h, request).create(op.childrenNamed("sObjects")));
          case "update" ->
              () ->
                  org.asUser(
                      userId,
                      h -> new SaveOperations(h, request).update(op.childrenNamed("sObjects")));
          case "upsert" ->
              () ->
                  org.asUser(
                      userId,
                      h ->
                          new SaveOperations(h, request)
                              .upsert(
                                  op.childText("externalIDFieldName"),
                                  op.childrenNamed("sObjects")));
          case "delete" ->
              () ->
                  org.asUser(
                      userId, h -> new SaveOperations(h, request).delete(op.childTexts("ids")));
          case "undelete" ->
              () ->
                  org.asUser(
                      userId, h -> new SaveOperations(h, request).undelete(op.childTexts("ids")));
          case "emptyRecycleBin" ->
              () ->
                  org.asUser(
                      userId,
                      h -> new SaveOperations(h, request).emptyRecycleBin(op.childTexts("ids")));
          case "merge" -> null;
          default ->
              throw KNOWN.contains(op.name())
                  ? PartnerFault.of(
                      "INVALID_OPERATION",
                      "The local org does not support the operation " + op.name())
                  : noOperation(op);
        };
    if (body == null) {
      List<SoapNode> merges = op.childrenNamed("request");
      SaveOperations.limit(merges.size());
      List<RowResult> results =
          merges.stream()
              .flatMap(
                  m ->
                      failuresAsRows(
                          1,
                          () ->
                              org.asUser(
                                  userId, h -> List.of(new SaveOperations(h, request).merge(m))))
                          .stream())
              .toList();
      return response(
          op,
          w -> {
            for (int i = 0; i < results.size(); i++) {
              mergeResult(w, results.get(i), merges.get(i).childTexts("recordToMergeIds"));
            }
          });
    }
    List<RowResult> results = failuresAsRows(count, body);
    boolean upsert = op.name().equals("upsert");
    return response(op, w -> results.forEach(r -> saveResult(w, r, upsert)));
  }

  /**
   * Code that ran out of a limit or threw outside any record fails every record of the call, as the
   * platform reports it.
   */
  private static List<RowResult> failuresAsRows(int count, Supplier<List<RowResult>> body) {
    String message;
    try {
      return body.get();
    } catch (LimitExceeded e) {
      message = "System.LimitException: " + e.getMessage();
    } catch (ApexFailure e) {
      message = e.toString() + "\n\n" + e.apexStack();
    }
    DmlError error = new DmlError("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", message, List.of());
    return Collections.nCopies(count, SaveOperations.failed(error));
  }

  private static PartnerFault noOperation(SoapNode op) {
    return PartnerFault.of(
        "INVALID_OPERATION",
        "No operation available for request {" + op.namespace() + "}" + op.name());
  }

  /** Writes the answer while the request is open, so that it sees one state of the org. */
  private String rendered(SoapNode op, String userId, Function<ApexHost, SoapWriter.Content> body) {
    return org.asUser(userId, h -> response(op, body.apply(h)));
  }

  private SoapWriter.Content describe(ApexHost h, SoapNode op, String baseUrl) {
    List<SoapWriter.Content> results =
        new DescribeOperations(h, baseUrl).objects(op.childTexts("sObjectType"));
    return w -> {
      for (SoapWriter.Content c : results) {
        w.start("result");
        c.write(w);
        w.end();
      }
    };
  }

  private static SoapWriter.Content page(Cursors.Page page) {
    return w -> {
      w.startTyped("result", "QueryResult");
      w.element("done", page.locator() == null).element("queryLocator", page.locator());
      RecordWriter records = new RecordWriter(w);
      for (SObjectValue row : page.rows()) {
        records.write("records", row, page.shape());
      }
      w.element("size", page.size()).end();
    };
  }

  private static SoapWriter.Content retrieve(QueryOperations queries, SoapNode op) {
    QueryOperations.Retrieved found =
        queries.retrieve(
            op.childText("fieldList"), op.childText("sObjectType"), op.childTexts("ids"));
    return w -> {
      for (SObjectValue row : found.rows()) {
        if (row == null) {
          w.nil("result");
        } else {
          new RecordWriter(w).write("result", row, found.shape());
        }
      }
    };
  }

  private static SoapWriter.Content search(QueryOperations queries, SoapNode op) {
    List<SObjectValue> found = queries.search(op.childText("searchString"));
    return w -> {
      w.start("result");
      for (SObjectValue row : found) {
        w.start("searchRecords");
        new RecordWriter(w).write("record", row, SelectShape.NATURAL);
        w.end();
      }
      w.end();
    };
  }

  private static void saveResult(SoapWriter w, RowResult r, boolean upsert) {
    w.start("result");
    if (upsert) {
      w.element("created", r.created() && r.success());
    }
    errors(w, r);
    w.element("id", r.success() || upsert ? r.id() : null).element("success", r.success()).end();
  }

  private static void mergeResult(SoapWriter w, RowResult r, List<String> merged) {
    w.start("result");
    errors(w, r);
    w.element("id", r.success() ? r.id() : null);
    if (r.success()) {
      merged.forEach(id -> w.element("mergedRecordIds", id.trim()));
    }
    w.element("success", r.success()).end();
  }

  private static void errors(SoapWriter w, RowResult r) {
    for (DmlError e : r.success() ? List.<DmlError>of() : r.errors()) {
      w.start("errors");
      e.fields().forEach(f -> w.element("fields", f));
      w.element("message", e.message());
      w.element("statusCode", WireCodes.statusCode(e.statusCode())).end();
    }
  }

  private String login(SoapNode op, int version, String baseUrl) {
    if (version > LAST_WITH_LOGIN && !loginAtAnyVersion) {
      throw PartnerFault.of(
          "INVALID_OPERATION",
          "The SOAP Login operation is not available in the API version specified ("
              + version
              + ".0). Refer to the documentation for supported versions.");
    }
    String username = trim(op.childText("username"));
    String password = op.childText("password");
    if (username.isEmpty() || password == null || !throttle.allows(username)) {
      throw badLogin();
    }
    String userId =
        org.authenticate(username, password)
            .orElseThrow(
                () -> {
                  throttle.failed(username);
                  return badLogin();
                });
    throttle.succeeded(username);
    String token = sessions.open(userId);
    return rendered(
        op,
        userId,
        h ->
            w -> {
              String tail = "/" + version + ".0/" + h.org().id().substring(0, 15);
              w.start("result");
              w.element("metadataServerUrl", baseUrl + "/services/Soap/m" + tail);
              w.element("passwordExpired", false).element("sandbox", h.org().sandbox());
              w.element("serverUrl", baseUrl + "/services/Soap/u" + tail);
              w.element("sessionId", token).element("userId", userId).start("userInfo");
              UserInfo.write(w, h.user(), h.org());
              w.end().end();
            });
  }

  private static PartnerFault badLogin() {
    return PartnerFault.of(
        "INVALID_LOGIN", "Invalid username, password, security token; or user locked out.");
  }

  private static String trim(String s) {
    return s == null ? "" : s.trim();
  }
}
