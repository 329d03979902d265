package io.costledger.invariants;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.BillPlacement;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.time.Period;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** {@link StandardInvariants#TIER_ORDER}. */
final class TierOrder extends Law {
  TierOrder() {
    super(
        "TIER_ORDER",
        "A platform has one tier in a charge period, named on what leaves it and only there, and"
            + " passes cost only to deeper tiers: so no cost runs in a circle.");
  }

  private record Key(Period period, Account account) {}

  @Override
  void find(Run run, Findings findings) {
    Map<Key, LedgerEntry> firsts = new HashMap<>();
    for (LedgerEntry entry : run.entries()) {
      if (!findPresence(entry, findings) && entry.tier().isPresent()) {
        LedgerEntry first = firsts.putIfAbsent(new Key(entry.chargePeriod(), entry.from()), entry);
        if (first != null && !first.tier().equals(entry.tier())) {
          findings.fact(
              Offenders.of(first).add(entry),
              "tier in " + entry.chargePeriod(),
              text(entry.tier()) + " of " + entry.from(),
              "another entry has " + text(first.tier()));
        }
      }
    }
    Set<Key> given = givenToUnknown(run);
    for (LedgerEntry entry : run.entries()) {
      if (entry.to().kind() != AccountKind.PLATFORM) {
        continue;
      }
      LedgerEntry next = firsts.get(new Key(entry.chargePeriod(), entry.to()));
      if (next != null && isEdge(entry, given) && !deeper(entry.tier(), next.tier())) {
        findings.units(
            entry.amountUnits(),
            Offenders.of(entry).add(next),
            "tier in " + entry.chargePeriod(),
            text(next.tier()) + " of " + entry.to(),
            "must be deeper than " + text(entry.tier()) + ", the tier of " + entry.from());
      }
    }
  }

  /** Looks at one entry, whether it has a tier just where it leaves a platform; true if not so. */
  static boolean findPresence(LedgerEntry entry, Findings findings) {
    if (AccountRoles.passesOn(entry.from()) == entry.tier().isPresent()) {
      return false;
    }
    findings.fact(
        Offenders.of(entry),
        "tier in " + entry.chargePeriod(),
        text(entry.tier()) + " of " + Offenders.transfer(entry),
        entry.tier().isPresent()
            ? "only cost that leaves a platform has a tier"
            : "cost that leaves a platform has a tier");
    return true;
  }

  /** Platforms with a given charge whose consumer is unknown: others may stand in for it. */
  private static Set<Key> givenToUnknown(Run run) {
    Set<Key> platforms = new HashSet<>();
    for (BillPlacement placement : run.billPlacements()) {
      if (placement.given().isPresent() && placement.fault().isPresent()) {
        platforms.add(new Key(placement.chargePeriod(), placement.to()));
      }
    }
    return platforms;
  }

  /** Given charges come before the graph; members of a group share its tier. */
  private static boolean isEdge(LedgerEntry entry, Set<Key> givenToUnknown) {
    boolean standsIn = entry.reasons().contains(FaultReason.UNKNOWN_CONSUMER)
        && givenToUnknown.contains(new Key(entry.chargePeriod(), entry.from()));
    return entry.tier().isPresent()
        && !standsIn
        && entry.kind() != EntryKind.DIRECT
        && entry.kind() != EntryKind.CORRECTION;
  }

  private static boolean deeper(OptionalInt from, OptionalInt to) {
    return to.orElse(-1) > from.orElse(-1);
  }

  private static String text(OptionalInt tier) {
    return tier.isPresent() ? "tier " + tier.getAsInt() : "no tier";
  }
}
