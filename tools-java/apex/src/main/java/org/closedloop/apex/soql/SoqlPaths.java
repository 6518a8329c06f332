package org.closedloop.apex.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.closedloop.apex.platform.StubObjects;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.metadata.NearestName;

/**
 * Resolves dotted column names of one FROM object through parent relationships. A polymorphic
 * relationship leads to the object {@code Name}, which has what all its targets share.
 */
public final class SoqlPaths {

  /** The object that stands for the unknown target of a polymorphic lookup. */
  public static final String POLYMORPHIC = "Name";

  private final Schema schema;
  private final SObjectDef object;
  private final String fromName;
  private final String alias;

  /**
   * @param fromName the name in the FROM clause, object or child relationship
   * @param alias may be null
   */
  public SoqlPaths(Schema schema, SObjectDef object, String fromName, String alias) {
    this.schema = schema;
    this.object = object;
    this.fromName = fromName;
    this.alias = alias;
  }

  public SObjectDef object() {
    return object;
  }

  /**
   * A column found.
   *
   * @param steps the lookups walked from the FROM object
   * @param owner the object that has the field
   */
  public record Resolved(List<FieldDef> steps, SObjectDef owner, FieldDef field) {}

  /** A resolution: one of both is null. */
  public record Outcome(Resolved resolved, SoqlIssue issue) {}

  /** Resolves a path, or says in the platform's words what is wrong. */
  public Outcome resolve(Path path) {
    List<String> names = withoutPrefix(path.names());
    List<FieldDef> steps = new ArrayList<>();
    SObjectDef at = object;
    for (int i = 0; i + 1 < names.size(); i++) {
      String name = names.get(i);
      Optional<FieldDef> lookup = at.relationship(name);
      if (lookup.isEmpty()) {
        List<String> known =
            at.fields().stream()
                .map(FieldDef::relationshipName)
                .filter(java.util.Objects::nonNull)
                .toList();
        return issue(
            SoqlErrors.noSuchRelationship(name),
            path,
            NearestName.of(name, known).orElse(null),
            at.name(),
            name);
      }
      if (steps.size() == 5) {
        return issue(
            "SOQL relationship queries can only go 5 levels up: " + String.join(".", names),
            path,
            null,
            null,
            null);
      }
      steps.add(lookup.get());
      Optional<SObjectDef> target = target(lookup.get());
      if (target.isEmpty()) {
        boolean standard = StubObjects.get().hasMember(at.name(), name);
        return issue(
            SoqlErrors.noSuchRelationship(name),
            path,
            null,
            at.name(),
            standard ? name : targetName(lookup.get()));
      }
      at = target.get();
    }
    String leaf = names.get(names.size() - 1);
    Optional<FieldDef> field = at.field(leaf);
    if (field.isEmpty()) {
      List<String> known = at.fields().stream().map(FieldDef::name).toList();
      return issue(
          SoqlErrors.noSuchColumn(leaf, at.name()),
          path,
          NearestName.of(leaf, known).orElse(null),
          at.name(),
          leaf);
    }
    return new Outcome(new Resolved(List.copyOf(steps), at, field.get()), null);
  }

  /** A child relationship may be written with the parent in front: {@code Account.Contacts}. */
  public static String childName(String written) {
    return written.substring(written.lastIndexOf('.') + 1);
  }

  /** The object behind a lookup; the shared one when it is polymorphic. */
  public Optional<SObjectDef> target(FieldDef lookup) {
    return schema.object(targetName(lookup));
  }

  private static String targetName(FieldDef lookup) {
    return lookup.polymorphic() ? POLYMORPHIC : lookup.referenceTo().get(0);
  }

  private List<String> withoutPrefix(List<String> names) {
    if (names.size() < 2) {
      return names;
    }
    String first = names.get(0);
    boolean prefix =
        first.equalsIgnoreCase(alias)
            || (object.relationship(first).isEmpty()
                && (first.equalsIgnoreCase(object.name()) || first.equalsIgnoreCase(fromName)));
    return prefix ? names.subList(1, names.size()) : names;
  }

  private static Outcome issue(
      String message, Path path, String nearest, String owner, String name) {
    return new Outcome(
        null,
        new SoqlIssue("INVALID_FIELD", message, path.line(), path.column(), nearest, owner, name));
  }
}
