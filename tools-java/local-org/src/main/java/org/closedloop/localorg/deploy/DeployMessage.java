package org.closedloop.localorg.deploy;

import java.time.Instant;
import org.closedloop.metadata.Diagnostic;

/**
 * What happened to one component. Fields as in the Metadata API.
 *
 * @param fileName path in the zip
 * @param id null when the component has none
 * @param problem null when there is none
 * @param problemType null when there is no problem
 */
public record DeployMessage(
    boolean changed,
    boolean created,
    boolean deleted,
    boolean success,
    String componentType,
    String fullName,
    String fileName,
    String id,
    int line,
    int column,
    String problem,
    Diagnostic.Severity problemType,
    Instant createdDate) {}
