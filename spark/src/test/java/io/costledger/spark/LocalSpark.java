package io.costledger.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one local session of the tests. */
public final class LocalSpark {
  private LocalSpark() {}

  /** Two cores, three attempts of a task, no user interface, few partitions. */
  public static SparkSession session() {
    return builder().getOrCreate();
  }

  /** The same with more settings, in place of the session that there is. */
  static SparkSession with(Map<String, String> settings) {
    session().stop();
    SparkSession.Builder builder = builder();
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  private static SparkSession.Builder builder() {
    return SparkSession.builder()
        .master("local[2,3]")
        .appName("costledger")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "3")
        .config("spark.sql.session.timeZone", "Asia/Kolkata")
        .config("spark.sql.warehouse.dir", "target/warehouse");
  }
}
