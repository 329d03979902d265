package io.costledger.core.bill;

import io.costledger.core.Invalid;
import io.costledger.core.delivery.Delivery;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * The provider's charges of one delivery.
 *
 * @param delivery the delivery that brought them; its source is the id of the account {@code
 *     bill:<source>}
 * @param records the charges, in any order, with distinct ids
 */
public record Bill(Delivery delivery, ImmutableList<BillRecord> records) {
  /**
   * Checks the ids.
   *
   * @throws IllegalArgumentException if two records have one id
   */
  public Bill {
    Set<String> ids = new HashSet<>();
    for (BillRecord record : records) {
      if (!ids.add(record.id())) {
        throw Invalid.argument("bill record id", record.id(), "must be unique in its bill");
      }
    }
  }

  /**
   * Returns a bill.
   *
   * @param delivery the delivery that brought it
   * @param records the charges
   * @return the bill
   * @throws IllegalArgumentException if two records have one id
   */
  public static Bill of(Delivery delivery, List<BillRecord> records) {
    return new Bill(delivery, Lists.immutable.ofAll(records));
  }
}
