package org.closedloop.localorg.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.metadata.NearestName;

/**
 * Follows a path of a page through the types of Apex classes and objects. It objects only where a
 * type is known in full; the members of platform classes and standard objects are left alone.
 *
 * @param members properties and methods of a class with their types; empty for no such class
 */
record PageTypes(Schema schema, Function<String, Optional<Map<String, String>>> members) {

  /** Before the name of an object that a relationship leads to: never a class of that name. */
  private static final String RECORD = "Schema.";

  /**
   * Where a path leads.
   *
   * @param type Apex text, empty when it is not known
   * @param problem what is wrong with the path, empty when nothing is
   */
  record Followed(String type, String problem, String hint) {
    private static Followed to(String type) {
      return new Followed(type, "", "");
    }
  }

  /** The type behind all steps of a path, whose root has the given type. */
  Followed follow(String rootType, PageExpr.Path path) {
    List<PageExpr.Step> steps = path.steps();
    String type = rootType;
    for (int i = 0; i < steps.size() && !type.isEmpty(); i++) {
      PageExpr.Step step = steps.get(i);
      if (step.index() != null) {
        type = item(type);
      } else if (i > 0) {
        Followed next = step(type, step.name());
        if (!next.problem().isEmpty()) {
          return next;
        }
        type = next.type();
      }
    }
    return Followed.to(type);
  }

  private Followed step(String type, String name) {
    if (type.startsWith(RECORD)) {
      return schema
          .object(type.substring(RECORD.length()))
          .map(o -> ofObject(o, name))
          .orElse(Followed.to(""));
    }
    Optional<Map<String, String>> own = members.apply(type);
    if (own.isPresent()) {
      return ofClass(type, own.get(), name);
    }
    return schema.object(type).map(o -> ofObject(o, name)).orElse(Followed.to(""));
  }

  private static Followed ofClass(String type, Map<String, String> members, String name) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, String> member : members.entrySet()) {
      String known = member.getKey();
      if (known.equalsIgnoreCase(name) || known.equalsIgnoreCase("get" + name)) {
        return Followed.to(member.getValue());
      }
      names.add(known.toLowerCase(Locale.ROOT).startsWith("get") ? known.substring(3) : known);
    }
    return new Followed(
        "", "Unknown property '" + type + "." + name + "'", NearestName.hint(name, names));
  }

  private static Followed ofObject(SObjectDef object, String name) {
    Optional<FieldDef> relationship = object.relationship(name);
    if (relationship.isPresent()) {
      List<String> to = relationship.get().referenceTo();
      return Followed.to(to.size() == 1 ? RECORD + to.get(0) : "");
    }
    boolean custom = name.toLowerCase(Locale.ROOT).endsWith("__c");
    if (!custom || object.field(name).isPresent()) {
      return Followed.to("");
    }
    return new Followed(
        "",
        "Invalid field " + name + " for SObject " + object.name(),
        NearestName.hint(name, object.fields().stream().map(FieldDef::name).toList()));
  }

  /** What a list, a set or the values of a map hold; empty for anything else. */
  static String item(String type) {
    int open = type.indexOf('<');
    if (open < 0) {
      return "";
    }
    String inner = type.substring(open + 1, type.length() - 1);
    String collection = type.substring(0, open).toLowerCase(Locale.ROOT);
    return switch (collection) {
      case "list", "set" -> inner;
      case "map" -> inner.substring(inner.indexOf(',') + 1).strip();
      default -> "";
    };
  }
}
