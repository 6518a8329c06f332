package org.closedloop.localorg.check;

import java.util.Optional;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.metadata.ComponentSet;

/**
 * An org model over a schema.
 *
 * @param components what is deployed
 * @param standard a schema that was built from no components: the standard objects alone
 */
public record SchemaOrg(ComponentSet components, Schema standard) implements OrgModel {
  @Override
  public Optional<SObjectDef> standardObject(String name) {
    return standard.object(name);
  }
}
