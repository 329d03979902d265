package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The signed pairs of Azure and Koku, with all the columns that they write, in their order. The
 * figures are our own.
 */
class SignedPairsTest {
  /**
   * The Enterprise Agreement's cost and usage details, version 2024-08-01, as Microsoft's dataset
   * schema lists it.
   */
  private static final String AZURE_EA = "InvoiceSectionName,AccountName,AccountOwnerId,"
      + "SubscriptionId,SubscriptionName,ResourceGroup,ResourceLocation,Date,ProductName,"
      + "MeterCategory,MeterSubCategory,MeterId,MeterName,MeterRegion,UnitOfMeasure,Quantity,"
      + "EffectivePrice,CostInBillingCurrency,CostCenter,ConsumedService,ResourceId,Tags,OfferId,"
      + "AdditionalInfo,ServiceInfo1,ServiceInfo2,ResourceName,ReservationId,ReservationName,"
      + "UnitPrice,ProductOrderId,ProductOrderName,Term,PublisherType,PublisherName,ChargeType,"
      + "Frequency,PricingModel,AvailabilityZone,BillingAccountId,BillingAccountName,"
      + "BillingCurrencyCode,BillingPeriodStartDate,BillingPeriodEndDate,BillingProfileId,"
      + "BillingProfileName,InvoiceSectionId,IsAzureCreditEligible,PartNumber,PayGPrice,PlanName,"
      + "ServiceFamily,CostAllocationRuleName,benefitId,benefitName,AccountId,"
      + "ResourceLocationNormalized";

  /** The same of the Microsoft Customer Agreement, version 2023-12-01-preview. */
  private static final String AZURE_MCA =
      "invoiceId,previousInvoiceId,billingAccountId,billingAccountName,"
          + "billingProfileId,billingProfileName,invoiceSectionId,invoiceSectionName,"
          + "resellerName,resellerMpnId,costCenter,billingPeriodEndDate,"
          + "billingPeriodStartDate,servicePeriodEndDate,servicePeriodStartDate,date,"
          + "serviceFamily,productOrderId,productOrderName,consumedService,meterId,meterName,"
          + "meterCategory,meterSubCategory,meterRegion,ProductId,ProductName,SubscriptionId,"
          + "subscriptionName,publisherType,publisherId,publisherName,resourceGroupName,"
          + "ResourceId,resourceLocation,location,effectivePrice,quantity,unitOfMeasure,"
          + "chargeType,billingCurrency,pricingCurrency,costInBillingCurrency,"
          + "costInPricingCurrency,costInUsd,paygCostInBillingCurrency,paygCostInUsd,"
          + "exchangeRatePricingToBilling,exchangeRateDate,isAzureCreditEligible,"
          + "serviceInfo1,serviceInfo2,additionalInfo,tags,PayGPrice,frequency,term,"
          + "reservationId,reservationName,pricingModel,unitPrice,costAllocationRuleName,"
          + "benefitId,benefitName,provider";

  /** The columns that Koku's distribution inserts into reporting_ocpusagelineitem_daily_summary. */
  private static final String KOKU = "uuid,report_period_id,cluster_id,cluster_alias,data_source,"
      + "usage_start,usage_end,namespace,node,resource_id,node_capacity_cpu_cores,"
      + "node_capacity_cpu_core_hours,node_capacity_memory_gigabytes,"
      + "node_capacity_memory_gigabyte_hours,cluster_capacity_cpu_core_hours,"
      + "cluster_capacity_memory_gigabyte_hours,source_uuid,cost_model_rate_type,"
      + "distributed_cost,cost_category_id";

  @TempDir
  Path folder;

  /** A file with some columns filled. */
  private Path write(String header, List<Map<String, String>> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    for (Map<String, String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (String column : header.split(",", -1)) {
        cells.add(row.getOrDefault(column, ""));
      }
      assertThat(header.split(",", -1)).containsAll(row.keySet());
      lines.add(String.join(",", cells));
    }
    return Files.write(folder.resolve("rows.csv"), lines);
  }

  private static Map<String, String> azure(
      String subscription, String group, String cost, String rule) {
    return Map.of(
        "SubscriptionId",
        subscription,
        "ResourceGroup",
        group,
        "Date",
        "08/01/2026",
        "MeterId",
        "m1",
        "CostInBillingCurrency",
        cost,
        "BillingCurrencyCode",
        "USD",
        "ChargeType",
        "Usage",
        "CostAllocationRuleName",
        rule);
  }

  @Test
  void azureTakesFromTheSourceAndGivesToTheTargets() throws IOException {
    List<Map<String, String>> rows = List.of(
        azure("hub", "net", "100.00", ""),
        azure("hub", "net", "-100.00", "shared-network"),
        azure("s1", "web", "60.00", "shared-network"),
        azure("s2", "web", "40.00", "shared-network"),
        azure("s2", "web", "7.00", ""));
    Program sound = Program.run("check", "--allocated", write(AZURE_EA, rows));
    assertThat(sound.err()).isEmpty();
    assertThat(sound.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(sound.out())
        .contains("signed pairs as Azure exports them", "PASSED: every check holds");

    // Nothing goes to a target without costs of its own, says Microsoft: what then is missing?
    Program lost =
        Program.run("check", "--allocated", write(AZURE_EA, rows.subList(0, rows.size() - 2)));
    assertThat(lost.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(lost.out()).contains("  BLOCK  CONSERVATION_ORIGIN           1  -40.00 USD\n");
  }

  @Test
  void azureTellsDaysAndRulesApart() throws IOException {
    Map<String, String> nextDay = new HashMap<>(azure("s1", "web", "60.00", "shared-network"));
    nextDay.put("Date", "08/02/2026");
    Program program = Program.run(
        "check",
        "--allocated",
        write(
            AZURE_EA,
            List.of(azure("hub", "net", "-60.00", "shared-network"), Map.copyOf(nextDay))));
    assertThat(program.out())
        .contains(
            "  BLOCK  ORIGIN_UNALLOCATED            1  -60.00 USD\n",
            "  BLOCK  ORPHAN                        1  60.00 USD\n");
  }

  @Test
  void azureOfACustomerAgreementHasOtherLetters() throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] row : new String[][] {{"hub", "-9.00"}, {"s1", "9.00"}}) {
      rows.add(Map.of(
          "billingCurrency", "EUR",
          "date", "08/01/2026",
          "costInBillingCurrency", row[1],
          "SubscriptionId", row[0],
          "resourceGroupName", "web",
          "costAllocationRuleName", "hub"));
    }
    Program program = Program.run("check", "--allocated", write(AZURE_MCA, rows));
    assertThat(program.out()).contains("PASSED: every check holds");
  }

  private static Map<String, String> koku(
      String namespace, String source, String type, String cost) {
    return Map.of(
        "uuid",
        namespace + source + type,
        "report_period_id",
        "11",
        "cluster_id",
        "my-cluster",
        "data_source",
        source,
        "usage_start",
        "2026-08-01",
        "usage_end",
        "2026-08-01",
        "namespace",
        namespace,
        "node",
        "compute_1",
        "cost_model_rate_type",
        type,
        "distributed_cost",
        cost);
  }

  @Test
  void kokuTakesFromPlatformNamespacesAndGivesToProjects() throws IOException {
    List<Map<String, String>> rows = List.of(
        koku("openshift-kube-apiserver", "Pod", "platform_distributed", "-30.000000000000000"),
        koku("kube-system", "Pod", "platform_distributed", "-10.000000000000000"),
        koku("checkout", "Pod", "platform_distributed", "25.000000000000000"),
        koku("search", "Pod", "platform_distributed", "15.000000000000000"),
        koku("Worker unallocated", "Pod", "worker_distributed", "-8.000000000000000"),
        koku("checkout", "Pod", "worker_distributed", "8.000000000000000"),
        koku("Storage unattributed", "Storage", "unattributed_storage", "-2.000000000000000"),
        koku("search", "Pod", "unattributed_storage", "2.000000000000000"),
        // A project's usage by a price list is no distribution.
        koku("search", "Pod", "Supplementary", ""));
    Program sound = Program.run("check", "--allocated", write(KOKU, rows));
    assertThat(sound.err()).isEmpty();
    assertThat(sound.out())
        .contains("signed pairs as Koku writes them", "PASSED: every check holds");

    // Where no project ran, Koku gives 0 to all, leaves the rows of 0 out, and still takes.
    Program lost = Program.run("check", "--allocated", write(KOKU, rows.subList(0, 2)));
    assertThat(lost.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(lost.out())
        .contains("  BLOCK  ORIGIN_UNALLOCATED            1  -40.000000000000000\n");
  }

  @Test
  void kokuRoundsEachShareToFifteenDecimals() throws IOException {
    List<Map<String, String>> rows = new ArrayList<>(
        List.of(koku("kube-system", "Pod", "platform_distributed", "-1.000000000000000")));
    for (String project : List.of("a", "b", "c")) {
      rows.add(koku(project, "Pod", "platform_distributed", "0.333333333333333"));
    }
    Program program = Program.run("check", "--allocated", write(KOKU, rows));
    assertThat(program.out())
        .contains(
            "  BLOCK  CONSERVATION_ORIGIN           1  -0.000000000000001\n",
            "  WARN   ROUNDING                      1  -0.000000000000001\n");
  }
}
