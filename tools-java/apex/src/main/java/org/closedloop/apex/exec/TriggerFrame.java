package org.closedloop.apex.exec;

import org.closedloop.apex.host.ApexSession.TriggerEvent;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;

/**
 * The {@code Trigger.*} variables of one firing.
 *
 * @param newList null for deletes
 * @param newMap null for before insert and deletes
 * @param oldList null for inserts and undeletes
 * @param oldMap null for inserts and undeletes
 * @param size number of records
 */
public record TriggerFrame(
    String objectName,
    TriggerEvent event,
    ApexList newList,
    ApexMap newMap,
    ApexList oldList,
    ApexMap oldMap,
    int size) {

  public boolean isBefore() {
    return event.name().startsWith("BEFORE");
  }

  public boolean isInsert() {
    return event == TriggerEvent.BEFORE_INSERT || event == TriggerEvent.AFTER_INSERT;
  }

  public boolean isUpdate() {
    return event == TriggerEvent.BEFORE_UPDATE || event == TriggerEvent.AFTER_UPDATE;
  }

  public boolean isDelete() {
    return event == TriggerEvent.BEFORE_DELETE || event == TriggerEvent.AFTER_DELETE;
  }

  public boolean isUndelete() {
    return event == TriggerEvent.AFTER_UNDELETE;
  }
}
