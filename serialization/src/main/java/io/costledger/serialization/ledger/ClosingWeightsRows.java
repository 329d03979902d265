package io.costledger.serialization.ledger;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Period;
import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.ListText;
import io.costledger.serialization.input.PeriodCells;
import io.costledger.serialization.input.Problems;
import io.costledger.serialization.input.Row;
import io.costledger.serialization.input.RowSink;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes closing weights of rows. */
final class ClosingWeightsRows implements RowSink {
  static final int MOST_DIGITS = 10_000;
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]*");

  private final Problems problems;
  private final PeriodCells periods =
      new PeriodCells(ClosingWeightsCsv.START, ClosingWeightsCsv.END);
  private final Map<String, Map<Account, BigInteger>> byPlatform = new TreeMap<>();
  private Optional<String> run = Optional.empty();
  private Optional<Period> period = Optional.empty();

  ClosingWeightsRows(Problems problems) {
    this.problems = problems;
  }

  @Override
  public void header(Header header) {}

  @Override
  public void row(Row row) {
    Optional<String> itsRun = row.required(
        ClosingWeightsCsv.RUN, text -> Account.requireId("run id", ListText.text(text)));
    run = same(row, ClosingWeightsCsv.RUN, run, itsRun);
    period = same(row, ClosingWeightsCsv.START, period, periods.of(row));
    Optional<Account> platform =
        row.required(ClosingWeightsCsv.PLATFORM, ClosingWeightsRows::platform);
    Optional<Account> consumer = row.optional(ClosingWeightsCsv.CONSUMER, Account::parseConsumer);
    Optional<BigInteger> weight =
        row.required(ClosingWeightsCsv.WEIGHT, ClosingWeightsRows::weight);
    if (platform.isPresent() && weight.isPresent() && problems.isEmpty()) {
      add(row, platform.get().id(), consumer, weight.get());
    }
  }

  /** The weights; of use only without problems. */
  ClosingWeights weights() {
    if (run.isEmpty() || period.isEmpty()) {
      problems.add(
          "", Invalid.message("closing weights", "no row", "must have one for each platform"));
      problems.throwIfAny();
    }
    Map<String, Weights> weights = new HashMap<>();
    byPlatform.forEach((platform, of) -> weights.put(platform, Weights.ofWhole(of)));
    return ClosingWeights.of(run.orElseThrow(), period.orElseThrow(), weights);
  }

  private void add(Row row, String platform, Optional<Account> consumer, BigInteger weight) {
    if (consumer.isPresent() == (weight.signum() == 0)) {
      row.add(
          ClosingWeightsCsv.WEIGHT,
          Invalid.message("weight", weight, "must be above 0 of a consumer, and 0 of none"));
      return;
    }
    Map<Account, BigInteger> known = byPlatform.get(platform);
    boolean isDouble = known != null
        && (consumer.isEmpty() || known.isEmpty() || known.containsKey(consumer.get()));
    if (isDouble) {
      row.add(
          ClosingWeightsCsv.CONSUMER,
          Invalid.message(
              "consumer of platform:" + platform,
              consumer.map(Account::toString).orElse("none"),
              "must stand once, and none only alone"));
      return;
    }
    Map<Account, BigInteger> weights = byPlatform.computeIfAbsent(platform, id -> new HashMap<>());
    consumer.ifPresent(account -> weights.put(account, weight));
  }

  /** What the first row says, all others must say, too. */
  private static <T> Optional<T> same(
      Row row, String column, Optional<T> first, Optional<T> found) {
    if (first.isPresent() && found.isPresent() && !found.equals(first)) {
      row.add(column, Invalid.message(column, found.get(), "the file's first is " + first.get()));
    }
    return first.isPresent() ? first : found;
  }

  private static Account platform(String text) {
    Account account = Account.parse(text);
    if (account.kind() != AccountKind.PLATFORM) {
      throw Invalid.argument("platform", account, "must be platform:<id>");
    }
    return account;
  }

  private static BigInteger weight(String text) {
    boolean isLong = text.length() > MOST_DIGITS;
    if (isLong || !WHOLE.matcher(text).matches()) {
      throw Invalid.argument(
          "weight",
          isLong ? text.length() + " characters" : "'" + text + "'",
          "must be a whole number of 0 or more, of at most " + MOST_DIGITS + " digits");
    }
    return new BigInteger(text);
  }
}
