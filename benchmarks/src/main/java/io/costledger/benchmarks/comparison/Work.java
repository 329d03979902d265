package io.costledger.benchmarks.comparison;

import java.util.SplittableRandom;

/**
 * One month of generated usage: 12 platforms, 2,000 cost centers (Zipf), 30 days, 64 SKUs with a
 * rate each, quantities of 6 decimals; pools in units of 1e-10 USD, of which each platform keeps
 * 15 %. From a seed: the same for every contender. {@link LibraryInputs} has it as the library
 * takes it.
 *
 * <p>A consumer's number is that of its cost center, or {@code centerCount} + that of its platform.
 * A pool's number is platform * days + day.
 */
final class Work {
  static final int SKUS = 64;
  static final int SCALE = 10;

  /** Of a hundred. */
  static final int KEPT = 15;

  private static final int PLATFORMS = 12;
  private static final int CENTERS = 2000;
  private static final int DAYS = 30;

  /** Platforms in a tier. Of a tiered work's records one in four is of a platform further down. */
  private static final int TIER = 3;

  private static final int FURTHER_DOWN = 4;
  private static final long SEED = 20260901;

  final int platformCount;
  final int centerCount;
  final int dayCount;

  /** How many records, and of each: platform, consumer, day, SKU, quantity in millionths. */
  final int n;

  final byte[] platforms;
  final short[] consumers;
  final byte[] days;
  final byte[] skus;
  final long[] micros;

  /** What the bill says of each pool, in ledger units. */
  final long[] pools;

  /** How many platforms are in a tier; 0: there are no tiers. */
  private final int tierSize;

  private Work(int n, int platformCount, int centerCount, int dayCount, int tierSize) {
    this.n = n;
    this.platformCount = platformCount;
    this.centerCount = centerCount;
    this.dayCount = dayCount;
    this.tierSize = tierSize;
    platforms = new byte[n];
    consumers = new short[n];
    days = new byte[n];
    skus = new byte[n];
    micros = new long[n];
    pools = new long[platformCount * dayCount];
  }

  /** A month of records in any order; 360 pools of 58 M USD. */
  static Work of(int n) {
    return generate(new Work(n, PLATFORMS, CENTERS, DAYS, 0));
  }

  /** A month in four tiers: the bill hits three platforms, the nine others are charged by them. */
  static Work tiers(int n) {
    return generate(new Work(n, PLATFORMS, CENTERS, DAYS, TIER));
  }

  /**
   * A period of records of another size, in any order.
   *
   * @param platforms up to 127
   * @param centers with the platforms up to 32,767
   * @param days up to 127
   * @param tiers of as many platforms each; 0: the bill hits all
   */
  static Work of(int n, int platforms, int centers, int days, int tiers) {
    return generate(new Work(n, platforms, centers, days, tiers == 0 ? 0 : platforms / tiers));
  }

  /** One pool, and 100 cost centers with one record each. */
  static Work small() {
    Work work = generate(new Work(100, 1, 100, 1, 0));
    for (int i = 0; i < work.n; i++) {
      work.consumers[i] = (short) i;
    }
    return work;
  }

  private static Work generate(Work work) {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] upTo = zipf(work.centerCount);
    for (int i = 0; i < work.n; i++) {
      int platform = random.nextInt(work.platformCount);
      int further = work.platformCount - work.firstBelow(platform);
      work.platforms[i] = (byte) platform;
      work.consumers[i] = (short)
          (further > 0 && random.nextInt(FURTHER_DOWN) == 0
              ? work.centerCount + work.firstBelow(platform) + random.nextInt(further)
              : ranked(upTo, random.nextLong(upTo[upTo.length - 1])));
      work.days[i] = (byte) random.nextInt(work.dayCount);
      work.skus[i] = (byte) random.nextInt(SKUS);
      work.micros[i] = 1 + random.nextLong(1_000_000_000L);
    }
    for (int pool = 0; pool < work.pools.length; pool++) {
      long units = 1_000_000_000_000_000L + random.nextLong(1_222_222_222_222_222L);
      work.pools[pool] = work.isRoot(pool / work.dayCount) ? units : 0;
    }
    return work;
  }

  /** The same records, those of a pool together and otherwise in their order. */
  Work grouped() {
    Work grouped = new Work(n, platformCount, centerCount, dayCount, tierSize);
    int[] next = new int[pools.length + 1];
    for (int i = 0; i < n; i++) {
      next[pool(i) + 1]++;
    }
    for (int pool = 0; pool < pools.length; pool++) {
      next[pool + 1] += next[pool];
    }
    for (int i = 0; i < n; i++) {
      int at = next[pool(i)]++;
      grouped.platforms[at] = platforms[i];
      grouped.consumers[at] = consumers[i];
      grouped.days[at] = days[i];
      grouped.skus[at] = skus[i];
      grouped.micros[at] = micros[i];
    }
    System.arraycopy(pools, 0, grouped.pools, 0, pools.length);
    return grouped;
  }

  /** Running sums of 1e12 / rank. */
  private static long[] zipf(int centers) {
    long[] upTo = new long[centers];
    long sum = 0;
    for (int i = 0; i < centers; i++) {
      sum += 1_000_000_000_000L / (i + 1);
      upTo[i] = sum;
    }
    return upTo;
  }

  private static int ranked(long[] upTo, long at) {
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Whether the bill hits a platform. */
  boolean isRoot(int platform) {
    return tierSize == 0 || platform < tierSize;
  }

  int rootCount() {
    return tierSize == 0 ? platformCount : tierSize;
  }

  /** The first platform of the next tier; as many as there are platforms if there is none. */
  private int firstBelow(int platform) {
    return tierSize == 0 ? platformCount : (platform / tierSize + 1) * tierSize;
  }

  /** Cost centers and, in tiers, platforms. */
  int consumerCount() {
    return tierSize == 0 ? centerCount : centerCount + platformCount;
  }

  int pool(int record) {
    return platforms[record] * dayCount + days[record];
  }

  /** The number of what one consumer used of one pool. */
  int cell(int pool, int consumer) {
    return pool * consumerCount() + consumer;
  }

  int cellCount() {
    return pools.length * consumerCount();
  }

  /** The number of what a cost center bears of a root; the owner of all platforms is the last. */
  int lineageCell(int day, int root, int bearer) {
    return (day * rootCount() + root) * (centerCount + 1) + bearer;
  }

  int lineageCount() {
    return dayCount * rootCount() * (centerCount + 1);
  }

  /** A record's weight: its quantity in millionths times its rate in ten-thousandths. */
  long weight(int record) {
    return micros[record] * rate(skus[record]);
  }

  /** A SKU's rate in ten-thousandths: 0.0101 USD, 0.0202 and so on. */
  static long rate(int sku) {
    return 101L * (sku + 1);
  }

  /** What a platform keeps of what came in. */
  static long kept(long inflow) {
    return inflow * KEPT / 100;
  }

  static String platform(int platform) {
    return "platform-" + (10 + platform);
  }

  static String center(int center) {
    return "team-" + (1000 + center);
  }

  static String sku(int sku) {
    return "sku-" + (10 + sku);
  }
}
