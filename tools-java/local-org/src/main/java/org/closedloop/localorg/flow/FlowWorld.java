package org.closedloop.localorg.flow;

import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.host.ApexProgram.InvocableInfo;
import org.closedloop.apex.schema.Schema;

/** What flows are compiled against: one version of the org. */
public interface FlowWorld {

  Schema schema();

  /** The invocable method of a class. */
  Optional<InvocableInfo> invocable(String className);

  /** Whether a class exists at all, for better messages. */
  boolean hasClass(String className);

  /** Names of all Apex classes with an invocable method, for nearest-name hints; may be empty. */
  Set<String> invocableClasses();
}
