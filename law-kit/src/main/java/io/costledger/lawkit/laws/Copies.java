package io.costledger.lawkit.laws;

import io.costledger.core.bill.BillRecord;
import io.costledger.core.policy.Policy;
import io.costledger.core.usage.UsageRecord;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;

/** Builders of values like given ones; a builder takes each part once, so some are left out. */
final class Copies {
  private Copies() {}

  /** A part of a policy that a law changes. */
  enum Part {
    /** Unit and basis. */
    UNIT,
    GRAIN,
    CYCLES,
    /** The rules of the bill. */
    RULES
  }

  /** The policy without some parts, which are to be set. */
  static Policy.Builder policyBut(Policy policy, Part first, Part... more) {
    Set<Part> left = EnumSet.of(first, more);
    Policy.Builder copy = Policy.builder(policy.name())
        .rounding(policy.rounding())
        .posting(policy.posting())
        .apportionment(policy.apportionment())
        .billSource(policy.billSource())
        .billProration(policy.billProration())
        .usageProration(policy.usageProration())
        .costCenters(policy.costCenters())
        .platforms(policy.platforms())
        .blocking(policy.blocking())
        .audit(policy.audit());
    if (!left.contains(Part.UNIT)) {
      copy.unit(policy.unit()).basis(policy.basis());
    }
    if (!left.contains(Part.GRAIN)) {
      copy.grain(policy.grain());
    }
    if (!left.contains(Part.CYCLES)) {
      copy.cycles(policy.cycles());
    }
    if (!left.contains(Part.RULES)) {
      copy.billRules(policy.billRules());
    }
    return copy;
  }

  /** The row under another id, of another cost. */
  static BillRecord.Builder row(BillRecord row, String id, BigDecimal cost) {
    return BillRecord.builder()
        .id(id)
        .chargePeriod(row.chargePeriod())
        .cost(cost)
        .putAllColumns(row.columns())
        .putAllTags(row.tags());
  }

  /** The record under another id, of another delivery and quantity. */
  static UsageRecord record(UsageRecord record, String id, String delivery, BigDecimal quantity) {
    return UsageRecord.builder()
        .id(id)
        .platform(record.platform())
        .consumer(record.consumer())
        .quantity(quantity)
        .unit(record.unit())
        .chargePeriod(record.chargePeriod())
        .delivery(delivery)
        .dimensions(record.dimensions())
        .build();
  }
}
