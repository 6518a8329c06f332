/** The org as a whole: versions of its metadata, requests, deploys, doors, start and reset. */
package org.closedloop.localorg.org;
