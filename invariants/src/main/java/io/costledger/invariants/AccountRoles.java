package io.costledger.invariants;

import io.costledger.core.account.Account;

/** Which accounts cost passes through, and in which it comes to rest. */
final class AccountRoles {
  private AccountRoles() {}

  /** A platform or a reciprocal group: ends every period at zero. */
  static boolean passesOn(Account account) {
    return switch (account.kind()) {
      case PLATFORM, GROUP -> true;
      case BILL, COST_CENTER, UNALLOCATED, VARIANCE, FX -> false;
    };
  }

  /** Where cost comes to rest: part of every total. */
  static boolean isSink(Account account) {
    return switch (account.kind()) {
      case COST_CENTER, UNALLOCATED, VARIANCE, FX -> true;
      case BILL, PLATFORM, GROUP -> false;
    };
  }
}
