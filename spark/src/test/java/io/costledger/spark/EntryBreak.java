package io.costledger.spark;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;

/** One way in which entries may be wrong, made in one of them. */
enum EntryBreak {
  DROPPED {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      return List.of();
    }
  },
  DOUBLED {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      return List.of(entry, entry);
    }
  },
  A_UNIT_MORE {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      BigInteger more = BigInteger.valueOf(entry.amountUnits().signum());
      return List.of(copy(entry).amountUnits(entry.amountUnits().add(more)).build());
    }
  },
  NEGATED {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      return List.of(copy(entry).amountUnits(entry.amountUnits().negate()).build());
    }
  },
  TURNED_ROUND {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      return List.of(copy(entry).from(entry.to()).to(entry.from()).build());
    }
  },
  DEEPER {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      return List.of(copy(entry).tier(entry.tier().orElse(-1) + 1).build());
    }
  },
  POSTED_LATER {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      return List.of(copy(entry).postingPeriod(later(entry.postingPeriod())).build());
    }
  },
  CHARGED_LATER {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      return List.of(copy(entry).chargePeriod(later(entry.chargePeriod())).build());
    }
  },
  IN_ANOTHER_CURRENCY {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      return List.of(copy(entry)
          .unit(LedgerUnit.of(CurrencyUnit.JPY, entry.unit().scale()))
          .build());
    }
  },
  A_TENTH_OF_A_UNIT_MORE {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      return List.of(copy(entry)
          .unit(LedgerUnit.of(entry.unit().currency(), entry.unit().scale() + 1))
          .amountUnits(entry.amountUnits().multiply(BigInteger.TEN).add(BigInteger.ONE))
          .build());
    }
  },
  TO_SOMEBODY_UNKNOWN {
    @Override
    List<LedgerEntry> instead(LedgerEntry entry) {
      return List.of(copy(entry).to(Account.costCenter("ghost")).build());
    }
  };

  /** What stands in the place of an entry. */
  abstract List<LedgerEntry> instead(LedgerEntry entry);

  /** Whether amounts of two units meet, which one process sums and a table doesn't. */
  boolean isOfTheUnit() {
    return this == IN_ANOTHER_CURRENCY || this == A_TENTH_OF_A_UNIT_MORE;
  }

  /** The entries with one of them broken, in their stated order. */
  List<LedgerEntry> in(List<LedgerEntry> entries, int index) {
    List<LedgerEntry> broken = new ArrayList<>(entries);
    broken.remove(index);
    broken.addAll(instead(entries.get(index)));
    broken.sort(LedgerEntry.ORDER);
    return broken;
  }

  private static LedgerEntry.Builder copy(LedgerEntry entry) {
    return LedgerEntry.builder().copyOf(entry);
  }

  private static Period later(Period period) {
    Duration far = Duration.ofDays(10_000);
    return Period.of(period.start().plus(far), period.end().plus(far));
  }
}
