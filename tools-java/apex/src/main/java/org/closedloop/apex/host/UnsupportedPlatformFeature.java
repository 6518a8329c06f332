package org.closedloop.apex.host;

/**
 * The platform has this feature and this engine does not. Apex cannot catch it; the message names
 * the feature so that nobody takes the result for the platform's.
 */
public final class UnsupportedPlatformFeature extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String feature;

  public UnsupportedPlatformFeature(String feature) {
    super("The local org does not support " + feature, null, false, false);
    this.feature = feature;
  }

  /** What is missing, as a noun. */
  public String feature() {
    return feature;
  }
}
