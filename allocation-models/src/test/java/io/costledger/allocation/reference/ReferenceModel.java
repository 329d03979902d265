package io.costledger.allocation.reference;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A platform's allocation model in plain words (SPEC section 4); consumers are account texts. */
public sealed interface ReferenceModel {
  /** The name that entries show. */
  String name();

  /** By quantity in one unit. */
  record Proportional(String unit) implements ReferenceModel {
    @Override
    public String name() {
      return "proportional";
    }
  }

  /** By rate times quantity. */
  record Weighted(Map<String, Fraction> rates) implements ReferenceModel {
    @Override
    public String name() {
      return "weighted";
    }
  }

  /** Evenly over those with a positive sum in some unit. */
  record EvenOverUsers() implements ReferenceModel {
    @Override
    public String name() {
      return "even";
    }
  }

  /** Evenly over a list. */
  record EvenOverList(List<String> consumers) implements ReferenceModel {
    @Override
    public String name() {
      return "even";
    }
  }

  /** By fixed shares; {@code remaining} has what the shares leave of 1. */
  record Fixed(Map<String, Fraction> shares, Optional<String> remaining) implements ReferenceModel {
    @Override
    public String name() {
      return "fixed";
    }
  }

  /** By the larger of what is reserved and what was used, in one unit. */
  record Reserved(String unit, Map<String, BigDecimal> reservations) implements ReferenceModel {
    @Override
    public String name() {
      return "reserved";
    }
  }

  /** By what the bill booked to listed consumers, of one service only if given. */
  record ByCost(List<String> consumers, Optional<String> service) implements ReferenceModel {
    @Override
    public String name() {
      return "byCost";
    }
  }

  /** Charges by rates, whatever the pool holds. */
  sealed interface ByRates extends ReferenceModel {
    /** Whether the charges are trued up to the pool. */
    boolean trueUp();
  }

  /** Charges rate times quantity. */
  record RateCard(Map<String, Fraction> rates, boolean trueUp) implements ByRates {
    @Override
    public String name() {
      return "rateCard";
    }
  }

  /** Charges each band's part at its rate, or the whole at the rate of the band it reaches. */
  record TieredRate(String unit, List<Band> bands, boolean graduated, boolean trueUp)
      implements ByRates {
    @Override
    public String name() {
      return "tieredRate";
    }
  }

  /**
   * A band of quantities.
   *
   * @param upTo its last quantity; empty: it has no end
   * @param rate money per unit
   */
  record Band(Optional<BigDecimal> upTo, Fraction rate) {}

  /** The rates that this model charges by, if it does. */
  default Optional<ByRates> byRates() {
    if (this instanceof Direct direct) {
      return direct.rest().byRates();
    }
    return this instanceof ByRates rates ? Optional.of(rates) : Optional.empty();
  }

  /** Charges that name a consumer go to it; the rest by another model. */
  record Direct(ReferenceModel rest) implements ReferenceModel {
    @Override
    public String name() {
      return "direct";
    }
  }
}
