package io.costledger.parquet;

import io.costledger.core.work.Workers;
import io.costledger.serialization.input.IrregularException;
import io.costledger.serialization.input.PartSink;
import io.costledger.serialization.input.StopReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Reads ranges of row groups at the same time. Whatever stops one stops all: the file is read as a
 * whole then, which says what is wrong where.
 *
 * @param <R> what becomes of a range
 */
final class ParquetParts<R> {
  /** What is worth a sink of its own. */
  static final int LEAST_ROWS = 1 << 14;

  private final List<GroupRange> ranges;
  private final Map<Integer, R> parts = new ConcurrentSkipListMap<>();
  private volatile boolean isStopped;

  ParquetParts(List<GroupRange> ranges) {
    this.ranges = ranges;
  }

  /** Something that is done at the same time. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  /**
   * Reads all ranges.
   *
   * @param cursors makes the cursors of a range
   * @param sinks makes what takes a range
   * @param beside is done at the same time
   * @return what became of the ranges, in their order
   * @throws StopReading if something stopped it
   */
  List<R> read(
      Workers workers, Supplier<Cursors> cursors, Supplier<PartSink<R>> sinks, Task beside) {
    workers.run(ranges.size() + 1, task -> {
      try {
        if (task == 0) {
          beside.run();
        } else if (!isStopped) {
          parts.put(task, part(ranges.get(task - 1), cursors.get(), sinks.get()));
        }
      } catch (StopReading
          | IrregularException
          | IllegalArgumentException
          | IOException
          | UncheckedIOException e) {
        isStopped = true;
      }
    });
    if (isStopped) {
      throw new StopReading("", "out of the ordinary");
    }
    return List.copyOf(parts.values());
  }

  private R part(GroupRange range, Cursors cursors, PartSink<R> sink) {
    range.forEachRow(cursors, row -> {
      cursors.handOn(sink);
      sink.row();
    });
    return sink.end();
  }
}
