package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.value.ApexId;

/** {@code AsyncOptions} of a queueable. */
@ApexType("System.AsyncOptions")
final class AsyncOptionsValue extends LibraryValue {

  @ApexProperty("DuplicateSignature")
  Signature signature;

  @ApexProperty("MaximumQueueableStackDepth")
  Integer maximumDepth;

  @ApexProperty("MinimumQueueableDelayInMinutes")
  Integer delayMinutes;

  @ApexConstructor
  AsyncOptionsValue() {}

  /** A {@code QueueableDuplicateSignature}. */
  @ApexType("System.QueueableDuplicateSignature")
  static final class Signature extends LibraryValue {
    private final String key;

    Signature(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }

    @ApexMethod("toString")
    @Override
    public String apexText() {
      return key;
    }
  }

  /** Collects the parts of a signature; kind and length keep parts from running together. */
  @ApexType("System.QueueableDuplicateSignature.Builder")
  static final class Builder extends LibraryValue {
    private final List<String> parts = new ArrayList<>();

    @ApexConstructor
    Builder() {}

    private Builder add(String kind, Object value) {
      String text = String.valueOf(value);
      parts.add(kind + text.length() + ":" + text);
      return this;
    }

    @ApexMethod
    Builder addId(ApexId id) {
      return add("i", id);
    }

    @ApexMethod
    Builder addInteger(Integer n) {
      return add("n", n);
    }

    @ApexMethod
    Builder addString(String s) {
      return add("s", s);
    }

    @ApexMethod
    Signature build() {
      return new Signature(String.join("|", parts));
    }
  }
}
