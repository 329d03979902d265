package io.costledger.core.policy;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.time.Period;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * What a resolved policy says for one grain period: the owners, models and cost centers in effect.
 */
public final class PeriodPolicy {
  private final Period period;
  private final Set<Account> costCenters;
  private final NavigableMap<String, Terms> platforms;
  private final OpenConsumers open;

  PeriodPolicy(
      Period period,
      OpenConsumers open,
      Set<Account> costCenters,
      NavigableMap<String, Terms> platforms) {
    this.period = period;
    this.open = open;
    this.costCenters = Set.copyOf(costCenters);
    this.platforms = Collections.unmodifiableNavigableMap(platforms);
  }

  /**
   * The terms of one platform in one grain period.
   *
   * @param platform the platform's id
   * @param owner the owner's account, a declared cost center
   * @param retention what the platform keeps
   * @param model how the rest becomes weights; empty: {@code NO_MODEL}
   * @param bounds the least and the most that consumers pay of what the model passes on
   * @param unplaced what happens to cost that can't be placed, where it isn't {@code unallocated}
   */
  public record Terms(
      String platform,
      Account owner,
      Retention retention,
      Optional<AllocationModel> model,
      Bounds bounds,
      Map<FaultReason, Unplaced> unplaced) {
    /** Copies the map. */
    public Terms {
      unplaced = Map.copyOf(unplaced);
    }

    /**
     * Returns the platform's account.
     *
     * @return {@code platform:<id>}
     */
    public Account account() {
      return Account.platform(platform);
    }

    /**
     * Returns what happens to cost that can't be placed for a reason. The platform itself is
     * dropped from an even split, like use of itself (SPEC 5.3); a split over nobody else is none.
     *
     * @param reason the reason
     * @return {@code Unallocated} unless the policy chose otherwise
     */
    public Unplaced unplaced(FaultReason reason) {
      Unplaced choice = unplaced.getOrDefault(reason, new Unplaced.Unallocated());
      if (choice instanceof Unplaced.Even even) {
        List<Account> others =
            even.consumers().stream().filter(c -> !c.equals(account())).sorted().toList();
        return others.isEmpty() ? new Unplaced.Unallocated() : new Unplaced.Even(others);
      }
      return choice;
    }

    /**
     * Returns the terms as they hold for a reciprocal group of which this is the smallest member:
     * no platform stands in for others there, since it might be a member or charge one.
     *
     * @return the terms without platforms in even splits
     */
    public Terms asGroup() {
      Map<FaultReason, Unplaced> choices = new EnumMap<>(FaultReason.class);
      unplaced.forEach((reason, choice) -> choices.put(
          reason,
          choice instanceof Unplaced.Even even
              ? new Unplaced.Even(even.consumers().stream()
                  .filter(c -> c.kind() != AccountKind.PLATFORM)
                  .toList())
              : choice));
      return new Terms(platform, owner, retention, model, bounds, choices);
    }

    /**
     * Returns where cost that can't be placed for a reason comes to rest.
     *
     * @param reason the reason
     * @return {@code unallocated:<platform>}; empty if the policy places it elsewhere
     */
    public Optional<Account> restsIn(FaultReason reason) {
      Unplaced choice = unplaced(reason);
      return choice instanceof Unplaced.Owner || choice instanceof Unplaced.Even
          ? Optional.empty()
          : Optional.of(Account.unallocated(platform));
    }
  }

  /**
   * Returns the grain period.
   *
   * @return the period
   */
  public Period period() {
    return period;
  }

  /**
   * Returns the platforms, by id in code-point order.
   *
   * @return an unmodifiable map
   */
  public NavigableMap<String, Terms> platforms() {
    return platforms;
  }

  /**
   * Returns whether a consumer is declared and in effect in this period.
   *
   * @param consumer a platform or a cost center
   * @return true if it can bear cost
   */
  public boolean knows(Account consumer) {
    return switch (consumer.kind()) {
      case PLATFORM -> platforms.containsKey(consumer.id());
      case COST_CENTER -> costCenters.contains(consumer);
      default -> false;
    };
  }

  /**
   * Returns whether another period of the same policy knows the same consumers, so that what {@link
   * #knows} says need not be asked again. Periods that follow each other share the set, so this is
   * quick.
   *
   * @param other another period
   * @return true if {@link #knows} says the same of every consumer
   */
  public boolean knowsTheSame(PeriodPolicy other) {
    return costCenters.equals(other.costCenters)
        && platforms.keySet().equals(other.platforms.keySet());
  }

  /**
   * Returns whether a platform may pass cost on to a consumer (SPEC 5.3, 5.7).
   *
   * @param platform a declared platform's id
   * @param consumer a consumer, declared or not
   * @return false for the platform itself; in a step-down also for platforms before it, and in the
   *     direct method for all platforms
   */
  public boolean mayCharge(String platform, Account consumer) {
    return open.to(platform, consumer);
  }

  @Override
  public String toString() {
    return "PeriodPolicy " + period;
  }
}
