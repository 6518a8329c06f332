package org.closedloop.apex.testing;

/**
 * A source that did not compile, as the runner counts it.
 *
 * @param test whether it is a test class
 * @param message first problem with its position
 * @param unsupported whether every problem is a feature that the engine lacks
 */
public record CompileFailure(String className, boolean test, String message, boolean unsupported) {}
