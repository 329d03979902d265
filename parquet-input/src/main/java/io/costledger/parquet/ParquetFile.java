package io.costledger.parquet;

import io.costledger.core.Invalid;
import io.costledger.core.Sha256;
import io.costledger.core.work.Workers;
import io.costledger.serialization.input.FileParts;
import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.PartSink;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.Row;
import io.costledger.serialization.input.RowFile;
import io.costledger.serialization.input.RowSink;
import io.costledger.serialization.input.StopReading;
import io.costledger.serialization.input.WantedColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A Parquet file as rows. Decimals and whole numbers are exact numbers; times are texts in UTC,
 * dates texts; a map of texts is the text of a JSON object; null is null. Binary floating point is
 * refused, unless somebody says how it is read. Only the columns that are asked for are read, a page
 * at a time.
 *
 * <p>Example: {@code UsageReader.of("usage").read(ParquetFile.of(Path.of("usage.parquet")))}.
 */
public final class ParquetFile implements RowFile {
  private static final int DIGEST_BUFFER = 1 << 18;

  private final Path path;
  private final Set<String> inexactColumns;
  private final Optional<Inexact> inexact;

  private ParquetFile(Path path, Set<String> inexactColumns, Optional<Inexact> inexact) {
    this.path = path;
    this.inexactColumns = Set.copyOf(inexactColumns);
    this.inexact = inexact;
  }

  /**
   * Returns the file at a path.
   *
   * @param path where it is
   * @return the file, named by the path's text
   */
  public static ParquetFile of(Path path) {
    return new ParquetFile(path, Set.of(), Optional.empty());
  }

  /**
   * Lets binary floating point in.
   *
   * @param columns the columns that may hold it
   * @param decimals makes decimals of it
   * @return a file like this one
   */
  public ParquetFile withInexact(Set<String> columns, Inexact decimals) {
    return new ParquetFile(path, columns, Optional.of(decimals));
  }

  @Override
  public String name() {
    return path.toString();
  }

  /**
   * Returns the names of the columns.
   *
   * @param problems takes what is wrong
   * @return the names in the file's order; only of use without problems
   */
  public List<String> columns(Problems problems) {
    List<String> names = new ArrayList<>();
    opened(
        problems,
        channel -> TopColumn.of(Footer.read(channel).schema())
            .forEach(column -> names.add(column.name())));
    return names;
  }

  @Override
  public String read(WantedColumns wanted, Problems problems, RowSink sink) {
    MessageDigest digest = Sha256.digest();
    opened(problems, channel -> {
      readRows(channel, wanted, problems, sink);
      feed(channel, digest);
    });
    return Sha256.hex(digest);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A part is some row groups. Where floating point was let in, the file is read as a whole.
   */
  @Override
  public <R> Optional<FileParts<R>> readParts(
      WantedColumns wanted, Workers workers, Function<Header, PartSink<R>> sinks) {
    return inexact.isPresent()
        ? Optional.empty()
        : readParts(wanted, workers, sinks, ParquetParts.LEAST_ROWS);
  }

  /** Reads parts that have so many rows at least, but the last. */
  <R> Optional<FileParts<R>> readParts(
      WantedColumns wanted, Workers workers, Function<Header, PartSink<R>> sinks, int leastRows) {
    MessageDigest digest = Sha256.digest();
    Problems problems = new Problems(name());
    List<R> parts = new ArrayList<>();
    opened(problems, channel -> {
      Footer footer = Footer.read(channel);
      List<TopColumn> columns = TopColumn.of(footer.schema());
      Header header = header(columns, wanted, problems);
      if (problems.isEmpty()) {
        parts.addAll(new ParquetParts<R>(GroupRange.all(channel, footer).cut(leastRows))
            .read(
                workers,
                () -> new Cursors(columns, cursors(columns, wanted)),
                () -> sinks.apply(header),
                () -> feed(channel, digest)));
      }
    });
    return problems.isEmpty()
        ? Optional.of(new FileParts<>(Sha256.hex(digest), parts))
        : Optional.empty();
  }

  /**
   * Reads the whole file without a digest of its bytes.
   *
   * @param wanted what is read of it
   * @param problems takes what is wrong
   * @param sink takes the rows
   */
  public void readRows(WantedColumns wanted, Problems problems, RowSink sink) {
    opened(problems, channel -> readRows(channel, wanted, problems, sink));
  }

  /** Does something with the open file. */
  @FunctionalInterface
  private interface Task {
    void with(FileChannel channel) throws IOException;
  }

  private void opened(Problems problems, Task task) {
    try (FileChannel channel = FileChannel.open(path)) {
      task.with(channel);
    } catch (StopReading e) {
      e.noteIn(problems);
    } catch (IOException | UncheckedIOException e) {
      problems.add("", Invalid.message("file", path, "can't be read: " + e));
    }
  }

  private void readRows(FileChannel channel, WantedColumns wanted, Problems problems, RowSink sink)
      throws IOException {
    Footer footer = Footer.read(channel);
    List<TopColumn> columns = TopColumn.of(footer.schema());
    Header header = header(columns, wanted, problems);
    Cursors cursors = new Cursors(columns, cursors(columns, wanted));
    sink.header(header);
    GroupRange.all(channel, footer)
        .forEachRow(cursors, number -> sink.row(Row.of(number, header, cursors, problems)));
  }

  private static Header header(List<TopColumn> columns, WantedColumns wanted, Problems problems) {
    return new Header(columns.stream().map(TopColumn::name).toList(), wanted.required(), problems);
  }

  /** A cursor for each column; null where it is not read. */
  private Cursor[] cursors(List<TopColumn> columns, WantedColumns wanted) {
    Cursor[] cursors = new Cursor[columns.size()];
    for (int i = 0; i < cursors.length; i++) {
      TopColumn column = columns.get(i);
      if (wanted.read().test(column.name())) {
        cursors[i] = cursor(column, wanted.numbers().contains(column.name()));
      }
    }
    return cursors;
  }

  private Cursor cursor(TopColumn column, boolean asNumber) {
    Optional<Inexact> decimals =
        inexactColumns.contains(column.name()) ? inexact : Optional.empty();
    return switch (column.leaves().size()) {
      case 1 -> {
        Leaf leaf = column.leaves().get(0);
        yield new LeafCursor(leaf, leaf.meaning(asNumber, decimals));
      }
      case 2 -> new MapCursor(column, decimals);
      default -> throw column.nested();
    };
  }

  private static void feed(FileChannel channel, MessageDigest digest) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(DIGEST_BUFFER);
    for (long at = 0; channel.read(buffer.clear(), at) >= 0; at += buffer.limit()) {
      digest.update(buffer.flip());
    }
  }
}
