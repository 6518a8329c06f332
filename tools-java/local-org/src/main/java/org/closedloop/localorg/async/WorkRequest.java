package org.closedloop.localorg.async;

import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.localorg.formula.RecordAccess;

/** One running request as background work and request-bound hosts see it. */
public interface WorkRequest {

  ApexHost host();

  /** The program's statics of this request, opened on first use. */
  ApexSession session();

  SystemRows rows();

  /** Reads records for formulas and merge fields without counting queries. */
  RecordAccess records();

  /** Runs after the request committed, in order; dropped when it rolls back. */
  void onCommit(Runnable work);
}
