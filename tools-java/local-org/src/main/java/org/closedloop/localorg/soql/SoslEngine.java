package org.closedloop.localorg.soql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlErrors;
import org.closedloop.apex.soql.SoqlParser;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.soql.SoslQuery;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.store.Row;

/**
 * Searches text: every word of the term must begin a word of the record ({@code *} and {@code ?}
 * are wildcards, AND is implied, OR separates alternatives). The rows found then go through the
 * query of each RETURNING object.
 */
public final class SoslEngine {

  private static final int MAX_ROWS = 2000;

  private final RequestScope scope;
  private List<String> fixed;

  public SoslEngine(RequestScope scope) {
    this.scope = scope;
  }

  /** From now on searches find these records, as a test sets them. */
  public void setFixedResults(List<String> ids) {
    fixed = List.copyOf(ids);
  }

  public List<List<SObjectValue>> search(String text, Map<String, Object> binds, AccessMode mode) {
    scope.limits().consume(Limits.Counter.SOSL_QUERIES, 1);
    SoslQuery query = SoqlParser.parseSosl(text);
    BindValues values = BindValues.named(binds);
    Object term = values.of(query.term());
    List<Pattern[]> words = words(term == null ? "" : term.toString());
    AccessMode effective =
        query.access() == SoqlQuery.AccessClause.USER_MODE ? AccessMode.USER : mode;
    List<List<SObjectValue>> out = new ArrayList<>();
    for (SoslQuery.Returning r : query.returning()) {
      out.add(returning(query, r, words, binds, effective));
    }
    return out;
  }

  private List<SObjectValue> returning(
      SoslQuery query,
      SoslQuery.Returning r,
      List<Pattern[]> words,
      Map<String, Object> binds,
      AccessMode mode) {
    SObjectDef def =
        scope
            .schema()
            .object(r.object())
            .orElseThrow(
                () -> SoqlErrors.exception("INVALID_TYPE", SoqlErrors.noSuchType(r.object())));
    List<Object> ids = new ArrayList<>();
    for (Row row : scope.transaction().rows(def.name())) {
      if (!row.deleted() && found(row, def, query.group(), words)) {
        ids.add(row.id());
      }
    }
    List<SoqlQuery.SelectItem> select = new ArrayList<>();
    if (r.fields().isEmpty()) {
      select.add(new SoqlQuery.FieldItem(new SoqlQuery.Path(List.of("Id"), 0, 0), null));
    }
    r.fields().forEach(f -> select.add(new SoqlQuery.FieldItem(f, null)));
    SoqlQuery.Bind found = new SoqlQuery.Bind(query.binds().size(), "found rows", 0, 0);
    SoqlQuery.Condition only =
        new SoqlQuery.InList(new SoqlQuery.Path(List.of("Id"), 0, 0), false, List.of(found));
    List<SoqlQuery.Bind> all = new ArrayList<>(query.binds());
    all.add(found);
    SoqlQuery q =
        new SoqlQuery(
            select,
            new SoqlQuery.From(r.object(), null, 0, 0),
            null,
            r.where() == null ? only : new SoqlQuery.And(List.of(only, r.where())),
            SoqlQuery.AccessClause.NONE,
            List.of(),
            SoqlQuery.Grouping.PLAIN,
            null,
            r.orderBy(),
            r.limit() != null
                ? r.limit()
                : query.limit() != null ? query.limit() : new SoqlQuery.Literal(MAX_ROWS),
            r.offset(),
            false,
            false,
            false,
            false,
            all,
            "");
    Map<String, Object> named = new HashMap<>(binds == null ? Map.of() : binds);
    named.put(found.source(), ids);
    return new SoqlEngine(scope).part(q, BindValues.named(named), mode);
  }

  private boolean found(Row row, SObjectDef def, String group, List<Pattern[]> words) {
    if (fixed != null) {
      return fixed.contains(row.id());
    }
    StringBuilder text = new StringBuilder();
    for (FieldDef f : def.fields()) {
      Object v = f.calculated() || !searched(f, group) ? null : row.get(f.name());
      if (v != null) {
        text.append(v).append('\n');
      }
    }
    String all = text.toString().toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(any -> Arrays.stream(any).allMatch(p -> p.matcher(all).find()));
  }

  private static boolean searched(FieldDef f, String group) {
    return switch (group) {
      case "NAME" -> f.nameField();
      case "EMAIL" -> f.type() == FieldType.EMAIL;
      case "PHONE" -> f.type() == FieldType.PHONE;
      default ->
          Set.of(
                  FieldType.STRING,
                  FieldType.TEXTAREA,
                  FieldType.EMAIL,
                  FieldType.PHONE,
                  FieldType.URL,
                  FieldType.PICKLIST,
                  FieldType.COMBOBOX)
              .contains(f.type());
    };
  }

  private static List<Pattern[]> words(String term) {
    if (term.replace("*", "").strip().length() < 2) {
      throw SoqlErrors.exception(
          "MALFORMED_SEARCH", "search term must be longer than one character: " + term);
    }
    List<Pattern[]> out = new ArrayList<>();
    for (String alternative : term.split("(?i)\\s+OR\\s+")) {
      List<Pattern> all = new ArrayList<>();
      for (String word : alternative.replaceAll("(?i)\\s+AND\\s+", " ").strip().split("\\s+")) {
        String plain = word.replaceAll("[\"(){}]", "").toLowerCase(Locale.ROOT);
        StringBuilder regex = new StringBuilder("(?<![\\p{L}\\p{N}])");
        for (char c : plain.toCharArray()) {
          regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        all.add(Pattern.compile(regex.toString()));
      }
      out.add(all.toArray(Pattern[]::new));
    }
    return out;
  }
}
