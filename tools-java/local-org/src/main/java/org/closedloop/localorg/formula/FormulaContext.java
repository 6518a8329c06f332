package org.closedloop.localorg.formula;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.closedloop.apex.value.SObjectValue;

/**
 * What one evaluation sees: the record, its values before the save, the clock, the org.
 *
 * @param record null where the formula has no record (flows without one)
 * @param prior values before this save; null on create
 * @param created whether the save creates the record ({@code ISNEW()})
 * @param resources values of flow resources by name; null outside flows
 */
public record FormulaContext(
    SObjectValue record,
    SObjectValue prior,
    boolean created,
    Instant now,
    ZoneId zone,
    RecordAccess records,
    OrgAccess org,
    Resources resources) {

  /** Values of named flow resources. */
  public interface Resources {

    /** Value of a resource or node output by its declared name. */
    Object value(String declaredName);
  }

  LocalDate today() {
    return now.atZone(zone).toLocalDate();
  }

  /** The same evaluation looking at the values before the save. */
  FormulaContext asPrior() {
    return new FormulaContext(
        prior == null ? record : prior, prior, created, now, zone, records, org, resources);
  }
}
