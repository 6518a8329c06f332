/** Our conversion from source to Metadata API format, held against the vendor's. */
package org.closedloop.scenarios.layout;
