package io.costledger.spark;

import org.apache.spark.sql.SparkSession;

/** The one local session of the tests. */
final class LocalSpark {
  private LocalSpark() {}

  /** Two cores, three attempts of a task, no user interface, few partitions. */
  static SparkSession session() {
    return builder().getOrCreate();
  }

  /** The same with Kryo, in place of the session that there is. */
  static SparkSession kryo() {
    session().stop();
    return builder()
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .config("spark.sql.datetime.java8API.enabled", "true")
        .getOrCreate();
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
