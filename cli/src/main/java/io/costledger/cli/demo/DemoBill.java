package io.costledger.cli.demo;

import java.math.BigDecimal;
import java.util.List;

/**
 * The demo company's bill for September 2026: one provider, columns as FOCUS 1.2 names them, costs
 * with nine decimals, as prices times quantities give them.
 */
final class DemoBill {
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-northeast-1");
  private static final String EC2 = "Amazon Elastic Compute Cloud";
  private static final String S3 = "Amazon Simple Storage Service";
  private static final List<String> GPU_USERS =
      List.of("ml-training", "language", "vision", "rec-models", "encoding", "ml-research");
  private static final String NONE = "";

  private final Dice dice = new Dice(20260901);
  private final CsvText csv = new CsvText();
  private final List<String> spenders = DemoOrganization.ranked(
      dice, List.of("checkout", "billing", "bi", "catalog", "seller-tools"));

  private DemoBill() {}

  /** What is charged: service, description, unit, price in 10^-6 USD and quantity a day. */
  private record Item(
      String service, String description, String unit, long priceMicros, long perDay) {}

  private static final List<Item> COMPUTE = List.of(
      new Item(EC2, "m7i.4xlarge Linux, on demand", "Hours", 806_400, 5_200),
      new Item(EC2, "c7g.8xlarge Linux, on demand", "Hours", 1_156_000, 3_100),
      new Item(EC2, "r7g.4xlarge Linux, on demand", "Hours", 856_800, 2_700),
      new Item(EC2, "i4i.8xlarge Linux, on demand", "Hours", 2_746_000, 640),
      new Item(EC2, "m7g.2xlarge Linux, on demand", "Hours", 326_400, 4_400),
      new Item("Amazon Elastic Block Store", "gp3 provisioned storage", "GB", 2_667, 310_000));

  private static final List<Item> STORAGE = List.of(
      new Item(S3, "Standard storage", "GB", 767, 2_600_000),
      new Item(S3, "Intelligent-Tiering, frequent access", "GB", 734, 1_300_000),
      new Item(S3, "Glacier Instant Retrieval storage", "GB", 134, 4_100_000),
      new Item(S3, "PUT, COPY, POST and LIST requests", "1000 Requests", 5_000, 61_000));

  private static final List<Item> NETWORK = List.of(
      new Item("Amazon Virtual Private Cloud", "NAT gateway, data processed", "GB", 45_000, 9_000),
      new Item("AWS Data Transfer", "Data transfer between zones", "GB", 10_000, 92_000),
      new Item("AWS Data Transfer", "Data transfer out to internet", "GB", 85_000, 7_300),
      new Item(
          "Elastic Load Balancing", "Load balancer capacity units", "LCU-Hours", 8_000, 21_000));

  private static final List<Item> MANAGED = List.of(
      new Item("Amazon Managed Streaming for Apache Kafka", "kafka", "Hours", 1_680_000, 190),
      new Item("Amazon DynamoDB", "kv-store", "1000000 Requests", 1_250_000, 520),
      new Item("Amazon OpenSearch Service", "search", "Hours", 668_000, 430),
      new Item("Amazon Elastic MapReduce", "spark", "Hours", 192_000, 1_300),
      new Item("Amazon CloudWatch", "observability", "GB", 500_000, 610));

  private static final List<Item> OWN = List.of(
      new Item("Amazon Relational Database Service", "db.r6g.4xlarge", "Hours", 1_913_000, 310),
      new Item("AWS Lambda", "Duration", "1000000 GB-Seconds", 16_666_700, 42),
      new Item("Amazon SageMaker", "ml.g5.12xlarge training", "Hours", 7_090_000, 71),
      new Item(
          "Amazon Simple Queue Service", "Standard requests", "1000000 Requests", 400_000, 260));

  static String csv() {
    DemoBill bill = new DemoBill();
    bill.header();
    bill.correction();
    for (int day = Days.FIRST; day <= Days.LAST; day++) {
      bill.shared(day);
      bill.tagged(day);
      bill.credits(day);
      bill.oddities(day);
    }
    return bill.csv.toString();
  }

  private void header() {
    csv.row(
        "BillingAccountId",
        "BillingPeriodStart",
        "BillingPeriodEnd",
        "ChargePeriodStart",
        "ChargePeriodEnd",
        "ChargeCategory",
        "ChargeClass",
        "ChargeDescription",
        "ProviderName",
        "ServiceName",
        "RegionId",
        "PricingQuantity",
        "PricingUnit",
        "ListUnitPrice",
        "BilledCost",
        "EffectiveCost",
        "BillingCurrency",
        "Tags");
  }

  private void shared(int day) {
    for (List<Item> items : List.of(COMPUTE, STORAGE, NETWORK)) {
      for (Item item : items) {
        for (String region : REGIONS) {
          usage(day, item, region, NONE, 100 / (REGIONS.indexOf(region) + 1));
        }
      }
    }
    Item headroom = COMPUTE.get(0);
    usage(day, headroom, REGIONS.get(0), tag("purpose", "headroom"), 4);
    Item support =
        new Item("AWS Support (Enterprise)", "Share of the day", "Days", 1_950_000_000, 1);
    row(day, "Purchase", support, "global", 1_000, support.priceMicros() * 10_000, NONE);
  }

  private void tagged(int day) {
    for (Item item : MANAGED) {
      for (String region : REGIONS) {
        String tags = tag("platform", item.description());
        usage(day, item, region, tags, 100 / (REGIONS.indexOf(region) + 1));
      }
    }
    for (int rank = 1; rank <= 44; rank++) {
      Item item = OWN.get(rank % OWN.size());
      String tags = tag("cost_center", spenders.get(rank - 1));
      usage(day, item, REGIONS.get(rank % REGIONS.size()), tags, 700 / (rank + 4));
    }
    for (int rank = 1; rank <= GPU_USERS.size(); rank++) {
      Item gpu = new Item(EC2, "g6.12xlarge Linux, dedicated", "Hours", 4_602_000, 96);
      usage(day, gpu, REGIONS.get(0), tag("cost_center", GPU_USERS.get(rank - 1)), 100 / rank);
    }
    if (day < DemoOrganization.CLOSED_ON) {
      usage(day, OWN.get(0), REGIONS.get(0), tag("cost_center", DemoOrganization.CLOSED), 20);
    }
  }

  private void credits(int day) {
    credit(day, EC2, "Enterprise discount", dice.near(1_350_000_000L, 6), NONE);
    credit(day, S3, "Enterprise discount", dice.near(410_000_000L, 6), NONE);
    credit(day, "AWS Data Transfer", "Enterprise discount", dice.near(190_000_000L, 6), NONE);
    if (day % 7 == 3) {
      String tags = tag("cost_center", "ml-research");
      credit(day, "Amazon SageMaker", "Research credit", dice.near(640_000_000L, 10), tags);
    }
  }

  /** What goes wrong in every real bill. */
  private void oddities(int day) {
    if (day == 9) {
      Item data = new Item("AWS Marketplace", "Geo-IP data, yearly", "Units", 1_180_000_000, 1);
      row(day, "Purchase", data, "global", 1_000, data.priceMicros() * 10_000, NONE);
    }
    if (day == 10) {
      credit(day, S3, "Migration programme, one-off", 12_500_000_000L, NONE);
    }
    if (day >= 12 && day <= 14) {
      String tags = tag("cost_center", DemoOrganization.UNDECLARED);
      usage(day, OWN.get(1), REGIONS.get(0), tags, 30);
    }
  }

  /** A correction of the month before: billed now, for a day that the run doesn't cover. */
  private void correction() {
    Item late = new Item(EC2, "m7i.4xlarge Linux, late usage", "Hours", 806_400, 263);
    row(0, "Usage", late, REGIONS.get(1), 263_412, 263_412 * late.priceMicros() * 10, NONE);
  }

  /** One row of an item: some percent of its daily quantity, as busy as the day. */
  private void usage(int day, Item item, String region, String tags, int percent) {
    long milli = item.perDay() * 10 * percent * Days.busyPercent(day) / 100;
    long quantity = Math.max(1, dice.near(milli * 1_000, 7) / 1_000);
    row(day, "Usage", item, region, quantity, quantity * item.priceMicros() * 10, tags);
  }

  private void credit(int day, String service, String description, long micros, String tags) {
    Item item = new Item(service, description, NONE, 0, 0);
    row(day, "Credit", item, "global", 0, -micros * 10_000, tags);
  }

  /** A row; quantities come in thousandths, costs in 10^-10 USD. */
  private void row(
      int day, String category, Item item, String region, long milli, long cost, String tags) {
    String amount = BigDecimal.valueOf(cost, 10).toPlainString();
    boolean credit = category.equals("Credit");
    csv.row(
        "310198475526",
        Days.start(Days.FIRST),
        Days.end(Days.LAST),
        Days.start(day),
        Days.end(day),
        category,
        day == 0 ? "Correction" : NONE,
        item.description(),
        "AWS",
        item.service(),
        region,
        credit ? NONE : BigDecimal.valueOf(milli, 3).toPlainString(),
        item.unit(),
        credit ? NONE : BigDecimal.valueOf(item.priceMicros(), 6).toPlainString(),
        amount,
        amount,
        "USD",
        tags);
  }

  private static String tag(String key, String value) {
    return "{\"" + key + "\": \"" + value + "\"}";
  }
}
