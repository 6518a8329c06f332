package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.ApexId;

/** What install and uninstall scripts of packages are told. */
final class PackageLibrary {

  private PackageLibrary() {}

  /** An {@code InstallContext}. */
  @ApexType("System.InstallContext")
  static final class Install extends LibraryValue {
    private final MiscLibrary.Version previous;
    private final boolean push;

    Install(MiscLibrary.Version previous, boolean push) {
      this.previous = previous;
      this.push = push;
    }

    @ApexMethod
    ApexId installerId(ApexContext ctx) {
      return ApexId.ofRaw(ctx.host().user().id());
    }

    @ApexMethod
    ApexId organizationId(ApexContext ctx) {
      return ApexId.ofRaw(ctx.host().org().id());
    }

    @ApexMethod
    Boolean isPush() {
      return push;
    }

    @ApexMethod
    Boolean isUpgrade() {
      return previous != null;
    }

    @ApexMethod
    MiscLibrary.Version previousVersion() {
      return previous;
    }
  }

  /** An {@code UninstallContext}. */
  @ApexType("System.UninstallContext")
  static final class Uninstall extends LibraryValue {
    @ApexMethod
    ApexId uninstallerId(ApexContext ctx) {
      return ApexId.ofRaw(ctx.host().user().id());
    }

    @ApexMethod
    ApexId organizationId(ApexContext ctx) {
      return ApexId.ofRaw(ctx.host().org().id());
    }
  }
}
