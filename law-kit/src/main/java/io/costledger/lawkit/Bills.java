package io.costledger.lawkit;

import io.costledger.core.bill.BillRecord;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Generators of bills, for jqwik: charges, credits and zeros, amounts beyond 64 bits, rows that name
 * a consumer or no known account, and rows across the borders of charge periods. All shrink to few
 * rows of a unit.
 */
public final class Bills {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** A row of a policy that is not known yet; half of one can't be booked, and is rounded. */
  record Draft(int kind, BigInteger units, boolean half, Span span) {
    private BillRecord in(String id, Policy policy, List<Map<String, String>> kinds) {
      BigDecimal cost = policy.unit().decimalOf(units);
      if (half && policy.rounding().isPresent()) {
        cost = cost.add(policy.unit().decimalOf(BigInteger.ONE).multiply(HALF));
      }
      return BillRecord.builder()
          .id(id)
          .chargePeriod(span.in(policy.grain()))
          .cost(cost)
          .columns(Picks.from(kinds, kind))
          .build();
    }
  }

  private Bills() {}

  /**
   * Returns bills for a policy that {@link Policies} made.
   *
   * @param policy the policy
   * @return an arbitrary of the rows of a bill, with unique ids
   */
  public static Arbitrary<List<BillRecord>> of(Policy policy) {
    return of(policy, kinds(policy));
  }

  /**
   * Returns bills for a policy of your own.
   *
   * @param policy the policy
   * @param kinds the columns of a row of each kind that your bill rules tell apart
   * @return an arbitrary of the rows of a bill, with unique ids
   */
  public static Arbitrary<List<BillRecord>> of(Policy policy, List<Map<String, String>> kinds) {
    return drafts().map(drafts -> in(policy, kinds, drafts));
  }

  static Arbitrary<List<Draft>> drafts() {
    return Combinators.combine(
            Picks.one(), Cases.amounts(), Arbitraries.of(false, true), Span.any())
        .as(Draft::new)
        .list()
        .ofMaxSize(6)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  static List<BillRecord> in(Policy policy, List<Map<String, String>> kinds, List<Draft> drafts) {
    List<BillRecord> rows = new ArrayList<>();
    drafts.forEach(draft -> rows.add(draft.in("row " + rows.size(), policy, kinds)));
    return rows;
  }

  /** The columns of rows that the rules of {@link Policies} tell apart, common ones more often. */
  static List<Map<String, String>> kinds(Policy policy) {
    List<Map<String, String>> kinds = new ArrayList<>();
    List<String> platforms = policy.platforms().stream().map(Platform::id).toList();
    for (String id : platforms) {
      Map<String, String> plain = Map.of(Policies.PLATFORM, id);
      kinds.addAll(List.of(plain, plain, plain, plain));
    }
    policy.costCenters().forEach(center -> kinds.add(Map.of(Policies.CENTER, center.id())));
    for (String id : platforms) {
      kinds.add(Map.of(Policies.PLATFORM, id, Policies.KEPT, "yes"));
      kinds.add(Map.of(
          Policies.PLATFORM,
          id,
          Policies.FOR_CENTER,
          policy.costCenters().get(0).id()));
    }
    String first = platforms.get(0);
    kinds.add(Map.of(Policies.PLATFORM, first, Policies.FOR_PLATFORM, first));
    kinds.add(Map.of(Policies.PLATFORM, first, Policies.FOR_CENTER, Cases.UNKNOWN.id()));
    kinds.add(Map.of(Policies.PLATFORM, Cases.UNKNOWN.id()));
    kinds.add(Map.of());
    return kinds;
  }
}
