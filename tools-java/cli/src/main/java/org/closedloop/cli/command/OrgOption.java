package org.closedloop.cli.command;

import org.closedloop.cli.Console;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.cli.org.OrgReference;
import picocli.CommandLine.Option;

/** The {@code --org} option. */
final class OrgOption {

  @Option(
      names = {"-o", "--org"},
      paramLabel = "REF",
      description =
          "The org: local[:NAME] (default), env (SF_ACCESS_TOKEN and SF_ORG_INSTANCE_URL), or an"
              + " alias or username of the sf command. Environment: NPS_ORG.")
  private String reference;

  OrgConnection connect(Console console) {
    OrgConnection org = OrgReference.resolve(console, reference);
    console.log("org: " + org);
    return org;
  }

  String reference() {
    return reference;
  }
}
