package org.closedloop.scenarios;

/** Runs the scenario of the public survey page with every build. */
class SurveyDoorTest extends SurveyDoorScenario {}
