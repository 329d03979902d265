package io.costledger.core.ledger;

import org.eclipse.collections.api.list.ImmutableList;
import org.joda.money.BigMoney;

/**
 * Who bears what, settled in the currency's own subunit so that the lines sum to the total (SPEC
 * section 9); the exact amounts stay beside it.
 *
 * @param lines by account, then measure
 * @param exactTotal the sum of the exact amounts
 * @param settledTotal the sum of the settled amounts: the exact total, rounded once, half-even
 */
public record Statement(
    ImmutableList<StatementLine> lines, BigMoney exactTotal, BigMoney settledTotal) {}
