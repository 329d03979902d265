package io.costledger.core.ledger;

import io.costledger.core.Invalid;
import io.costledger.core.Sha256;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.policy.Weights;
import io.costledger.core.time.Period;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The weights with which a run closed: those that the data of its last charge period gave, by
 * platform. The next run may rest an estimate on them (SPEC section 6), and is pinned to their
 * digest then.
 *
 * <p>Weights that were estimated themselves are not among them, so that no estimate rests on
 * another. A platform without weights is there with none.
 *
 * <p>Example: {@code inputs.withPrevious(august.run().closingWeights())}.
 */
public final class ClosingWeights {
  private final String run;
  private final Period period;
  private final NavigableMap<String, Weights> byPlatform;

  private ClosingWeights(String run, Period period, NavigableMap<String, Weights> byPlatform) {
    this.run = run;
    this.period = period;
    this.byPlatform = Collections.unmodifiableNavigableMap(byPlatform);
  }

  /**
   * Returns the closing weights of a run.
   *
   * @param run the run's id, not empty
   * @param period its last charge period
   * @param byPlatform platform id to weights, of consumers declared or not
   * @return the weights
   * @throws IllegalArgumentException if an id is empty, or a weight is not of a consumer
   */
  public static ClosingWeights of(String run, Period period, Map<String, Weights> byPlatform) {
    NavigableMap<String, Weights> copy = new TreeMap<>(CodePoints.ORDER);
    byPlatform.forEach((platform, weights) -> {
      for (Account consumer : weights.byConsumer().keySet()) {
        if (!consumer.isConsumer()) {
          throw Invalid.argument("consumer", consumer, "must be a cost center or a platform");
        }
      }
      copy.put(Account.requireId("platform", platform), weights);
    });
    return new ClosingWeights(Account.requireId("run id", run), period, copy);
  }

  /**
   * Returns whose weights these are.
   *
   * @return the run's id
   */
  public String run() {
    return run;
  }

  /**
   * Returns when they held.
   *
   * @return the run's last charge period
   */
  public Period period() {
    return period;
  }

  /**
   * Returns the weights.
   *
   * @return platform id to weights, by id in code-point order; unmodifiable
   */
  public NavigableMap<String, Weights> byPlatform() {
    return byPlatform;
  }

  /**
   * Returns a digest of all of it: equal values, equal digest.
   *
   * @return SHA-256, 64 lower-case hex digits
   */
  public String sha256() {
    StringBuilder text = new StringBuilder();
    line(text, run);
    line(text, period.toString());
    byPlatform.forEach((platform, weights) -> {
      line(text, Account.platform(platform).toString());
      weights.byConsumer().forEach((consumer, weight) -> {
        line(text, consumer.toString());
        line(text, weight.toString());
      });
      text.append(";\n");
    });
    return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** With its length, so that no two values have one text. */
  private static void line(StringBuilder text, String value) {
    text.append(value.length()).append(':').append(value).append('\n');
  }

  /** Values of the same run, period and weights are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ClosingWeights weights
        && run.equals(weights.run)
        && period.equals(weights.period)
        && byPlatform.equals(weights.byPlatform);
  }

  @Override
  public int hashCode() {
    return Objects.hash(run, period, byPlatform);
  }

  @Override
  public String toString() {
    return "ClosingWeights of " + run + " in " + period + " " + byPlatform;
  }
}
