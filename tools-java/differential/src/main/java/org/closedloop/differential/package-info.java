/** Our Apex compiler beside a second one: where both judge the same sources, they should agree. */
package org.closedloop.differential;
