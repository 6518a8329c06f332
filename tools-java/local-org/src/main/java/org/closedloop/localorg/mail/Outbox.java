package org.closedloop.localorg.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that left the org: mail and custom notifications, in the order of leaving. */
public final class Outbox {

  /**
   * A mail as it left.
   *
   * @param number running number from 1
   * @param headers as a mail server would see them, such as List-Unsubscribe
   * @param externalRecipients how many of them count against the daily limit
   */
  public record Message(
      int number,
      Instant sentOn,
      String senderUserId,
      String from,
      List<String> to,
      List<String> cc,
      List<String> bcc,
      String subject,
      String html,
      String text,
      Map<String, String> headers,
      String targetObjectId,
      String whatId,
      int externalRecipients) {}

  /** A bell notification as it was sent; recipients are user ids. */
  public record Notification(
      int number,
      Instant sentOn,
      String typeId,
      String typeName,
      String senderUserId,
      String title,
      String body,
      String targetId,
      List<String> recipientIds) {}

  private final List<Message> messages = new ArrayList<>();
  private final List<Notification> notifications = new ArrayList<>();
  private final Map<LocalDate, Integer> externalByDay = new HashMap<>();

  synchronized void add(Message draft) {
    messages.add(
        new Message(
            messages.size() + 1,
            draft.sentOn(),
            draft.senderUserId(),
            draft.from(),
            draft.to(),
            draft.cc(),
            draft.bcc(),
            draft.subject(),
            draft.html(),
            draft.text(),
            new LinkedHashMap<>(draft.headers()),
            draft.targetObjectId(),
            draft.whatId(),
            draft.externalRecipients()));
    externalByDay.merge(day(draft.sentOn()), draft.externalRecipients(), Integer::sum);
  }

  synchronized void add(Notification draft) {
    notifications.add(
        new Notification(
            notifications.size() + 1,
            draft.sentOn(),
            draft.typeId(),
            draft.typeName(),
            draft.senderUserId(),
            draft.title(),
            draft.body(),
            draft.targetId(),
            draft.recipientIds()));
  }

  /** The platform counts days in GMT. */
  private static LocalDate day(Instant t) {
    return t.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** External recipients of the GMT day of the instant so far. */
  public synchronized int externalSentOn(Instant t) {
    return externalByDay.getOrDefault(day(t), 0);
  }

  public synchronized List<Message> messages() {
    return List.copyOf(messages);
  }

  public synchronized Optional<Message> message(int number) {
    return number >= 1 && number <= messages.size()
        ? Optional.of(messages.get(number - 1))
        : Optional.empty();
  }

  public synchronized List<Notification> notifications() {
    return List.copyOf(notifications);
  }

  public synchronized void clear() {
    messages.clear();
    notifications.clear();
    externalByDay.clear();
  }
}
