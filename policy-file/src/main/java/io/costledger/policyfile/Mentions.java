package io.costledger.policyfile;

import io.costledger.core.account.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a file names which account, so that a mistake of the whole policy gets its line. */
final class Mentions {
  private final Map<Account, List<Place>> places = new LinkedHashMap<>();

  void add(Account account, Place at) {
    places.computeIfAbsent(account, key -> new ArrayList<>()).add(at);
  }

  Set<Account> accounts() {
    return places.keySet();
  }

  /** Where an account is named at or below a place. */
  List<Place> within(Account account, Place place) {
    return places.getOrDefault(account, List.of()).stream()
        .filter(at -> at.isWithin(place))
        .toList();
  }
}
