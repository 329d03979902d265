package io.costledger.allocation;

import io.costledger.allocation.reciprocal.GroupMember;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.account.CodePoints;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.Retention;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How platforms in a circle pass cost to each other and out of it, before any cost is known (SPEC
 * 5.5): the members ascending, the sinks ascending by key, and the weights between them.
 */
record GroupPlan(List<PoolPlan> members, List<Sink> sinks, List<GroupMember> weights) {
  /** Who gets what leaves the group: a consumer outside, or the owner of a member's share. */
  record Sink(Account account, Optional<PoolPlan> keeper) {
    String key() {
      return keeper.map(plan -> "retained:" + plan.terms().platform()).orElse(account.toString());
    }
  }

  static GroupPlan of(Iterable<String> group, Map<String, PoolPlan> plans) {
    List<PoolPlan> members = new ArrayList<>();
    Map<Account, Integer> places = new HashMap<>();
    for (String member : group) {
      PoolPlan plan = Maps.get(plans, member);
      places.put(plan.terms().account(), members.size());
      members.add(plan);
    }
    NavigableMap<String, Sink> byKey = new TreeMap<>(CodePoints.ORDER);
    for (PoolPlan plan : members) {
      if (keepsShare(plan)) {
        Sink sink = new Sink(plan.terms().owner(), Optional.of(plan));
        byKey.put(sink.key(), sink);
      }
      if (passesOn(plan)) {
        for (Account consumer : weights(plan).keySet()) {
          if (!places.containsKey(consumer)) {
            Sink sink = new Sink(consumer, Optional.empty());
            byKey.put(sink.key(), sink);
          }
        }
      }
    }
    List<Sink> sinks = List.copyOf(byKey.values());
    Map<String, Integer> sinkPlaces = new HashMap<>();
    sinks.forEach(sink -> sinkPlaces.put(sink.key(), sinkPlaces.size()));
    return new GroupPlan(
        members,
        sinks,
        members.stream().map(plan -> row(plan, places, sinkPlaces)).toList());
  }

  /** What of a member doesn't go with a group: rates and bounds (SPEC 5.5). */
  static List<String> unfit(Period period, PoolPlan member) {
    List<String> unfit = new ArrayList<>();
    String what = "member of a reciprocal group in " + period;
    if (member.terms().model().orElse(null) instanceof RateModel) {
      unfit.add(Invalid.message(what, member.terms().account(), "a rate model can't be inside"));
    }
    if (!member.terms().bounds().isNone()) {
      unfit.add(Invalid.message(what, member.terms().account(), "bounds can't be inside"));
    }
    return unfit;
  }

  private static GroupMember row(
      PoolPlan plan, Map<Account, Integer> places, Map<String, Integer> sinkPlaces) {
    NavigableMap<Integer, BigInteger> toMembers = new TreeMap<>();
    NavigableMap<Integer, BigInteger> toSinks = new TreeMap<>();
    if (passesOn(plan)) {
      weights(plan).forEach((consumer, weight) -> {
        Integer place = places.get(consumer);
        if (place == null) {
          toSinks.put(Maps.get(sinkPlaces, consumer.toString()), weight);
        } else {
          toMembers.put(place, weight);
        }
      });
    }
    GroupMember member = new GroupMember(toMembers, toSinks);
    if (!keepsShare(plan)) {
      return member;
    }
    int kept = Maps.get(sinkPlaces, "retained:" + plan.terms().platform());
    if (!passesOn(plan)) {
      return new GroupMember(toMembers, new TreeMap<>(Map.of(kept, BigInteger.ONE)));
    }
    return member.retaining(((Retention.Share) plan.terms().retention()).share(), kept);
  }

  /** Those of the model; those who stand in for consumers have one each. */
  private static NavigableMap<Account, BigInteger> weights(PoolPlan plan) {
    if (plan.unplacedAll().isPresent()
        && plan.terms().unplaced(plan.unplacedAll().get()) instanceof Unplaced.Even even) {
      NavigableMap<Account, BigInteger> ones = new TreeMap<>();
      even.consumers().forEach(consumer -> ones.put(consumer, BigInteger.ONE));
      return ones;
    }
    return plan.weights().byConsumer();
  }

  private static boolean keepsShare(PoolPlan plan) {
    return plan.terms().retention() instanceof Retention.Share share
        && share.share().signum() > 0;
  }

  /** Whether a platform ever passes cost on: not if it keeps all of it. */
  static boolean passesOn(PoolPlan plan) {
    return !(plan.terms().retention() instanceof Retention.Share share
        && share.share().compareTo(io.costledger.core.money.Ratio.ONE) == 0);
  }

  /** Whether cost that comes in can't leave (SPEC 5.6). */
  boolean isClosed() {
    return sinks.isEmpty();
  }

  List<String> ids() {
    return members.stream().map(plan -> plan.terms().platform()).toList();
  }

  /** {@code group:<smallest member id>}. */
  Account account() {
    return new Account(AccountKind.GROUP, first().platform());
  }

  /** What the policy says of the group: what it says of the smallest member. */
  PeriodPolicy.Terms first() {
    return members.get(0).terms().asGroup();
  }

  /** Where the shares of unknown consumers go: as the policy of the smallest member says. */
  Unplaced unknownChoice() {
    return first().unplaced(FaultReason.UNKNOWN_CONSUMER);
  }

  /** Whether a sink is a consumer that the policy doesn't declare. */
  boolean isUnknown(Sink sink) {
    return sink.keeper().isEmpty()
        && members.stream().anyMatch(member -> member.unknown().contains(sink.account()));
  }

  /** The deliveries that the weights rest on, ascending. */
  List<String> deliveries() {
    NavigableSet<String> deliveries = new TreeSet<>(CodePoints.ORDER);
    members.forEach(plan -> deliveries.addAll(plan.deliveries()));
    return List.copyOf(deliveries);
  }
}
