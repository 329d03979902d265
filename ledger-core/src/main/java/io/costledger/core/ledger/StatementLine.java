package io.costledger.core.ledger;

import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;
import org.joda.money.BigMoney;

/**
 * One line of a statement.
 *
 * @param account who bears it: a cost center, or an account of cost without a home
 * @param measure charges or credits
 * @param exact the exact amount
 * @param settled the amount in the currency's own subunit
 */
public record StatementLine(Account account, Measure measure, BigMoney exact, BigMoney settled) {}
