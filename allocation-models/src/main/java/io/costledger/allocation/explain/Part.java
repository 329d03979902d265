package io.costledger.allocation.explain;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.RateLine;
import io.costledger.core.policy.Retention;
import io.costledger.core.policy.Unplaced;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One reason why an entry holds some of its units; an entry's parts sum to it exactly. */
public sealed interface Part {
  /**
   * Returns the units of the entry that this part gives.
   *
   * @return whole units, of the sign of the entry's measure
   */
  BigInteger units();

  /**
   * Rows of the bill that a rule placed in the entry's account.
   *
   * @param records the ids of the rows, in the order of the bill
   * @param prorated those of them that are in the entry with a part only, by duration
   * @param units the sum of what is in the entry
   */
  record BillRows(List<String> records, List<String> prorated, BigInteger units) implements Part {
    /** Copies the ids. */
    public BillRows {
      records = List.copyOf(records);
      prorated = List.copyOf(prorated);
    }
  }

  /**
   * Charges of a platform that name who bears them, so they never reach its pool (SPEC 4.1).
   *
   * @param records the ids of the bill's rows, in the order of the bill
   * @param retained whether the platform keeps them for its owner
   * @param units their sum
   */
  record Given(List<String> records, boolean retained, BigInteger units) implements Part {
    /** Copies the ids. */
    public Given {
      records = List.copyOf(records);
    }
  }

  /**
   * What a platform keeps of its pool, for its owner.
   *
   * @param rule the share or amount
   * @param pool what there was to keep from
   * @param quotient the exact figure in units, before it is cut to whole ones
   * @param units what it keeps
   */
  record Kept(Retention rule, BigInteger pool, Ratio quotient, BigInteger units) implements Part {}

  /**
   * A consumer's share of what a platform passes on: C * w / T, and perhaps one unit more.
   *
   * @param consumer who has the weight; another than the entry's account if it isn't declared
   * @param weight its whole weight w
   * @param totalWeight the weights of all consumers, T
   * @param quantity its quantity, where the model reads a single unit
   * @param totalQuantity that of all consumers with weight
   * @param unit that unit
   * @param quotient C * w / T in units, exact
   * @param floor its whole units: cut toward zero
   * @param extra whether a unit that rounding left over was given to it
   * @param bound the least and the most that it may get, where the pool is split between bounds
   *     (SPEC 4.2); quotient and floor are then what its weight alone would give
   * @param units the share
   */
  record Share(
      Account consumer,
      BigInteger weight,
      BigInteger totalWeight,
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> totalQuantity,
      Optional<String> unit,
      Ratio quotient,
      BigInteger floor,
      boolean extra,
      Optional<Bounds.Bound> bound,
      BigInteger units)
      implements OfConsumer {}

  /**
   * Cost that had no home, and went where the policy says.
   *
   * @param reason why it had none
   * @param unknown the undeclared consumers whose shares these are; empty unless the reason is
   *     {@code UNKNOWN_CONSUMER}
   * @param records the bill rows that name one of them, in the order of the bill
   * @param choice where the policy puts such cost
   * @param placed all units without a home for that reason; an even split divides them
   * @param units those of them in this entry
   */
  record Homeless(
      FaultReason reason,
      List<OfConsumer> unknown,
      List<String> records,
      Unplaced choice,
      BigInteger placed,
      BigInteger units)
      implements Part {
    /** Copies the lists. */
    public Homeless {
      unknown = List.copyOf(unknown);
      records = List.copyOf(records);
    }
  }

  /** A part that is for one consumer. */
  sealed interface OfConsumer extends Part {
    /**
     * Returns who has the weight.
     *
     * @return another than the entry's account if it isn't declared, or owns what is kept
     */
    Account consumer();
  }

  /**
   * What a rate model charges one consumer: quantity times rate, rounded once, half-even (SPEC 4.5).
   *
   * @param consumer who is charged; another than the entry's account if it isn't declared
   * @param lines the quantities and rates; empty if the model doesn't say
   * @param quotient the exact charge in units
   * @param units the charge
   */
  record Charge(Account consumer, List<RateLine> lines, Ratio quotient, BigInteger units)
      implements OfConsumer {
    /** Copies the lines. */
    public Charge {
      lines = List.copyOf(lines);
    }
  }

  /**
   * What trues a charge up: the consumer's share of the pool less the charge.
   *
   * @param consumer who is charged
   * @param quotient its exact share of the pool by its charge, in units
   * @param total the share in whole units
   * @param charge what it is charged by rates
   * @param units total less charge
   */
  record TrueUp(
      Account consumer, Ratio quotient, BigInteger total, BigInteger charge, BigInteger units)
      implements OfConsumer {}

  /**
   * What a pool holds beyond what its rates charge, or what they charge beyond it.
   *
   * @param pool what there was to pass on
   * @param charged the sum of the charges
   * @param units the difference; of the sign of the measure
   */
  record Variance(BigInteger pool, BigInteger charged, BigInteger units) implements Part {}

  /**
   * What a platform in a circle puts into its group, to be solved with the others.
   *
   * @param pool what came into the platform, without given charges
   * @param kept the amount that it keeps of that
   * @param units the rest
   */
  record Gathered(BigInteger pool, BigInteger kept, BigInteger units) implements Part {}

  /**
   * What leaves a reciprocal group to one sink: the sum over members of weight times unit price.
   *
   * @param consumer who bears it: a consumer outside the group, or the owner of a member that keeps
   *     a share
   * @param keeper the account of the member that keeps it
   * @param weights the sink's weight in the gross cost of each member that it used
   * @param quotient the exact outflow in units
   * @param floor its whole units: cut toward zero
   * @param extra whether a unit that rounding left over was given to it
   * @param units the share
   */
  record GroupShare(
      Account consumer,
      Optional<Account> keeper,
      NavigableMap<Account, BigInteger> weights,
      Ratio quotient,
      BigInteger floor,
      boolean extra,
      BigInteger units)
      implements OfConsumer {
    /** Copies the weights. */
    public GroupShare {
      weights = Collections.unmodifiableNavigableMap(new TreeMap<>(weights));
    }
  }

  /**
   * Units as they are booked: of a correction.
   *
   * @param units the entry's units
   */
  record AsBooked(BigInteger units) implements Part {}
}
