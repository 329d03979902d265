package io.costledger.flink;

import io.costledger.core.usage.UsageSummary;
import io.costledger.flink.ChargebackStream.Published;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Runs a feed through a chargeback on the test cluster. */
final class Job {
  /** What is collected: one stream's row in the column of its stream. */
  private static final TypeInformation<Row> ALL = Types.ROW_NAMED(
      new String[] {"entry", "statement", "run", "fault"},
      EntryRows.TYPE,
      StatementRows.TYPE,
      RunRows.TYPE,
      FaultRows.TYPE);

  private static final AtomicInteger FEEDS = new AtomicInteger();

  private final ChargebackStream chargeback;
  private final Configuration configuration = new Configuration();
  private int parallelism = 1;
  private int sources = 1;
  private int perSecond = Integer.MAX_VALUE;
  private boolean fails;
  private boolean idles;
  private boolean kills;

  Job(Ledgers ledgers, Schedule schedule) {
    this(ChargebackStream.of(ledgers, schedule));
  }

  Job(ChargebackStream chargeback) {
    this.chargeback = chargeback;
    // Nothing may fall to Kryo.
    configuration.setString("pipeline.generic-types", "false");
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "5");
    configuration.setString("restart-strategy.fixed-delay.delay", "10 ms");
  }

  static Job withSummaries(Ledgers ledgers, Schedule schedule, CanonicalForm<UsageSummary> form) {
    return new Job(ChargebackStream.of(ledgers, schedule).withSummaries(form));
  }

  Job parallelism(int tasks) {
    parallelism = tasks;
    sources = tasks;
    return this;
  }

  /** All rows come from one task, in their order. */
  Job inOrder() {
    sources = 1;
    return this;
  }

  /** One task fails once, after a checkpoint. */
  Job failing() {
    fails = true;
    configuration.setString("execution.checkpointing.interval", "20 ms");
    return this;
  }

  /** A task manager is killed once, after a checkpoint. */
  Job losingATaskManager() {
    kills = true;
    return failing();
  }

  /** State is kept in RocksDB, and what is read from it was serialized. */
  Job inRocksDb() {
    configuration.setString("state.backend.type", "rocksdb");
    return this;
  }

  Job slowed(int rowsPerSecond) {
    perSecond = rowsPerSecond;
    return this;
  }

  @SuppressWarnings("try") // Flink's iterator may be interrupted when it is closed.
  Outcome run(Feed feed) throws Exception {
    FailOnce.reset();
    PublishedRuns.reset();
    try (CloseableIterator<Row> all = collected(feed)) {
      Outcome outcome = new Outcome();
      if (kills) {
        Thread killer = new Thread(Job::killOne);
        killer.start();
        drain(all, outcome);
        killer.join();
      } else {
        drain(all, outcome);
      }
      if (fails && FailOnce.FAILURES.get() != 1) {
        throw new AssertionError("Nothing failed");
      }
      return outcome;
    }
  }

  private static void killOne() {
    try {
      FailOnce.await(FailOnce::isDue);
      Cluster.get().terminateTaskManager(0).get();
      FailOnce.FAILURES.incrementAndGet();
      Cluster.get().startTaskManager();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a feed, stops with a savepoint when all of its rows are through, and says where that is. */
  Stopped stopped(Feed feed) throws Exception {
    idles = true;
    FailOnce.reset();
    PublishedRuns.reset();
    StreamExecutionEnvironment env = environment();
    CloseableIterator<Row> all = collect(env, feed);
    JobClient client = env.executeAsync("costledger");
    CommonTestUtils.waitForAllTaskRunning(Cluster.get(), client.getJobID(), false);
    FailOnce.await(() -> FailOnce.SEEN.get() > feed.rows().size() + 20);
    // The results wait for a checkpoint, and the job for someone who takes them.
    Outcome outcome = new Outcome();
    Thread taker = new Thread(() -> drain(all, outcome));
    taker.start();
    String savepoint = client
        .stopWithSavepoint(
            false, Cluster.savepoints().toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
    taker.join();
    return new Stopped(outcome, savepoint);
  }

  /** What was published until then, and where the savepoint is. */
  record Stopped(Outcome outcome, String savepoint) {}

  Job restoredFrom(String savepoint) {
    configuration.setString("execution.state-recovery.path", savepoint);
    // The source of the first half isn't there any more.
    configuration.setString("execution.state-recovery.ignore-unclaimed-state", "true");
    return this;
  }

  private CloseableIterator<Row> collected(Feed feed) throws Exception {
    StreamExecutionEnvironment env = environment();
    CloseableIterator<Row> all = collect(env, feed);
    env.executeAsync("costledger");
    return all;
  }

  private StreamExecutionEnvironment environment() {
    Cluster.get();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    return env;
  }

  private CloseableIterator<Row> collect(StreamExecutionEnvironment env, Feed feed) {
    Published published = published(env, feed);
    DataStream<Row> all = tagged("entry", published.entries())
        .union(
            tagged("statement", published.statements()),
            tagged("run", published.runs().map(new PublishedRuns()).returns(RunRows.TYPE)),
            tagged("fault", published.faults()));
    // The sink keeps what it has not handed over: a restored job must not hand it over again.
    return all.map(row -> row)
        .returns(ALL)
        .uid("collected-" + FEEDS.incrementAndGet())
        .collectAsync();
  }

  @SuppressWarnings({"rawtypes", "unchecked"
  }) // RateLimiterStrategy has a parameter in Flink 2 only.
  private Published published(StreamExecutionEnvironment env, Feed feed) {
    long count = idles ? Long.MAX_VALUE : feed.rows().size();
    RateLimiterStrategy limit = idles
        ? RateLimiterStrategy.perSecond(2000)
        : perSecond == Integer.MAX_VALUE
            ? RateLimiterStrategy.noOp()
            : RateLimiterStrategy.perSecond(perSecond);
    DataStream<Row> rows = env.fromSource(
            new DataGeneratorSource<>(new FeedFunction(feed), count, limit, Feed.TYPE),
            WatermarkStrategy.noWatermarks(),
            "feed")
        // Another one for each job: a restored job has its own rows.
        .uid("feed-" + FEEDS.incrementAndGet())
        .setParallelism(sources)
        .map(new FailOnce(fails && !kills))
        .returns(Feed.TYPE)
        .setParallelism(sources)
        .assignTimestampsAndWatermarks(Feed.watermarks())
        .setParallelism(sources);
    return chargeback.published(
        Feed.column(rows, "bill", BillRows.TYPE),
        Feed.column(rows, "usage", UsageRows.TYPE),
        Feed.column(rows, "delivery", DeliveryRows.TYPE));
  }

  private static DataStream<Row> tagged(String column, DataStream<Row> rows) {
    return rows.map(row -> {
          Row tagged = Row.withNames();
          for (String name : new String[] {"entry", "statement", "run", "fault"}) {
            tagged.setField(name, name.equals(column) ? row : null);
          }
          return tagged;
        })
        .returns(ALL);
  }

  private static void drain(CloseableIterator<Row> all, Outcome outcome) {
    while (all.hasNext()) {
      Row row = all.next();
      add(row.getField("entry"), outcome.entries());
      add(row.getField("statement"), outcome.statements());
      add(row.getField("run"), outcome.runs());
      add(row.getField("fault"), outcome.faults());
    }
  }

  private static void add(Object row, java.util.List<Row> rows) {
    if (row != null) {
      rows.add((Row) row);
    }
  }

  private record FeedFunction(Feed feed) implements GeneratorFunction<Long, Row> {
    @Override
    public Row map(Long index) {
      if (index < feed.rows().size()) {
        Row row = feed.rows().get(index.intValue());
        if (row.getField("runs") instanceof Integer runs) {
          PublishedRuns.await(runs);
        }
        return row;
      }
      Row nothing = Row.withNames();
      for (String name : new String[] {"watermark", "runs", "bill", "usage", "delivery"}) {
        nothing.setField(name, null);
      }
      return nothing;
    }
  }

  /** Counts the runs that were published, for a source that waits for them. */
  private static final class PublishedRuns implements MapFunction<Row, Row> {
    private static final Object MONITOR = new Object();
    private static int published;

    static void reset() {
      synchronized (MONITOR) {
        published = 0;
      }
    }

    static void await(int runs) {
      synchronized (MONITOR) {
        while (published < runs) {
          try {
            MONITOR.wait();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
      }
    }

    @Override
    public Row map(Row run) {
      synchronized (MONITOR) {
        published++;
        MONITOR.notifyAll();
      }
      return run;
    }
  }

  /** Fails at the first row after a checkpoint, once in the life of a job. */
  static final class FailOnce implements MapFunction<Row, Row>, CheckpointListener {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger FAILURES = new AtomicInteger();
    static final AtomicInteger SEEN = new AtomicInteger();
    static final AtomicInteger CHECKPOINTS = new AtomicInteger();

    private final boolean fails;

    FailOnce(boolean fails) {
      this.fails = fails;
    }

    static void reset() {
      FAILURES.set(0);
      SEEN.set(0);
      CHECKPOINTS.set(0);
    }

    /** Waits for rows or checkpoints, however many it takes. */
    static synchronized void await(BooleanSupplier condition) throws InterruptedException {
      while (!condition.getAsBoolean()) {
        FailOnce.class.wait();
      }
    }

    private static synchronized void tell(AtomicInteger count) {
      count.incrementAndGet();
      FailOnce.class.notifyAll();
    }

    /** Some rows are in a checkpoint, and some are not. */
    static boolean isDue() {
      return CHECKPOINTS.get() > 0;
    }

    @Override
    public Row map(Row row) {
      tell(SEEN);
      if (fails && isDue() && FAILURES.compareAndSet(0, 1)) {
        throw new IllegalStateException("This task was told to fail");
      }
      return row;
    }

    @Override
    public void notifyCheckpointComplete(long id) {
      if (SEEN.get() > 10) {
        tell(CHECKPOINTS);
      }
    }
  }
}
