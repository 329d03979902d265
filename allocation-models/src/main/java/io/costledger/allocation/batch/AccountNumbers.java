package io.costledger.allocation.batch;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Unplaced;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The accounts that cost can reach, numbered in the order of their keys: the consumers of a batch,
 * and those that a policy names.
 */
final class AccountNumbers {
  private final Account[] accounts;
  private final int[] ofRank;
  private final Map<Account, Integer> ofPolicy = new HashMap<>();
  private final int firstPlatform;
  private final int platformCount;

  /**
   * Numbers accounts.
   *
   * @param consumers the batch's consumers, ascending
   * @param policies what the policy says in the periods that count
   */
  AccountNumbers(Account[] consumers, List<PeriodPolicy> policies) {
    Set<Account> named = new HashSet<>();
    policies.forEach(in -> in.platforms().values().forEach(terms -> addNamed(terms, named)));
    Account[] others = named.stream()
        .filter(account -> Arrays.binarySearch(consumers, account) < 0)
        .sorted()
        .toArray(Account[]::new);
    this.accounts = new Account[consumers.length + others.length];
    this.ofRank = new int[consumers.length];
    int other = 0;
    for (int rank = 0; rank < consumers.length; rank++) {
      while (other < others.length && others[other].compareTo(consumers[rank]) < 0) {
        accounts[rank + other] = others[other];
        other++;
      }
      ofRank[rank] = rank + other;
      accounts[rank + other] = consumers[rank];
    }
    System.arraycopy(others, other, accounts, consumers.length + other, others.length - other);
    named.forEach(account -> ofPolicy.put(account, Arrays.binarySearch(accounts, account)));
    this.firstPlatform = (int) Arrays.stream(accounts)
        .takeWhile(account -> account.kind() != AccountKind.PLATFORM)
        .count();
    this.platformCount = (int) Arrays.stream(accounts)
        .filter(account -> account.kind() == AccountKind.PLATFORM)
        .count();
  }

  private static void addNamed(PeriodPolicy.Terms terms, Set<Account> named) {
    named.add(terms.account());
    named.add(terms.owner());
    named.add(Account.unallocated(terms.platform()));
    for (FaultReason reason : terms.unplaced().keySet()) {
      if (terms.unplaced(reason) instanceof Unplaced.Even even) {
        named.addAll(even.consumers());
      }
    }
  }

  int size() {
    return accounts.length;
  }

  Account account(int number) {
    return accounts[number];
  }

  /** The number of a consumer of the batch; ascending as ranks do. */
  int ofRank(int rank) {
    return ofRank[rank];
  }

  /** The number of an account that the policy names. */
  int of(Account account) {
    Integer number = ofPolicy.get(account);
    if (number == null) {
      throw new IllegalStateException("The policy doesn't name " + account);
    }
    return number;
  }

  /** Where platforms start; they stand together. */
  int firstPlatform() {
    return firstPlatform;
  }

  int platformCount() {
    return platformCount;
  }
}
