package io.costledger.allocation.lineage;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where cost began: the account that the bill first hit, and, in a lineage that is split by a field
 * of the bill, the text of the rows there. Roots ascend by account, then by text; no text comes
 * first.
 *
 * @param account a platform, a cost center or {@code unallocated:bill}; or {@code
 *     variance:<platform>}, for what a rate model charged above its pool
 * @param text the text of the bill rows in the field that splits the roots; empty where the rows
 *     have none and in a lineage that isn't split
 */
public record Root(Account account, Optional<String> text) implements Comparable<Root> {
  private static final Comparator<Root> ORDER = Comparator.comparing(Root::account)
      .thenComparing(root -> root.text().isPresent())
      .thenComparing(root -> root.text().orElse(""), CodePoints.ORDER);

  /**
   * Returns a root without a text.
   *
   * @param account the account that the bill first hit
   * @return the root
   */
  public static Root of(Account account) {
    return new Root(account, Optional.empty());
  }

  /** By account, then by text. */
  @Override
  public int compareTo(Root other) {
    return ORDER.compare(this, other);
  }

  /** The account's text, and the rows' text in brackets. */
  @Override
  public String toString() {
    return account + text.map(t -> "[" + t + "]").orElse("");
  }
}
