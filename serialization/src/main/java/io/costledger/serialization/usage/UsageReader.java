package io.costledger.serialization.usage;

import io.costledger.core.account.Account;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.usage.UsageBatch;
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

  private UsageReader(String source, Optional<String> deliveryId) {
    this.source = Account.requireId("usage source", source);
    this.deliveryId = deliveryId;
  }

  /**
   * Returns a reader.
   *
   * @param source the id of the source that delivers the usage
   * @return the reader
   * @throws IllegalArgumentException if the source is empty
   */
  public static UsageReader of(String source) {
    return new UsageReader(source, Optional.empty());
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
    return new UsageReader(source, Optional.of(Account.requireId("delivery id", id)));
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
    Problems problems = new Problems(file.name());
    UsageRows rows = new UsageRows(problems);
    String sha256 = file.read(WANTED, problems, rows);
    problems.throwIfAny();
    String id = deliveryId.orElse(source + "@" + sha256.substring(0, DIGEST_SHOWN));
    UsageBatch batch = rows.batch(id);
    return new DeliveredUsage(
        Delivery.builder().id(id).source(source).sha256(sha256).build(), batch);
  }
}
