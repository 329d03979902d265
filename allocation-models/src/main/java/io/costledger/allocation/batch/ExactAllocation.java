package io.costledger.allocation.batch;

import io.costledger.allocation.apportion.Apportionment;
import io.costledger.core.Invalid;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.usage.UsageBatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link PoolSort} and {@link PoolStage} without their bounds: for batches with
 * returns, with quantities beyond 63 bits, or with weights or amounts that sum to more.
 */
final class ExactAllocation {
  private final Routes routes;
  private final UsageBatch usage;
  private final BigInteger[] amounts;
  private final ExactUses uses;
  private final List<BigInteger> units = new ArrayList<>();
  private final int[] sizes;
  private final List<Integer> ranks = new ArrayList<>();
  private final List<String> unopened = new ArrayList<>();
  private final BigInteger @Nullable [] byRecord;

  /** Whether records are to bear something is said by the rule of opening, if there is one. */
  ExactAllocation(
      Routes routes,
      BigInteger[] amounts,
      ApportionmentRule ofPools,
      Optional<ApportionmentRule> ofShares) {
    this.routes = routes;
    this.usage = routes.usage();
    this.amounts = amounts;
    this.sizes = new int[amounts.length];
    BigInteger[] zeros = new BigInteger[ofShares.isPresent() ? usage.size() : 0];
    Arrays.fill(zeros, BigInteger.ZERO);
    this.byRecord = ofShares.isPresent() ? zeros : null;
    this.uses = new ExactUses(routes, pool -> amounts[pool].signum() != 0);
    for (int pool = 0; pool < amounts.length; pool++) {
      if (amounts[pool].signum() != 0) {
        split(pool, uses.withWeight(pool), ofPools, ofShares);
      }
    }
  }

  ShareColumns shares() {
    return new ShareColumns(
        routes,
        ShareColumns.starts(sizes),
        ranks.stream().mapToInt(rank -> rank).toArray(),
        units.toArray(BigInteger[]::new));
  }

  RecordColumn records(PoolAmounts of) {
    return new RecordColumn(
        new Hold(), shares().withUnplaced(of), usage.size(), new long[0], byRecord, unopened);
  }

  private void split(
      int pool,
      NavigableMap<Integer, ExactUses.Use> byRank,
      ApportionmentRule ofPools,
      Optional<ApportionmentRule> ofShares) {
    byRank.keySet().removeIf(rank -> !routes.isOpen(pool, rank));
    if (byRank.isEmpty()) {
      return;
    }
    List<BigInteger> shares = Apportionment.of(ofPools)
        .split(
            amounts[pool],
            ExactUses.whole(byRank.values().stream().map(ExactUses.Use::weight).toList()));
    int k = 0;
    for (Map.Entry<Integer, ExactUses.Use> use : byRank.entrySet()) {
      BigInteger share = shares.get(k++);
      sizes[pool]++;
      ranks.add(use.getKey());
      units.add(share);
      if (ofShares.isPresent() && byRecord != null) {
        Apportionment rule = Apportionment.of(ofShares.get());
        open(pool, use.getKey(), use.getValue(), share, rule, byRecord);
      }
    }
  }

  private void open(
      int pool,
      int rank,
      ExactUses.Use use,
      BigInteger share,
      Apportionment rule,
      BigInteger[] units) {
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < use.records().size(); k++) {
      order.add(k);
    }
    order.sort((a, b) ->
        RecordOrder.ofRecords(usage).compare(use.records().get(a), use.records().get(b)));
    boolean hasReturns = false;
    for (int k : order) {
      int i = use.records().get(k);
      if (usage.quantity(i).signum() < 0) {
        hasReturns = true;
        unopened.add(Invalid.message(
            "quantity of usage record '" + usage.id(i) + "'",
            ExactNumber.plain(usage.quantity(i)),
            "a share with a return in it can't be split over records; platform:"
                + uses.named(pool, rank)));
      }
    }
    if (!hasReturns) {
      List<BigInteger> parts = rule.split(
          share, ExactUses.whole(order.stream().map(use.weights()::get).toList()));
      for (int k = 0; k < parts.size(); k++) {
        units[use.records().get(order.get(k))] = parts.get(k);
      }
    }
  }
}
