package org.closedloop.localorg.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one interview did: the elements it ran, in order, with the values that mattered. */
public final class FlowTrace {

  private static final int MAX_STEPS = 2_000;
  private static final int MAX_TEXT = 500;

  /** One element that ran; {@code outcome} says where it led or what went wrong. */
  public record Step(String element, String kind, String outcome, Map<String, String> values) {}

  private final String interviewId;
  private final String flowName;
  private final String trigger;
  private final String recordId;
  private final String userId;
  private final Instant startedAt;
  private final String parentInterviewId;
  private final List<Step> steps = new ArrayList<>();
  private String outcome = "running";
  private String message = "";

  FlowTrace(
      String interviewId,
      String flowName,
      String trigger,
      String recordId,
      String userId,
      Instant startedAt,
      String parentInterviewId) {
    this.interviewId = interviewId;
    this.flowName = flowName;
    this.trigger = trigger;
    this.recordId = recordId;
    this.userId = userId;
    this.startedAt = startedAt;
    this.parentInterviewId = parentInterviewId;
  }

  void step(String element, String kind, String stepOutcome, Map<String, Object> values) {
    if (steps.size() >= MAX_STEPS) {
      return;
    }
    Map<String, String> shown = new LinkedHashMap<>();
    values.forEach((k, v) -> shown.put(k, shorten(String.valueOf(v))));
    steps.add(new Step(element, kind, shorten(stepOutcome), Collections.unmodifiableMap(shown)));
  }

  private static String shorten(String s) {
    return s.length() <= MAX_TEXT ? s : s.substring(0, MAX_TEXT) + "...";
  }

  void end(String how, String why) {
    outcome = how;
    message = why;
  }

  public String interviewId() {
    return interviewId;
  }

  public String flowName() {
    return flowName;
  }

  /** What started it: after-save, path Fourteen_Days_Later, subflow, ... */
  public String trigger() {
    return trigger;
  }

  public String recordId() {
    return recordId;
  }

  public String userId() {
    return userId;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** Interview that called this one as a subflow, or null. */
  public String parentInterviewId() {
    return parentInterviewId;
  }

  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  /** running, done, failed or refused. */
  public String outcome() {
    return outcome;
  }

  /** The error when it failed, else empty. */
  public String message() {
    return message;
  }
}
