package org.closedloop.localorg.async;

import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexSession;

/** One running request as background work and request-bound hosts see it. */
public interface WorkRequest {

  ApexHost host();

  /** The program's statics of this request, opened on first use. */
  ApexSession session();

  SystemRows rows();

  /** Runs after the request committed, in order; dropped when it rolls back. */
  void onCommit(Runnable work);
}
