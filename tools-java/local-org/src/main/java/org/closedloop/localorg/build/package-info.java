/**
 * From components to the parts of an org that can run, without an org; everything wrong collected.
 */
package org.closedloop.localorg.build;
