package org.closedloop.localorg.dml;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.store.Row;

/**
 * Files: a first version brings its document and the links to its owner and to where it was
 * published; a later one becomes the latest of its document.
 */
final class FileVersions {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("docx", "WORD_X"),
          Map.entry("doc", "WORD"),
          Map.entry("xlsx", "EXCEL_X"),
          Map.entry("xls", "EXCEL"),
          Map.entry("pptx", "POWER_POINT_X"),
          Map.entry("ppt", "POWER_POINT"),
          Map.entry("txt", "TEXT"),
          Map.entry("md", "UNKNOWN"));
  private static final java.util.Set<String> SAME_NAME =
      java.util.Set.of(
          "pdf", "png", "jpg", "jpeg", "gif", "bmp", "svg", "csv", "html", "xml", "zip", "m4a",
          "mp3", "mp4", "mov", "wav", "json");

  private final RequestScope scope;

  FileVersions(RequestScope scope) {
    this.scope = scope;
  }

  /** Completes a new version that has its id and is about to be stored. */
  void complete(SObjectValue version) {
    String path = (String) version.get("PathOnClient");
    int dot = path == null ? -1 : path.lastIndexOf('.');
    String extension = dot < 0 ? null : path.substring(dot + 1);
    byte[] body = (byte[]) version.get("VersionData");
    version.put("FileExtension", extension);
    version.put("FileType", type(extension));
    version.put("ContentSize", body == null ? 0 : body.length);
    version.put("IsLatest", true);
    String document = (String) version.get("ContentDocumentId");
    if (document == null) {
      version.put("VersionNumber", "1");
      document = newDocument(version);
      version.put("ContentDocumentId", document);
      link(document, (String) version.get("OwnerId"), "I");
      String published = (String) version.get("FirstPublishLocationId");
      if (published != null && !published.equals(version.get("OwnerId"))) {
        link(document, published, "V");
      }
      return;
    }
    int versions = 1;
    for (Row r : scope.transaction().find("ContentVersion", "ContentDocumentId", document)) {
      versions++;
      scope.transaction().put(r.with("IsLatest", false));
    }
    version.put("VersionNumber", String.valueOf(versions));
    Row row = scope.transaction().get("ContentDocument", document);
    if (row != null) {
      scope
          .transaction()
          .put(
              row.with("LatestPublishedVersionId", version.id())
                  .with("Title", version.get("Title")));
    }
  }

  private static String type(String extension) {
    if (extension == null) {
      return "UNKNOWN";
    }
    String e = extension.toLowerCase(Locale.ROOT);
    return SAME_NAME.contains(e) ? e.toUpperCase(Locale.ROOT) : TYPES.getOrDefault(e, "UNKNOWN");
  }

  private String newDocument(SObjectValue version) {
    Map<String, Object> v = new HashMap<>();
    for (String same :
        new String[] {
          "Title", "Description", "FileType", "FileExtension", "ContentSize", "OwnerId"
        }) {
      v.put(same, version.get(same));
    }
    v.put("LatestPublishedVersionId", version.id());
    v.put("PublishStatus", "P");
    return store("ContentDocument", v);
  }

  private void link(String document, String entity, String share) {
    Map<String, Object> v = new HashMap<>();
    v.put("ContentDocumentId", document);
    v.put("LinkedEntityId", entity);
    v.put("ShareType", share);
    v.put("Visibility", "AllUsers");
    store("ContentDocumentLink", v);
  }

  private String store(String object, Map<String, Object> values) {
    SObjectDef def = scope.schema().require(object);
    String id = scope.transaction().ids().next(def.keyPrefix());
    for (String date : new String[] {"CreatedDate", "LastModifiedDate", "SystemModstamp"}) {
      if (def.field(date).isPresent()) {
        values.put(date, scope.now());
      }
    }
    for (String user : new String[] {"CreatedById", "LastModifiedById"}) {
      if (def.field(user).isPresent()) {
        values.put(user, scope.user().id());
      }
    }
    scope.transaction().put(Row.of(object, id, values));
    return id;
  }
}
