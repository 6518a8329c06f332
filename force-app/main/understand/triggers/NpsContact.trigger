trigger NpsContact on Contact(after update, after delete, after undelete) {
    new NpsContactTriggerHandler().run();
}
