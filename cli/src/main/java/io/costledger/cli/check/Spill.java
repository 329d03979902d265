package io.costledger.cli.check;

import io.costledger.invariants.foreign.AllocatedRow;
import io.costledger.invariants.foreign.ForeignFindings;
import io.costledger.invariants.foreign.ForeignRows;
import io.costledger.invariants.foreign.OriginRow;
import io.costledger.invariants.foreign.SplitRatio;
import io.costledger.serialization.input.TextPool;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Rows sorted into partitions by the hash of an id, so that each partition can be checked alone in
 * memory. The partitions lie in a folder of their own, which is gone afterwards.
 */
final class Spill implements AutoCloseable {
  private final int partitions;
  private final boolean tiers;
  private final ForeignFindings seen;
  private final Path folder;
  private final List<SpillFile> origins;
  private final List<SpillFile> allocated;
  private final List<SpillFile> received;
  private final List<SpillFile> ratios;
  private final List<SpillFile> copies;

  /**
   * @param partitions how many, at least 1
   * @param tiers whether rows are wanted by their recipient too
   * @param seen takes what only a reader sees
   */
  Spill(int partitions, boolean tiers, ForeignFindings seen) throws IOException {
    this.partitions = partitions;
    this.tiers = tiers;
    this.seen = seen;
    this.folder = Files.createTempDirectory("costledger-check");
    this.origins = files("origins");
    this.allocated = files("allocated");
    this.received = files("received");
    this.ratios = files("ratios");
    this.copies = files("copies");
  }

  private List<SpillFile> files(String name) {
    List<SpillFile> files = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      files.add(new SpillFile(folder.resolve(name + "-" + i)));
    }
    return files;
  }

  ForeignFindings seen() {
    return seen;
  }

  private int partition(int hash) {
    // Spread, since a text's hash is weak in its low bits.
    return Math.floorMod((hash * 0x9E3779B9) >>> 8, partitions);
  }

  void origin(OriginRow row) {
    origins.get(partition(row.id().hashCode())).add(out -> {
      SpillFile.begin(out);
      out.writeLong(row.row());
      SpillFile.text(out, row.id());
      SpillFile.amount(out, row.amount());
      SpillFile.text(out, row.unit());
      SpillFile.text(out, row.group());
    });
  }

  void allocated(AllocatedRow row) {
    add(allocated.get(partition(row.origin().hashCode())), row);
    if (tiers && !row.isKept() && !row.recipient().isEmpty()) {
      add(received.get(partition(row.recipient().hashCode())), row);
    }
  }

  /** Takes a row to look for copies of it. */
  void copies(AllocatedRow row) {
    int hash = row.origin().hashCode();
    hash = 31 * hash + row.recipient().hashCode();
    hash = 31 * hash + row.key().hashCode();
    hash = 31 * hash + row.group().hashCode();
    hash = 31 * hash + row.amount().map(BigDecimal::stripTrailingZeros).hashCode();
    add(copies.get(partition(hash)), row);
  }

  void ratio(SplitRatio ratio) {
    ratios.get(partition(ratio.origin().hashCode())).add(out -> {
      SpillFile.begin(out);
      out.writeLong(ratio.row());
      SpillFile.text(out, ratio.origin());
      SpillFile.amount(out, Optional.of(ratio.ratio()));
    });
  }

  private static void add(SpillFile file, AllocatedRow row) {
    file.add(out -> {
      SpillFile.begin(out);
      out.writeLong(row.row());
      SpillFile.text(out, row.origin());
      SpillFile.amount(out, row.amount());
      SpillFile.text(out, row.recipient());
      out.writeInt(row.tier());
      SpillFile.text(out, row.unit());
      SpillFile.text(out, row.group());
      SpillFile.text(out, row.key());
    });
  }

  /** How many partitions there are. */
  int partitions() {
    return partitions;
  }

  /** The rows about the ids of one partition. */
  ForeignRows ids(int index) {
    return new Partition(
        origins.get(index), allocated.get(index), received.get(index), ratios.get(index));
  }

  /** Rows among which equal ones are together. */
  ForeignRows copies(int index) {
    SpillFile none = new SpillFile(folder.resolve("none"));
    return new Partition(none, copies.get(index), none, none);
  }

  /** Gives the room of a partition free. */
  void done(int index) {
    for (List<SpillFile> files : List.of(origins, allocated, received, ratios, copies)) {
      files.get(index).delete();
    }
  }

  @Override
  public void close() {
    try (Stream<Path> left = Files.list(folder)) {
      left.toList().forEach(Spill::delete);
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Partition(
      SpillFile originFile, SpillFile allocatedFile, SpillFile receivedFile, SpillFile ratioFile)
      implements ForeignRows {
    @Override
    public void origins(Consumer<OriginRow> sink) {
      TextPool texts = new TextPool();
      originFile.replay(in -> sink.accept(new OriginRow(
          in.readLong(),
          SpillFile.text(in),
          SpillFile.amount(in),
          texts.of(SpillFile.text(in)),
          texts.of(SpillFile.text(in)))));
    }

    @Override
    public void allocated(Consumer<AllocatedRow> sink) {
      TextPool texts = new TextPool();
      allocatedFile.replay(in -> sink.accept(row(in, texts)));
    }

    @Override
    public void received(Consumer<AllocatedRow> sink) {
      TextPool texts = new TextPool();
      receivedFile.replay(in -> sink.accept(row(in, texts)));
    }

    @Override
    public void ratios(Consumer<SplitRatio> sink) {
      ratioFile.replay(in -> sink.accept(
          new SplitRatio(in.readLong(), SpillFile.text(in), SpillFile.amount(in).orElseThrow())));
    }

    private static AllocatedRow row(DataInputStream in, TextPool texts) throws IOException {
      return new AllocatedRow(
          in.readLong(),
          texts.of(SpillFile.text(in)),
          SpillFile.amount(in),
          texts.of(SpillFile.text(in)),
          in.readInt(),
          texts.of(SpillFile.text(in)),
          texts.of(SpillFile.text(in)),
          SpillFile.text(in));
    }
  }
}
