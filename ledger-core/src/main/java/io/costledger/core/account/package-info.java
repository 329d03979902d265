/** Accounts and the order of their names. Start with {@link io.costledger.core.account.Account}. */
@NullMarked
package io.costledger.core.account;

import org.jspecify.annotations.NullMarked;
