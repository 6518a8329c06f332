package org.closedloop.apex.host;

import java.time.Instant;

/** What only a test can do. */
public interface TestHost {

  void startTest();

  /** Runs queued work synchronously, then gives the first limit set back. */
  void stopTest();

  /** Delivers events published so far. */
  void deliverEvents();

  /** Fails events published so far, for publish callbacks. */
  void failEvents();

  /** Runs the body as another user with a setup context of its own. */
  void runAs(String userId, Runnable body);

  void setCreatedDate(String recordId, Instant created);

  /** Ids that the next SOSL searches find. */
  void setFixedSearchResults(java.util.List<String> ids);

  /** The standard price book's id. */
  String standardPricebookId();
}
