package io.costledger.serialization.ledger;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.policy.Weights;
import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.input.CsvFile;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.ListText;
import io.costledger.serialization.input.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * The file {@code closing-weights.csv}: the weights with which a run closed, by platform and
 * consumer, for the next run to rest estimates on. A platform without weights has one row without a
 * consumer, of weight 0.
 */
public final class ClosingWeightsCsv {
  static final String RUN = "run";
  static final String START = "charge_period_start";
  static final String END = "charge_period_end";
  static final String PLATFORM = "platform";
  static final String CONSUMER = "consumer";
  static final String WEIGHT = "weight";

  private static final List<String> COLUMNS = List.of(RUN, START, END, PLATFORM, CONSUMER, WEIGHT);

  private ClosingWeightsCsv() {}

  /**
   * Writes the closing weights of a run.
   *
   * @param audited the run
   * @param out where to; flushed, not closed
   * @throws IOException if it can't be written
   * @throws IllegalArgumentException if a weight has more than 10,000 digits, which can't be read
   */
  public static void write(AuditedRun audited, OutputStream out) throws IOException {
    write(audited.run().closingWeights(), out);
  }

  static void write(ClosingWeights closing, OutputStream out) throws IOException {
    CsvOutput csv = new CsvOutput(out, COLUMNS);
    for (Map.Entry<String, Weights> platform : closing.byPlatform().entrySet()) {
      if (platform.getValue().isEmpty()) {
        csv.row(cells(closing, platform.getKey(), "", BigInteger.ZERO));
      }
      for (Map.Entry<Account, BigInteger> weight :
          platform.getValue().byConsumer().entrySet()) {
        csv.row(cells(closing, platform.getKey(), weight.getKey().toString(), weight.getValue()));
      }
    }
    csv.flush();
  }

  /**
   * Reads closing weights back.
   *
   * @param file the file
   * @return the weights
   * @throws InvalidInputException with everything that is wrong in the file
   */
  public static ClosingWeights read(InputFile file) {
    Problems problems = new Problems(file.name());
    ClosingWeightsRows rows = new ClosingWeightsRows(problems);
    CsvFile.readOwn(file, COLUMNS, problems, rows);
    problems.throwIfAny();
    ClosingWeights weights = rows.weights();
    problems.throwIfAny();
    return weights;
  }

  private static List<String> cells(
      ClosingWeights closing, String platform, String consumer, BigInteger weight) {
    String digits = weight.toString();
    if (digits.length() > ClosingWeightsRows.MOST_DIGITS) {
      throw Invalid.argument(
          "closing weight of " + consumer + " on platform:" + platform,
          digits.length() + " digits",
          "must have at most " + ClosingWeightsRows.MOST_DIGITS);
    }
    return List.of(
        ListText.cell(closing.run()),
        closing.period().start().toString(),
        closing.period().end().toString(),
        Account.platform(platform).toString(),
        consumer,
        digits);
  }
}
