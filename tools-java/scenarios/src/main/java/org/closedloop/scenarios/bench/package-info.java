/** Measurements: what the package uses of its limits, and how fast a local org starts. */
package org.closedloop.scenarios.bench;
