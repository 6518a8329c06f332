package org.closedloop.localorg.partner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlParser;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectValue;

/** The reading operations: query, queryAll, queryMore, retrieve, search. */
final class QueryOperations {

  static final int DEFAULT_BATCH = 500;
  static final int MIN_BATCH = 200;
  static final int MAX_BATCH = 2_000;
  private static final int MAX_RETRIEVE = 2_000;

  private final ApexHost host;
  private final Cursors cursors;
  private final int batchSize;

  QueryOperations(ApexHost host, Cursors cursors, SoapRequest request) {
    this.host = host;
    this.cursors = cursors;
    int asked =
        request
            .headerValue("QueryOptions", "batchSize")
            .filter(s -> s.matches("\\d{1,9}"))
            .map(Integer::parseInt)
            .orElse(DEFAULT_BATCH);
    batchSize = Math.max(MIN_BATCH, Math.min(MAX_BATCH, asked));
  }

  /** Runs the query; with {@code all} deleted rows are seen too. */
  Cursors.Page query(String soql, boolean all) {
    if (soql == null || soql.isBlank()) {
      throw PartnerFault.of("MALFORMED_QUERY", "A query string has to be specified");
    }
    SoqlQuery query = SoqlParser.parse(soql);
    if (!query.binds().isEmpty()) {
      throw PartnerFault.of("MALFORMED_QUERY", "Bind variables only allowed in Apex code");
    }
    if (all && !query.allRows()) {
      query = withAllRows(query);
    } else if (query.allRows()) {
      throw PartnerFault.of(
          "MALFORMED_QUERY", "ALL ROWS is only allowed in Apex code; use queryAll");
    }
    DataHost.QueryResult result = host.data().query(query, List.of(), AccessMode.USER);
    if (result.countOnly()) {
      return new Cursors.Page(List.of(), SelectShape.NATURAL, result.count(), null);
    }
    SObjectDef from = host.schema().object(query.from().object()).orElse(null);
    SelectShape shape =
        from == null ? SelectShape.NATURAL : SelectShape.of(query, from, host.schema());
    return cursors.open(host.user().id(), result.rows(), shape, batchSize);
  }

  private static SoqlQuery withAllRows(SoqlQuery q) {
    return new SoqlQuery(
        q.select(),
        q.from(),
        q.usingScope(),
        q.where(),
        q.access(),
        q.groupBy(),
        q.grouping(),
        q.having(),
        q.orderBy(),
        q.limit(),
        q.offset(),
        q.forUpdate(),
        q.forView(),
        q.forReference(),
        true,
        q.binds(),
        q.text());
  }

  Cursors.Page more(String locator) {
    return cursors.more(host.user().id(), locator);
  }

  /** Rows by id in the order asked; null where there is none. */
  Retrieved retrieve(String fieldList, String objectName, List<String> ids) {
    if (ids.size() > MAX_RETRIEVE) {
      throw PartnerFault.of("EXCEEDED_ID_LIMIT", "retrieve id limit reached: " + MAX_RETRIEVE);
    }
    SObjectDef type =
        host.schema()
            .object(objectName == null ? "" : objectName.trim())
            .orElseThrow(() -> PartnerFault.noSuchObject(objectName));
    Set<String> columns = new LinkedHashSet<>();
    for (String f : (fieldList == null ? "" : fieldList).split(",")) {
      if (!f.isBlank()) {
        columns.add(f.trim());
      }
    }
    if (columns.isEmpty()) {
      throw PartnerFault.of("INVALID_FIELD", "At least one field must be requested");
    }
    for (String c : columns) {
      if (!c.matches("[A-Za-z_][\\w.]*")) {
        throw PartnerFault.noSuchColumn(c, type.name());
      }
    }
    List<String> keys = new ArrayList<>();
    for (String id : ids) {
      if (!RecordId.isValid(id.trim())) {
        throw PartnerFault.of("MALFORMED_ID", "malformed id " + id);
      }
      keys.add(RecordId.to18(id.trim()));
    }
    String soql = "SELECT " + selectList(columns) + " FROM " + type.name() + " WHERE Id IN :ids";
    SoqlQuery parsed = SoqlParser.parse(soql);
    DataHost.QueryResult result =
        host.data().query(parsed, List.of(new ArrayList<>(keys)), AccessMode.USER);
    Map<String, SObjectValue> byId = new HashMap<>();
    for (SObjectValue row : result.rows()) {
      byId.put(row.id(), row);
    }
    SelectShape shape =
        SelectShape.of(
            SoqlParser.parse("SELECT " + String.join(", ", columns) + " FROM " + type.name()),
            type,
            host.schema());
    List<SObjectValue> rows = new ArrayList<>();
    for (String key : keys) {
      rows.add(byId.get(key));
    }
    return new Retrieved(rows, shape);
  }

  private static String selectList(Set<String> columns) {
    boolean hasId = columns.stream().anyMatch(c -> c.equalsIgnoreCase("Id"));
    return (hasId ? "" : "Id, ") + String.join(", ", columns);
  }

  /** Rows of retrieve; missing ones are null. */
  record Retrieved(List<SObjectValue> rows, SelectShape shape) {}

  List<SObjectValue> search(String sosl) {
    if (sosl == null || sosl.isBlank()) {
      throw PartnerFault.of("MALFORMED_SEARCH", "A search string has to be specified");
    }
    List<SObjectValue> all = new ArrayList<>();
    for (List<SObjectValue> rows : host.data().search(sosl, Map.of(), AccessMode.USER)) {
      all.addAll(rows);
    }
    return all;
  }
}
