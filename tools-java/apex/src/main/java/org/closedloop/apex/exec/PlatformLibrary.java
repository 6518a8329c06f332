package org.closedloop.apex.exec;

/** Where the planner finds the Java implementations of platform members by their signatures. */
@FunctionalInterface
public interface PlatformLibrary {

  /** The implementation, or null when there is none. */
  PlatformMethod find(String signature);
}
