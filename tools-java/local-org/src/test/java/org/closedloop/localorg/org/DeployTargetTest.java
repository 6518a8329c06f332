package org.closedloop.localorg.org;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.localorg.deploy.ChangeSet;
import org.closedloop.localorg.deploy.DeployProgress;
import org.closedloop.localorg.deploy.OrgMetadata;
import org.closedloop.localorg.deploy.OrgMetadataTarget.Prepared;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.ContentFile;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.XmlElement;
import org.junit.jupiter.api.Test;

class DeployTargetTest {

  private static Component apex(String name, String body) {
    return new Component(
        "ApexClass",
        name,
        name + ".cls-meta.xml",
        XmlElement.of("ApexClass", List.of(XmlElement.leaf("apiVersion", "62.0"))),
        null,
        List.of(new ContentFile(name, name + ".cls", body.getBytes(StandardCharsets.UTF_8))));
  }

  private static Prepared prepare(
      ComponentSet before, ComponentSet deployed, List<Diagnostic> said, DeployProgress progress) {
    try (LocalOrg org = new LocalOrg(OrgOptions.defaults())) {
      ChangeSet change =
          new ChangeSet(
              OrgMetadata.restore(before, Map.of()),
              deployed,
              before.plus(deployed),
              Set.of(),
              Set.of(),
              Set.of(),
              false,
              org.adminId(),
              "62.0");
      return new DeployTarget(org).prepare(change, said, progress);
    }
  }

  @Test
  void progressMovesWithEverySourceOfThePackage() {
    Moves moves = new Moves();
    prepare(
        ComponentSet.of(List.of(apex("Old", "public class Old {}"))),
        ComponentSet.of(
            List.of(apex("A", "public class A {}"), apex("B", "public class B { A a; }"))),
        List.of(),
        moves);
    assertEquals(List.of("ApexClass:A", "ApexClass:B"), moves.done);
    assertTrue(moves.details.contains("Processing Type: ApexClass"), moves.details.toString());
  }

  @Test
  void whatFollowsFromAnUnreadableFileIsNotBlamedOnOthers() {
    Diagnostic unreadable =
        new Diagnostic(
            "malformed-xml",
            Diagnostic.Severity.ERROR,
            Diagnostic.Rule.REFUSED,
            "objects/Account.object",
            1,
            1,
            "CustomField",
            "Account.Lost__c",
            "Error parsing file",
            "");
    Prepared built =
        prepare(
            ComponentSet.empty(),
            ComponentSet.of(
                List.of(
                    apex(
                        "A",
                        "public class A {\n  Object o = new Account().Lost__c;\n"
                            + "  Object p = new Account().Other__c;\n}"))),
            List.of(unreadable),
            new Moves());
    assertEquals(List.of(unreadable), built.said());
    assertEquals(List.of(3), built.diagnostics().stream().map(Diagnostic::line).toList());
  }

  /** Notes what it is told. */
  private static final class Moves implements DeployProgress {
    private final List<String> done = new ArrayList<>();
    private final List<String> details = new ArrayList<>();

    @Override
    public void componentDone(ComponentKey key) {
      done.add(key.type() + ":" + key.fullName());
    }

    @Override
    public void detail(String text) {
      details.add(text);
    }

    @Override
    public void testsPlanned(int total) {}

    @Override
    public void testDone(boolean passed) {}

    @Override
    public boolean cancelled() {
      return false;
    }
  }
}
