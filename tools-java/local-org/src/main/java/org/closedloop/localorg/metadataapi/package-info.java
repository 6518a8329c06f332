/** The Metadata SOAP API: deploys, listings and the description of what the org can hold. */
package org.closedloop.localorg.metadataapi;
