package org.closedloop.localorg.event;

import java.time.Instant;
import java.util.List;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.localorg.async.DueWork;
import org.closedloop.localorg.async.RequestRunner;

/** Runs a publish callback once its events have left. */
final class CallbackWork implements DueWork {

  private final PublishCallback callback;
  private final String userId;

  CallbackWork(PublishCallback callback, String userId) {
    this.callback = callback;
    this.userId = userId;
  }

  @Override
  public String kind() {
    return "publish-callback";
  }

  @Override
  public String name() {
    return callback.eventUuids().size() + " events";
  }

  @Override
  public String reference() {
    return null;
  }

  @Override
  public Outcome run(RequestRunner runner, List<DueWork> batch, Instant due) {
    runner.run(
        RequestRunner.Spec.of(userId, Quiddity.PLATFORM_EVENT_PUBLISH_CALLBACK),
        request -> {
          callback.call(request, true);
          return null;
        });
    return Outcome.DONE;
  }
}
