/**
 * Deploys: asynchronous jobs that read a package, check it against the org, run tests and swap the
 * org's metadata in one step. The org itself stands behind {@link
 * org.closedloop.localorg.deploy.OrgMetadataTarget}.
 */
package org.closedloop.localorg.deploy;
