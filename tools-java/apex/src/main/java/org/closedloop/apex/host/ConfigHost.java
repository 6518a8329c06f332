package org.closedloop.apex.host;

import java.util.List;
import org.closedloop.apex.value.SObjectValue;

/** Custom settings, custom metadata and labels; reading them counts no query. */
public interface ConfigHost {

  /** Custom label text in the user's language. */
  String label(String name);

  /** All records of a custom metadata type, by developer name order. */
  List<SObjectValue> customMetadata(String typeName);

  /**
   * Hierarchy setting as {@code getInstance} sees it.
   *
   * @param ownerId user, profile or organisation id; null for the running user
   * @param merged whether fields fall back user, profile, organisation ({@code getInstance}), or
   *     only the owner's own record is answered ({@code getValues}; null when there is none)
   */
  SObjectValue hierarchySetting(String typeName, String ownerId, boolean merged);

  /** Rows of a list setting by name. */
  List<SObjectValue> listSetting(String typeName);
}
