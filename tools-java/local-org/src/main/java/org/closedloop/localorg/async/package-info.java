/**
 * Work that runs later: queueables, futures, batches, schedules, flow paths, events. One queue
 * ordered by due time; each item runs in requests of its own.
 */
package org.closedloop.localorg.async;
