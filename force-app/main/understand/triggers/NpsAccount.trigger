trigger NpsAccount on Account(after update, after delete, after undelete) {
    new NpsAccountTriggerHandler().run();
}
