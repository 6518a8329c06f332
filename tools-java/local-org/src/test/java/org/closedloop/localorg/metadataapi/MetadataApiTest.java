package org.closedloop.localorg.metadataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sforce.soap.metadata.CodeCoverageResult;
import com.sforce.soap.metadata.DeployMessage;
import com.sforce.soap.metadata.DeployOptions;
import com.sforce.soap.metadata.DeployResult;
import com.sforce.soap.metadata.DeployStatus;
import com.sforce.soap.metadata.DescribeMetadataObject;
import com.sforce.soap.metadata.DescribeMetadataResult;
import com.sforce.soap.metadata.FileProperties;
import com.sforce.soap.metadata.ListMetadataQuery;
import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.soap.metadata.RunTestsResult;
import com.sforce.soap.metadata.TestLevel;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.SoapFaultException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.closedloop.localorg.check.Checker;
import org.closedloop.localorg.check.FakeOrg;
import org.closedloop.localorg.check.UnsupportedPolicy;
import org.closedloop.localorg.deploy.DeployService;
import org.closedloop.localorg.deploy.FakeTarget;
import org.closedloop.localorg.http.LocalServer;
import org.closedloop.localorg.http.MemorySessions;
import org.closedloop.localorg.http.ServerOptions;
import org.closedloop.metadata.ZipArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendor's own client against the endpoint, over HTTP. */
class MetadataApiTest {
  private static final String ADMIN = "005000000000001AAA";
  private static final String GUEST = "005000000000002AAA";

  private final AtomicInteger ids = new AtomicInteger();
  private final FakeTarget target = new FakeTarget();
  private final MemorySessions sessions =
      new MemorySessions("00D000000000001AAA", Clock.systemUTC());
  private DeployService deploys;
  private LocalServer server;
  private MetadataConnection client;

  @BeforeEach
  void start() throws Exception {
    Checker checker = new Checker(UnsupportedPolicy.REFUSE);
    deploys =
        new DeployService(
            target,
            InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")),
            prefix -> String.format("%s%012dAAA", prefix, ids.incrementAndGet()),
            (change, progress) ->
                checker
                    .forDeploy(new FakeOrg().with(change.before().components()))
                    .check(change, progress));
    server =
        LocalServer.start(
            ServerOptions.onPort(0, line -> {}),
            List.of(new MetadataEndpoint(deploys, sessions, ADMIN::equals, List.of("Account"))));
    client = connect(sessions.open(ADMIN), "62.0");
  }

  private MetadataConnection connect(String token, String version) throws ConnectionException {
    ConnectorConfig config = new ConnectorConfig();
    config.setSessionId(token);
    config.setServiceEndpoint(server.baseUrl() + "/services/Soap/m/" + version);
    return new MetadataConnection(config);
  }

  @AfterEach
  void stop() {
    server.close();
    deploys.close();
  }

  private static byte[] zip(String manifest, Map<String, String> files) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("package.xml", utf8(document("Package", manifest + "<version>62.0</version>")));
    files.forEach((path, text) -> all.put(path, utf8(text)));
    return ZipArchive.write(all);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String document(String root, String body) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><"
        + root
        + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
        + body
        + "</"
        + root
        + ">";
  }

  /** A package of classes by name and body. */
  private static byte[] classes(String... namesAndBodies) {
    StringBuilder types = new StringBuilder("<types>");
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndBodies.length; i += 2) {
      types.append("<members>").append(namesAndBodies[i]).append("</members>");
      String path = "classes/" + namesAndBodies[i] + ".cls";
      files.put(path, namesAndBodies[i + 1]);
      files.put(path + "-meta.xml", document("ApexClass", "<apiVersion>62.0</apiVersion>"));
    }
    return zip(types + "<name>ApexClass</name></types>", files);
  }

  private static DeployOptions options() {
    DeployOptions options = new DeployOptions();
    options.setSinglePackage(true);
    options.setRollbackOnError(true);
    return options;
  }

  private DeployResult deploy(byte[] zip, DeployOptions options) throws Exception {
    String id = client.deploy(zip, options).getId();
    deploys.await(id);
    return client.checkDeployStatus(id, true);
  }

  @Test
  void deploysAndReportsEachComponent() throws Exception {
    DeployResult r = deploy(classes("A", "class A {}", "B", "class B {}"), options());
    assertEquals(DeployStatus.Succeeded, r.getStatus());
    assertTrue(r.isDone() && r.isSuccess());
    assertEquals(2, r.getNumberComponentsTotal());
    assertEquals(2, r.getNumberComponentsDeployed());
    assertEquals("Admin User", r.getCreatedByName());
    DeployMessage first = r.getDetails().getComponentSuccesses()[0];
    assertEquals("ApexClass", first.getComponentType());
    assertEquals("classes/A.cls", first.getFileName());
    assertTrue(first.isCreated() && first.isChanged());
    assertTrue(first.getId().startsWith("01p"));
    assertEquals(2, target.current().components().size());
  }

  @Test
  void deployingTheSameAgainChangesNothing() throws Exception {
    deploy(classes("A", "class A {}"), options());
    DeployResult r = deploy(classes("A", "class A {}"), options());
    assertFalse(r.getDetails().getComponentSuccesses()[0].isChanged());
    r = deploy(classes("A", "class A { Integer i; }"), options());
    assertTrue(r.getDetails().getComponentSuccesses()[0].isChanged());
    assertFalse(r.getDetails().getComponentSuccesses()[0].isCreated());
  }

  @Test
  void anyErrorLeavesTheOrgAlone() throws Exception {
    DeployResult r = deploy(classes("A", "class A {}", "Bad", "ERROR"), options());
    assertEquals(DeployStatus.Failed, r.getStatus());
    assertEquals(1, r.getNumberComponentErrors());
    DeployMessage f = r.getDetails().getComponentFailures()[0];
    assertEquals("Bad", f.getFullName());
    assertEquals(2, f.getLineNumber());
    assertEquals(5, f.getColumnNumber());
    assertEquals("Unexpected token 'ERROR'.", f.getProblem());
    assertTrue(target.current().components().isEmpty());
  }

  @Test
  void withoutRollbackTheGoodPartsStay() throws Exception {
    DeployOptions options = options();
    options.setRollbackOnError(false);
    DeployResult r = deploy(classes("A", "class A {}", "Bad", "ERROR"), options);
    assertEquals(DeployStatus.SucceededPartial, r.getStatus());
    assertTrue(target.current().components().contains("ApexClass", "A"));
    assertEquals(1, target.current().components().size());
  }

  @Test
  void checkOnlyChangesNothing() throws Exception {
    DeployOptions options = options();
    options.setCheckOnly(true);
    DeployResult r = deploy(classes("A", "class A {}"), options);
    assertEquals(DeployStatus.Succeeded, r.getStatus());
    assertTrue(r.isCheckOnly());
    assertTrue(target.current().components().isEmpty());
  }

  @Test
  void failingTestsFailTheDeploy() throws Exception {
    DeployOptions options = options();
    options.setTestLevel(TestLevel.RunSpecifiedTests);
    options.setRunTests(new String[] {"ATest", "BTest"});
    DeployResult r = deploy(classes("ATest", "class {}", "BTest", "FAIL"), options);
    assertEquals(DeployStatus.Failed, r.getStatus());
    assertEquals(2, r.getNumberTestsTotal());
    assertEquals(1, r.getNumberTestErrors());
    RunTestsResult tests = r.getDetails().getRunTestResult();
    assertEquals("BTest", tests.getFailures()[0].getName());
    assertTrue(tests.getFailures()[0].getStackTrace().contains("line 4"));
    assertEquals("ATest", tests.getSuccesses()[0].getName());
    CodeCoverageResult coverage = tests.getCodeCoverage()[0];
    assertEquals(12, coverage.getLocationsNotCovered()[0].getLine());
    assertEquals(17.0, tests.getTotalTime());
    assertTrue(target.current().components().isEmpty());
  }

  @Test
  void metadataErrorsHavePositions() throws Exception {
    DeployResult r =
        deploy(
            zip(
                "<types><members>T__c</members><name>CustomTab</name></types>",
                Map.of(
                    "tabs/T__c.tab", document("CustomTab", "\n<customObject>yes</customObject>"))),
            options());
    DeployMessage f = r.getDetails().getComponentFailures()[0];
    assertEquals("tabs/T__c.tab", f.getFileName());
    assertEquals(2, f.getLineNumber());
    assertTrue(f.getProblem().contains("'yes' is not a valid value"), f.getProblem());
  }

  @Test
  void unsupportedTypesAreRefusedByName() throws Exception {
    DeployResult r =
        deploy(
            zip(
                "<types><members>X</members><name>ConnectedApp</name></types>",
                Map.of(
                    "connectedApps/X.connectedApp", document("ConnectedApp", "<label>x</label>"))),
            options());
    assertTrue(
        r.getDetails()
            .getComponentFailures()[0]
            .getProblem()
            .startsWith("Metadata type ConnectedApp is neither executed nor kept"));
  }

  @Test
  void deletionsAndReferencesToTheDeleted() throws Exception {
    String app =
        "<brand><headerColor>#000000</headerColor></brand><label>App</label><navType>Standard"
            + "</navType><tabs>P</tabs><uiType>Lightning</uiType>";
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pages/P.page", "<apex:page/>");
    files.put(
        "pages/P.page-meta.xml",
        document("ApexPage", "<apiVersion>62.0</apiVersion><label>P</label>"));
    files.put(
        "tabs/P.tab",
        document("CustomTab", "<label>P</label><motif>Custom1: Heart</motif><page>P</page>"));
    files.put("applications/App.app", document("CustomApplication", app));
    String manifest =
        "<types><members>P</members><name>ApexPage</name></types><types><members>P</members>"
            + "<name>CustomTab</name></types><types><members>App</members><name>CustomApplication"
            + "</name></types>";
    assertEquals(DeployStatus.Succeeded, deploy(zip(manifest, files), options()).getStatus());

    String delete = "<types><members>P</members><name>CustomTab</name></types>";
    DeployResult r =
        deploy(zip("", Map.of("destructiveChanges.xml", document("Package", delete))), options());
    assertEquals(DeployStatus.Failed, r.getStatus());
    assertTrue(
        r.getDetails().getComponentFailures()[0].getProblem().contains("no CustomTab named P"));

    String both =
        delete
            + "<types><members>App</members><members>Gone</members><name>CustomApplication"
            + "</name></types>";
    r = deploy(zip("", Map.of("destructiveChanges.xml", document("Package", both))), options());
    assertEquals(DeployStatus.Succeeded, r.getStatus());
    DeployMessage gone =
        Arrays.stream(r.getDetails().getComponentSuccesses())
            .filter(m -> m.getFullName().equals("Gone"))
            .findFirst()
            .get();
    assertEquals("No CustomApplication named: Gone found", gone.getProblem());
    assertEquals(1, target.current().components().size());
  }

  @Test
  void runningDeployCanBeCancelled() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    target.gate(gate);
    String id = client.deploy(classes("A", "class A {}"), options()).getId();
    assertFalse(client.checkDeployStatus(id, false).isDone());
    client.cancelDeploy(id);
    deploys.await(id);
    DeployResult r = client.checkDeployStatus(id, true);
    gate.countDown();
    assertEquals(DeployStatus.Canceled, r.getStatus());
    assertEquals(ADMIN, r.getCanceledBy());
    assertTrue(target.current().components().isEmpty());
  }

  @Test
  void garbageInsteadOfAZip() throws Exception {
    DeployResult r = deploy(utf8("no zip"), options());
    assertEquals(DeployStatus.Failed, r.getStatus());
    assertEquals("This is not a zip file", r.getErrorMessage());
  }

  @Test
  void listsAndDescribes() throws Exception {
    deploy(classes("A", "class A {}"), options());
    ListMetadataQuery classesQuery = new ListMetadataQuery();
    classesQuery.setType("ApexClass");
    ListMetadataQuery objects = new ListMetadataQuery();
    objects.setType("CustomObject");
    FileProperties[] found =
        client.listMetadata(new ListMetadataQuery[] {classesQuery, objects}, 62.0);
    assertEquals(2, found.length);
    assertEquals("classes/A.cls", found[0].getFileName());
    assertEquals("objects/Account.object", found[1].getFileName());
    assertNotNull(found[0].getCreatedDate());

    DescribeMetadataResult describe = client.describeMetadata(62.0);
    DescribeMetadataObject object =
        Arrays.stream(describe.getMetadataObjects())
            .filter(o -> o.getXmlName().equals("CustomObject"))
            .findFirst()
            .get();
    assertEquals("objects", object.getDirectoryName());
    assertTrue(Arrays.asList(object.getChildXmlNames()).contains("CustomField"));
    assertTrue(describe.isPartialSaveAllowed());
    assertNull(
        Arrays.stream(describe.getMetadataObjects())
            .filter(o -> o.getXmlName().equals("ConnectedApp"))
            .findFirst()
            .orElse(null));
  }

  @Test
  void faultsNameTheirCode() throws Exception {
    SoapFaultException session =
        assertThrows(
            SoapFaultException.class, () -> connect("00Dx!wrong", "62.0").describeMetadata(62.0));
    assertEquals("INVALID_SESSION_ID", session.getFaultCode().getLocalPart());
    SoapFaultException access =
        assertThrows(
            SoapFaultException.class,
            () -> connect(sessions.open(GUEST), "62.0").describeMetadata(62.0));
    assertEquals("INSUFFICIENT_ACCESS", access.getFaultCode().getLocalPart());
    SoapFaultException version =
        assertThrows(
            SoapFaultException.class,
            () -> connect(sessions.open(ADMIN), "99.0").describeMetadata(62.0));
    assertEquals("UNSUPPORTED_API_VERSION", version.getFaultCode().getLocalPart());
    SoapFaultException operation =
        assertThrows(SoapFaultException.class, () -> client.checkRetrieveStatus("09S", true));
    assertTrue(operation.getMessage().contains("checkRetrieveStatus"), operation.getMessage());
    assertThrows(
        SoapFaultException.class, () -> client.checkDeployStatus("0Af000000000999AAA", false));
  }
}
