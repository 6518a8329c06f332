package org.closedloop.apex.bind;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.bind.BoundExpr.TriggerVariable;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/** The members of {@code Trigger} and their types. */
final class TriggerWords {

  private static final Map<String, TriggerVariable> VARIABLES =
      Map.ofEntries(
          Map.entry("isexecuting", TriggerVariable.IS_EXECUTING),
          Map.entry("isinsert", TriggerVariable.IS_INSERT),
          Map.entry("isupdate", TriggerVariable.IS_UPDATE),
          Map.entry("isdelete", TriggerVariable.IS_DELETE),
          Map.entry("isundelete", TriggerVariable.IS_UNDELETE),
          Map.entry("isbefore", TriggerVariable.IS_BEFORE),
          Map.entry("isafter", TriggerVariable.IS_AFTER),
          Map.entry("new", TriggerVariable.NEW),
          Map.entry("newmap", TriggerVariable.NEW_MAP),
          Map.entry("old", TriggerVariable.OLD),
          Map.entry("oldmap", TriggerVariable.OLD_MAP),
          Map.entry("size", TriggerVariable.SIZE),
          Map.entry("operationtype", TriggerVariable.OPERATION_TYPE));

  private TriggerWords() {}

  /** The variable of that name in any case, or null. */
  static TriggerVariable variable(String name) {
    return VARIABLES.get(name.toLowerCase(Locale.ROOT));
  }

  static Set<String> names() {
    return VARIABLES.keySet();
  }

  /** Its type; rows are of the trigger's object, or generic outside a trigger. */
  static ApexType type(TriggerVariable v, SObjectType rows) {
    SObjectType row = rows == null ? SObjectType.GENERIC : rows;
    return switch (v) {
      case NEW, OLD -> new ListType(row);
      case NEW_MAP, OLD_MAP -> new MapType(SimpleType.ID, row);
      case SIZE -> SimpleType.INTEGER;
      case OPERATION_TYPE -> PlatformType.of("System.TriggerOperation");
      default -> SimpleType.BOOLEAN;
    };
  }
}
