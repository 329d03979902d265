package io.costledger.allocation;

import static io.costledger.core.account.Account.costCenter;
import static io.costledger.core.account.Account.platform;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.lineage.Lineage;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.policy.Cycles;
import io.costledger.invariants.AuditedRun;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/**
 * Where the cost of Kaplan's production departments began (CIMA BA2, 2018), and in words: S1 serves
 * P1, P2 and S2 by 55, 35 and 10, S2 serves P1, P2 and S1 by 30, 65 and 5.
 */
class KaplanByOriginTest {
  /**
   * Which part of each production department's cost began at S1. Of 1 that enters at S1 the gross
   * costs are 1/0.995 and 0.1/0.995, so P1 has (0.55 + 0.1 * 0.3)/0.995 = 116/199 of it; of 1 that
   * enters at S2 (0.3 + 0.05 * 0.55)/0.995 = 65.5/199. So of P1's cost 21000 * 116/199 =
   * 12241.20603015075|37.. began at S1 and 15000 * 65.5/199 = 4937.18592964824|12.. at S2. P1 was
   * booked 17178.39195979899, the sum of these two cut; the rest of each is P2's.
   */
  @Test
  void kaplanReciprocalByOrigin() {
    Lineage lineage = Lineage.of(kaplan());
    assertThat(lineage.from("S1").to("P1")).hasToString("USD 12241.20603015075");
    assertThat(lineage.from("S2").to("P1")).hasToString("USD 4937.18592964824");
    assertThat(lineage.from("S1").to("P2")).hasToString("USD 8758.79396984925");
    assertThat(lineage.from("S2").to("P2")).hasToString("USD 10062.81407035176");
  }

  /** P1 has 3418500/199: 17178.39195979899 and 99/199 of a unit, which rounding cut. */
  @Test
  void kaplanReciprocalInWords() {
    AuditedRun run = kaplan();
    Account group = new Account(AccountKind.GROUP, "S1");
    assertThat(words(run, group, costCenter("P1")))
        .isEqualTo("From 2024-01-01 to 2025-01-01, USD 17,178.39195979899 of charges went from the"
            + " reciprocal group of S1 to cost center P1. 2 platforms (platform S1 and platform S2)"
            + " use each other, so their cost of USD 36,000.00 is solved together: platform S1 had"
            + " USD 21,000.00 of its own and cost a little over USD 21,859.29648241206 with its use"
            + " of the others; platform S2 had USD 15,000.00 of its own and cost a little over USD"
            + " 17,185.9296482412 with its use of the others. These gross costs add up to more than"
            + " came in, because what one passes to another is in the cost of both; only what leaves"
            + " the group is booked. Cost center P1 used platform S1 and platform S2: by 11/20 of"
            + " the gross cost of platform S1 and 3/10 of the gross cost of platform S2, exactly"
            + " 1717839195979899 99/199 units of USD 0.00000000001; that makes USD"
            + " 17,178.39195979899, the whole ones. This rests on what was delivered as workbook.");
    assertThat(words(run, platform("S2"), group))
        .isEqualTo(
            "From 2024-01-01 to 2025-01-01, USD 15,000.00 of charges went from platform S2 to"
                + " the reciprocal group of S1. Platform S2 (tier 0) had USD 15,000.00 from the bill. It"
                + " uses platforms that use it, too, so what it has is put together with theirs and"
                + " passed on from the reciprocal group of S1.");
  }

  private static String words(AuditedRun run, Account from, Account to) {
    return Explain.entry(
            run, run.run().entries().detect(e -> e.from().equals(from) && e.to().equals(to)))
        .paragraph();
  }

  private static AuditedRun kaplan() {
    return new Departments(CurrencyUnit.USD, 11, new Cycles.Reciprocal())
        .production("P1", "150000")
        .production("P2", "205000")
        .service("S1", "21000")
        .service("S2", "15000")
        .use("S1", costCenter("P1"), "55")
        .use("S1", costCenter("P2"), "35")
        .use("S1", platform("S2"), "10")
        .use("S2", costCenter("P1"), "30")
        .use("S2", costCenter("P2"), "65")
        .use("S2", platform("S1"), "5")
        .run();
  }
}
