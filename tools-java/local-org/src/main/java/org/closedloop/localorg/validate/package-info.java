/** Everything that can be said about components without an org to deploy them to. */
package org.closedloop.localorg.validate;
