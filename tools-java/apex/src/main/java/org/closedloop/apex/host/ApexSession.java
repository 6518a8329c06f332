package org.closedloop.apex.host;

import java.util.List;
import java.util.Map;
import org.closedloop.apex.value.SObjectValue;

/**
 * A program at work in one request: owns all static variables. Apex exceptions leave as {@link
 * ApexFailure}. Values that cross are Apex values: String, Integer, Long, Double, BigDecimal,
 * Boolean, LocalDate, Instant, LocalTime, {@link SObjectValue} and the program's own objects.
 */
public interface ApexSession {

  /** Trigger events in the platform's names. */
  enum TriggerEvent {
    BEFORE_INSERT,
    BEFORE_UPDATE,
    BEFORE_DELETE,
    AFTER_INSERT,
    AFTER_UPDATE,
    AFTER_DELETE,
    AFTER_UNDELETE
  }

  /**
   * Runs every trigger of the object for the event, in name order. Before triggers may change
   * {@code newRows}; {@code addError} lands on the records. {@code oldRows} is null for inserts and
   * undeletes, {@code newRows} null for deletes. Rows correspond by position.
   */
  void fireTriggers(
      String objectName,
      TriggerEvent event,
      List<SObjectValue> newRows,
      List<SObjectValue> oldRows);

  /**
   * Calls an invocable method once for all inputs.
   *
   * @param inputs per interview: variable name to value; for primitive methods the single entry
   * @return per interview: output name to value; for primitive outputs the single entry "output"
   */
  List<Map<String, Object>> invoke(String className, List<Map<String, Object>> inputs);

  /** Deep copy of an object graph for a job: transient members dropped, statics not included. */
  Object detach(Object apexValue);

  /**
   * Runs a queueable, future or schedulable payload. {@code triggerId} is the cron's or job's id.
   */
  void runJob(
      AsyncHost.JobKind kind,
      String className,
      String methodName,
      Object payload,
      String jobId,
      String triggerId);

  /** Batch start: the query or the ids/rows of an iterable, as chunks of at most {@code scope}. */
  BatchRun openBatch(String className, Object payload, String jobId);

  /** Runs a finalizer with the outcome of its queueable; {@code failure} null on success. */
  void runFinalizer(String className, Object payload, String jobId, ApexFailure failure);

  /** Tells a publish callback what became of its events; it may listen to one outcome only. */
  void publishCallback(Object payload, boolean published, List<String> eventUuids);

  /** Runs anonymous Apex compiled on the fly against this program. */
  void runAnonymous(ApexSource source);

  /** Runs one test method (or a {@code @TestSetup} method). */
  void runTest(String className, String methodName);

  /** Names of the class's {@code @TestSetup} methods. */
  List<String> testSetupMethods(String className);

  // --- pages -----------------------------------------------------------------------------------

  /** Instantiates a page controller or extension ({@code standardRecord} may be null). */
  Object newController(String className, SObjectValue standardRecord);

  /** Reads a property or calls a getter by its page name; null-safe is the caller's business. */
  Object getMember(Object target, String name);

  /** Writes a property or calls a setter; text is converted as pages do. */
  void setMember(Object target, String name, Object value);

  boolean hasMember(Object target, String name);

  /** Calls an action method without parameters; answers a page reference URL or null to stay. */
  PageOutcome callAction(Object target, String methodName);

  /** Messages that code put on the page, as severity and text. */
  List<PageMessage> pageMessages();

  /** Where an action leads. */
  record PageOutcome(String url, boolean redirect) {}

  /** A message of {@code ApexPages.addMessage}. */
  record PageMessage(String severity, String summary, String detail) {}

  /** A batch at work; one instance per job, its object carried between chunks when stateful. */
  interface BatchRun {

    /** Next chunk's payload or null when done; opaque to the platform. */
    List<Object> rows();

    boolean stateful();

    /** Executes one chunk in the given session and returns the payload to carry on. */
    Object execute(ApexSession session, Object payload, List<Object> chunk, String jobId);

    void finish(ApexSession session, Object payload, String jobId);
  }

  /** Lines executed so far by class or trigger name, for coverage. */
  Map<String, int[]> coverage();
}
