package io.costledger.core.policy;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * To whom a platform may pass cost on under a policy's choice of cycles. A consumer that is not
 * declared is no platform yet, so it is open.
 */
final class OpenConsumers {
  private final boolean direct;

  /** Every declared platform; in a step-down by its place in the order. */
  private final Map<String, Integer> places = new HashMap<>();

  OpenConsumers(Cycles cycles, List<Platform> platforms) {
    this.direct = cycles instanceof Cycles.Direct;
    platforms.forEach(platform -> places.put(platform.id(), 0));
    if (cycles instanceof Cycles.StepDown stepDown) {
      for (int i = 0; i < stepDown.order().size(); i++) {
        places.put(stepDown.order().get(i), i);
      }
    }
  }

  boolean to(String platform, Account consumer) {
    if (consumer.kind() != AccountKind.PLATFORM || !places.containsKey(consumer.id())) {
      return true;
    }
    int place = places.getOrDefault(platform, 0);
    return !consumer.id().equals(platform)
        && !direct
        && places.getOrDefault(consumer.id(), 0) >= place;
  }

  /** The choice without the stand-ins that are closed; a split over nobody is none. */
  Unplaced choice(String platform, Unplaced choice) {
    if (choice instanceof Unplaced.Even even) {
      List<Account> open = new ArrayList<>(even.consumers());
      open.removeIf(consumer -> !to(platform, consumer));
      return new Unplaced.Even(open);
    }
    return choice;
  }
}
