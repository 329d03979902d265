package io.costledger.allocation.model;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.CannotWeighException;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateBand;
import io.costledger.core.policy.RateLine;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.UnitsRead;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Charge = by bands of the consumer's total quantity in the pool's period. Graduated: each band's
 * quantity at its own rate; volume: the whole quantity at the rate of the band that it reaches.
 */
final class TieredRateModel implements RateModel {
  private final String unit;
  private final List<RateBand> bands;
  private final boolean graduated;
  private final boolean truedUp;

  TieredRateModel(String unit, List<RateBand> bands, boolean graduated, boolean truedUp) {
    this.unit = Account.requireId("unit", unit);
    this.bands = List.copyOf(bands);
    this.graduated = graduated;
    this.truedUp = truedUp;
    if (bands.isEmpty()) {
      throw Invalid.argument("bands", "[]", "must have at least one");
    }
    for (int i = 0; i + 1 < bands.size(); i++) {
      Optional<BigDecimal> end = bands.get(i).upTo();
      Optional<BigDecimal> next = bands.get(i + 1).upTo();
      if (end.isEmpty()) {
        throw Invalid.argument("band", "number " + (i + 1), "only the last may be without end");
      }
      if (next.isPresent() && next.get().compareTo(end.get()) <= 0) {
        throw Invalid.argument("band", next.get().toPlainString(), "must end above the one before");
      }
    }
  }

  @Override
  public NavigableMap<Account, Ratio> charges(PoolUsage usage) {
    NavigableMap<Account, Ratio> charges = new TreeMap<>();
    for (Account consumer : usage.consumers()) {
      charges.put(consumer, Rates.sum(lines(consumer, usage)));
    }
    return charges;
  }

  @Override
  public List<RateLine> lines(Account consumer, PoolUsage usage) {
    BigDecimal quantity = usage.quantity(consumer, unit);
    return graduated ? graduated(consumer, quantity) : volume(consumer, quantity);
  }

  private List<RateLine> graduated(Account consumer, BigDecimal quantity) {
    List<RateLine> lines = new ArrayList<>();
    BigDecimal from = BigDecimal.ZERO;
    for (RateBand band : bands) {
      BigDecimal to = band.upTo().map(quantity::min).orElse(quantity);
      lines.add(new RateLine(unit, to.subtract(from), band.rate()));
      if (to.compareTo(quantity) == 0) {
        return lines;
      }
      from = to;
    }
    throw beyond(consumer, quantity);
  }

  private List<RateLine> volume(Account consumer, BigDecimal quantity) {
    for (RateBand band : bands) {
      if (band.upTo().isEmpty() || quantity.compareTo(band.upTo().get()) <= 0) {
        return List.of(new RateLine(unit, quantity, band.rate()));
      }
    }
    throw beyond(consumer, quantity);
  }

  private static CannotWeighException beyond(Account consumer, BigDecimal quantity) {
    return new CannotWeighException(Invalid.message(
        "quantity of " + consumer, quantity.toPlainString(), "is beyond the last band"));
  }

  @Override
  public boolean isTruedUp() {
    return truedUp;
  }

  @Override
  public String name() {
    return "tieredRate";
  }

  @Override
  public String describe() {
    List<List<String>> texts = bands.stream()
        .map(band -> List.of(
            band.upTo().map(BigDecimal::toPlainString).orElse("open"),
            band.rate().toString()))
        .toList();
    return ModelText.of(this, unit, texts, graduated ? "graduated" : "volume", truedUp);
  }

  @Override
  public UnitsRead units() {
    return UnitsRead.only(Set.of(unit));
  }

  @Override
  public String toString() {
    return describe();
  }
}
