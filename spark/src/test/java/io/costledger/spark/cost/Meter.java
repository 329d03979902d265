package io.costledger.spark.cost;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.ref.Reference;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Takes the cost of a piece of work from Spark's own metrics and the machine's. */
final class Meter extends SparkListener {
  private final AtomicLong shuffleBytes = new AtomicLong();
  private final AtomicLong shuffleRows = new AtomicLong();
  private final AtomicLong resultBytes = new AtomicLong();
  private final AtomicLong spilledBytes = new AtomicLong();
  private final AtomicLong peakBytes = new AtomicLong();

  private Meter() {}

  /** Does the work once. What it returns counts as what is kept. */
  static Cost of(SparkSession session, Supplier<Object> work) {
    SparkContext spark = session.sparkContext();
    Meter meter = new Meter();
    NotificationListener collections = (notification, handback) -> meter.collected(
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData()));
    long before = usedAfterCollection();
    spark.addSparkListener(meter);
    listen(collections, true);
    try {
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long cpu = system.getProcessCpuTime();
      long start = System.nanoTime();
      Object result = work.get();
      long wall = System.nanoTime() - start;
      cpu = system.getProcessCpuTime() - cpu;
      spark.listenerBus().waitUntilEmpty();
      long kept = usedWith(result) - before;
      return new Cost(
          wall,
          cpu,
          meter.shuffleBytes.get(),
          meter.shuffleRows.get(),
          meter.resultBytes.get(),
          meter.spilledBytes.get(),
          Math.max(kept, 0),
          Math.max(Math.max(meter.peakBytes.get() - before, kept), 0));
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      listen(collections, false);
      spark.removeSparkListener(meter);
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    TaskMetrics task = end.taskMetrics();
    if (task != null) {
      shuffleBytes.addAndGet(task.shuffleWriteMetrics().bytesWritten());
      shuffleRows.addAndGet(task.shuffleWriteMetrics().recordsWritten());
      resultBytes.addAndGet(task.resultSize());
      spilledBytes.addAndGet(task.diskBytesSpilled());
    }
  }

  private static void listen(NotificationListener listener, boolean on) {
    ManagementFactory.getGarbageCollectorMXBeans().forEach(bean -> {
      NotificationEmitter emitter = (NotificationEmitter) bean;
      if (on) {
        emitter.addNotificationListener(listener, null, null);
      } else {
        try {
          emitter.removeNotificationListener(listener);
        } catch (ListenerNotFoundException e) {
          throw new IllegalStateException(e);
        }
      }
    });
  }

  private void collected(GarbageCollectionNotificationInfo info) {
    Map<String, MemoryUsage> after = info.getGcInfo().getMemoryUsageAfterGc();
    long used = ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && after.containsKey(pool.getName()))
        .mapToLong(pool -> after.get(pool.getName()).getUsed())
        .sum();
    peakBytes.accumulateAndGet(used, Math::max);
  }

  private static long usedWith(Object result) {
    try {
      return usedAfterCollection();
    } finally {
      Reference.reachabilityFence(result);
    }
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
