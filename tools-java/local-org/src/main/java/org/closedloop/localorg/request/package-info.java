/** One transaction of the org: its user, limits, data, statics and what follows its commit. */
package org.closedloop.localorg.request;
