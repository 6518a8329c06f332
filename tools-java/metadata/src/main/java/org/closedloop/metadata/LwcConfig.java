package org.closedloop.metadata;

/** Names around the part of a Lightning web component's metadata that the schema leaves open. */
final class LwcConfig {
  /** Base64 in the schema, free XML in files. */
  static final String TARGET_CONFIGS = "LightningComponentBundle.targetConfigs";

  private LwcConfig() {}
}
