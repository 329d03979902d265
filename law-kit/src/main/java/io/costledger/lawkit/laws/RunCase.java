package io.costledger.lawkit.laws;

import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A policy, a bill and usage: what a law of whole runs is tried on.
 *
 * <p>Example: {@code RunCase.of(policy, List.of(row), List.of(new RunCase.Arrival(delivery,
 * records)))}.
 *
 * @param policy the declared policy
 * @param bill the rows of the bill
 * @param deliveries what brought the usage, in the order of arrival
 * @param usage the usage records
 */
public record RunCase(
    Policy policy, List<BillRecord> bill, List<Delivery> deliveries, List<UsageRecord> usage) {
  /**
   * A delivery of usage as it arrives.
   *
   * @param delivery the delivery
   * @param records its records
   */
  public record Arrival(Delivery delivery, List<UsageRecord> records) {
    /** Copies the list. */
    public Arrival {
      records = List.copyOf(records);
    }
  }

  /** Copies the lists. */
  public RunCase {
    bill = List.copyOf(bill);
    deliveries = List.copyOf(deliveries);
    usage = List.copyOf(usage);
  }

  /**
   * Returns a case of arrivals. One that comes again, with the id and digest of an earlier one, is
   * dropped (SPEC 10.4), as who feeds a run has to.
   *
   * @param policy the policy
   * @param bill the bill's rows
   * @param arrivals the usage, in the order of arrival
   * @return the case
   */
  public static RunCase of(Policy policy, List<BillRecord> bill, List<Arrival> arrivals) {
    Map<String, Arrival> kept = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      kept.putIfAbsent(arrival.delivery().id() + " " + arrival.delivery().sha256(), arrival);
    }
    List<UsageRecord> usage = new ArrayList<>();
    kept.values().forEach(arrival -> usage.addAll(arrival.records()));
    return new RunCase(
        policy, bill, kept.values().stream().map(Arrival::delivery).toList(), usage);
  }

  /**
   * Returns the case as the library takes it.
   *
   * @return the inputs of a run
   * @throws IllegalArgumentException if two rows of the bill have one id
   */
  public RunInputs inputs() {
    Delivery delivery = Delivery.of(policy.billSource(), "bill", new byte[] {1});
    return RunInputs.of(Bill.of(delivery, bill), UsageBatch.of(usage), deliveries);
  }

  RunCase withPolicy(Policy other) {
    return new RunCase(other, bill, deliveries, usage);
  }

  RunCase withBill(List<BillRecord> other) {
    return new RunCase(policy, other, deliveries, usage);
  }

  RunCase withUsage(List<UsageRecord> other) {
    return new RunCase(policy, bill, deliveries, other);
  }

  /** The same case and records of a delivery of their own. */
  RunCase plus(String delivery, List<UsageRecord> records) {
    List<Delivery> longer = new ArrayList<>(deliveries);
    longer.add(Delivery.of("kit", delivery, new byte[] {3}));
    List<UsageRecord> more = new ArrayList<>(usage);
    more.addAll(records);
    return new RunCase(policy, bill, longer, more);
  }

  /** The policy's terms that matter, then one platform, row or record a line. */
  @Override
  public String toString() {
    StringJoiner lines = new StringJoiner("\n");
    lines.add("unit " + policy.unit() + ", " + policy.apportionment()
        + ", " + policy.cycles()
        + policy.rounding().map(mode -> ", rounded " + mode).orElse("")
        + ", prorated " + policy.billProration() + " and " + policy.usageProration());
    policy.grain().periods().forEach(period -> lines.add("in " + period));
    policy
        .costCenters()
        .forEach(center -> lines.add(center.account()
            + center.from().map(from -> " from " + from).orElse("")
            + center.to().map(to -> " to " + to).orElse("")));
    policy.platforms().forEach(platform -> lines.add(line(platform)));
    bill.forEach(row -> lines.add("bill " + row.id() + ": " + ExactNumber.plain(row.cost())
        + " for " + row.columns() + row.tags() + in(row.chargePeriod())));
    usage.forEach(use -> lines.add(use.consumer() + " used " + ExactNumber.plain(use.quantity())
        + " " + use.unit() + " of platform:" + use.platform() + in(use.chargePeriod()) + " ("
        + use.id() + " of " + use.delivery() + ")"));
    return lines.toString();
  }

  private static String line(Platform platform) {
    return "platform:" + platform.id() + " of " + values(platform.owner())
        + platform.model().map(model -> " by " + values(model)).orElse(" by no model")
        + ", keeps " + values(platform.retention())
        + (platform.unplaced().isEmpty() ? "" : ", unplaced " + platform.unplaced());
  }

  private static String values(Dated<?> dated) {
    return dated.versions().collect(version -> text(version.value())).makeString(" then ");
  }

  private static String text(Object value) {
    return value instanceof AllocationModel model ? model.describe() : value.toString();
  }

  /** Nothing where there is one period only, and it is that. */
  private String in(Period period) {
    return policy.grain().periods().size() == 1
            && policy.grain().periods().getFirst().equals(period)
        ? ""
        : " in " + period;
  }
}
