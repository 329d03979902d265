package io.costledger.cli.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the demo company's platforms measured: for each day, platform and consumer a record a unit.
 * A few consumers use most of a platform and many use little (Zipf's law).
 */
final class DemoUsage {
  /** The platform whose feed is missing for a day. */
  static final String SILENT = "kafka";

  /** That day. */
  static final int SILENT_ON = 17;

  private final Dice dice = new Dice(20260930);
  private final CsvText csv = new CsvText();
  private int records;

  private DemoUsage() {}

  /** A unit and how much of it a consumer with weight 1000 uses on a working day. */
  private record Meter(String unit, long perDay) {}

  /** A platform's feed: its units, the platforms among its users, and the others by rank. */
  private record Feed(
      String platform,
      List<Meter> meters,
      Map<String, Long> platforms,
      List<String> first,
      int costCenters,
      int top) {}

  private static final List<Feed> FEEDS = List.of(
      new Feed(
          "ec2",
          List.of(new Meter("vcpu-hours", 410_000)),
          Map.of("compute", 640L),
          List.of("ml-training", "encoding"),
          9,
          90),
      new Feed(
          "s3",
          List.of(new Meter("gb-days", 14_600_000)),
          Map.of(
              "spark",
              260L,
              "flink",
              30L,
              "kv-store",
              60L,
              "kafka",
              90L,
              "search",
              40L,
              "feature-store",
              30L,
              "observability",
              50L),
          List.of("encoding", "catalog", "ml-training"),
          26,
          120),
      new Feed(
          "network",
          List.of(new Meter("egress-gb", 13_000), new Meter("cross-zone-gb", 168_000)),
          Map.of("compute", 300L, "kafka", 160L, "search", 40L),
          List.of("playback", "live-events", "ad-delivery"),
          20,
          110),
      new Feed(
          "compute",
          List.of(new Meter("vcpu-hours", 262_000), new Meter("gb-hours", 1_050_000)),
          Map.of(
              "spark",
              220L,
              "flink",
              90L,
              "kv-store",
              110L,
              "kafka",
              70L,
              "support",
              6L,
              "search",
              60L,
              "feature-store",
              50L,
              "observability",
              40L),
          List.of("web-shop", "bidding", "playback", "checkout"),
          38,
          90),
      new Feed(
          "spark",
          List.of(new Meter("vcore-hours", 57_000), new Meter("gb-hours", 228_000)),
          Map.of("feature-store", 120L, "search", 60L),
          List.of("ml-training", "bi", "rec-models", "attribution"),
          24,
          150),
      new Feed(
          "flink",
          List.of(new Meter("task-slot-hours", 23_000)),
          Map.of("feature-store", 90L, "observability", 60L),
          List.of("fraud", "bidding"),
          12,
          140),
      new Feed(
          "kv-store",
          List.of(
              new Meter("million-reads", 9_100),
              new Meter("million-writes", 1_700),
              new Meter("gb-days", 88_000)),
          Map.of("feature-store", 130L, "search", 70L),
          List.of("personalization", "cart", "targeting"),
          28,
          120),
      new Feed(
          "kafka",
          List.of(new Meter("gb-in", 61_000)),
          Map.of("observability", 120L, "search", 50L),
          List.of("bidding", "playback", "web-shop"),
          24,
          120),
      new Feed(
          "feature-store",
          List.of(new Meter("million-reads", 3_300)),
          Map.of(),
          List.of("rec-serving", "bidding", "fraud"),
          10,
          200),
      new Feed(
          "observability",
          List.of(new Meter("million-spans", 5_200)),
          Map.of(),
          List.of("web-shop", "playback"),
          46,
          90));

  static String csv() {
    DemoUsage usage = new DemoUsage();
    usage.csv.row(
        "id",
        "platform",
        "consumer",
        "quantity",
        "unit",
        "charge_period_start",
        "charge_period_end",
        "environment");
    for (Feed feed : FEEDS) {
      List<String> ranked =
          DemoOrganization.ranked(usage.dice, feed.first()).subList(0, feed.costCenters());
      for (int day = Days.FIRST; day <= Days.LAST; day++) {
        if (!feed.platform().equals(SILENT) || day != SILENT_ON) {
          usage.day(feed, ranked, day);
        }
      }
    }
    usage.oddities();
    return usage.csv.toString();
  }

  private void day(Feed feed, List<String> ranked, int day) {
    for (Meter meter : feed.meters()) {
      new TreeMap<>(feed.platforms())
          .forEach((platform, weight) -> add(feed, meter, "platform:" + platform, weight, day));
      for (int rank = 1; rank <= ranked.size(); rank++) {
        add(feed, meter, "cost-center:" + ranked.get(rank - 1), feed.top() / rank, day);
      }
    }
  }

  private void add(Feed feed, Meter meter, String consumer, long weight, int day) {
    long micro = meter.perDay() * 1_000 * Math.max(1, weight) * Days.busyPercent(day) / 100;
    record(feed.platform(), consumer, dice.near(micro, 14), meter.unit(), day);
  }

  /** What goes wrong in every feed. */
  private void oddities() {
    for (int day = 12; day <= 14; day++) {
      String unknown = "cost-center:" + DemoOrganization.UNDECLARED;
      record("spark", unknown, dice.near(1_900_000_000L, 14), "vcore-hours", day);
    }
    for (int day = 1; day <= DemoOrganization.CLOSED_ON + 3; day++) {
      String closed = "cost-center:" + DemoOrganization.CLOSED;
      record("kv-store", closed, dice.near(96_000_000L, 14), "million-reads", day);
    }
    for (int day = 5; day <= 7; day++) {
      String team = "cost-center:encoding";
      record("s3", team, dice.near(740_000_000L, 14), "thousand-requests", day);
    }
    for (int day = 1; day <= Days.LAST; day += 7) {
      record("kafka", "platform:kafka", dice.near(2_300_000_000L, 14), "gb-in", day);
    }
    record("spark", "cost-center:ml-training", 1_204_000_000L, "vcore-hours", 8);
    record("spark", "cost-center:ml-training", -120_500_000L, "vcore-hours", 8);
  }

  /** A record; the quantity comes in millionths. */
  private void record(String platform, String consumer, long micro, String unit, int day) {
    records++;
    csv.row(
        "u" + (100_000 + records),
        platform,
        consumer,
        BigDecimal.valueOf(micro, 6).toPlainString(),
        unit,
        Days.start(day),
        Days.end(day),
        records % 9 == 0 ? "staging" : "production");
  }
}
