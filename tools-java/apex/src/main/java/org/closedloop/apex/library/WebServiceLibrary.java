package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;

/** SOAP callouts of generated stubs: in tests the mock answers; nothing else is sent. */
@ApexType("System.WebServiceCallout")
final class WebServiceLibrary {

  private static final int NAMES = 7;

  private WebServiceLibrary() {}

  /**
   * Calls the mock.
   *
   * @param names endpoint, action, namespace and name of the request, namespace, name and type of
   *     the response
   */
  @ApexMethod
  static void invoke(
      ApexContext ctx, Object stub, @Nullable Object request, ApexMap response, ApexList names) {
    Object mock = Mocks.of(ctx).get("System.WebServiceMock");
    if (mock == null) {
      if (ctx.host().isRunningTest()) {
        throw Errors.of(
            "TypeException", "Methods defined as TestMethod do not support Web service callouts");
      }
      throw new UnsupportedPlatformFeature("SOAP callouts outside tests");
    }
    if (names.size() < NAMES) {
      throw Errors.illegalArgument("Web service callouts take seven names");
    }
    ctx.host().limits().consume(Limits.Counter.CALLOUTS, 1);
    List<Object> arguments = new ArrayList<>(List.of(stub));
    arguments.add(request);
    arguments.add(response);
    for (int i = 0; i < NAMES; i++) {
      if (i != 2) {
        arguments.add(names.get(i));
      }
    }
    ctx.call(mock, "doInvoke", arguments.toArray());
  }
}
