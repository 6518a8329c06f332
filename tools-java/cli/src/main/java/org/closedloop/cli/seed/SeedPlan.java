package org.closedloop.cli.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.cli.CliException;

/**
 * Records and assignments to load, read from files in the tree format of {@code sf data import}.
 */
public record SeedPlan(
    List<Batch> batches, List<Assignment> assignments, List<QueueMembers> queues) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Records of one file. */
  public record Batch(String file, List<Item> items) {}

  /**
   * One record.
   *
   * @param reference name that others refer to with @, or null
   * @param fields values as in JSON: String, Boolean, Integer, Double or null
   */
  public record Item(String type, String reference, Map<String, Object> fields) {}

  /** Permission sets of a user. */
  public record Assignment(String user, List<String> permissionSets) {}

  /** Users of a queue. */
  public record QueueMembers(String queue, List<String> users) {}

  /** Reads {@code plan.json}, the files it names and {@code assignments.json} where present. */
  public static SeedPlan read(Path given) throws IOException {
    Path folder = given.toAbsolutePath().normalize();
    List<Batch> batches = new ArrayList<>();
    for (JsonNode step : json(folder.resolve("plan.json"))) {
      for (JsonNode file : step.path("files")) {
        Path path = folder.resolve(file.asText()).normalize();
        if (!path.startsWith(folder)) {
          throw CliException.environment(
              "bad-plan", "plan.json names a file outside its folder: " + file.asText(), null);
        }
        batches.add(new Batch(file.asText(), items(path, json(path))));
      }
    }
    List<Assignment> assignments = new ArrayList<>();
    List<QueueMembers> queues = new ArrayList<>();
    Path extra = folder.resolve("assignments.json");
    if (Files.isRegularFile(extra)) {
      JsonNode a = json(extra);
      for (JsonNode n : a.path("permissionSets")) {
        assignments.add(new Assignment(n.path("user").asText(), texts(n.path("permissionSets"))));
      }
      for (JsonNode n : a.path("queueMembers")) {
        queues.add(new QueueMembers(n.path("queue").asText(), texts(n.path("users"))));
      }
    }
    return new SeedPlan(List.copyOf(batches), List.copyOf(assignments), List.copyOf(queues));
  }

  private static JsonNode json(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw CliException.environment("no-file", "There is no file " + file + ".", null);
    }
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw CliException.environment(
          "bad-json",
          file
              + ":"
              + e.getLocation().getLineNr()
              + ":"
              + e.getLocation().getColumnNr()
              + "  "
              + e.getOriginalMessage(),
          null);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> out = new ArrayList<>();
    array.forEach(n -> out.add(n.asText()));
    return out;
  }

  private static List<Item> items(Path file, JsonNode tree) {
    List<Item> out = new ArrayList<>();
    for (JsonNode r : tree.path("records")) {
      JsonNode attributes = r.path("attributes");
      String type = attributes.path("type").asText("");
      if (type.isEmpty()) {
        throw CliException.environment(
            "bad-record", "A record without attributes.type in " + file + ".", null);
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      for (Iterator<Map.Entry<String, JsonNode>> it = r.fields(); it.hasNext(); ) {
        Map.Entry<String, JsonNode> f = it.next();
        if (!f.getKey().equals("attributes")) {
          fields.put(f.getKey(), value(file, f.getKey(), f.getValue()));
        }
      }
      String reference = attributes.path("referenceId").asText(null);
      out.add(new Item(type, reference, fields));
    }
    return List.copyOf(out);
  }

  private static Object value(Path file, String name, JsonNode n) {
    if (n.isNull()) {
      return null;
    }
    if (n.isContainerNode()) {
      throw CliException.environment(
          "bad-record", "Field " + name + " in " + file + " is no plain value.", null);
    }
    return n.isBoolean()
        ? (Object) n.booleanValue()
        : n.isInt()
            ? (Object) n.intValue()
            : n.isNumber() ? (Object) n.doubleValue() : n.textValue();
  }
}
