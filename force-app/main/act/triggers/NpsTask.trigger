trigger NpsTask on Task(after update) {
    new NpsTaskTriggerHandler().run();
}
