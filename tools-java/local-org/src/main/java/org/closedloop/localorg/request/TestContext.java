package org.closedloop.localorg.request;

import java.time.Instant;
import java.util.List;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.TestHost;
import org.closedloop.apex.host.UserContext;
import org.closedloop.localorg.store.Row;

/** What a test may do besides: second limits, running jobs and events, other users. */
final class TestContext implements TestHost {

  private final Request request;
  private boolean started;
  private boolean stopped;

  TestContext(Request request) {
    this.request = request;
  }

  @Override
  public void startTest() {
    if (started) {
      throw new HostException("FinalException", null, "Testing has already started");
    }
    started = true;
    request.limits().push();
    request.requestData().startTest();
  }

  @Override
  public void stopTest() {
    if (!started || stopped) {
      throw new HostException("FinalException", null, "Testing has not started or already stopped");
    }
    stopped = true;
    runPending();
    request.limits().pop();
  }

  /** Jobs may publish and event triggers may enqueue: go on until both are quiet. */
  private void runPending() {
    while (request.jobs().hasPending() || request.eventQueue().hasPending()) {
      request.eventQueue().deliverPending(request);
      request.jobs().runPending();
    }
  }

  /** The platform runs queued jobs after the method when stopTest did not; events stay unsent. */
  void finish() {
    if (started && !stopped) {
      stopTest();
    } else if (request.jobs().hasPending()) {
      request.jobs().runPending();
    }
  }

  @Override
  public void deliverEvents() {
    request.eventQueue().deliverPending(request);
  }

  @Override
  public void failEvents() {
    request.eventQueue().failPending(request);
  }

  @Override
  public void runAs(String userId, Runnable body) {
    UserContext before = request.user();
    request.become(userId, before.sessionId());
    request.enterSetupContext();
    try {
      body.run();
    } finally {
      request.leaveSetupContext();
      request.become(before.id(), before.sessionId());
    }
  }

  @Override
  public void setCreatedDate(String recordId, Instant created) {
    String object =
        request
            .schema()
            .ofId(recordId)
            .orElseThrow(() -> new HostException("TypeException", null, "Invalid id: " + recordId))
            .name();
    Row row = request.transaction().get(object, recordId);
    if (row == null) {
      throw new HostException("TypeException", null, "No record with id " + recordId);
    }
    request.transaction().put(row.with("CreatedDate", created));
  }

  @Override
  public void setFixedSearchResults(List<String> ids) {
    request.requestData().setFixedSearchResults(ids);
  }

  @Override
  public String standardPricebookId() {
    for (Row r : request.transaction().rows("Pricebook2")) {
      if (Boolean.TRUE.equals(r.get("IsStandard"))) {
        return r.id();
      }
    }
    return null;
  }
}
