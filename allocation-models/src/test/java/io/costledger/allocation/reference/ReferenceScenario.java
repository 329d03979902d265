package io.costledger.allocation.reference;

import io.costledger.core.ledger.FaultReason;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one run is about, in plain words. Consumers, targets and entries name accounts by
 * their text; platforms and cost centers have bare ids.
 *
 * @param scale decimals of a ledger unit
 * @param rounding how a cost beyond the scale is rounded; empty: it is an error
 * @param prefix whether units are placed by prefix rounding instead of largest remainder
 * @param grain the charge periods, ascending and disjoint
 * @param centers the cost centers
 * @param platforms the platforms
 * @param bill the bill's rows
 * @param usage the usage rows
 * @param circles what happens to platforms that charge each other in a circle
 * @param order the ids of the platforms in the order of a step-down
 * @param proratedBill whether a bill row is split over the periods that it covers
 * @param proratedUsage whether a usage row is
 * @param before weights of the day before the grain by platform id and consumer, if a run that
 *     covers it is pinned; else empty
 */
public record ReferenceScenario(
    int scale,
    Optional<RoundingMode> rounding,
    boolean prefix,
    List<Period> grain,
    List<Center> centers,
    List<Shared> platforms,
    List<Row> bill,
    List<Use> usage,
    Circles circles,
    List<String> order,
    boolean proratedBill,
    boolean proratedUsage,
    Map<String, Map<String, BigInteger>> before) {
  /** What happens to platforms that charge each other in a circle. */
  public enum Circles {
    /** An error. */
    REFUSED,
    /** Solved as one. */
    RECIPROCAL,
    /** Each charges only later ones. */
    STEP_DOWN,
    /** Platforms don't charge platforms. */
    DIRECT
  }

  /** Copies the lists. */
  public ReferenceScenario {
    grain = List.copyOf(grain);
    centers = List.copyOf(centers);
    platforms = List.copyOf(platforms);
    bill = List.copyOf(bill);
    usage = List.copyOf(usage);
    order = List.copyOf(order);
  }

  /** A scenario in which a circle is an error. */
  public ReferenceScenario(
      int scale,
      Optional<RoundingMode> rounding,
      boolean prefix,
      List<Period> grain,
      List<Center> centers,
      List<Shared> platforms,
      List<Row> bill,
      List<Use> usage) {
    this(
        scale,
        rounding,
        prefix,
        grain,
        centers,
        platforms,
        bill,
        usage,
        Circles.REFUSED,
        List.of(),
        false,
        false,
        Map.of());
  }

  /** Whether a platform may charge an account: no closed platform, and never itself. */
  boolean isOpen(Shared platform, String account) {
    Optional<Shared> other =
        platforms.stream().filter(p -> p.account().equals(account)).findFirst();
    if (other.isEmpty()) {
      return true;
    }
    boolean isLater = order.indexOf(other.get().id()) > order.indexOf(platform.id());
    return switch (circles) {
      case REFUSED, RECIPROCAL -> !other.get().equals(platform);
      case STEP_DOWN -> isLater;
      case DIRECT -> false;
    };
  }

  /** A platform's choice for one reason, without those it may not charge. */
  Fallback fallback(Shared platform, FaultReason reason) {
    Fallback fallback = platform.fallback(reason);
    List<String> open =
        fallback.over().stream().filter(account -> isOpen(platform, account)).toList();
    return new Fallback(fallback.choice(), open);
  }

  /**
   * A cost center that bears cost in some grain periods.
   *
   * @param id its id
   * @param first index of the first grain period in which it is there
   * @param end index after the last
   */
  public record Center(String id, int first, int end) {
    String account() {
      return "cost-center:" + id;
    }
  }

  /** What happens to cost that has no home. */
  public enum Choice {
    /** To the platform's unallocated account. */
    UNALLOCATED,
    /** To the owner. */
    OWNER,
    /** Evenly over named accounts. */
    EVEN,
    /** By the weights of the period before. */
    PREVIOUS,
    /** The run fails. */
    FAIL
  }

  /**
   * A platform's choice for one reason.
   *
   * @param choice what happens
   * @param over the accounts of an even split
   */
  public record Fallback(Choice choice, List<String> over) {
    static final Fallback UNALLOCATED = new Fallback(Choice.UNALLOCATED, List.of());
  }

  /**
   * What a consumer pays at the least and at the most.
   *
   * @param min in money, or in units where a method says so
   * @param max likewise; empty: no cap
   */
  public record Limit(BigDecimal min, Optional<BigDecimal> max) {
    static final Limit NONE = new Limit(BigDecimal.ZERO, Optional.empty());

    Limit inUnits(int scale) {
      return new Limit(
          min.scaleByPowerOfTen(scale), max.map(amount -> amount.scaleByPowerOfTen(scale)));
    }
  }

  /**
   * A platform.
   *
   * @param id its id
   * @param owner the id of the owning cost center
   * @param retainedShare the share of its pool that it keeps
   * @param retainedAmount the amount that it keeps per period; never both
   * @param model how the rest is passed on
   * @param fallbacks choices by reason
   * @param bounds limits in money by consumer; that of {@code default} is for all others
   */
  public record Shared(
      String id,
      String owner,
      Optional<Fraction> retainedShare,
      Optional<BigDecimal> retainedAmount,
      Optional<ReferenceModel> model,
      Map<FaultReason, Fallback> fallbacks,
      Map<String, Limit> bounds) {
    /** A platform without bounds. */
    public Shared(
        String id,
        String owner,
        Optional<Fraction> retainedShare,
        Optional<BigDecimal> retainedAmount,
        Optional<ReferenceModel> model,
        Map<FaultReason, Fallback> fallbacks) {
      this(id, owner, retainedShare, retainedAmount, model, fallbacks, Map.of());
    }

    /** The same platform with other bounds. */
    public Shared withBounds(Map<String, Limit> others) {
      return new Shared(id, owner, retainedShare, retainedAmount, model, fallbacks, others);
    }

    /** The same platform with another model. */
    public Shared withModel(Optional<ReferenceModel> other) {
      return new Shared(id, owner, retainedShare, retainedAmount, other, fallbacks, bounds);
    }

    Limit limit(String consumer) {
      return bounds.getOrDefault(consumer, bounds.getOrDefault("default", Limit.NONE));
    }

    String account() {
      return "platform:" + id;
    }

    String ownerAccount() {
      return "cost-center:" + owner;
    }

    public Fallback fallback(FaultReason reason) {
      return fallbacks.getOrDefault(reason, Fallback.UNALLOCATED);
    }
  }

  /**
   * A row of the bill.
   *
   * @param id its id
   * @param own its charge period
   * @param cost the cost as imported
   * @param target the account that it is for; empty: no rule places it
   * @param consumer who is named by a platform's charge
   * @param retained whether the platform keeps it
   * @param service what a byCost filter looks at
   */
  public record Row(
      String id,
      Period own,
      BigDecimal cost,
      Optional<String> target,
      Optional<String> consumer,
      boolean retained,
      Optional<String> service) {}

  /**
   * A usage row.
   *
   * @param id its id
   * @param platform the id of the platform used
   * @param consumer the account of who used it
   * @param quantity how much
   * @param unit of what
   * @param own its charge period
   * @param delivery what brought it
   */
  public record Use(
      String id,
      String platform,
      String consumer,
      BigDecimal quantity,
      String unit,
      Period own,
      String delivery) {}

  /** The same scenario with other rows. */
  public ReferenceScenario withRows(List<Row> rows, List<Use> uses) {
    return new ReferenceScenario(
        scale,
        rounding,
        prefix,
        grain,
        centers,
        platforms,
        rows,
        uses,
        circles,
        order,
        proratedBill,
        proratedUsage,
        before);
  }

  /** The same scenario with another way of treating circles. */
  public ReferenceScenario withCircles(Circles others, List<String> otherOrder) {
    return new ReferenceScenario(
        scale,
        rounding,
        prefix,
        grain,
        centers,
        platforms,
        bill,
        usage,
        others,
        otherOrder,
        proratedBill,
        proratedUsage,
        before);
  }

  /** The same scenario with other platforms. */
  public ReferenceScenario withPlatforms(List<Shared> others) {
    return new ReferenceScenario(
        scale,
        rounding,
        prefix,
        grain,
        centers,
        others,
        bill,
        usage,
        circles,
        order,
        proratedBill,
        proratedUsage,
        before);
  }

  /** The same scenario with other choices of proration. */
  public ReferenceScenario withProration(boolean ofBill, boolean ofUsage) {
    return new ReferenceScenario(
        scale, rounding, prefix, grain, centers, platforms, bill, usage, circles, order, ofBill,
        ofUsage, before);
  }

  /** The index of the grain period that contains a record's own, or -1. */
  int periodOf(Period own) {
    for (int i = 0; i < grain.size(); i++) {
      Period period = grain.get(i);
      if (period.start().compareTo(own.start()) <= 0 && period.end().compareTo(own.end()) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** Whether an account is a declared consumer that is there in a grain period. */
  boolean knows(String account, int period) {
    return platforms.stream().anyMatch(p -> p.account().equals(account))
        || centers.stream()
            .anyMatch(c -> c.account().equals(account) && c.first() <= period && period < c.end());
  }
}
