package org.closedloop.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.closedloop.cli.CliException;

/**
 * An sfdx scratch org definition, as far as a local org can honour it. What it does not know is
 * refused by name rather than ignored.
 *
 * @param organizationType as Organization.OrganizationType names the edition
 * @param features features that are on
 */
public record ScratchDefinition(
    String orgName, String organizationType, Set<String> features, String language) {

  private static final Map<String, String> EDITIONS =
      Map.of(
          "enterprise", "Enterprise Edition",
          "developer", "Developer Edition",
          "professional", "Professional Edition",
          "group", "Group Edition");

  /** Features that a local org has anyway, or that change its schema. */
  private static final Set<String> FEATURES =
      Set.of(
          "servicecloud",
          "sites",
          "defaultworkflowuser",
          "customnotificationtype",
          "enablesetpasswordinapi",
          "api",
          "authorapex",
          "accountteams");

  /** Settings that hold in a local org or concern screens it does not have. */
  private static final Set<String> SETTINGS =
      Set.of(
          "lightningexperiencesettings.enables1desktopenabled",
          "accountsettings.enableaccountteams",
          "mobilesettings.enables1encryptedstoragepref2");

  private static final Set<String> KEYS =
      Set.of(
          "orgname",
          "edition",
          "features",
          "settings",
          "language",
          "hassampledata",
          "description",
          "country",
          "$schema");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a definition; every unknown key, edition, feature or setting ends the command. */
  public static ScratchDefinition read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw CliException.environment("no-file", "There is no file " + file + ".", null);
    }
    JsonNode n;
    try {
      n = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw refused(file, "is no JSON: " + e.getOriginalMessage());
    }
    for (Iterator<String> it = n.fieldNames(); it.hasNext(); ) {
      String key = it.next();
      if (!KEYS.contains(key.toLowerCase(Locale.ROOT))) {
        throw refused(file, "the local org does not support '" + key + "'");
      }
    }
    if (n.path("hasSampleData").asBoolean(false)) {
      throw refused(file, "the local org has no sample data");
    }
    String edition = n.path("edition").asText("Enterprise");
    String type = EDITIONS.get(edition.toLowerCase(Locale.ROOT));
    if (type == null) {
      throw refused(file, "the local org does not support edition '" + edition + "'");
    }
    Set<String> features = new LinkedHashSet<>();
    for (JsonNode f : n.path("features")) {
      if (!FEATURES.contains(f.asText().toLowerCase(Locale.ROOT))) {
        throw refused(file, "the local org does not support feature '" + f.asText() + "'");
      }
      features.add(f.asText());
    }
    settings(file, n.path("settings"), features);
    return new ScratchDefinition(
        n.path("orgName").asText("Local Org"), type, features, n.path("language").asText("en_US"));
  }

  private static void settings(Path file, JsonNode settings, Set<String> features) {
    Map<String, JsonNode> flat = new TreeMap<>();
    settings
        .fields()
        .forEachRemaining(
            group ->
                group
                    .getValue()
                    .fields()
                    .forEachRemaining(
                        s -> flat.put(group.getKey() + "." + s.getKey(), s.getValue())));
    for (Map.Entry<String, JsonNode> s : flat.entrySet()) {
      if (!SETTINGS.contains(s.getKey().toLowerCase(Locale.ROOT)) || !s.getValue().isBoolean()) {
        throw refused(file, "the local org does not support setting '" + s.getKey() + "'");
      }
      if (s.getKey().equalsIgnoreCase("accountSettings.enableAccountTeams")
          && s.getValue().booleanValue()) {
        features.add("AccountTeams");
      }
    }
  }

  private static CliException refused(Path file, String why) {
    return CliException.environment("scratch-definition", why + ".", null).at(file.toString());
  }
}
