/**
 * The one checker of metadata: schema walk, then rules about names, attributes, references and
 * flows. Used by deploys, by {@code nps validate} and by the gate.
 */
package org.closedloop.localorg.check;
