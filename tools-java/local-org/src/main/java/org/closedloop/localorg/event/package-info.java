/** The event bus: publishing within a request, delivery to subscribers in requests of their own. */
package org.closedloop.localorg.event;
