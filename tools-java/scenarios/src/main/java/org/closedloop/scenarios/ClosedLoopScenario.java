package org.closedloop.scenarios;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole loop of one customer as an integration test against any org. The steps build on each
 * other; where the clock cannot be moved only the first can run.
 */
@ExtendWith(OrgUnderTest.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("One closed loop: won, asked, 3, made good, 9, aged out")
class ClosedLoopScenario {

  private ScenarioOrg org;
  private ClosedLoopStory story;
  private String broken;

  @BeforeAll
  void connect(ScenarioOrg underTest) {
    org = underTest;
    story = new ClosedLoopStory(org, OrgUnderTest.root(), line -> {});
  }

  /** A step that may throw anything. */
  private interface Step {
    void run() throws Exception;
  }

  /** A step that needs time to pass. */
  private void later(String name, Step body) throws Exception {
    assumeTrue(org.hasClock(), "this org has no clock that can be moved");
    step(name, body);
  }

  /** Runs a step unless an earlier one failed, so that the first failure is the one that shows. */
  private void step(String name, Step body) throws Exception {
    assumeTrue(broken == null, () -> "not run: the step before failed (" + broken + ")");
    broken = name;
    body.run();
    broken = null;
  }

  @Test
  @Order(1)
  @Tag("R57")
  @Tag("R89")
  @DisplayName("R57, R89: programme set up, loop staffed before anything is sent")
  void programmeIsSetUp() throws Exception {
    step("set-up", story::setUp);
  }

  @Test
  @Order(2)
  @Tag("R41")
  @DisplayName("R41: a deal is won and nothing is sent yet")
  void dealIsWon() throws Exception {
    step("deal won", story::dealIsWon);
  }

  @Test
  @Order(3)
  @Tag("R11")
  @Tag("R38")
  @Tag("R45")
  @Tag("R53")
  @DisplayName("R11, R38, R45, R53: 14 days later the survey leaves with eleven links")
  void surveyLeaves() throws Exception {
    later("survey leaves", story::surveyLeaves);
  }

  @Test
  @Order(4)
  @Tag("R49")
  @Tag("R51")
  @DisplayName("R49, R51, D5: a second occasion in the same week is refused with its reason")
  void secondOccasionIsRefused() throws Exception {
    later("second occasion", story::secondOccasionIsRefused);
  }

  @Test
  @Order(5)
  @Tag("D15")
  @DisplayName("D15: opening links records nothing")
  void openingRecordsNothing() throws Exception {
    later("opening", story::openingRecordsNothing);
  }

  @Test
  @Order(6)
  @Tag("R1")
  @Tag("R5")
  @DisplayName("R1, R5: the customer answers 3 with a comment on the page")
  void customerAnswers() throws Exception {
    later("answer", story::customerAnswers);
  }

  @Test
  @Order(7)
  @Tag("R2")
  @Tag("R15")
  @Tag("R63")
  @Tag("R64")
  @Tag("R66")
  @DisplayName("R2, R15, R63, R64, R66: figures, follow-up, task in 48 hours, manager told")
  void answerBecomesWork() throws Exception {
    later("work", story::answerBecomesWork);
  }

  @Test
  @Order(8)
  @Tag("R82")
  @DisplayName("R82: the CSM closes the follow-up with an outcome")
  void csmClosesTheLoop() throws Exception {
    later("closing", story::csmClosesTheLoop);
  }

  @Test
  @Order(9)
  @Tag("R94")
  @Tag("D18")
  @DisplayName("R94, D18: 9 at the next survey marks the first answer recovered")
  void customerIsWonBack() throws Exception {
    later("won back", story::customerIsWonBack);
  }

  @Test
  @Order(10)
  @Tag("R23")
  @DisplayName("R23, D3: twelve months and a day later the account figures are blank")
  void figuresAgeOut() throws Exception {
    later("aged out", story::figuresAgeOut);
  }
}
