package io.costledger.lawkit;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Mistakes that authors of models make, each with the contract that a user would write. */
final class BrokenModels {
  private BrokenModels() {}

  /** Reads hours, and weighs each consumer alone. */
  private static AllocationModel each(BiFunction<Account, BigDecimal, BigDecimal> weight) {
    return hours(usage -> {
      Map<Account, BigDecimal> weights = new TreeMap<>();
      usage
          .quantities()
          .keySet()
          .forEach(c -> weights.put(c, weight.apply(c, usage.quantity(c, "hours"))));
      return Weights.ofDecimals(weights);
    });
  }

  private static AllocationModel hours(AllocationModel weights) {
    return new AllocationModel() {
      @Override
      public Weights weights(PoolUsage usage) {
        return weights.weights(usage);
      }

      @Override
      public UnitsRead units() {
        return UnitsRead.only(Set.of("hours"));
      }
    };
  }

  /** Rounds to whole hours. */
  static final class WholeHours implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return each((consumer, hours) -> hours.setScale(0, RoundingMode.UP));
    }
  }

  /** Goes through binary floating point, where a tenth is not a tenth. */
  static final class Doubles implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return each((consumer, hours) -> new BigDecimal(hours.doubleValue()));
    }
  }

  /** Adds a basic charge of one hour to each. */
  static final class OneHourMore implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return each(
          (consumer, hours) -> hours.signum() == 0 ? BigDecimal.ZERO : hours.add(BigDecimal.ONE));
    }
  }

  /** Weighs who is in the data, if with 0 hours. */
  static final class EverybodySeen implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return each((consumer, hours) -> BigDecimal.ONE);
    }
  }

  /** The more use, the less weight. */
  static final class Regressive implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return each((consumer, hours) -> hours.signum() == 0
          ? BigDecimal.ZERO
          : BigDecimal.TEN.subtract(hours).max(BigDecimal.ONE));
    }
  }

  /** Platforms pay half. */
  static final class PlatformsPayHalf implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return each(
          (consumer, hours) -> consumer.kind() == AccountKind.PLATFORM ? hours : hours.add(hours));
    }
  }

  /** Whole percents of the total: what one weighs depends on all others. */
  static final class WholePercents implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return hours(usage -> {
        BigDecimal total = usage.quantities().keySet().stream()
            .map(c -> usage.quantity(c, "hours"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<Account, BigInteger> percents = new TreeMap<>();
        if (total.signum() > 0) {
          usage
              .quantities()
              .keySet()
              .forEach(c -> percents.put(
                  c,
                  usage
                      .quantity(c, "hours")
                      .movePointRight(2)
                      .divide(total, 0, RoundingMode.HALF_UP)
                      .toBigInteger()));
        }
        return Weights.ofWhole(percents);
      });
    }
  }

  /** Remembers the last period that it saw, and adds a tenth of it. */
  static final class Smoothed implements AllocationModelContract {
    private final Map<Account, BigDecimal> last = new TreeMap<>();

    @Override
    public AllocationModel model() {
      return hours(usage -> {
        Map<Account, BigDecimal> weights = new TreeMap<>();
        usage
            .quantities()
            .keySet()
            .forEach(c -> weights.put(
                c,
                usage
                    .quantity(c, "hours")
                    .add(last.getOrDefault(c, BigDecimal.ZERO).movePointLeft(1))));
        last.clear();
        usage.quantities().keySet().forEach(c -> last.put(c, usage.quantity(c, "hours")));
        return Weights.ofDecimals(weights);
      });
    }
  }

  /** Breaks ties by where an object lies in memory. */
  static final class ByAddress implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return hours(usage -> {
        Map<Account, BigDecimal> weights = new TreeMap<>();
        usage
            .quantities()
            .keySet()
            .forEach(c -> weights.put(
                c,
                usage
                    .quantity(c, "hours")
                    .multiply(BigDecimal.valueOf(1000L + System.identityHashCode(usage) % 1000))
                    .add(BigDecimal.ONE)));
        return Weights.ofDecimals(weights);
      });
    }
  }

  /** Divides without saying how to round. */
  static final class Thirds implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return each((consumer, hours) -> hours.divide(BigDecimal.valueOf(3)));
    }
  }

  /** Charges above the first hour only, below 0 for less. */
  static final class NegativeCharge implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return new RateModel() {
        @Override
        public NavigableMap<Account, Ratio> charges(PoolUsage usage) {
          NavigableMap<Account, Ratio> charges = new TreeMap<>();
          usage
              .quantities()
              .keySet()
              .forEach(c -> charges.put(c, Ratio.of(usage.quantity(c, "hours")).minus(Ratio.ONE)));
          return charges;
        }

        @Override
        public boolean isTruedUp() {
          return true;
        }
      };
    }
  }
}
