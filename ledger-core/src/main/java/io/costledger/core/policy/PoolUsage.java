package io.costledger.core.policy;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What an allocation model sees: how much each consumer used one platform in one grain period, and
 * what the bill booked to each directly. Use of itself by the platform is not in it.
 *
 * @param platform the platform's id
 * @param period the grain period
 * @param quantities consumer to unit to summed quantity; consumers and units ascend by key
 * @param directCosts consumer to the whole units that the bill booked to it directly in the period,
 *     CHARGE only, of the rows that {@link AllocationModel#directCosts} asks for; empty if it asks
 *     for none
 */
public record PoolUsage(
    String platform,
    Period period,
    NavigableMap<Account, NavigableMap<String, BigDecimal>> quantities,
    NavigableMap<Account, BigInteger> directCosts) {
  /** Copies the maps. */
  public PoolUsage {
    NavigableMap<Account, NavigableMap<String, BigDecimal>> copy = new TreeMap<>();
    copy.putAll(quantities); // at once: in order already, so that nothing is compared
    copy.replaceAll((consumer, byUnit) -> {
      NavigableMap<String, BigDecimal> units = new TreeMap<>(CodePoints.ORDER);
      units.putAll(byUnit);
      return Collections.unmodifiableNavigableMap(units);
    });
    quantities = Collections.unmodifiableNavigableMap(copy);
    directCosts = Collections.unmodifiableNavigableMap(new TreeMap<>(directCosts));
  }

  /**
   * Returns one consumer's quantity in one unit.
   *
   * @param consumer the consumer
   * @param unit the unit
   * @return the summed quantity, 0 if there is none
   */
  public BigDecimal quantity(Account consumer, String unit) {
    Map<String, BigDecimal> byUnit =
        quantities.getOrDefault(consumer, Collections.emptyNavigableMap());
    return byUnit.getOrDefault(unit, BigDecimal.ZERO);
  }
}
