package io.costledger.serialization.input;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.costledger.core.Sha256;
import io.costledger.core.work.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * Reads a CSV file in parts, at the same time. Each thread in turn takes the next block of rows and
 * parses it, so that no more than a block for each is in memory. Anything out of the ordinary, in
 * any block, ends it: {@link CsvFile} reads the whole file then, and says what is wrong where.
 */
final class CsvParts<R> {
  /** About how many bytes a block has: much above a row, little beside the memory. */
  static final int BLOCK = 1 << 22;

  private final RowBlocks blocks;
  private final Header header;
  private final Function<Header, PartSink<R>> sinks;
  private final Map<Integer, R> parts = new ConcurrentSkipListMap<>();
  private volatile boolean isIrregular;

  private CsvParts(RowBlocks blocks, Header header, Function<Header, PartSink<R>> sinks) {
    this.blocks = blocks;
    this.header = header;
    this.sinks = sinks;
  }

  /**
   * Reads a file.
   *
   * @param block about how many bytes a part has
   * @return the parts; empty if the file must be read as a whole
   */
  static <R> Optional<FileParts<R>> read(
      InputFile file,
      List<String> required,
      int block,
      Workers workers,
      Function<Header, PartSink<R>> sinks) {
    if (!file.source().opensAgain()) {
      return Optional.empty();
    }
    MessageDigest digest = Sha256.digest();
    try (InputStream in = file.source().open()) {
      RowBlocks blocks = new RowBlocks(in, digest, block);
      RowBlocks.Block first = new RowBlocks.Block();
      if (!blocks.next(first)) {
        return Optional.empty();
      }
      CsvParts<R> parts = new CsvParts<>(blocks, header(first, required), sinks);
      workers.run(workers.threads(), thread -> parts.readBlocks(thread == 0, first));
      return parts.isIrregular
          ? Optional.empty()
          : Optional.of(new FileParts<>(Sha256.hex(digest), List.copyOf(parts.parts.values())));
    } catch (IOException | RuntimeException e) {
      requireIrregular(e);
      return Optional.empty();
    }
  }

  /** Reads the header alone; other threads must know it before the first block is parsed. */
  private static Header header(RowBlocks.Block first, List<String> required) {
    Problems problems = new Problems("");
    RowHandler handler = new RowHandler(problems, () -> 0);
    Iterator<List<String>> rows =
        CsvFile.parser().build(handler, new BlockReader(first)).iterator();
    if (!rows.hasNext()) {
      throw new IrregularException();
    }
    Header header = new Header(rows.next(), required, problems);
    if (!problems.isEmpty()) {
      throw new IrregularException();
    }
    return header;
  }

  private void readBlocks(boolean isFirst, RowBlocks.Block first) {
    try {
      RowBlocks.Block block = isFirst ? first : new RowBlocks.Block();
      boolean isThere = isFirst || blocks.next(block);
      while (isThere && !isIrregular) {
        parts.put(block.number, parsed(block));
        isThere = blocks.next(block);
      }
    } catch (IOException | RuntimeException e) {
      isIrregular = true;
      requireIrregular(e);
    }
  }

  private R parsed(RowBlocks.Block block) {
    PartSink<R> sink = sinks.apply(header);
    CellHandler handler =
        new CellHandler(sink, header.names().size(), block.hasQuotes, block.number == 0);
    CsvFile.parser().build(handler, new BlockReader(block)).forEach(row -> {});
    return sink.end();
  }

  /** Throws what is no file's fault; the parser wraps what it meets. */
  private static void requireIrregular(Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      boolean isIrregular = cause instanceof IrregularException
          || cause instanceof IllegalArgumentException
          || cause instanceof StopReading
          || cause instanceof IOException
          || (cause instanceof CsvParseException && cause.getCause() == null);
      if (isIrregular) {
        return;
      }
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
