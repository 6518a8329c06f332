/**
 * What an org would say about a flow before it runs: names, graph, types and references. The flow
 * compiler builds on flows that passed here, and itself only says what the engine cannot run.
 */
package org.closedloop.localorg.check.flow;
