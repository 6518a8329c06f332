package org.closedloop.localorg.partner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.host.DataHost.DmlOp;
import org.closedloop.apex.host.DataHost.DmlOptions;
import org.closedloop.apex.host.DataHost.RowResult;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectValue;

/**
 * The writing operations: up to 200 records of mixed types, saved in runs of one type, one result
 * per record in request order, partial success unless AllOrNone.
 */
final class SaveOperations {

  static final int MAX_RECORDS = 200;
  private static final int MAX_CHUNKS = 10;

  private final ApexHost host;
  private final RecordReader reader;
  private final boolean allOrNone;
  private final DmlOptions options;

  SaveOperations(ApexHost host, SoapRequest request) {
    this.host = host;
    reader = new RecordReader(host);
    allOrNone = request.headerFlag("AllOrNoneHeader", "allOrNone");
    options =
        new DmlOptions(request.headerFlag("AllowFieldTruncationHeader", "allowFieldTruncation"));
  }

  static void limit(int count) {
    if (count > MAX_RECORDS) {
      throw PartnerFault.of(
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot submit more than "
              + MAX_RECORDS
              + " records into this call");
    }
  }

  List<RowResult> create(List<SoapNode> sObjects) {
    return save(DmlOp.INSERT, read(sObjects, DmlOp.INSERT), null);
  }

  List<RowResult> update(List<SoapNode> sObjects) {
    return save(DmlOp.UPDATE, read(sObjects, DmlOp.UPDATE), null);
  }

  List<RowResult> upsert(String externalIdField, List<SoapNode> sObjects) {
    List<RecordReader.Row> rows = read(sObjects, DmlOp.UPSERT);
    String field = null;
    for (RecordReader.Row row : rows) {
      field = upsertKey(row.type(), externalIdField);
    }
    return save(DmlOp.UPSERT, rows, field);
  }

  /** The declared key field, or null for Id. */
  private static String upsertKey(SObjectDef type, String name) {
    FieldDef f = name == null ? null : type.field(name.trim()).orElse(null);
    if (f == null || f.type() != FieldType.ID && !f.externalId() && !f.unique()) {
      throw PartnerFault.of(
          "INVALID_FIELD",
          "Field name provided, "
              + name
              + " does not match an External ID, Salesforce Id, or indexed field for "
              + type.name());
    }
    return f.type() == FieldType.ID ? null : f.name();
  }

  List<RowResult> delete(List<String> ids) {
    return save(DmlOp.DELETE, byId(ids), null);
  }

  List<RowResult> undelete(List<String> ids) {
    return save(DmlOp.UNDELETE, byId(ids), null);
  }

  List<RowResult> emptyRecycleBin(List<String> ids) {
    limit(ids.size());
    RowResult[] out = new RowResult[ids.size()];
    List<String> good = new ArrayList<>();
    List<Integer> at = new ArrayList<>();
    List<RecordReader.Row> rows = byId(ids);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).error() != null) {
        out[i] = failed(rows.get(i).error());
      } else {
        good.add(rows.get(i).record().id());
        at.add(i);
      }
    }
    if (!good.isEmpty()) {
      List<RowResult> results = host.data().emptyRecycleBin(good);
      for (int i = 0; i < results.size(); i++) {
        out[at.get(i)] = results.get(i);
      }
    }
    return Arrays.asList(out);
  }

  RowResult merge(SoapNode request) {
    SoapNode master =
        request
            .child("masterRecord")
            .orElseThrow(() -> PartnerFault.of("INVALID_OPERATION", "masterRecord is missing"));
    RecordReader.Row row = reader.read(master);
    if (row.error() != null) {
      return failed(row.error());
    }
    List<String> losers = new ArrayList<>();
    for (String id : request.childTexts("recordToMergeIds")) {
      if (!RecordId.isValid(id.trim())) {
        return failed(malformed(id));
      }
      losers.add(RecordId.to18(id.trim()));
    }
    return host.data()
        .dml(
            new DataHost.DmlRequest(
                DmlOp.MERGE, List.of(row.record()), null, true, AccessMode.USER, options, losers))
        .get(0);
  }

  private List<RecordReader.Row> read(List<SoapNode> sObjects, DmlOp op) {
    limit(sObjects.size());
    List<RecordReader.Row> rows = new ArrayList<>(sObjects.size());
    for (SoapNode node : sObjects) {
      RecordReader.Row row = reader.read(node);
      if (row.error() == null) {
        boolean hasId = row.record().id() != null;
        if (op == DmlOp.INSERT && hasId) {
          row =
              fail(
                  row,
                  "INVALID_FIELD_FOR_INSERT_UPDATE",
                  "cannot specify Id in an insert call",
                  "Id");
        } else if (op == DmlOp.UPDATE && !hasId) {
          row = fail(row, "MISSING_ARGUMENT", "Id not specified in an update call", null);
        } else {
          row = writable(row, op);
        }
      }
      rows.add(row);
    }
    return rows;
  }

  /** Fields that nobody can write are refused, never dropped. */
  private static RecordReader.Row writable(RecordReader.Row row, DmlOp op) {
    List<String> refused = new ArrayList<>();
    for (String name : row.record().fieldNames()) {
      FieldDef f = row.type().field(name).orElseThrow();
      boolean may =
          switch (op) {
            case INSERT -> f.createable();
            case UPDATE -> f.updateable();
            default -> f.createable() || f.updateable();
          };
      if (!may && f.type() != FieldType.ID) {
        refused.add(f.name());
      }
    }
    return refused.isEmpty()
        ? row
        : new RecordReader.Row(
            row.type(),
            null,
            new DmlError(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "Unable to create/update fields: "
                    + String.join(", ", refused)
                    + ". Please check the security settings of this field and verify that it is"
                    + " read/write for your profile or permission set.",
                refused));
  }

  private static RecordReader.Row fail(
      RecordReader.Row row, String code, String message, String field) {
    return new RecordReader.Row(
        row.type(), null, new DmlError(code, message, field == null ? List.of() : List.of(field)));
  }

  private List<RecordReader.Row> byId(List<String> ids) {
    limit(ids.size());
    List<RecordReader.Row> rows = new ArrayList<>(ids.size());
    for (String raw : ids) {
      String id = raw.trim();
      SObjectDef type =
          RecordId.isValid(id)
              ? host.schema().byKeyPrefix(RecordId.keyPrefix(id)).orElse(null)
              : null;
      if (type == null) {
        rows.add(new RecordReader.Row(null, null, malformed(raw)));
      } else {
        SObjectValue record = new SObjectValue(type);
        record.put("Id", RecordId.to18(id));
        rows.add(new RecordReader.Row(type, record, null));
      }
    }
    return rows;
  }

  private static DmlError malformed(String id) {
    return new DmlError("MALFORMED_ID", "malformed id " + id, List.of());
  }

  static RowResult failed(DmlError error) {
    return new RowResult(null, false, false, List.of(error));
  }

  private List<RowResult> save(DmlOp op, List<RecordReader.Row> rows, String externalIdField) {
    RowResult[] out = new RowResult[rows.size()];
    boolean anyError = false;
    for (int i = 0; i < out.length; i++) {
      if (rows.get(i).error() != null) {
        out[i] = failed(rows.get(i).error());
        anyError = true;
      }
    }
    if (anyError && allOrNone) {
      return rolledBack(out);
    }
    List<List<Integer>> chunks = chunks(rows);
    Object mark = allOrNone && chunks.size() > 1 ? host.data().setSavepoint() : null;
    for (List<Integer> chunk : chunks) {
      List<SObjectValue> records = chunk.stream().map(i -> rows.get(i).record()).toList();
      List<RowResult> results = run(op, records, externalIdField);
      for (int i = 0; i < results.size(); i++) {
        out[chunk.get(i)] = results.get(i);
      }
      if (allOrNone && results.stream().anyMatch(r -> !r.success())) {
        if (mark != null) {
          host.data().rollback(mark);
        }
        return rolledBack(out);
      }
    }
    return Arrays.asList(out);
  }

  private List<RowResult> run(DmlOp op, List<SObjectValue> records, String externalIdField) {
    if (records.get(0).type().kind() == SObjectDef.Kind.PLATFORM_EVENT && op == DmlOp.INSERT) {
      return host.events().publish(records, AccessMode.USER);
    }
    return host.data()
        .dml(
            new DataHost.DmlRequest(
                op, records, externalIdField, allOrNone, AccessMode.USER, options, List.of()));
  }

  /** Positions of the rows without error, in runs of one type. */
  private static List<List<Integer>> chunks(List<RecordReader.Row> rows) {
    List<List<Integer>> chunks = new ArrayList<>();
    SObjectDef last = null;
    for (int i = 0; i < rows.size(); i++) {
      RecordReader.Row row = rows.get(i);
      if (row.error() != null) {
        continue;
      }
      if (row.type() != last) {
        chunks.add(new ArrayList<>());
        last = row.type();
      }
      chunks.get(chunks.size() - 1).add(i);
    }
    if (chunks.size() > MAX_CHUNKS) {
      throw PartnerFault.of(
          "LIMIT_EXCEEDED",
          "Cannot have more than "
              + MAX_CHUNKS
              + " chunks in a single operation. Please rearrange the data to reduce chunking.");
    }
    return chunks;
  }

  private static List<RowResult> rolledBack(RowResult[] out) {
    DmlError error =
        new DmlError(
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using"
                + " AllOrNone header",
            List.of());
    for (int i = 0; i < out.length; i++) {
      if (out[i] == null || out[i].success()) {
        out[i] = failed(error);
      }
    }
    return Arrays.asList(out);
  }
}
