package org.closedloop.localorg.dml;

import java.util.List;
import org.closedloop.apex.value.SObjectValue;

/**
 * Automation that the save pipeline calls at its places in the order of execution. Called once per
 * chunk of at most 200 rows of one object. A row refused by a flow gets its error by {@code
 * SObjectValue.addError}; an exception fails the whole chunk.
 */
public interface SaveHooks {

  /** What is done to the rows. */
  enum SaveEvent {
    INSERT,
    UPDATE,
    DELETE,
    UNDELETE
  }

  /**
   * Before-save flows (inserts and updates) and before-delete flows: may change {@code rows}.
   *
   * @param priors by position, null entries or null for inserts
   */
  void beforeSave(
      RequestScope scope, SaveEvent event, List<SObjectValue> rows, List<SObjectValue> priors);

  /**
   * After-save flows: rows are complete copies of what is saved, formulas included; also plans and
   * drops scheduled paths.
   */
  void afterSave(
      RequestScope scope, SaveEvent event, List<SObjectValue> rows, List<SObjectValue> priors);

  /** Whether any of the two does anything for the object; spares building rows. */
  boolean concerns(String objectName, SaveEvent event);

  /** Hooks of an org without flows. */
  SaveHooks NONE =
      new SaveHooks() {
        @Override
        public void beforeSave(
            RequestScope scope,
            SaveEvent event,
            List<SObjectValue> rows,
            List<SObjectValue> priors) {}

        @Override
        public void afterSave(
            RequestScope scope,
            SaveEvent event,
            List<SObjectValue> rows,
            List<SObjectValue> priors) {}

        @Override
        public boolean concerns(String objectName, SaveEvent event) {
          return false;
        }
      };
}
