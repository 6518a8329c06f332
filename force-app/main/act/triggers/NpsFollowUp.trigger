trigger NpsFollowUp on Follow_Up__c(
    before insert,
    before update,
    after insert,
    after update,
    after delete,
    after undelete
) {
    new NpsFollowUpTriggerHandler().run();
}
