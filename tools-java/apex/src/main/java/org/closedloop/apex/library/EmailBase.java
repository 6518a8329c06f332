package org.closedloop.apex.library;

/** {@code Messaging.Email}: what single and mass mails share. */
@ApexType("Messaging.Email")
abstract class EmailBase extends LibraryValue {
  @ApexBean Boolean bccSender = false;
  @ApexBean String emailPriority;
  @ApexBean String replyTo;
  @ApexBean Boolean saveAsActivity = true;
  @ApexBean String senderDisplayName;
  @ApexBean String subject;
  @ApexBean Boolean useSignature = true;
}
