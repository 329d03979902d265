package io.costledger.core.policy;

import io.costledger.core.Invalid;
import io.costledger.core.money.Ratio;
import java.math.BigDecimal;

/** What a platform keeps of its pool, borne by its owner (SPEC 4.1). */
public sealed interface Retention {
  /** Keeps nothing. */
  record Nothing() implements Retention {}

  /**
   * Keeps sign(C) * floor(share * |C|), of charges and of credits.
   *
   * @param share 0 to 1
   */
  record Share(Ratio share) implements Retention {
    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is not 0 to 1
     */
    public Share {
      if (share.signum() < 0 || share.compareTo(Ratio.ONE) > 0) {
        throw Invalid.argument("retained share", share, "must be 0 to 1");
      }
    }
  }

  /**
   * Keeps min(amount, C) per grain period, of charges only.
   *
   * @param amount 0 or more, in the ledger's currency
   */
  record Amount(BigDecimal amount) implements Retention {
    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Amount {
      if (amount.signum() < 0) {
        throw Invalid.argument("retained amount", amount, "must be 0 or more");
      }
    }
  }
}
