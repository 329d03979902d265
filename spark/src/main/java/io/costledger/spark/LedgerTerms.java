package io.costledger.spark;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.policy.Retention;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a policy says of entries that can be seen without the bill and the usage. */
final class LedgerTerms {
  private final ResolvedPolicy policy;
  private final Map<String, PeriodPolicy> periods = new HashMap<>();
  private final boolean gives;

  LedgerTerms(ResolvedPolicy policy) {
    this.policy = policy;
    policy.periods().forEach(period -> periods.put(period.period().toString(), period));
    this.gives = policy.declared().billRules().stream()
        .anyMatch(rule -> rule.retained() || rule.consumer().isPresent());
  }

  /**
   * What a platform may keep.
   *
   * @param least no less, without its sign
   * @param most no more, without its sign
   */
  record Bound(BigDecimal least, BigDecimal most) {}

  String posting() {
    return policy.posting().toString();
  }

  boolean hasPeriod(String period) {
    return periods.containsKey(period);
  }

  /** Why an account may not stand in an entry. */
  Optional<String> refuses(Account account, String period) {
    if (account.kind() == AccountKind.BILL) {
      return account.equals(policy.billAccount())
          ? Optional.empty()
          : Optional.of("the run's bill is " + policy.billAccount());
    }
    return isDeclared(account, Optional.ofNullable(periods.get(period)))
        ? Optional.empty()
        : Optional.of("is not declared for that period");
  }

  private static boolean isDeclared(Account account, Optional<PeriodPolicy> terms) {
    return switch (account.kind()) {
      case BILL, FX -> true; // ENTRY_ROUTE says that a run books no differences of rates
      case PLATFORM, COST_CENTER -> terms.map(p -> p.knows(account)).orElse(false);
      case GROUP, VARIANCE -> isPlatform(account, terms);
      case UNALLOCATED -> account.id().equals("bill") || isPlatform(account, terms);
    };
  }

  private static boolean isPlatform(Account account, Optional<PeriodPolicy> terms) {
    return terms.map(p -> p.platforms().containsKey(account.id())).orElse(false);
  }

  /**
   * What a platform may keep of its pool (SPEC 4.1). Where bill rules give charges to consumers or
   * to the platform itself, entries don't say how much of what is kept was given: then it is a range.
   */
  Optional<Bound> bound(EntryKey place, EntrySums pool) {
    Account account = Account.parse(place.account());
    PeriodPolicy period = periods.get(place.period());
    PeriodPolicy.Terms terms = account.kind() == AccountKind.PLATFORM && period != null
        ? period.platforms().get(account.id())
        : null;
    if (terms == null || pool.isUnjudged() || pool.in().compareTo(pool.out()) != 0) {
      return Optional.empty();
    }
    BigDecimal whole = ofPool(pool).abs();
    int sign = place.measure().equals(Measure.CHARGE.name()) ? 1 : -1;
    if (ofPool(pool).signum() == -sign) {
      return Optional.empty(); // more was trued up than came in
    }
    BigDecimal most = gives ? whole : kept(terms.retention(), place, pool, whole);
    BigDecimal least = kept(
        terms.retention(),
        place,
        pool,
        whole.subtract(pool.get(EntrySums.Sum.UNKNOWN).abs()).max(BigDecimal.ZERO));
    return Optional.of(new Bound(gives ? least : most, most));
  }

  /** What retention acts on, with what is given to the platform itself. */
  static BigDecimal ofPool(EntrySums pool) {
    return pool.in()
        .subtract(pool.get(EntrySums.Sum.FUNDED))
        .subtract(pool.get(EntrySums.Sum.DIRECT));
  }

  private BigDecimal kept(Retention rule, EntryKey place, EntrySums pool, BigDecimal whole) {
    LedgerUnit unit = policy.declared().unit();
    if (rule instanceof Retention.Share share && !pool.isGrouped()) {
      BigInteger units = whole.movePointRight(unit.scale()).toBigInteger();
      return unit.decimalOf(
          units.multiply(share.share().numerator()).divide(share.share().denominator()));
    }
    if (rule instanceof Retention.Amount amount && place.measure().equals(Measure.CHARGE.name())) {
      return amount.amount().min(whole);
    }
    return BigDecimal.ZERO;
  }
}
