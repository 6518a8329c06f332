package org.closedloop.apex.library;

import org.closedloop.apex.host.DataHost.DmlOptions;

/** {@code Database.DMLOptions} and its headers. */
@ApexType("Database.DMLOptions")
final class DmlOptionsValue extends LibraryValue {

  @ApexProperty("AllowFieldTruncation")
  Boolean allowFieldTruncation;

  @ApexProperty("OptAllOrNone")
  Boolean optAllOrNone;

  @ApexProperty("LocaleOptions")
  String localeOptions;

  @ApexProperty("DuplicateRuleHeader")
  DuplicateRule duplicateRule = new DuplicateRule();

  @ApexProperty("EmailHeader")
  EmailHeader emailHeader = new EmailHeader();

  @ApexProperty("AssignmentRuleHeader")
  AssignmentRule assignmentRule = new AssignmentRule();

  @ApexConstructor
  DmlOptionsValue() {}

  DmlOptions options() {
    return new DmlOptions(Boolean.TRUE.equals(allowFieldTruncation));
  }

  /** What to do about duplicates; no duplicate rules run here, so both answers save. */
  @ApexType("Database.DMLOptions.DuplicateRuleHeader")
  static final class DuplicateRule extends LibraryValue {
    @ApexProperty("AllowSave")
    Boolean allowSave;

    @ApexProperty("RunAsCurrentUser")
    Boolean runAsCurrentUser;

    @ApexConstructor
    DuplicateRule() {}
  }

  /** Which automatic mails to send; the local org sends none of them by itself. */
  @ApexType("Database.DMLOptions.EmailHeader")
  static final class EmailHeader extends LibraryValue {
    @ApexProperty("TriggerAutoResponseEmail")
    Boolean triggerAutoResponseEmail;

    @ApexProperty("TriggerOtherEmail")
    Boolean triggerOtherEmail;

    @ApexProperty("TriggerUserEmail")
    Boolean triggerUserEmail;

    @ApexConstructor
    EmailHeader() {}
  }

  /** Which assignment rule to run. */
  @ApexType("Database.DMLOptions.AssignmentRuleHeader")
  static final class AssignmentRule extends LibraryValue {
    @ApexProperty("AssignmentRuleId")
    org.closedloop.apex.value.ApexId assignmentRuleId;

    @ApexProperty("UseDefaultRule")
    Boolean useDefaultRule;

    @ApexConstructor
    AssignmentRule() {}
  }
}
