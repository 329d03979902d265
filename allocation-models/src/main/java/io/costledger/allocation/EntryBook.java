package io.costledger.allocation;

import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Collects transfers into entries: one per charge period, from, to, measure and kind (SPEC 7.1),
 * and knows what has come into each account and not left it.
 */
final class EntryBook {
  private final String run;
  private final ResolvedPolicy policy;

  /** As they come: period by period, consumers ascending, so that little is left to sort. */
  private final Map<Key, Draft> drafts = new LinkedHashMap<>();

  private final Map<Held, BigInteger> balances = new HashMap<>();

  EntryBook(String run, ResolvedPolicy policy) {
    this.run = run;
    this.policy = policy;
  }

  /** What makes two transfers one entry. */
  record Key(Period period, Account from, Account to, Measure measure, EntryKind kind) {}

  private record Held(Period period, Account account, Measure measure) {}

  /** What is said of a transfer beside its key and units; parts of one entry are merged. */
  static final class Draft {
    private BigInteger units = BigInteger.ZERO;
    private OptionalInt tier = OptionalInt.empty();
    private Optional<String> model = Optional.empty();
    private Optional<String> modelVersion = Optional.empty();
    private Optional<BigDecimal> quantity = Optional.empty();
    private Optional<String> quantityUnit = Optional.empty();
    private List<FaultReason> reasons = List.of();
    private List<String> deliveries = List.of();

    Draft tier(int depth) {
      tier = OptionalInt.of(depth);
      return this;
    }

    Draft model(String name, String version) {
      model = Optional.of(name);
      modelVersion = Optional.of(version);
      return this;
    }

    Draft quantity(Optional<BigDecimal> amount, Optional<String> unit) {
      quantity = amount;
      quantityUnit = unit;
      return this;
    }

    Draft reason(FaultReason reason) {
      reasons = union(reasons, List.of(reason), Comparator.naturalOrder());
      return this;
    }

    Draft deliveries(List<String> ids) {
      deliveries = union(deliveries, ids, CodePoints.ORDER);
      return this;
    }

    /** Both, ascending, each once. */
    private static <T> List<T> union(List<T> some, List<T> more, Comparator<? super T> order) {
      if ((some.isEmpty() && more.size() == 1) || some.equals(more)) {
        return more;
      }
      NavigableSet<T> both = new TreeSet<>(order);
      both.addAll(some);
      both.addAll(more);
      return List.copyOf(both);
    }
  }

  /** Moves units; moving none books nothing, and what is said of it is dropped. */
  Draft move(Key key, BigInteger units) {
    if (units.signum() == 0) {
      return new Draft();
    }
    balances.merge(new Held(key.period(), key.to(), key.measure()), units, BigInteger::add);
    balances.merge(
        new Held(key.period(), key.from(), key.measure()), units.negate(), BigInteger::add);
    Draft draft = drafts.computeIfAbsent(key, k -> new Draft());
    draft.units = draft.units.add(units);
    return draft;
  }

  BigInteger balance(Period period, Account account, Measure measure) {
    return balances.getOrDefault(new Held(period, account, measure), BigInteger.ZERO);
  }

  List<LedgerEntry> entries() {
    List<LedgerEntry> entries = new ArrayList<>();
    drafts.forEach((key, draft) -> entries.add(entry(key, draft)));
    entries.sort(LedgerEntry.ORDER);
    return entries;
  }

  private LedgerEntry entry(Key key, Draft draft) {
    return LedgerEntry.builder()
        .run(run)
        .chargePeriod(key.period())
        .postingPeriod(policy.posting())
        .from(key.from())
        .to(key.to())
        .amountUnits(draft.units)
        .unit(policy.declared().unit())
        .measure(key.measure())
        .kind(key.kind())
        .tier(draft.tier)
        .model(draft.model)
        .modelVersion(draft.modelVersion)
        .quantity(draft.quantity)
        .quantityUnit(draft.quantityUnit)
        .reasons(draft.reasons)
        .deliveries(draft.deliveries)
        .build();
  }
}
