package io.costledger.serialization.input;

import io.costledger.core.work.Workers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A CSV file in memory, read in parts of a few bytes, or never in parts. */
public final class SmallBlocks implements RowFile {
  private final byte[] bytes;
  private final int block;
  private int parts;

  private SmallBlocks(byte[] bytes, int block) {
    this.bytes = bytes;
    this.block = block;
  }

  /** Read in parts of about so many bytes. */
  public static SmallBlocks of(byte[] bytes, int block) {
    return new SmallBlocks(bytes, block);
  }

  /** Read as a whole. */
  public static RowFile whole(byte[] bytes) {
    return RowFile.csv(InputFile.of("a.csv", () -> new ByteArrayInputStream(bytes)));
  }

  /** In how many parts the file was read; 0: it was read as a whole. */
  public int parts() {
    return parts;
  }

  @Override
  public String name() {
    return "a.csv";
  }

  @Override
  public String read(WantedColumns wanted, Problems problems, RowSink sink) {
    return whole(bytes).read(wanted, problems, sink);
  }

  @Override
  public <R> Optional<FileParts<R>> readParts(
      WantedColumns wanted, Workers workers, Function<Header, PartSink<R>> sinks) {
    InputFile.ByteSource source = new InputFile.ByteSource() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public boolean opensAgain() {
        return true;
      }
    };
    List<String> required = wanted.required();
    Optional<FileParts<R>> read =
        CsvParts.read(InputFile.of("a.csv", source), required, block, workers, sinks);
    parts = read.map(file -> file.parts().size()).orElse(0);
    return read;
  }
}
