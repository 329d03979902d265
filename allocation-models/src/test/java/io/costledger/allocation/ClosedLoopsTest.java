package io.costledger.allocation;

import static io.costledger.allocation.Departments.YEAR;
import static io.costledger.allocation.Departments.borne;
import static io.costledger.allocation.Departments.moved;
import static io.costledger.core.account.Account.costCenter;
import static io.costledger.core.account.Account.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.Fault;
import io.costledger.core.policy.Cycles;
import io.costledger.invariants.AuditedRun;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** Services that serve only each other, or nearly so (SPEC 5.6, 5.7). */
class ClosedLoopsTest {
  private static Departments departments(Cycles cycles) {
    return new Departments(CurrencyUnit.USD, 11, cycles);
  }

  /** Two services that serve only each other: found before any arithmetic. */
  @Test
  void aClosedLoopIsAnErrorThatNamesWhatComesIn() {
    Departments departments = departments(new Cycles.Reciprocal())
        .service("S0", "7")
        .use("S0", platform("S2"), "1")
        .service("S1", "21")
        .use("S1", platform("S2"), "10")
        .service("S2", "0")
        .use("S2", platform("S1"), "5");
    assertThatThrownBy(departments::run)
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("Invalid attribution in "
            + YEAR
            + ": closed loop of S1, S2 (cost that comes in has no way out; direct inflow:"
            + " CHARGE of 21.00000000000 USD into S1; cost enters by: S0 -> S2)");
  }

  @Test
  void aClosedLoopThatNoCostReachesIsAWarning() {
    AuditedRun run = departments(new Cycles.Reciprocal())
        .production("P1", "5")
        .service("S1", "0")
        .use("S1", platform("S2"), "10")
        .service("S2", "0")
        .use("S2", platform("S1"), "5")
        .run();
    assertThat(run.run().faults().collect(Fault::message))
        .containsExactly("Invalid attribution in "
            + YEAR
            + ": closed loop of S1, S2 (no cost reaches it, and none could leave it)");
  }

  /** 10^30 turns on average until a unit has left: all of it goes to the owner of S1. */
  @Test
  void aNearlyClosedLoopEmptiesLikeAnyOther() {
    AuditedRun run = departments(new Cycles.Reciprocal())
        .serviceThatKeeps("1e-30", "S1", "21")
        .use("S1", platform("S2"), "10")
        .service("S2", "0")
        .use("S2", platform("S1"), "5")
        .run();
    assertThat(borne(run, "overhead")).isEqualByComparingTo("21");
  }

  /** Nobody comes after S2, so its cost waits; the step-down's reason says why. */
  @Test
  void whoHasOnlyClosedConsumersHasNoOpenOne() {
    AuditedRun run = departments(new Cycles.StepDown(List.of("S1", "S2")))
        .production("P1", "0")
        .service("S1", "6")
        .use("S1", costCenter("P1"), "2")
        .use("S1", platform("S2"), "1")
        .service("S2", "0")
        .use("S2", platform("S1"), "5")
        .run();
    assertThat(moved(run, platform("S2"), Account.unallocated("S2"))).isEqualByComparingTo("2");
    assertThat(run.run().faults().collect(Fault::message))
        .containsExactly("Invalid pool: platform:S2"
            + " (everyone who used the platform in this period is closed)");
  }
}
