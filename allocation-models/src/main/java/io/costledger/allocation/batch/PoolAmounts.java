package io.costledger.allocation.batch;

import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each platform's model has to pass on in each grain period, in whole ledger units of one
 * measure: what came in, less what is retained and given. Immutable.
 *
 * <p>Example: {@code PoolAmounts.builder().add(august, "ec2", new BigInteger("85000")).build()}.
 */
public final class PoolAmounts {
  private final NavigableMap<Pool, BigInteger> units;

  private PoolAmounts(NavigableMap<Pool, BigInteger> units) {
    this.units = Collections.unmodifiableNavigableMap(units);
  }

  /**
   * Returns what the models of a run passed on: what came in, less what was retained, what charges
   * name, and what goes to a reciprocal group. Of the platforms that a {@link BatchAllocation} can
   * split; the others are left out.
   *
   * @param run the run
   * @param measure charges or credits
   * @return the amounts
   */
  public static PoolAmounts passedOn(Run run, Measure measure) {
    Builder amounts = builder();
    Set<Pool> grouped = new HashSet<>();
    for (LedgerEntry entry : run.entries()) {
      if (entry.measure() == measure && entry.to().kind() == AccountKind.PLATFORM) {
        amounts.add(entry.chargePeriod(), entry.to().id(), entry.amountUnits());
      }
      if (entry.measure() == measure && entry.from().kind() == AccountKind.PLATFORM) {
        if (entry.kind() == EntryKind.RETAINED || entry.kind() == EntryKind.DIRECT) {
          amounts.add(
              entry.chargePeriod(), entry.from().id(), entry.amountUnits().negate());
        }
        if (entry.to().kind() == AccountKind.GROUP) {
          grouped.add(new Pool(entry.chargePeriod(), entry.from().id()));
        }
      }
    }
    for (BillPlacement placement : run.billPlacements()) {
      boolean isGiven =
          placement.given().filter(to -> !to.equals(placement.to())).isPresent();
      if (isGiven && placement.fault().isPresent() && placement.measure() == measure) {
        amounts.add(
            placement.chargePeriod(), placement.to().id(), placement.units().negate());
      }
    }
    amounts.units.keySet().removeAll(grouped);
    amounts.units.keySet().retainAll(splittable(run.policy()));
    return amounts.build();
  }

  private static Set<Pool> splittable(ResolvedPolicy policy) {
    Set<Pool> pools = new HashSet<>();
    policy
        .periods()
        .forEach(in -> in.platforms().forEach((platform, terms) -> {
          if (Routes.weighsRecords(terms)) {
            pools.add(new Pool(in.period(), platform));
          }
        }));
    return pools;
  }

  /**
   * Starts amounts.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the amounts.
   *
   * @return grain period and platform to whole units, positive or negative; unmodifiable
   */
  public NavigableMap<Pool, BigInteger> units() {
    return units;
  }

  @Override
  public String toString() {
    return units.toString();
  }

  /** Builds amounts; not safe to share between threads. */
  public static final class Builder {
    private final NavigableMap<Pool, BigInteger> units = new TreeMap<>();

    private Builder() {}

    /**
     * Adds to what a platform has to pass on.
     *
     * @param period a grain period
     * @param platform the platform's id
     * @param amount whole units
     * @return this builder
     */
    public Builder add(Period period, String platform, BigInteger amount) {
      units.merge(new Pool(period, platform), amount, BigInteger::add);
      return this;
    }

    /**
     * Returns the amounts.
     *
     * @return those added so far
     */
    public PoolAmounts build() {
      return new PoolAmounts(new TreeMap<>(units));
    }
  }
}
