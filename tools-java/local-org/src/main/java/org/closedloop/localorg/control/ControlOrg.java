package org.closedloop.localorg.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the control API needs of the org. Maps are JSON objects: values are String, Number, Boolean,
 * Instant, List, Map or null, in the order in which they shall be shown.
 */
public interface ControlOrg {

  /** A piece of due work that ran. */
  record Item(
      Instant due,
      String kind,
      String name,
      String reference,
      int count,
      boolean failed,
      String message) {}

  Instant now();

  boolean frozen();

  /**
   * Runs everything due until the instant, in order of due time, and moves the clock there.
   *
   * @return whether every item succeeded
   */
  boolean advanceTo(Instant target, Consumer<Item> done);

  /** Mails that left, oldest first, each with an {@code id}; no bodies. */
  List<Map<String, Object>> outbox();

  /** One mail with {@code html} and {@code text}. */
  Optional<Map<String, Object>> mail(String id);

  List<Map<String, Object>> notifications();

  /** Jobs waiting, running and done. */
  List<Map<String, Object>> jobs();

  /** The last requests and what each used of its governor limits, oldest first. */
  List<Map<String, Object>> requests();

  List<Map<String, Object>> flowTraces();

  Map<String, Object> status();

  /**
   * Opens an API session of another active user, as a login of theirs would.
   *
   * @return the token, or empty when there is no such user
   */
  Optional<String> openSession(String username);

  /** Back to an org without data and deployed metadata; the clock stays. */
  void reset();

  /** Ends the process after the answer has gone out. */
  void shutdown();
}
