package io.costledger.benchmarks.comparison;

import io.costledger.core.account.Account;
import java.util.HashMap;
import java.util.Map;

/** Where the library's accounts stand in the tables of a {@link Work}. */
final class AccountPlaces {
  private final Work work;
  private final Map<Account, Integer> consumers = new HashMap<>();

  AccountPlaces(Work work) {
    this.work = work;
    for (int center = 0; center < work.centerCount; center++) {
      consumers.put(Account.costCenter(Work.center(center)), center);
    }
    for (int platform = 0; platform < work.platformCount; platform++) {
      consumers.put(Account.platform(Work.platform(platform)), work.centerCount + platform);
    }
  }

  int consumer(Account account) {
    Integer number = consumers.get(account);
    if (number == null) {
      throw new IllegalStateException("No such account in the work: " + account);
    }
    return number;
  }

  int platform(Account account) {
    return consumer(account) - work.centerCount;
  }

  /** A cost center's place in a lineage; the owner of all platforms is the last. */
  int bearer(Account sink) {
    return sink.id().equals("infra") ? work.centerCount : consumer(sink);
  }
}
