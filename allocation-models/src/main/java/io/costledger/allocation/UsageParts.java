package io.costledger.allocation;

import io.costledger.core.policy.Policy;
import io.costledger.core.policy.Proration;
import io.costledger.core.time.Grain;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * Cuts usage records over the grain periods that they cover, where the policy prorates them (SPEC
 * section 6). Each record is cut alone, so any partitioning gives the same parts.
 *
 * <p>A quantity is split in whole steps of 10^-12 of its unit, or of its own last decimal place
 * where that is finer; a return by its absolute value. So the parts sum to it exactly.
 */
final class UsageParts {
  private static final int LEAST_DECIMALS = 12;

  private UsageParts() {}

  /** The same batch, if nothing is cut. */
  static UsageBatch of(Policy policy, UsageBatch usage) {
    Grain grain = policy.grain();
    Proration proration = policy.usageProration();
    if (usage.chargePeriods().stream()
        .allMatch(own -> Segment.of(grain, own, proration).size() == 1)) {
      return usage;
    }
    UsageBatch.Builder parts = UsageBatch.builder();
    for (int i = 0; i < usage.size(); i++) {
      UsageRecord record = usage.record(i);
      List<Segment> segments = Segment.of(grain, record.chargePeriod(), proration);
      List<BigDecimal> quantities = split(record.quantity(), segments);
      for (int k = 0; k < segments.size(); k++) {
        parts.add(UsageRecord.builder()
            .copyOf(record)
            .chargePeriod(segments.get(k).part())
            .quantity(quantities.get(k))
            .build());
      }
    }
    return parts.build();
  }

  /** A quantity over the segments of its record, in their order. */
  static List<BigDecimal> split(BigDecimal quantity, List<Segment> segments) {
    if (segments.size() == 1) {
      return List.of(quantity);
    }
    int decimals = Math.max(LEAST_DECIMALS, quantity.stripTrailingZeros().scale());
    BigInteger steps = quantity.setScale(decimals).unscaledValue();
    return Segment.split(steps, segments).stream()
        .map(part -> new BigDecimal(part, decimals).stripTrailingZeros())
        .toList();
  }
}
