package io.costledger.serialization.usage;

import io.costledger.core.account.Account;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.usage.UsageColumns;
import io.costledger.core.work.Workers;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.RowFile;
import io.costledger.serialization.input.WantedColumns;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a usage file: the columns {@code id}, {@code platform}, {@code consumer}, {@code quantity},
 * {@code unit}, {@code charge_period_start} and {@code charge_period_end}, in any order. Every
 * further column is a dimension.
 *
 * <p>Example: {@code UsageReader.of("usage").read(InputFile.of(Path.of("usage.csv"))).batch()}.
 */
public final class UsageReader {
  static final List<String> COLUMNS = List.of(
      "id", "platform", "consumer", "quantity", "unit", "charge_period_start", "charge_period_end");

  /** Whatever else there is, is a dimension. */
  private static final WantedColumns WANTED =
      new WantedColumns(COLUMNS, Set.of("quantity"), column -> true);

  private static final int DIGEST_SHOWN = 12;

  private final String source;
  private final Optional<String> deliveryId;
  private final Workers workers;

  private UsageReader(String source, Optional<String> deliveryId, Workers workers) {
    this.source = Account.requireId("usage source", source);
    this.deliveryId = deliveryId;
    this.workers = workers;
  }

  /**
   * Returns a reader.
   *
   * @param source the id of the source that delivers the usage
   * @return the reader
   * @throws IllegalArgumentException if the source is empty
   */
  public static UsageReader of(String source) {
    return new UsageReader(source, Optional.empty(), Workers.caller());
  }

  /**
   * Names the delivery; otherwise its id is made of source and digest, such as {@code
   * usage@0a1b2c3d4e5f}.
   *
   * @param id the delivery's id
   * @return a reader like this one
   * @throws IllegalArgumentException if the id is empty
   */
  public UsageReader withDeliveryId(String id) {
    return new UsageReader(source, Optional.of(Account.requireId("delivery id", id)), workers);
  }

  /**
   * Lets threads share the reading of a file that can be opened again; any number gives the same
   * batch, and the same problems.
   *
   * @param threads the threads
   * @return a reader like this one
   */
  public UsageReader by(Workers threads) {
    return new UsageReader(source, deliveryId, threads);
  }

  /**
   * Reads a whole usage file.
   *
   * @param file the file
   * @return the delivery and its records
   * @throws InvalidInputException with everything that is wrong in the file
   */
  public DeliveredUsage read(InputFile file) {
    return read(RowFile.csv(file));
  }

  /**
   * Reads a whole usage file of any format.
   *
   * @param file the file
   * @return the delivery and its records
   * @throws InvalidInputException with everything that is wrong in the file
   */
  public DeliveredUsage read(RowFile file) {
    return inParts(file).orElseGet(() -> asAWhole(file));
  }

  /** The quick way, which ends early where anything is wrong. */
  private Optional<DeliveredUsage> inParts(RowFile file) {
    return file.readParts(WANTED, workers, UsagePart::new)
        .map(read -> {
          Delivery delivery = delivery(read.sha256());
          return new DeliveredUsage(
              delivery, UsageColumns.joined(read.parts(), delivery.id(), workers));
        })
        .filter(usage -> usage.batch().idsDiffer());
  }

  /** The way that says what is wrong where. */
  private DeliveredUsage asAWhole(RowFile file) {
    Problems problems = new Problems(file.name());
    UsageRows rows = new UsageRows(problems);
    String sha256 = file.read(WANTED, problems, rows);
    problems.throwIfAny();
    Delivery delivery = delivery(sha256);
    return new DeliveredUsage(delivery, rows.batch(delivery.id()));
  }

  private Delivery delivery(String sha256) {
    String id = deliveryId.orElse(source + "@" + sha256.substring(0, DIGEST_SHOWN));
    return Delivery.builder().id(id).source(source).sha256(sha256).build();
  }
}
