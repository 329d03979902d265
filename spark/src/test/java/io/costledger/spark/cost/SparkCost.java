package io.costledger.spark.cost;

import io.costledger.benchmarks.comparison.Machine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * {@code ./costledger-engines cost}: what the chargeback of one generated month costs on Spark, and
 * the same in Spark SQL, in one local session of 2 cores.
 */
public final class SparkCost {
  private static final String USAGE =
      "cost [--sizes 1e6] [--rounds 3] [--contenders consumers-library,consumers-exact]"
          + " [--folder target/cost] [--out benchmarks/results/spark.csv]";
  private static final String HEADER =
      "records,contender,round,wall_ns,cpu_ns,shuffle_bytes,shuffle_rows,"
          + "result_bytes,spilled_bytes,kept_bytes,peak_bytes,rows,wrong,worst_usd,net_usd,pools_off,"
          + "spark,processor,cores,system,jdk,heap_bytes,load";

  private final SparkSession spark;
  private final Path folder;
  private final Path out;
  private final List<String> lines = new ArrayList<>(List.of(HEADER));

  private SparkCost(SparkSession spark, Path folder, Path out) {
    this.spark = session(spark);
    this.folder = folder;
    this.out = out;
  }

  /** A session of its own: the exact SQL lets whole numbers wrap on purpose. */
  static SparkSession session(SparkSession spark) {
    SparkSession own = spark.newSession();
    own.conf().set("spark.sql.ansi.enabled", "false");
    own.conf().set("spark.sql.shuffle.partitions", "8");
    return own;
  }

  /**
   * Runs all contenders in turn and writes the result file.
   *
   * @param args options
   * @throws IOException if a file can't be written
   */
  public static void main(String[] args) throws IOException {
    Map<String, String> options = new HashMap<>(Map.of(
        "--sizes", "1e6",
        "--rounds", "3",
        "--contenders",
            String.join(
                ",", Arrays.stream(Contender.values()).map(Contender::id).toList()),
        "--folder", "target/cost",
        "--out", "benchmarks/results/spark.csv"));
    for (int at = 0; at < args.length; at += 2) {
      if (!options.containsKey(args[at]) || at + 1 == args.length) {
        throw new IllegalArgumentException("Invalid option: " + args[at] + " (" + USAGE + ")");
      }
      options.put(args[at], args[at + 1]);
    }
    SparkSession session = SparkSession.builder()
        .master("local[2]")
        .appName("costledger cost")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.maxResultSize", "0")
        .config("spark.network.timeout", "3600s") // a busy machine is no lost executor
        .config("spark.log.level", "ERROR")
        .getOrCreate();
    SparkCost cost =
        new SparkCost(session, Path.of(options.get("--folder")), Path.of(options.get("--out")));
    for (String size : options.get("--sizes").split(",", -1)) {
      cost.measure(
          new BigDecimal(size).intValueExact(),
          Integer.parseInt(options.get("--rounds")),
          Arrays.stream(options.get("--contenders").split(",", -1))
              .map(Contender::of)
              .toList());
    }
    System.out.println("Written: " + cost.out);
    session.stop();
  }

  /** Everybody once to warm up and to be checked, as round 0; then in turn, in an order that rotates. */
  private void measure(int records, int rounds, List<Contender> contenders) throws IOException {
    Month month = Month.write(spark, records, folder.resolve(Integer.toString(records)));
    Map<Contender, Verdict> verdicts = new HashMap<>();
    for (Contender contender : withRight(contenders)) {
      Cost first = Meter.of(spark, () -> contender.run(month));
      verdicts.put(contender, Verdict.of(month, contender));
      report(records, contender, 0, first, verdicts.get(contender));
    }
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : order) {
        Cost cost = Meter.of(spark, () -> contender.run(month));
        report(records, contender, round, cost, verdicts.get(contender));
      }
      Collections.rotate(order, 1);
    }
  }

  /** Those with whom others are compared come first. */
  private static Set<Contender> withRight(List<Contender> contenders) {
    Set<Contender> all = new LinkedHashSet<>();
    contenders.forEach(contender -> all.add(contender.right()));
    all.addAll(contenders);
    return all;
  }

  /** Writes the file anew each time: a long run that is cut short has told what it saw. */
  private void report(int records, Contender contender, int round, Cost cost, Verdict verdict)
      throws IOException {
    lines.add(line(records, contender, round, cost, verdict));
    Files.write(out, lines);
    System.out.printf(
        Locale.ROOT,
        "%,d %-30s round %d: %,8.0f ns, %6.1f bytes shuffled a record; %,d MB sent to the driver,"
            + " %,d MB kept, %,d MB at most; %,d of %,d rows wrong, %s USD, %d pools%n",
        records,
        contender.id(),
        round,
        (double) cost.wallNanos() / records,
        (double) cost.shuffleBytes() / records,
        cost.resultBytes() >> 20,
        cost.keptBytes() >> 20,
        cost.peakBytes() >> 20,
        verdict.wrong(),
        verdict.rows(),
        verdict.net().toPlainString(),
        verdict.poolsOff());
  }

  private String line(int records, Contender contender, int round, Cost cost, Verdict verdict)
      throws IOException {
    List<String> cells = new ArrayList<>();
    for (Object cell : List.of(
        records,
        contender.id(),
        round,
        cost.wallNanos(),
        cost.cpuNanos(),
        cost.shuffleBytes(),
        cost.shuffleRows(),
        cost.resultBytes(),
        cost.spilledBytes(),
        cost.keptBytes(),
        cost.peakBytes(),
        verdict.rows(),
        verdict.wrong(),
        verdict.worst().toPlainString(),
        verdict.net().toPlainString(),
        verdict.poolsOff(),
        spark.version())) {
      cells.add(cell.toString());
    }
    cells.addAll(Machine.here().values());
    cells.add(String.format(Locale.ROOT, "%.2f", Machine.load()));
    return String.join(",", cells);
  }
}
