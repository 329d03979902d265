package io.costledger.spark.submit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * What goes wrong on a cluster, once each: a task that hangs till another attempt has done its work,
 * and an executor whose process dies in the middle of a partition.
 *
 * <p>It dies when the hung task has been taken over, and so in a later pass over the rows: a dead
 * executor takes its shuffle files along, Spark then makes the whole stage again, and the hung task with
 * it, which is no second attempt.
 */
final class Trouble implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1;
  private static final int HANGS = 1;
  private static final int DIES = 4;
  private static final String TAKEN_OVER = "taken-over";

  private final String folder;

  Trouble(String folder) {
    this.folder = folder;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Iterator<>() {
      private boolean isBegun;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        if (isBegun) {
          return row;
        }
        isBegun = true;
        if (TaskContext.getPartitionId() == HANGS && isFirst("hung")) {
          hang();
        }
        if (TaskContext.getPartitionId() == DIES
            && Files.exists(Path.of(folder, TAKEN_OVER))
            && isFirst("died")) {
          Runtime.getRuntime().halt(137);
        }
        return row;
      }
    };
  }

  private boolean isFirst(String what) {
    try {
      Files.createFile(Path.of(folder, what));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Spark interrupts an attempt when another one has succeeded. */
  private void hang() {
    try {
      boolean released = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
      throw new IllegalStateException(
          "no other attempt was made in a minute, released " + released);
    } catch (InterruptedException e) {
      isFirst(TAKEN_OVER);
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
