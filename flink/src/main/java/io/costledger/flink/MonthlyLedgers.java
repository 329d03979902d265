package io.costledger.flink;

import io.costledger.core.Invalid;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A run for each calendar month.
 *
 * @param zone the zone whose calendar it is
 * @param policies the policy of each month
 */
record MonthlyLedgers(ZoneId zone, Policies policies) implements Ledgers {
  private static final int MOST_MONTHS = 1200;

  @Override
  public List<Period> periods(String ledger, Period touched) {
    LocalDate first = touched.start().atZone(zone).toLocalDate().withDayOfMonth(1);
    List<Period> months = new ArrayList<>();
    for (int i = 0; start(first, i).isBefore(touched.end()); i++) {
      if (i == MOST_MONTHS) {
        throw Invalid.argument("period", touched, "must have at most " + MOST_MONTHS + " months");
      }
      months.add(Period.of(start(first, i), start(first, i + 1)));
    }
    return months;
  }

  private Instant start(LocalDate first, int months) {
    return first.plusMonths(months).atStartOfDay(zone).toInstant();
  }

  @Override
  public Policy policy(String ledger, Period period) {
    return policies.of(ledger, period);
  }
}
