package org.closedloop.localorg.flow;

import org.closedloop.apex.schema.FieldDef;
import org.closedloop.localorg.formula.FormulaRef;

/** A resolved flow reference: its type, the field it ends in (or null), how to read it. */
record FlowRef(FlowType type, FieldDef field, FormulaRef.Accessor accessor) {}
