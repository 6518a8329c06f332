trigger NpsResponse on NPS_Response__c(before insert, before update, after update, after delete, after undelete) {
    new NpsResponseTriggerHandler().run();
}
