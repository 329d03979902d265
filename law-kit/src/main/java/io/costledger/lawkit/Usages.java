package io.costledger.lawkit;

import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.CostCenter;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.usage.UsageRecord;
import io.costledger.lawkit.Graphs.Graph;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Generators of usage, for jqwik: ties, zeros and returns, many decimals and huge numbers, consumers
 * and platforms that nobody declared, use of itself, units that no model reads, and records across
 * the borders of charge periods. All shrink to few records of small numbers.
 */
public final class Usages {
  /** The delivery that brings all records, until {@link Deliveries} deals them out. */
  public static final String DELIVERY = "usage";

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private Usages() {}

  private enum Who {
    KNOWN,
    UNKNOWN,
    ITSELF
  }

  /** A use of a policy that is not known yet. */
  record Draft(
      int platform,
      boolean ofUnknown,
      Who who,
      int consumer,
      BigDecimal quantity,
      int unit,
      Span span,
      Kind kind) {
    private enum Kind {
      PLAIN,
      /** With a return of half of it. */
      RETURNED,
      /** As much by another consumer. */
      TIED,
      /** Of two platforms by each other, if the graph has two such. */
      MUTUAL,
      /** In a unit that no model reads. */
      OTHER_UNIT
    }

    private void addTo(List<UsageRecord> records, Policy policy, Graph graph) {
      Platform used = Picks.from(policy.platforms(), platform);
      List<List<Platform>> mutual = mutual(policy, graph);
      if (kind == Kind.MUTUAL && !mutual.isEmpty()) {
        List<Platform> pair = Picks.from(mutual, consumer);
        for (int i = 0; i < 2; i++) {
          Account other = Account.platform(pair.get(1 - i).id());
          add(records, policy, pair.get(i), pair.get(i).id(), other, quantity);
        }
        return;
      }
      String id = ofUnknown ? Cases.UNKNOWN.id() : used.id();
      add(records, policy, used, id, by(id, consumer, policy, graph), quantity);
      if (kind == Kind.RETURNED) {
        BigDecimal half = quantity.multiply(HALF).negate();
        add(records, policy, used, id, by(id, consumer, policy, graph), half);
      } else if (kind == Kind.TIED) {
        add(records, policy, used, id, by(id, consumer + 1, policy, graph), quantity);
      }
    }

    private static List<List<Platform>> mutual(Policy policy, Graph graph) {
      List<List<Platform>> pairs = new ArrayList<>();
      for (Platform one : policy.platforms()) {
        for (Platform other : policy.platforms()) {
          if (graph.usersOf(one.id()).contains(other.id())
              && graph.usersOf(other.id()).contains(one.id())) {
            pairs.add(List.of(one, other));
          }
        }
      }
      return pairs;
    }

    private Account by(String id, int pick, Policy policy, Graph graph) {
      List<Account> known =
          new ArrayList<>(policy.costCenters().stream().map(CostCenter::account).toList());
      List<Account> users = graph.usersOf(id).stream().map(Account::platform).toList();
      known.addAll(users);
      known.addAll(users); // twice as often, so that there are tiers
      return switch (who) {
        case KNOWN -> Picks.from(known, pick);
        case UNKNOWN -> Cases.UNKNOWN;
        case ITSELF -> Account.platform(id);
      };
    }

    private void add(
        List<UsageRecord> records,
        Policy policy,
        Platform read,
        String id,
        Account consumer,
        BigDecimal of) {
      records.add(UsageRecord.builder()
          .id("u" + records.size())
          .platform(id)
          .consumer(consumer)
          .quantity(of)
          .unit(kind == Kind.OTHER_UNIT ? "zz-other" : Picks.from(units(read), unit))
          .chargePeriod(span.in(policy.grain()))
          .delivery(DELIVERY)
          .build());
    }
  }

  static Arbitrary<List<Draft>> drafts() {
    return Combinators.combine(
            Picks.one(),
            Picks.rarely(25),
            Arbitraries.frequency(
                Tuple.of(12, Who.KNOWN), Tuple.of(1, Who.UNKNOWN), Tuple.of(1, Who.ITSELF)),
            Picks.one(),
            Cases.quantities(),
            Picks.one(),
            Span.any(),
            Arbitraries.frequency(
                Tuple.of(7, Draft.Kind.PLAIN),
                Tuple.of(2, Draft.Kind.TIED),
                Tuple.of(5, Draft.Kind.MUTUAL),
                Tuple.of(2, Draft.Kind.RETURNED),
                Tuple.of(1, Draft.Kind.OTHER_UNIT)))
        .as(Draft::new)
        .list()
        .ofMaxSize(8)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  static List<UsageRecord> in(Policy policy, Graph graph, List<Draft> drafts) {
    List<UsageRecord> records = new ArrayList<>();
    drafts.forEach(draft -> draft.addTo(records, policy, graph));
    return records;
  }

  /**
   * Returns usage for a policy. Platforms use those declared before them, and any other if the
   * policy allows circles.
   *
   * @param policy the policy
   * @return an arbitrary of records with unique ids
   */
  public static Arbitrary<List<UsageRecord>> of(Policy policy) {
    return of(policy, Graphs.of(policy));
  }

  /**
   * Returns usage for a policy along a graph.
   *
   * @param policy the policy
   * @param graph which platforms use which
   * @return an arbitrary of records with unique ids
   */
  public static Arbitrary<List<UsageRecord>> of(Policy policy, Graph graph) {
    return drafts().map(drafts -> in(policy, graph, drafts));
  }

  private static List<String> units(Platform platform) {
    TreeSet<String> units = new TreeSet<>();
    platform
        .model()
        .ifPresent(dated -> dated.versions().each(version -> {
          AllocationModel model = version.value();
          units.addAll(model.units().named());
        }));
    return units.isEmpty() ? List.of("hours") : List.copyOf(units);
  }
}
