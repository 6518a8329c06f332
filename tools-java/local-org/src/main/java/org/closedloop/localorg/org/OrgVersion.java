package org.closedloop.localorg.org;

import org.closedloop.apex.host.ApexProgram;
import org.closedloop.localorg.access.AccessModel;
import org.closedloop.localorg.deploy.OrgMetadata;
import org.closedloop.localorg.dml.FormulaPort;
import org.closedloop.localorg.flow.FlowSet;
import org.closedloop.localorg.schema.OrgSchema;

/** Everything deployed, compiled: one immutable state between two deploys. */
record OrgVersion(
    int number,
    OrgMetadata metadata,
    OrgSchema schema,
    ApexProgram program,
    FlowSet flows,
    FormulaPort formulas,
    AccessModel access) {}
