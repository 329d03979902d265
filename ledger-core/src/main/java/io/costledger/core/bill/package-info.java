/**
 * The provider's charges and the rules that place them. Start with {@link
 * io.costledger.core.bill.BillRecord}, then {@link io.costledger.core.bill.BillRule}.
 */
@NullMarked
package io.costledger.core.bill;

import org.jspecify.annotations.NullMarked;
