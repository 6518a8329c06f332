package org.closedloop.cli.org;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;

/**
 * The state file of a running local org, readable by its owner only. A file whose process is gone
 * is stale and counts as none.
 *
 * @param token admin token: session id for the APIs and bearer of the control API
 */
public record LocalState(
    String name, long pid, String url, String user, String password, String token) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The folder of state files and logs. */
  public static Path folder(Console console) {
    String base = console.variable("XDG_STATE_HOME");
    if (base != null) {
      return Path.of(base, "nps");
    }
    String home = console.variable("HOME");
    return Path.of(home == null ? System.getProperty("user.home") : home, ".local/state/nps");
  }

  public static Path file(Console console, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")) {
      throw CliException.usage(
          "'" + name + "' is no name for a local org: use letters, digits, - and _.");
    }
    return folder(console).resolve(name + ".json");
  }

  /** The running org of that name. */
  public static Optional<LocalState> read(Console console, String name) {
    Path file = file(console, name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      ObjectNode n = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
      LocalState s =
          new LocalState(
              n.path("name").asText(),
              n.path("pid").asLong(),
              n.path("url").asText(),
              n.path("user").asText(),
              n.path("password").asText(),
              n.path("token").asText());
      return ProcessHandle.of(s.pid).map(ProcessHandle::isAlive).orElse(false)
          ? Optional.of(s)
          : Optional.empty();
    } catch (IOException | ClassCastException e) {
      throw CliException.environment(
          "state-unreadable",
          "The state file of local org '" + name + "' cannot be read.",
          "stop the org and delete " + file);
    }
  }

  /** Writes the file with mode 0600, in one step. */
  public void write(Console console) throws IOException {
    Path file = file(console, name);
    Files.createDirectories(file.getParent());
    ObjectNode n = JSON.createObjectNode();
    n.put("name", name).put("pid", pid).put("url", url).put("user", user);
    n.put("password", password).put("token", token);
    Path temp =
        Files.createTempFile(
            file.getParent(),
            name,
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(temp, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(n));
    Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes the file if it is still ours. */
  public void delete(Console console) throws IOException {
    Path file = file(console, name);
    if (Files.isRegularFile(file)
        && JSON.readTree(Files.readAllBytes(file)).path("pid").asLong() == pid) {
      Files.delete(file);
    }
  }

  public OrgConnection connection() {
    return new OrgConnection("local:" + name, url, token, true);
  }

  /** What may be shown; the secrets only when asked for. */
  public Map<String, Object> shown(boolean secrets) {
    Map<String, Object> m = new java.util.LinkedHashMap<>();
    m.put("name", name);
    m.put("url", url);
    m.put("user", user);
    m.put("pid", pid);
    if (secrets) {
      m.put("token", token);
      m.put("password", password);
    }
    return m;
  }
}
