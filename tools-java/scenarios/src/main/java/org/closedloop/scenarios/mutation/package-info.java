/**
 * How much of what can be wrong in a package the offline checks find: single mutations of the
 * sources, each with a verdict that is stated before it is checked.
 */
package org.closedloop.scenarios.mutation;
