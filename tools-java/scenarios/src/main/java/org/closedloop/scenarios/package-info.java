/** What the product must do, proven from outside: through the vendor's APIs and the public page. */
package org.closedloop.scenarios;
