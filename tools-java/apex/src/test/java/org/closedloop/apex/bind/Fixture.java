package org.closedloop.apex.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;
import org.closedloop.metadata.Diagnostic;

/** A small schema, compilation of snippets, and bound trees as text. */
final class Fixture {

  private Fixture() {}

  static final Schema SCHEMA = schema();

  private static FieldDef.Builder field(String name, FieldType type) {
    return FieldDef.builder(name, type).custom(name.endsWith("__c"));
  }

  private static SObjectDef.Builder object(String name, SObjectDef.Kind kind) {
    return SObjectDef.builder(name, kind)
        .field(field("Id", FieldType.ID).build())
        .field(field("Name", FieldType.STRING).nameField(true).build());
  }

  private static Schema schema() {
    Map<String, SObjectDef> all = new LinkedHashMap<>();
    List<SObjectDef> defs =
        List.of(
            object("Account", SObjectDef.Kind.STANDARD)
                .field(field("AnnualRevenue", FieldType.CURRENCY).build())
                .field(field("Founded__c", FieldType.DATE).build())
                .field(field("Score__c", FieldType.DOUBLE).formula("1", false).build())
                .field(
                    field("OwnerId", FieldType.REFERENCE)
                        .reference(List.of("User"), "Owner", null)
                        .build())
                .children(List.of(new ChildRelationship("Contacts", "Contact", "AccountId", false)))
                .build(),
            object("Contact", SObjectDef.Kind.STANDARD)
                .field(field("Email", FieldType.EMAIL).build())
                .field(field("Key__c", FieldType.STRING).externalId(true).build())
                .field(
                    field("AccountId", FieldType.REFERENCE)
                        .reference(List.of("Account"), "Account", "Contacts")
                        .build())
                .build(),
            object("User", SObjectDef.Kind.STANDARD).build(),
            object("BusinessHours", SObjectDef.Kind.STANDARD).build(),
            object("Rule__mdt", SObjectDef.Kind.CUSTOM_METADATA).build());
    defs.forEach(d -> all.put(d.name().toLowerCase(Locale.ROOT), d));
    return new Schema() {
      @Override
      public Optional<SObjectDef> object(String name) {
        return Optional.ofNullable(all.get(name.toLowerCase(Locale.ROOT)));
      }

      @Override
      public Collection<SObjectDef> objects() {
        return all.values();
      }

      @Override
      public Optional<SObjectDef> byKeyPrefix(String prefix) {
        return Optional.empty();
      }

      @Override
      public Optional<String> label(String name) {
        return name.equalsIgnoreCase("Hello") ? Optional.of("Hello!") : Optional.empty();
      }

      @Override
      public boolean hasPage(String name) {
        return name.equalsIgnoreCase("Survey");
      }

      @Override
      public boolean hasFlow(String name) {
        return name.equalsIgnoreCase("Send");
      }

      @Override
      public boolean hasCustomPermission(String name) {
        return false;
      }

      @Override
      public boolean hasStaticResource(String name) {
        return false;
      }
    };
  }

  // --- compiling --------------------------------------------------------------------------------

  static ApexSource source(String text, double version) {
    boolean trigger = text.strip().startsWith("trigger ");
    String[] words = text.replaceAll("[{(<]", " ").split("\\s+");
    String name = "Unnamed";
    for (int i = 0; i + 1 < words.length; i++) {
      if (List.of("class", "interface", "enum", "trigger").contains(words[i])) {
        name = words[i + 1];
        break;
      }
    }
    ApexSource.Kind kind = trigger ? ApexSource.Kind.TRIGGER : ApexSource.Kind.CLASS;
    return new ApexSource(kind, name, name + (trigger ? ".trigger" : ".cls"), text, version);
  }

  static CompileResult compile(CompileOptions options, double version, String... sources) {
    List<ApexSource> list = new ArrayList<>();
    for (String s : sources) {
      list.add(source(s, version));
    }
    return ApexCompiler.compile(list, SCHEMA, options);
  }

  static BoundProgram program(String... sources) {
    CompileResult r = compile(CompileOptions.STRICT, 67.0, sources);
    assertEquals(
        "", r.diagnostics().stream().map(Diagnostic::headline).collect(Collectors.joining("\n")));
    return r.program();
  }

  /** Each diagnostic as {@code code line:column}. */
  static List<String> errors(String... sources) {
    return compile(CompileOptions.STRICT, 67.0, sources).diagnostics().stream()
        .map(d -> d.code() + " " + d.line() + ":" + d.column())
        .toList();
  }

  /** The only diagnostic of statements put into a method whose body starts on line 2. */
  static Diagnostic errorIn(String statements) {
    List<Diagnostic> all = compile(CompileOptions.STRICT, 67.0, wrap(statements)).diagnostics();
    assertEquals(1, all.size(), () -> "diagnostics: " + all);
    return all.get(0);
  }

  private static String wrap(String statements) {
    return "public class Wrap {\n"
        + "public static void run() {\n"
        + statements
        + "\n}\npublic Integer field;\n}";
  }

  /** The statements, bound, as text. */
  static String bound(String statements, String... others) {
    String[] all = new String[others.length + 1];
    all[0] = wrap(statements);
    System.arraycopy(others, 0, all, 1, others.length);
    BoundMethod m = program(all).find("Wrap").orElseThrow().methods().get(0);
    return m.body().statements().stream().map(Fixture::dump).collect(Collectors.joining("\n"));
  }

  // --- text -------------------------------------------------------------------------------------

  /** Records as {@code Name(parts)} without positions; types only where nothing else tells. */
  static String dump(Object o) {
    if (o == null) {
      return "null";
    }
    if (o instanceof ApexType t) {
      return t.displayName();
    }
    if (o instanceof List<?> l) {
      return l.stream().map(Fixture::dump).collect(Collectors.joining(" ", "[", "]"));
    }
    if (o instanceof SObjectDef || o instanceof BoundMethod || o instanceof BoundField) {
      return o.toString();
    }
    if (o instanceof FieldDef f) {
      return f.name();
    }
    if (o instanceof org.closedloop.apex.soql.SoqlQuery) {
      return "query";
    }
    return o instanceof Record r && !(o instanceof SourcePos) ? record(r) : String.valueOf(o);
  }

  private static String record(Record r) {
    List<String> parts = new ArrayList<>();
    for (RecordComponent c : r.getClass().getRecordComponents()) {
      boolean ownType = c.getName().equals("type") && r instanceof BoundExpr;
      if (c.getType() == SourcePos.class || ownType) {
        continue;
      }
      try {
        Object v = c.getAccessor().invoke(r);
        if (!Boolean.FALSE.equals(v)) {
          parts.add(Boolean.TRUE.equals(v) ? c.getName() : dump(v));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return r.getClass().getSimpleName() + "(" + String.join(", ", parts) + ")";
  }
}
