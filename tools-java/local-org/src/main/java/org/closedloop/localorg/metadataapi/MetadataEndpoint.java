package org.closedloop.localorg.metadataapi;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.localorg.deploy.DeployOptions;
import org.closedloop.localorg.deploy.DeployResult;
import org.closedloop.localorg.deploy.DeployService;
import org.closedloop.localorg.deploy.TestLevel;
import org.closedloop.localorg.http.LocalServer;
import org.closedloop.localorg.http.SessionRegistry;
import org.closedloop.localorg.http.WebEndpoint;
import org.closedloop.localorg.http.WebRequest;
import org.closedloop.localorg.http.WebResponse;
import org.closedloop.metadata.XmlElement;

/** Serves {@code /services/Soap/m/{version}}. Operations it does not know answer with a fault. */
public final class MetadataEndpoint implements WebEndpoint {
  private static final Pattern PATH = Pattern.compile("/services/Soap/m/(\\d+)\\.0(/.*)?");
  private static final int OLDEST_VERSION = 31;
  private static final int NEWEST_VERSION = 67;

  private final DeployService deploys;
  private final SessionRegistry sessions;
  private final Predicate<String> mayDeploy;
  private final MetadataListing listing;

  /**
   * @param mayDeploy whether a user holds Modify All Data or Modify Metadata
   * @param standardObjects names of the standard objects that listings show
   */
  public MetadataEndpoint(
      DeployService deploys,
      SessionRegistry sessions,
      Predicate<String> mayDeploy,
      List<String> standardObjects) {
    this.deploys = deploys;
    this.sessions = sessions;
    this.mayDeploy = mayDeploy;
    this.listing = new MetadataListing(deploys.target(), standardObjects);
  }

  @Override
  public boolean claims(String method, String path) {
    return path.startsWith("/services/Soap/m/");
  }

  @Override
  public WebResponse handle(WebRequest request) {
    String operation = "?";
    try {
      int version = version(request.path());
      SoapCall call = SoapCall.parse(request.body());
      operation = call.name();
      String user = user(call);
      return soap(200, operation, dispatch(call, user, version));
    } catch (SoapFault e) {
      return soap(500, operation, SoapReply.fault(e.code(), e.getMessage()));
    }
  }

  private static WebResponse soap(int status, String operation, String xml) {
    return WebResponse.of(status, "text/xml;charset=UTF-8", xml)
        .with(LocalServer.OPERATION_HEADER, operation);
  }

  private static int version(String path) throws SoapFault {
    Matcher m = PATH.matcher(path);
    int version = m.matches() && m.group(1).length() < 4 ? Integer.parseInt(m.group(1)) : 0;
    if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
      throw new SoapFault("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
    }
    return version;
  }

  private String user(SoapCall call) throws SoapFault {
    Optional<String> user = sessions.userOf(call.sessionId());
    if (user.isEmpty()) {
      throw new SoapFault(
          "INVALID_SESSION_ID",
          "Invalid Session ID found in SessionHeader: Illegal Session. Session not found, missing"
              + " session key");
    }
    if (!mayDeploy.test(user.get())) {
      throw new SoapFault(
          "INSUFFICIENT_ACCESS",
          "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata"
              + " permissions");
    }
    return user.get();
  }

  private String dispatch(SoapCall call, String user, int version) throws SoapFault {
    SoapReply out = new SoapReply();
    String response = call.name() + "Response";
    out.open(response);
    switch (call.name()) {
      case "deploy" -> deploy(call, user, out);
      case "checkDeployStatus" -> status(call, out, version);
      case "cancelDeploy" -> cancel(call, user, out);
      case "listMetadata" -> listing.list(call, out);
      case "describeMetadata" -> listing.describe(out, deploys.target().production());
      default ->
          throw new SoapFault(
              "INVALID_OPERATION",
              "The operation " + call.name() + " is not supported by the local org");
    }
    return out.close(response).xml();
  }

  private void deploy(SoapCall call, String user, SoapReply out) throws SoapFault {
    byte[] zip;
    try {
      zip = Base64.getMimeDecoder().decode(call.text("ZipFile"));
    } catch (IllegalArgumentException e) {
      throw new SoapFault("INVALID_FILE", "ZipFile is not base64");
    }
    DeployOptions options =
        options(call.operation().child("DeployOptions").orElse(XmlElement.of("x", List.of())));
    try {
      String id = deploys.deploy(zip, options, user);
      out.open("result").add("done", false).add("id", id);
      out.add("state", "Queued").close("result");
    } catch (RejectedExecutionException e) {
      throw new SoapFault("SERVER_UNAVAILABLE", "Too many deploys are waiting; try again later");
    }
  }

  private static DeployOptions options(XmlElement o) throws SoapFault {
    for (String refused : List.of("performRetrieve", "autoUpdatePackage")) {
      if (o.bool(refused, false)) {
        throw new SoapFault(
            "INVALID_OPERATION",
            "The deploy option " + refused + " is not supported by the local org");
      }
    }
    String level = o.token("testLevel", "");
    Optional<TestLevel> testLevel = TestLevel.ofWireName(level);
    if (!level.isEmpty() && testLevel.isEmpty()) {
      throw new SoapFault(
          "INVALID_FIELD", "'" + level + "' is not a valid value for the enum 'TestLevel'");
    }
    if (o.bool("runAllTests", false)) {
      testLevel = Optional.of(TestLevel.RUN_ALL_TESTS_IN_ORG);
    }
    List<String> tests = new ArrayList<>(o.texts("runTests"));
    boolean specified = testLevel.filter(l -> l == TestLevel.RUN_SPECIFIED_TESTS).isPresent();
    if (specified && tests.isEmpty()) {
      throw new SoapFault(
          "INVALID_OPERATION", "runTests must name tests for the test level RunSpecifiedTests");
    }
    if (!specified && testLevel.isPresent() && !tests.isEmpty()) {
      throw new SoapFault(
          "INVALID_OPERATION", "runTests can be used only with the test level RunSpecifiedTests");
    }
    return new DeployOptions(
        o.bool("allowMissingFiles", false),
        o.bool("checkOnly", false),
        o.bool("ignoreWarnings", false),
        o.bool("purgeOnDelete", false),
        o.bool("rollbackOnError", false),
        o.bool("singlePackage", false),
        testLevel.orElse(null),
        tests);
  }

  private void status(SoapCall call, SoapReply out, int version) throws SoapFault {
    String id = call.text("asyncProcessId");
    DeployResult result = deploys.status(id).orElseThrow(() -> unknownJob(id));
    DeployReplies.result(out, result, call.bool("includeDetails", false), version);
  }

  private void cancel(SoapCall call, String user, SoapReply out) throws SoapFault {
    String id = call.text("String");
    boolean done = deploys.cancel(id, user).orElseThrow(() -> unknownJob(id));
    out.open("result").add("done", done).add("id", id).close("result");
  }

  private static SoapFault unknownJob(String id) {
    return new SoapFault("INVALID_ID_FIELD", "invalid cross reference id: " + id);
  }
}
