package org.closedloop.localorg.dml;

import java.time.Instant;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.EventHost;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.store.Transaction;

/**
 * What queries, DML and automation need of the request they run in. The request implements it; one
 * instance lives as long as one transaction.
 */
public interface RequestScope {

  OrgSchema schema();

  Transaction transaction();

  UserContext user();

  OrgInfo org();

  Instant now();

  Limits limits();

  /** Rights of the running user. */
  AccessHost access();

  /** Queries and DML of this request. */
  DataHost data();

  EventHost events();

  /** The program at work, opened on first use. */
  ApexSession session();

  /** Whether the object has triggers; asked before {@link #session}. */
  boolean hasTriggers(String objectName);

  SaveHooks hooks();

  FormulaPort formulas();

  /** Runs after the transaction committed, in order; dropped when it rolls back. */
  void onCommit(Runnable work);

  /** Rights are read again at their next use: DML changed who may do what. */
  default void forgetAccess() {}
}
