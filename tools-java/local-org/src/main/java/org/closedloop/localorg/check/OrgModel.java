package org.closedloop.localorg.check;

import java.util.Optional;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.metadata.ComponentSet;

/** The org against which a candidate is checked. */
public interface OrgModel {

  /** What is deployed already. */
  ComponentSet components();

  /** A standard object with its standard fields; custom ones come from components. */
  Optional<SObjectDef> standardObject(String name);
}
