package org.closedloop.localorg.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.schema.SObjectDef.Kind;
import org.closedloop.apex.schema.SObjectDef.Sharing;

/**
 * The standard objects as the resource files {@code standard-*.txt} describe them, read once per
 * org.
 */
final class StandardObjects {

  private static final List<String> RESOURCES =
      List.of(
          "standard-core.txt",
          "standard-setup.txt",
          "standard-more1.txt",
          "standard-more2.txt",
          "standard-more3.txt",
          "standard-more4.txt");
  private static final Pattern TOKEN =
      Pattern.compile("[^\\s\"\\[(]+(?:\"[^\"]*\"|\\[[^\\]]*\\]|\\([^)]*\\))?");

  private StandardObjects() {}

  /** All standard objects whose feature, if any, the org has. Targets {@code *} are still open. */
  static Map<String, ObjectDraft> read(Set<String> features) {
    Map<String, ObjectDraft> out = new LinkedHashMap<>();
    for (String resource : RESOURCES) {
      ObjectDraft current = null;
      int number = 0;
      for (String line : lines(resource)) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        try {
          List<String> tokens = tokens(line);
          if (line.startsWith("@")) {
            current = header(tokens, features);
            if (current != null) {
              out.put(current.name.toLowerCase(Locale.ROOT), current);
            }
          } else if (line.startsWith("+")) {
            current = out.get(line.substring(1).strip().toLowerCase(java.util.Locale.ROOT));
          } else if (current != null) {
            current.field(OverlayField.parse(tokens));
          }
        } catch (IllegalArgumentException e) {
          throw new IllegalStateException(resource + ":" + number + ": " + e.getMessage(), e);
        }
      }
    }
    return out;
  }

  /** Names, in lower case, of the described objects that an org with these features lacks. */
  static Set<String> withheld(Set<String> features) {
    Set<String> out = new HashSet<>();
    for (String resource : RESOURCES) {
      for (String line : lines(resource)) {
        if (line.startsWith("@") && header(tokens(line), features) == null) {
          out.add(tokens(line).get(0).substring(1).toLowerCase(Locale.ROOT));
        }
      }
    }
    return out;
  }

  private static ObjectDraft header(List<String> tokens, Set<String> features) {
    ObjectDraft o = new ObjectDraft(tokens.get(0).substring(1), Kind.STANDARD);
    List<String> flags = List.of();
    List<String> owner = List.of();
    Set<String> without = Set.of();
    boolean wanted = true;
    for (String t : tokens.subList(1, tokens.size())) {
      String key = t.substring(0, t.indexOf('='));
      String value = OverlayField.unquote(t.substring(t.indexOf('=') + 1));
      switch (key) {
        case "prefix" -> o.prefix = value;
        case "label" -> o.label = value;
        case "plural" -> o.plural = value;
        case "owner" -> owner = List.of(value.split(","));
        case "flags" -> flags = Arrays.asList(value.split(","));
        case "feature" -> wanted = features.contains(value);
        case "without" -> without = Set.of(value.split(","));
        case "sharing" -> o.sharing = sharing(value);
        default -> throw new IllegalArgumentException("unknown attribute " + key);
      }
    }
    flags(o, flags);
    if (!flags.contains("nosystem")) {
      SystemFields.id(o);
      SystemFields.deleted(o);
      SystemFields.audit(o);
      without.forEach(o::remove);
    }
    if (!owner.isEmpty()) {
      SystemFields.owner(o, owner);
    }
    return wanted ? o : null;
  }

  private static void flags(ObjectDraft o, List<String> flags) {
    for (String flag : flags) {
      switch (flag) {
        case "search" -> o.search = true;
        case "merge" -> o.merge = true;
        case "activities" -> o.activities = true;
        case "trigger" -> o.trigger = true;
        case "recordtypes" -> o.recordTypes = true;
        case "setup" -> {
          o.setup = true;
          o.undelete = false;
        }
        case "readonly" -> {
          o.create = false;
          o.update = false;
          o.delete = false;
        }
        case "nodelete" -> o.delete = false;
        case "noinsert", "nocreate" -> o.create = false;
        case "virtual" -> {
          o.virtual = true;
          o.create = false;
          o.update = false;
          o.delete = false;
        }
        case "layout", "activity", "nosystem" -> {
          // read elsewhere
        }
        default -> throw new IllegalArgumentException("unknown flag " + flag);
      }
    }
  }

  static Sharing sharing(String value) {
    return switch (value) {
      case "ReadWrite", "ReadWriteTransfer", "FullAccess" -> Sharing.READ_WRITE;
      case "Read" -> Sharing.READ;
      case "Private" -> Sharing.PRIVATE;
      case "ControlledByParent" -> Sharing.CONTROLLED_BY_PARENT;
      case "None" -> Sharing.NONE;
      default -> throw new IllegalArgumentException("unknown sharing model " + value);
    };
  }

  private static List<String> tokens(String line) {
    List<String> out = new ArrayList<>();
    Matcher m = TOKEN.matcher(line);
    while (m.find()) {
      out.add(m.group());
    }
    return out;
  }

  private static List<String> lines(String resource) {
    try (InputStream in = StandardObjects.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
