package org.closedloop.cli.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;

/**
 * Finds the org a user means: {@code local} or {@code local:name}, {@code env} for the credentials
 * in SF_ACCESS_TOKEN and SF_ORG_INSTANCE_URL, anything else an alias or username that the {@code
 * sf} command knows.
 */
public final class OrgReference {

  /** The environment variable that names the default org. */
  public static final String VARIABLE = "NPS_ORG";

  private static final String TOKEN = "SF_ACCESS_TOKEN";
  private static final String URL = "SF_ORG_INSTANCE_URL";
  private static final ObjectMapper JSON = new ObjectMapper();

  private OrgReference() {}

  /**
   * @param reference null means: the environment's credentials when both are set, else {@code
   *     local}
   */
  public static OrgConnection resolve(Console console, String reference) {
    String ref = reference == null ? console.variable(VARIABLE) : reference;
    if (ref == null) {
      ref = console.variable(TOKEN) != null && console.variable(URL) != null ? "env" : "local";
    }
    if (ref.equals("local") || ref.startsWith("local:")) {
      return local(console, ref.equals("local") ? "default" : ref.substring(6));
    }
    return ref.equals("env") ? fromEnvironment(console) : fromSf(console, ref);
  }

  private static OrgConnection local(Console console, String name) {
    return LocalState.read(console, name)
        .map(LocalState::connection)
        .orElseThrow(
            () ->
                CliException.environment(
                    "no-local-org",
                    "No local org named '" + name + "' is running.",
                    "start it with `nps local start --background"
                        + (name.equals("default") ? "" : " --name " + name)
                        + "`"));
  }

  private static OrgConnection fromEnvironment(Console console) {
    String token = console.variable(TOKEN);
    String url = console.variable(URL);
    if (token == null || url == null) {
      throw CliException.environment(
          "no-credentials", "Set both " + TOKEN + " and " + URL + " to use --org env.", null);
    }
    return new OrgConnection(url, url, token, false);
  }

  private static OrgConnection fromSf(Console console, String ref) {
    if (ref.startsWith("-")) {
      throw CliException.usage("'" + ref + "' is no org reference.");
    }
    JsonNode shown = sf(ref, List.of("sf", "org", "display", "-o", ref, "--json"));
    String url = shown.path("instanceUrl").asText("");
    String token = shown.path("accessToken").asText("");
    if (!token.startsWith("00D")) {
      token =
          sf(ref, List.of("sf", "org", "auth", "show-access-token", "-o", ref, "--json"))
              .path("accessToken")
              .asText("");
    }
    if (url.isEmpty() || !token.startsWith("00D")) {
      throw CliException.environment(
          "no-credentials", "The sf command has no usable session for '" + ref + "'.", null);
    }
    return new OrgConnection(ref, url, token, false);
  }

  private static JsonNode sf(String ref, List<String> command) {
    try {
      Process p =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      p.getOutputStream().close();
      byte[] out = p.getInputStream().readAllBytes();
      if (!p.waitFor(60, TimeUnit.SECONDS) || p.exitValue() != 0) {
        p.destroy();
        throw CliException.environment(
            "unknown-org",
            "The sf command knows no org '" + ref + "' or cannot reach it.",
            "use local, local:NAME, env, or an alias shown by `sf org list`");
      }
      return JSON.readTree(out).path("result");
    } catch (IOException e) {
      throw CliException.environment(
          "no-sf",
          "'" + ref + "' is no local org, and the sf command is not installed to look it up.",
          "use local, local:NAME or env");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.environment("interrupted", "Interrupted.", null);
    }
  }
}
