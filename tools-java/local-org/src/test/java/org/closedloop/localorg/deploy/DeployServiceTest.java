package org.closedloop.localorg.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.ZipArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeployServiceTest {
  private static final String USER = "005000000000001AAA";
  private final AtomicInteger ids = new AtomicInteger();
  private final FakeTarget target = new FakeTarget();
  private DeployService service = service((change, progress) -> List.of());

  private DeployService service(DeployRun.Checks checks) {
    return new DeployService(
        target,
        InstantSource.fixed(Instant.EPOCH),
        prefix -> String.format("%s%012dAAA", prefix, ids.incrementAndGet()),
        checks);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static byte[] zip(String... namesAndBodies) {
    String head = "<?xml version=\"1.0\"?><";
    String ns = " xmlns=\"http://soap.sforce.com/2006/04/metadata\">";
    StringBuilder types = new StringBuilder("<types>");
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndBodies.length; i += 2) {
      String path = "classes/" + namesAndBodies[i] + ".cls";
      types.append("<members>").append(namesAndBodies[i]).append("</members>");
      files.put(path, namesAndBodies[i + 1].getBytes(StandardCharsets.UTF_8));
      files.put(
          path + "-meta.xml",
          (head + "ApexClass" + ns + "</ApexClass>").getBytes(StandardCharsets.UTF_8));
    }
    types.append("<name>ApexClass</name></types><version>62.0</version>");
    files.put(
        "package.xml",
        (head + "Package" + ns + types + "</Package>").getBytes(StandardCharsets.UTF_8));
    return ZipArchive.write(files);
  }

  private DeployResult deploy(byte[] zip, DeployOptions options) throws InterruptedException {
    return service.await(service.deploy(zip, options, USER));
  }

  @Test
  void waitingDeployCanBeCancelledAndNeverStarts() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    target.gate(gate);
    String first = service.deploy(zip("A", "class A {}"), DeployOptions.standard(), USER);
    String second = service.deploy(zip("B", "class B {}"), DeployOptions.standard(), USER);
    assertTrue(service.cancel(second, USER).orElseThrow());
    gate.countDown();
    service.await(first);
    assertEquals(DeployResult.Status.CANCELED, service.status(second).orElseThrow().status());
    assertFalse(target.current().components().contains("ApexClass", "B"));
    assertTrue(target.current().components().contains("ApexClass", "A"));
  }

  @Test
  void progressCountsMoveWhileItWorks() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    target.gate(gate);
    String id =
        service.deploy(zip("A", "class A {}", "B", "class B {}"), DeployOptions.standard(), USER);
    DeployResult seen = service.status(id).orElseThrow();
    for (int i = 0; i < 2000 && seen.componentsDeployed() < 2; i++) {
      Thread.sleep(1);
      seen = service.status(id).orElseThrow();
    }
    assertEquals(DeployResult.Status.IN_PROGRESS, seen.status());
    assertEquals(2, seen.componentsTotal());
    assertEquals(2, seen.componentsDeployed());
    gate.countDown();
    service.await(id);
  }

  @Test
  void secondDeployKeepsWhoMadeItFirst() throws Exception {
    deploy(zip("A", "class A {}"), DeployOptions.standard());
    OrgMetadata.Info first =
        target.current().info(new ComponentKey("ApexClass", "A")).orElseThrow();
    service.await(
        service.deploy(zip("A", "class A { }"), DeployOptions.standard(), "005000000000009AAA"));
    OrgMetadata.Info second =
        target.current().info(new ComponentKey("ApexClass", "A")).orElseThrow();
    assertEquals(first.id(), second.id());
    assertEquals(USER, second.createdById());
    assertEquals("005000000000009AAA", second.lastModifiedById());
  }

  @Test
  void productionRunsTestsWhenApexIsDeployed() throws Exception {
    target.asProduction();
    DeployResult r = deploy(zip("A", "class A {}"), DeployOptions.standard());
    assertTrue(r.runTestsEnabled());
  }

  @Test
  void wrongButDeployableRemarksAreInfo() throws Exception {
    service.close();
    service =
        service(
            (change, progress) ->
                change.deployed().components().stream()
                    .map(c -> Diagnostic.wrong("odd", c, null, "odd", ""))
                    .toList());
    DeployResult r = deploy(zip("A", "class A {}"), DeployOptions.standard());
    assertEquals(DeployResult.Status.SUCCEEDED, r.status());
    assertEquals("odd", r.successes().get(0).problem());
    assertEquals(Diagnostic.Severity.INFO, r.successes().get(0).problemType());
  }

  @Test
  void whatTheLocalOrgLacksFailsTheDeploy() throws Exception {
    service.close();
    service =
        service(
            (change, progress) ->
                change.deployed().components().stream()
                    .map(c -> Diagnostic.wrong("unsupported-feature", c, null, "lacks it", ""))
                    .toList());
    DeployResult r = deploy(zip("A", "class A {}"), DeployOptions.standard());
    assertEquals(DeployResult.Status.FAILED, r.status());
    assertEquals("lacks it", r.failures().get(0).problem());
  }

  @Test
  void specifiedTestsMustExist() throws Exception {
    DeployResult r =
        deploy(
            zip("A", "class A {}"),
            DeployOptions.standard()
                .withTests(TestLevel.RUN_SPECIFIED_TESTS, List.of("A", "Nope")));
    assertEquals(DeployResult.Status.FAILED, r.status());
    assertEquals("There is no test class named Nope", r.errorMessage());
    assertTrue(target.current().components().isEmpty());
  }

  @Test
  void anOrgThatFailsSaysSo() throws Exception {
    service.close();
    service =
        service(
            (change, progress) -> {
              throw new IllegalStateException("boom");
            });
    DeployResult r = deploy(zip("A", "class A {}"), DeployOptions.standard());
    assertEquals(DeployResult.Status.FAILED, r.status());
    assertTrue(r.errorMessage().contains("boom"));
    assertTrue(target.current().components().isEmpty());
  }

  @Test
  void unknownJobs() {
    assertTrue(service.status("0Af000000000777AAA").isEmpty());
    assertTrue(service.status("x").isEmpty());
    assertTrue(service.cancel(null, USER).isEmpty());
  }
}
