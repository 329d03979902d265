package io.costledger.allocation.difference;

import io.costledger.core.account.Account;
import io.costledger.core.money.Measure;

/**
 * What one account bears of one measure through one neighbour, in two runs.
 *
 * @param account who bears it: a cost center, unallocated, variance or fx
 * @param measure charge or credit
 * @param through the account that the cost came from: a platform, a group or the bill; of what
 *     variance funds, the platform that it went to
 * @param change the figure before and after, possibly the same
 */
public record DifferenceLine(Account account, Measure measure, Account through, Change change) {}
