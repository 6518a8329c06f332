package org.closedloop.cli.local;

import java.io.IOException;
import java.util.function.Consumer;
import org.closedloop.cli.CliException;
import org.closedloop.localorg.flow.FlowOptions;
import org.closedloop.localorg.http.PortInUseException;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.localorg.org.OrgServer;

/** Starts the embedded org in this process. */
public final class LocalEngine {

  private LocalEngine() {}

  /** The running server; the caller closes it. */
  public static OrgServer start(LocalOptions options, Consumer<String> log) throws IOException {
    FlowOptions behaviours;
    try {
      behaviours = FlowOptions.of(options.behaviours());
    } catch (IllegalArgumentException e) {
      throw CliException.usage("Option of the local org: " + e.getMessage() + ".");
    }
    OrgOptions org =
        orgOptions(options.definition())
            .withClock(options.clock())
            .withFrozen(options.freeze())
            .withProduction(options.production())
            .withBehaviours(behaviours);
    try {
      return OrgServer.start(org, options.port(), log);
    } catch (PortInUseException e) {
      throw CliException.environment("port-in-use", e.getMessage(), null);
    }
  }

  /** The set-up that a scratch definition asks for; null is the default org. */
  public static OrgOptions orgOptions(ScratchDefinition definition) {
    OrgOptions defaults = OrgOptions.defaults();
    return definition == null
        ? defaults
        : defaults
            .withName(definition.orgName())
            .withOrganizationType(definition.organizationType())
            .withFeatures(definition.features())
            .withLanguage(definition.language());
  }
}
