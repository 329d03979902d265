package io.costledger.lawkit;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.RunRefusedException;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Measure;
import io.costledger.lawkit.laws.RunCase;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Claims about runs that aren't true, and what the smallest run is that shows it. */
class BrokenClaims {
  @Provide
  Arbitrary<RunCase> runs() {
    return RunCases.of(List.of());
  }

  /** Needs two platforms, a credit of a unit and a record. */
  @Property(seed = "1", shrinking = ShrinkingMode.FULL)
  void noPlatformPassesACreditToAnother(@ForAll("runs") RunCase given) {
    refute(
        given,
        entry -> entry.measure() == Measure.CREDIT
            && entry.from().kind() == AccountKind.PLATFORM
            && entry.to().kind() == AccountKind.PLATFORM);
  }

  /** Needs two platforms that use each other, a unit, and a consumer beside them. */
  @Property(seed = "1", shrinking = ShrinkingMode.FULL)
  void noGroupChargesACostCenter(@ForAll("runs") RunCase given) {
    refute(
        given,
        entry -> entry.from().kind() == AccountKind.GROUP
            && entry.to().kind() == AccountKind.COST_CENTER
            && entry.kind() == EntryKind.ALLOCATED);
  }

  private static void refute(RunCase given, Predicate<LedgerEntry> never) {
    try {
      Chargeback.of(given.policy().resolve())
          .run(given.inputs(), Instant.EPOCH)
          .run()
          .entries()
          .forEach(entry -> {
            if (never.test(entry)) {
              throw new AssertionError(given.toString());
            }
          });
    } catch (RunRefusedException e) {
      // A run that isn't made claims nothing.
    }
  }
}
