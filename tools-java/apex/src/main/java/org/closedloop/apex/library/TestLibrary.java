package org.closedloop.apex.library;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.TypeToken;

/** Members of Test. */
@ApexType("System.Test")
final class TestLibrary {

  private TestLibrary() {}

  @ApexMethod
  static Boolean isRunningTest(ApexContext ctx) {
    return ctx.host().isRunningTest();
  }

  @ApexMethod
  static void startTest(ApexContext ctx) {
    ctx.host().tests().startTest();
  }

  @ApexMethod
  static void stopTest(ApexContext ctx) {
    ctx.host().tests().stopTest();
  }

  @ApexMethod
  static EventLibrary.Broker getEventBus(ApexContext ctx) {
    return ctx.state(EventLibrary.Broker.class, EventLibrary.Broker::new);
  }

  @ApexMethod
  static void setMock(ApexContext ctx, TypeToken type, Object mock) {
    Mocks.of(ctx).set(type.type().displayName(), mock);
  }

  @ApexMethod
  static Object createStub(ApexContext ctx, TypeToken type, Object provider) {
    return ctx.createStub(type.type(), provider);
  }

  @ApexMethod({"setCurrentPage", "setCurrentPageReference"})
  static void setCurrentPage(ApexContext ctx, Object page) {
    PageLibrary.state(ctx).current = (PageReferenceValue) page;
  }

  @ApexMethod
  static void clearApexPageMessages(ApexContext ctx) {
    PageLibrary.state(ctx).messages.clear();
  }

  @ApexMethod
  static void setCreatedDate(ApexContext ctx, ApexId id, Instant created) {
    ctx.host().tests().setCreatedDate(id.value(), created);
  }

  @ApexMethod
  static void setFixedSearchResults(ApexContext ctx, ApexList ids) {
    List<String> raw = new ArrayList<>();
    ids.forEach(id -> raw.add(ApexId.parse(String.valueOf(id)).value()));
    ctx.host().tests().setFixedSearchResults(raw);
  }

  /** Runs an install script as a first installation, or as an upgrade from the version. */
  @ApexMethod("testInstall(InstallHandler,Version)")
  static void testInstall(ApexContext ctx, Object handler, @Nullable MiscLibrary.Version previous) {
    testInstall(ctx, handler, previous, false);
  }

  @ApexMethod("testInstall(InstallHandler,Version,Boolean)")
  static void testInstall(
      ApexContext ctx, Object handler, @Nullable MiscLibrary.Version previous, Boolean push) {
    ctx.call(handler, "onInstall", new PackageLibrary.Install(previous, push));
  }

  @ApexMethod
  static void testUninstall(ApexContext ctx, Object handler) {
    ctx.call(handler, "onUninstall", new PackageLibrary.Uninstall());
  }

  /** Groups are always worked out from their sets here, so there is nothing left to do. */
  @ApexMethod
  static void calculatePermissionSetGroup(ApexContext ctx, Object idOrIds) {
    if (!ctx.host().isRunningTest()) {
      throw Errors.type("calculatePermissionSetGroup can only be called from testMethods");
    }
  }

  @ApexMethod
  static ApexId getStandardPricebookId(ApexContext ctx) {
    return ApexId.ofRaw(ctx.host().tests().standardPricebookId());
  }
}
