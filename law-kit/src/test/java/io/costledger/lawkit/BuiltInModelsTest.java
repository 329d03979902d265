package io.costledger.lawkit;

import static io.costledger.lawkit.laws.ModelLaw.BOUNDS;
import static io.costledger.lawkit.laws.ModelLaw.MONOTONE_USE;
import static io.costledger.lawkit.laws.ModelLaw.QUOTA;
import static io.costledger.lawkit.laws.ModelLaw.SCALE;
import static io.costledger.lawkit.laws.ModelLaw.SIGN_SYMMETRY;
import static io.costledger.lawkit.laws.ModelLaw.TOTAL;
import static io.costledger.lawkit.laws.ModelLaw.ZERO_USE;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.account.Account;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.RateBand;
import io.costledger.lawkit.laws.ModelCase;
import io.costledger.lawkit.laws.ModelLaw;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Group;

/**
 * Every model of the library against every law: what holds, and of what can't, why and the case
 * that shows it. docs/reference/laws-by-model.md is the same as a table.
 */
@SuppressWarnings("ClassCanBeStatic") // jqwik looks into groups only if they are inner classes
class BuiltInModelsTest {
  static final Account A = Account.costCenter("a");
  static final Account B = Account.costCenter("b");

  /** A pool of 100, of which a used 1 hour. */
  private static final ModelCase ONE_USER = ModelCase.of(100).use("cost-center:a", "1", "hours");

  private static final String LISTED = "who is listed has weight without use";
  private static final String CHARGES = "charges what it charges, whatever the pool holds";

  private static Declined listed(ModelCase shown) {
    return new Declined(LISTED, shown);
  }

  /** What no rate model without true-up can keep; at 1 an hour a's charge is 100 units. */
  private static Map<ModelLaw, Declined> untrued() {
    return Map.of(
        BOUNDS, new Declined("a policy has no bounds with a rate model", ONE_USER),
        QUOTA, new Declined(CHARGES, ModelCase.of(1).use("cost-center:a", "1", "hours")),
        SCALE, new Declined(CHARGES, ONE_USER),
        SIGN_SYMMETRY, new Declined("charges once, and credits go to variance", ONE_USER));
  }

  private static Map<ModelLaw, Declined> with(
      Map<ModelLaw, Declined> some, ModelLaw law, String reason, ModelCase shown) {
    Map<ModelLaw, Declined> more = new java.util.EnumMap<>(some);
    more.put(law, new Declined(reason, shown));
    return Map.copyOf(more);
  }

  private static RateBand band(String upTo, String rate) {
    return new RateBand(
        upTo.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(upTo)), Ratio.parse(rate));
  }

  @Group
  class Proportional implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.proportional("hours");
    }
  }

  @Group
  class Weighted implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.weighted(
          Map.of("hours", Ratio.parse("1/3"), "gb", Ratio.parse("0.005")));
    }
  }

  @Group
  class EvenOverUsers implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.even();
    }
  }

  @Group
  class EvenOverList implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.even(List.of(A, B, Account.platform("spark")));
    }

    @Override
    public Map<ModelLaw, Declined> declined() {
      return Map.of(ZERO_USE, listed(ModelCase.of(100)));
    }
  }

  @Group
  class Fixed implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.fixed(
          Map.of(A, Ratio.parse("1/3"), B, Ratio.parse("0.25")), Account.platform("spark"));
    }

    @Override
    public Map<ModelLaw, Declined> declined() {
      return Map.of(ZERO_USE, listed(ModelCase.of(100)));
    }
  }

  @Group
  class Reserved implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.reserved(
          "hours", Map.of(A, new BigDecimal("2"), B, new BigDecimal("0.5")));
    }

    /** Reserved 2 : 0.5. c used 1, then 3: 2 : 0.5 : 1, then 2 : 0.5 : 3. */
    @Override
    public Map<ModelLaw, Declined> declined() {
      return Map.of(
          ZERO_USE,
          listed(ModelCase.of(100)),
          SCALE,
          new Declined(
              "a reservation does not grow with the use",
              ModelCase.of(100).use("cost-center:c", "1", "hours")));
    }
  }

  @Group
  class ByCost implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.byCost(List.of(A, B), new RowCondition.Always());
    }

    @Override
    public Map<ModelLaw, Declined> declined() {
      return Map.of(
          ZERO_USE,
          new Declined(
              "weighs direct costs, not use", ModelCase.of(100).booked("cost-center:a", 7)));
    }
  }

  @Group
  class Direct implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.direct(AllocationModels.proportional("hours"));
    }
  }

  @Group
  class RateCard implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.rateCard(Map.of("hours", Ratio.ONE, "gb", Ratio.parse("0.005")));
    }

    @Override
    public Map<ModelLaw, Declined> declined() {
      return untrued();
    }
  }

  @Group
  class RateCardTruedUp implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.truedUpRateCard(
          Map.of("hours", Ratio.ONE, "gb", Ratio.parse("0.005")));
    }

    @Override
    public Map<ModelLaw, Declined> declined() {
      return Map.of(BOUNDS, new Declined("a policy has no bounds with a rate model", ONE_USER));
    }
  }

  @Group
  class Graduated implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.graduatedRate(
          "hours", List.of(band("2", "1"), band("4", "0.5")), false);
    }

    @Override
    public Map<ModelLaw, Declined> declined() {
      return with(
          untrued(),
          TOTAL,
          "use beyond a finite last band is an error",
          ModelCase.of(100).use("cost-center:a", "5", "hours"));
    }
  }

  @Group
  class GraduatedTruedUp implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.graduatedRate(
          "hours", List.of(band("2", "1"), band("", "0.5")), true);
    }

    /** 2 and 4 hours are 2 and 3; times 3, 6 and 12 hours are 4 and 7. */
    @Override
    public Map<ModelLaw, Declined> declined() {
      return Map.of(
          BOUNDS, new Declined("a policy has no bounds with a rate model", ONE_USER),
          SCALE,
              new Declined(
                  "bands are at fixed quantities",
                  ModelCase.of(100)
                      .use("cost-center:a", "2", "hours")
                      .use("cost-center:b", "4", "hours")));
    }
  }

  @Group
  class Volume implements AllocationModelContract {
    @Override
    public AllocationModel model() {
      return AllocationModels.volumeRate("hours", List.of(band("2", "1"), band("", "0.5")), false);
    }

    /** 2 hours cost 2, 3 hours 1.50. */
    @Override
    public Map<ModelLaw, Declined> declined() {
      return with(
          untrued(),
          MONOTONE_USE,
          "one unit more may reach a cheaper band, for all units",
          ModelCase.of(100).use("cost-center:a", "2", "hours").use("cost-center:b", "1", "hours"));
    }
  }
}
