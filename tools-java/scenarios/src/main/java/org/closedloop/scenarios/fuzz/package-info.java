/** Fuzzing of the Apex engine: mutated sources, random valid programs, and their judge. */
package org.closedloop.scenarios.fuzz;
