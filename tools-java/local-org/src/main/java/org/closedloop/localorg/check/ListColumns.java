package org.closedloop.localorg.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/**
 * Columns of list views and related lists. Custom fields go by their API name, everything else by
 * codes: one closed list for custom objects, and lists of known ones for standard objects in {@code
 * list-columns.txt}.
 */
final class ListColumns {
  private static final Set<String> CUSTOM =
      Set.of(
          "NAME",
          "RECORDTYPE",
          "OBJECT_ID",
          "OWNER.ALIAS",
          "OWNER.FIRST_NAME",
          "OWNER.LAST_NAME",
          "CREATEDBY_USER",
          "CREATEDBY_USER.ALIAS",
          "CREATED_DATE",
          "UPDATEDBY_USER",
          "UPDATEDBY_USER.ALIAS",
          "LAST_UPDATE",
          "LAST_ACTIVITY",
          "LAST_VIEWED_DATE",
          "LAST_REFERENCED_DATE",
          "CURRENCY_ISO_CODE",
          "SETUP_OWNER_NAME",
          "SETUP_TYPE",
          "DIVISION");

  private static final Set<String> METADATA_TYPE =
      Set.of("MasterLabel", "DeveloperName", "NamespacePrefix", "IsProtected", "Language");

  private static final Map<String, Set<String>> STANDARD = load();

  private ListColumns() {}

  private static Map<String, Set<String>> load() {
    Map<String, Set<String>> all = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ListColumns.class.getResourceAsStream("list-columns.txt"),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] words = line.split("\\s+");
          all.computeIfAbsent(words[0], k -> new LinkedHashSet<>())
              .addAll(List.of(words).subList(1, words.length));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Codes known for the key: an object, or a standard related list; empty when there are none. */
  static Collection<String> of(String key) {
    return STANDARD.getOrDefault(key, Set.of());
  }

  /** Checks a column of a list view of the object. */
  static void listView(
      Component c, String object, XmlElement at, CheckContext context, Findings out) {
    check(c, object, at, object, "Could not resolve list view column: " + at.token(), context, out);
  }

  /**
   * Checks one column.
   *
   * @param key where the codes of standard columns are listed
   * @param message the platform's words for a column that does not exist
   */
  static void check(
      Component c,
      String object,
      XmlElement at,
      String key,
      String message,
      CheckContext context,
      Findings out) {
    String name = at.token();
    String lower = name.toLowerCase(Locale.ROOT);
    if (ScreenNames.foreign(name) || ScreenNames.foreign(object)) {
      return;
    }
    boolean metadataType = object.toLowerCase(Locale.ROOT).endsWith("__mdt");
    boolean custom = CheckContext.isCustom(object);
    Collection<String> codes = metadataType ? METADATA_TYPE : custom ? CUSTOM : of(key);
    if (codes.contains(name)) {
      return;
    }
    if (lower.endsWith("__c") || lower.endsWith("__s")) {
      field(c, object, at, name, message, context, out);
      return;
    }
    int dot = name.indexOf('.');
    if (custom) {
      if (dot < 0 || !context.objectExists(name.substring(0, dot))) {
        out.refused("unknown-column", c, at, message, code(object, name, codes));
      }
    } else if (PlatformNames.field(object, name)) {
      return;
    } else if (codes.isEmpty()) {
      out.warning("unknown-column", c, at, message, "no columns are known for " + key);
    } else {
      ScreenNames.nearlyKnown("unknown-column", c, at, name, codes, message, out);
    }
  }

  /** A field of the object itself, or {@code Parent__c.Field__c} of a parent. */
  private static void field(
      Component c,
      String object,
      XmlElement at,
      String name,
      String message,
      CheckContext context,
      Findings out) {
    int dot = name.indexOf('.');
    String owner = dot < 0 ? object : name.substring(0, dot);
    String field = name.substring(dot + 1);
    if (dot >= 0 && !context.objectExists(owner)) {
      if (CheckContext.isCustom(owner)) {
        out.refused("unknown-column", c, at, message, context.hint("CustomObject", owner));
      }
      return;
    }
    if (ScreenNames.field(context, owner, field) == ScreenNames.Known.NO) {
      out.refused("unknown-column", c, at, message, context.fieldHint(owner, field));
    }
  }

  private static String code(String object, String name, Collection<String> codes) {
    String code =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "createddate" -> "CREATED_DATE";
          case "createdbyid", "createdby" -> "CREATEDBY_USER";
          case "lastmodifieddate" -> "LAST_UPDATE";
          case "lastmodifiedbyid", "lastmodifiedby" -> "UPDATEDBY_USER";
          case "ownerid", "owner" -> "OWNER.ALIAS";
          case "recordtypeid", "recordtype.name" -> "RECORDTYPE";
          case "lastactivitydate" -> "LAST_ACTIVITY";
          default -> "";
        };
    if (!code.isEmpty() && codes.contains(code)) {
      return "lists call it " + code;
    }
    String near = NearestName.hint(name, codes);
    return near.isEmpty() ? "on " + object + " one of " + new TreeSet<>(codes) : near;
  }
}
