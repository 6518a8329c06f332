package org.closedloop.localorg.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.closedloop.apex.platform.StubObjects;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.SObjectDef.Kind;
import org.closedloop.apex.schema.SObjectDef.Sharing;

/**
 * Standard objects that the resource files do not describe, from what the stub classes tell: names
 * and types are the platform's, lengths and flags are defaults. Their rows are like those of any
 * object; behaviour of their own they have none.
 */
final class StubDrafts {

  /** Fields that only orgs with a feature have, on whatever object. */
  private static final Set<String> BY_FEATURE =
      Set.of(
          "CurrencyIsoCode",
          "Division",
          "RecordTypeId",
          "ConnectionReceivedId",
          "ConnectionSentId");

  /** A field whose values are objects of a class, which the stubs do not tell. */
  private static final String HEADER = "ChangeEventHeader";

  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int PER_LETTER = 62 * 62;
  private static final String LETTERS = "yw";

  /** Objects to which nothing but the standard fields belongs: the same in every org. */
  private static final Map<String, SObjectDef> PLAIN = new ConcurrentHashMap<>();

  /** Stands for the target of a relationship of which the stubs tell nothing but that it is. */
  private static final String UNTOLD = "an object that is not known here";

  /** Targets of a relationship to several objects where no deployed ones count. */
  private static final List<String> ANY =
      StandardObjects.read(Set.of()).values().stream()
          .filter(o -> o.prefix != null && !o.virtual)
          .map(o -> o.name)
          .toList();

  private StubDrafts() {}

  /** The object without any custom field, or empty when the platform has no such object. */
  static Optional<SObjectDef> plain(String name) {
    return StubObjects.get()
        .object(name)
        .map(
            o ->
                PLAIN.computeIfAbsent(
                    o.name(), n -> draft(o, ANY).build(List.of(), List.of(), List.of())));
  }

  /** The object whose ids start so, when it is one of these. */
  static Optional<SObjectDef> byKeyPrefix(String prefix) {
    int letter = prefix.length() == 3 ? LETTERS.indexOf(prefix.charAt(0)) : -1;
    if (letter < 0) {
      return Optional.empty();
    }
    int n =
        letter * PER_LETTER
            + DIGITS.indexOf(prefix.charAt(1)) * 62
            + DIGITS.indexOf(prefix.charAt(2));
    List<String> names = StubObjects.get().names();
    return n < names.size() ? plain(names.get(n)) : Optional.empty();
  }

  static Optional<ObjectDraft> find(String name) {
    return StubObjects.get().object(name).map(o -> draft(o, List.of("*")));
  }

  /**
   * @param any targets of relationships that may lead to several objects
   */
  private static ObjectDraft draft(StubObjects.Declared d, List<String> any) {
    boolean event = d.hasField("ReplayId") && !d.hasField("IsDeleted");
    ObjectDraft o = new ObjectDraft(d.name(), event ? Kind.PLATFORM_EVENT : Kind.STANDARD);
    o.standard = true;
    o.label = words(d.name());
    o.plural = o.label;
    o.prefix = prefix(StubObjects.get().ordinal(d.name()));
    o.trigger = event || d.hasField("OwnerId");
    o.recordTypes = d.hasField("RecordTypeId");
    o.sharing = d.hasField("OwnerId") ? Sharing.READ_WRITE : Sharing.NONE;
    if (event) {
      o.update = false;
      o.delete = false;
      o.queryable = false;
    } else if (derived(d)) {
      o.create = false;
      o.update = false;
      o.delete = false;
    }
    system(o, d, event);
    for (StubObjects.Field f : d.fields()) {
      if (!o.has(f.name()) && !BY_FEATURE.contains(f.name()) && !f.name().equals(HEADER)) {
        o.field(field(f, any));
      }
    }
    return o;
  }

  /** Rows that only the platform writes. */
  private static boolean derived(StubObjects.Declared d) {
    return d.name().endsWith("History") && d.hasField("OldValue")
        || d.name().endsWith("ChangeEvent")
        || !d.hasField("Id");
  }

  private static void system(ObjectDraft o, StubObjects.Declared d, boolean event) {
    if (event) {
      o.field(SystemFields.text("ReplayId", "Replay ID", 1000, false, false));
      o.field(SystemFields.readOnly("CreatedDate", FieldType.DATETIME, "Created Date"));
      return;
    }
    ObjectDraft all = new ObjectDraft(o.name, o.kind);
    SystemFields.id(all);
    SystemFields.deleted(all);
    SystemFields.audit(all);
    if (d.hasField("OwnerId")) {
      SystemFields.owner(all, List.of("User", "Group"));
    }
    for (FieldDef f : all.fields()) {
      if (d.hasField(f.name())) {
        o.field(f);
      }
    }
  }

  private static FieldDef field(StubObjects.Field f, List<String> any) {
    FieldDef.Builder b = FieldDef.builder(f.name(), type(f)).label(words(f.name()));
    switch (f.type()) {
      case "Id" -> {
        b.length(18);
        boolean several = "Name".equals(f.target());
        String one = f.target() == null ? StubDrafts.UNTOLD : f.target();
        b.reference(several ? any : List.of(one), f.relationship(), null);
      }
      case "Decimal" -> b.number(18, 2);
      case "Integer" -> b.number(9, 0);
      case "String" -> {
        b.length(f.name().equals("Description") ? 32_000 : 255);
        b.nameField(f.name().equals("Name"));
      }
      default -> {
        // no shape of its own
      }
    }
    if (Set.of("Object", "Address", "Location").contains(f.type())) {
      b.writeable(false, false);
    }
    return b.build();
  }

  private static FieldType type(StubObjects.Field f) {
    return switch (f.type()) {
      case "Boolean" -> FieldType.BOOLEAN;
      case "Date" -> FieldType.DATE;
      case "Datetime" -> FieldType.DATETIME;
      case "Time" -> FieldType.TIME;
      case "Decimal" -> FieldType.DOUBLE;
      case "Integer" -> FieldType.INTEGER;
      case "Long" -> FieldType.LONG;
      case "Blob" -> FieldType.BASE64;
      case "Id" -> FieldType.REFERENCE;
      case "Object" -> FieldType.ANYTYPE;
      case "Address" -> FieldType.ADDRESS;
      case "Location" -> FieldType.LOCATION;
      default -> FieldType.STRING;
    };
  }

  private static String prefix(int ordinal) {
    int rest = ordinal % PER_LETTER;
    return ""
        + LETTERS.charAt(ordinal / PER_LETTER)
        + DIGITS.charAt(rest / 62)
        + DIGITS.charAt(rest % 62);
  }

  private static String words(String name) {
    List<String> words = new ArrayList<>(List.of(name.split("(?<=[a-z0-9])(?=[A-Z])")));
    return String.join(" ", words);
  }
}
