trigger AnswerReceived on Answer_Received__e(after insert) {
    new NpsAnswerReceivedHandler().run();
}
