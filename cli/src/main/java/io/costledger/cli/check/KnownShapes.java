package io.costledger.cli.check;

import io.costledger.core.Invalid;
import io.costledger.invariants.Severity;
import io.costledger.invariants.foreign.ForeignCheck;
import io.costledger.policyfile.CheckMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The shapes that need no mapping, told by their columns. */
final class KnownShapes {
  private KnownShapes() {}

  /**
   * The shape of some tables.
   *
   * @param origin the columns of the table of origins; none: there is no such table
   * @throws io.costledger.core.delivery.InvalidInputException if it is none that is known
   */
  static Shape of(List<String> origin, List<String> allocated, Path file) {
    if (allocated.contains("AllocatedMethodId")) {
      return new FocusSplitShape(origin, allocated);
    }
    if (allocated.contains("cost_model_rate_type") && allocated.contains("distributed_cost")) {
      return koku(allocated);
    }
    Optional<String> rule = named(allocated, "CostAllocationRuleName", "x_CostAllocationRuleName");
    Optional<String> amount =
        named(allocated, "CostInBillingCurrency", "BilledCost", "Cost", "PreTaxCost");
    if (rule.isPresent() && amount.isPresent()) {
      return azure(allocated, rule.get(), amount.get());
    }
    throw TableFile.refusal(
        file,
        "header",
        Invalid.message(
            "shape",
            "no AllocatedMethodId, CostAllocationRuleName or distributed_cost",
            "not one that is known: --mapping must say what the columns mean"));
  }

  /** Koku: what was distributed has its own rate type and sums to zero a cluster and day. */
  private static Shape koku(List<String> columns) {
    List<String> id = new ArrayList<>(List.of("cost_model_rate_type"));
    some(columns, "cluster_id", "usage_start", "report_period_id").forEach(id::add);
    List<String> recipient = some(columns, "namespace");
    return new PairsShape(
        pairs(
            id,
            "distributed_cost",
            recipient.isEmpty() ? List.of("cost_model_rate_type") : recipient,
            Optional.empty(),
            some(columns, "uuid", "node", "data_source")),
        "signed pairs as Koku writes them",
        true);
  }

  /** Azure: a row that a cost allocation rule made carries the rule's name. */
  private static Shape azure(List<String> columns, String rule, String amount) {
    List<String> id = new ArrayList<>(List.of(rule));
    named(columns, "Date", "ChargePeriodStart").ifPresent(id::add);
    List<String> recipient = new ArrayList<>();
    named(columns, "SubscriptionId", "SubAccountId").ifPresent(recipient::add);
    named(columns, "ResourceGroup", "ResourceGroupName", "x_ResourceGroupName")
        .ifPresent(recipient::add);
    List<String> key = new ArrayList<>();
    named(columns, "ResourceId").ifPresent(key::add);
    named(columns, "MeterId", "SkuId").ifPresent(key::add);
    return new PairsShape(
        pairs(
            id,
            amount,
            recipient.isEmpty() ? List.of(rule) : recipient,
            named(columns, "BillingCurrency", "BillingCurrencyCode", "Currency"),
            key),
        "signed pairs as Azure exports them",
        false);
  }

  private static CheckMapping pairs(
      List<String> id,
      String amount,
      List<String> recipient,
      Optional<String> currency,
      List<String> key) {
    return new CheckMapping(
        "provider",
        "provider",
        Optional.empty(),
        new CheckMapping.Table(
            id,
            amount,
            recipient,
            Optional.empty(),
            Optional.empty(),
            currency,
            Optional.empty(),
            key),
        Set.of(),
        // Two meters of a day may well cost the same.
        Map.of(ForeignCheck.ROW_UNIQUE, Severity.WARN),
        Set.of(ForeignCheck.ORIGIN_UNIQUE),
        Optional.empty());
  }

  private static List<String> some(List<String> columns, String... names) {
    return List.of(names).stream().filter(columns::contains).toList();
  }

  /** The column that has one of these names, the first first, in upper or lower case. */
  private static Optional<String> named(List<String> columns, String... names) {
    for (String name : names) {
      for (String column : columns) {
        if (column.equalsIgnoreCase(name)) {
          return Optional.of(column);
        }
      }
    }
    return Optional.empty();
  }
}
