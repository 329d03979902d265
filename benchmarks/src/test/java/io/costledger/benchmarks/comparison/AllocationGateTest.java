package io.costledger.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A gate without a clock: the bytes that each layer allocates for a record, and how they grow with
 * the number of records. Bytes hardly depend on the machine or its load. The limits are above what
 * JDK 17 and 25 need; who makes a layer thriftier lowers its limit.
 */
class AllocationGateTest {
  private static final int RECORDS = 4_000;

  /** Twice the records may cost at most this much more: a layer that is not linear costs 4 times. */
  private static final double GROWTH = 2.6;

  private record Limit(Layer layer, long bytes) {}

  static List<Limit> limits() throws IOException {
    try (InputStream in = AllocationGateTest.class.getResourceAsStream("allocation-limits.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .map(cells -> new Limit(Layer.of(cells[0]), Long.parseLong(cells[1])))
          .toList();
    }
  }

  @Test
  void everyLayerHasALimit() throws IOException {
    assertThat(limits().stream().map(Limit::layer))
        .containsExactlyElementsOf(Arrays.asList(Layer.values()));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void aLayerStaysWithinItsBytesAndGrowsAsItsRecordsDo(Limit limit) {
    long once = allocated(limit.layer(), RECORDS);
    assertThat(once / RECORDS).as("bytes a record of " + limit).isLessThanOrEqualTo(limit.bytes());
    long twice = allocated(limit.layer(), 2 * RECORDS);
    assertThat((double) twice / once).as("growth of " + limit).isLessThan(GROWTH);
  }

  /** The least of three: what the first call loads is not the layer's. */
  private static long allocated(Layer layer, int records) {
    Supplier<Object> work = layer.on(records);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long least = Long.MAX_VALUE;
    for (int call = 0; call < 3; call++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      Object result = work.get();
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(result).isNotNull();
      least = Math.min(least, bytes);
    }
    return least;
  }
}
