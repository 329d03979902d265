package io.costledger.spark;

import static io.costledger.invariants.StandardInvariants.CONSERVATION_PERIOD;
import static io.costledger.invariants.StandardInvariants.CONSERVATION_PLATFORM;
import static io.costledger.invariants.StandardInvariants.CONSERVATION_RUN;
import static io.costledger.invariants.StandardInvariants.ENTRY_DECLARED;
import static io.costledger.invariants.StandardInvariants.ENTRY_PINNED;
import static io.costledger.invariants.StandardInvariants.ENTRY_SOURCE;
import static io.costledger.invariants.StandardInvariants.ENTRY_UNIQUE;
import static io.costledger.invariants.StandardInvariants.RETAINED_BOUNDS;
import static io.costledger.invariants.StandardInvariants.TIER_ORDER;

import io.costledger.core.account.Account;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import io.costledger.spark.EntryKey.What;
import io.costledger.spark.EntrySums.Sum;
import io.costledger.spark.LedgerFindings.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges what entries come to, place by place, in the words of the standard laws. Of a run it keeps
 * its periods and totals; of a period the sums of its platforms.
 */
final class LedgerJudge {
  private final LedgerUnit unit;
  private final String money;
  private final Optional<LedgerTerms> terms;
  private final Map<Measure, BigDecimal> bill;
  private final LedgerFindings findings;

  /** The run and period that are being read, and their places. */
  private String reading = "";

  private NavigableMap<EntryKey, EntrySums> places = new TreeMap<>();

  /** Pools whose flows must be told apart by counterpart. */
  private final Set<EntryKey> mixed = new HashSet<>();

  private final NavigableMap<String, NavigableMap<String, NavigableSet<EntryKey>>> posted =
      new TreeMap<>();
  private final NavigableMap<String, NavigableMap<Period, EntryKey>> charged = new TreeMap<>();

  /** By run and measure, in the ledger's currency and basis. */
  private final NavigableMap<String, Map<Measure, Totals>> totals = new TreeMap<>();

  private record Totals(BigDecimal left, BigDecimal rests) {
    static final Totals NONE = new Totals(BigDecimal.ZERO, BigDecimal.ZERO);
  }

  LedgerJudge(
      LedgerUnit unit,
      String money,
      Optional<LedgerTerms> terms,
      Map<Measure, BigDecimal> bill,
      LedgerFindings findings) {
    this.unit = unit;
    this.money = money;
    this.terms = terms;
    this.bill = bill;
    this.findings = findings;
  }

  /** Takes a place; those of a run's charge period come one after the other. */
  void take(EntryKey place, EntrySums sums) {
    String period = place.run() + " " + place.period();
    if (!period.equals(reading)) {
      judgePlaces();
      reading = period;
    }
    switch (place.what()) {
      case PERIOD, POOL, TIER, EDGE -> places.put(place, sums);
      case NAMED -> named(place, sums);
      case BOOKED -> booked(place);
      case LEAVING, KEPT, ONE -> throw new IllegalStateException(place.what().name());
    }
  }

  /** Ends the reading. */
  Set<EntryKey> end() {
    judgePlaces();
    posted.forEach((run, postings) -> posting(postings));
    charged.values().forEach(this::overlaps);
    if (!bill.isEmpty()) {
      if (totals.isEmpty()) {
        totals.put("", Map.of());
      }
      totals.forEach((run, of) -> bill.forEach((measure, charged) ->
          total(run, measure, charged, of.getOrDefault(measure, Totals.NONE))));
    }
    return mixed;
  }

  private void judgePlaces() {
    places.forEach((place, sums) -> {
      switch (place.what()) {
        case PERIOD -> period(place, sums);
        case POOL -> pool(place, sums);
        case TIER -> tier(place, sums);
        default -> edge(place, sums);
      }
    });
    places = new TreeMap<>();
  }

  private void period(EntryKey place, EntrySums sums) {
    BigDecimal left = sums.get(Sum.OUT_PLUS);
    BigDecimal rests = sums.get(Sum.IN_PLUS);
    if (place.money().equals(money)) {
      totals
          .computeIfAbsent(place.run(), run -> new TreeMap<>())
          .merge(
              Measure.valueOf(place.measure()),
              new Totals(left, rests),
              (a, b) -> new Totals(a.left.add(b.left), a.rests.add(b.rests)));
    }
    if (left.compareTo(rests) == 0) {
      return;
    }
    List<String> onTheWay = new ArrayList<>();
    places.forEach((pool, of) -> {
      boolean sameSums = pool.what() == What.POOL
          && pool.money().equals(place.money())
          && pool.measure().equals(place.measure());
      BigDecimal balance = of.in().subtract(of.out());
      if (sameSums && balance.signum() != 0) {
        onTheWay.add(pool.account() + " is left with " + shown(place, balance));
      }
    });
    findings.add(
        CONSERVATION_PERIOD,
        Finding.of(
                place,
                place.measure() + " of " + place.period(),
                shown(place, rests) + " came to rest",
                "must be " + shown(place, left) + ": what left the bill")
            .by(normal(rests.subtract(left)))
            .shownBy(onTheWay));
  }

  private void pool(EntryKey place, EntrySums sums) {
    BigDecimal in = sums.in();
    BigDecimal out = sums.out();
    if (in.compareTo(out) != 0) {
      findings.add(
          CONSERVATION_PLATFORM,
          Finding.of(
                  place,
                  "outflow in " + place.measure() + " of " + place.period(),
                  shown(place, out) + " from " + place.account(),
                  "must be " + shown(place, in) + ": what came in")
              .by(normal(out.subtract(in)))
              .shownBy(place));
    }
    if (sums.isMixed()) {
      mixed.add(place);
    } else {
      source(
          place,
          sums.get(Sum.IN_PLUS).add(sums.get(Sum.IN_MINUS)).abs(),
          sums.get(Sum.OUT_PLUS).add(sums.get(Sum.OUT_MINUS)).abs());
    }
    terms.flatMap(said -> said.bound(place, sums)).ifPresent(bound -> retained(place, sums, bound));
  }

  /** Takes what came in and what left by counterpart, without their signs. */
  void source(EntryKey place, BigDecimal in, BigDecimal out) {
    if (out.compareTo(in) > 0) {
      findings.add(
          ENTRY_SOURCE,
          Finding.of(
                  place,
                  "source in " + place.measure() + " of " + place.period(),
                  shown(place, out) + " leaves " + place.account(),
                  "only " + shown(place, in) + " was booked in, both without their signs")
              .by(normal(out.subtract(in)))
              .shownBy(place.as(What.LEAVING)));
    }
  }

  private void retained(EntryKey place, EntrySums sums, LedgerTerms.Bound bound) {
    BigDecimal sign =
        place.measure().equals(Measure.CHARGE.name()) ? BigDecimal.ONE : BigDecimal.ONE.negate();
    BigDecimal kept = sums.get(Sum.KEPT);
    BigDecimal size = kept.multiply(sign);
    boolean tooMuch = size.compareTo(bound.most()) > 0;
    if (!tooMuch && size.compareTo(bound.least()) >= 0) {
      return;
    }
    BigDecimal nearest = tooMuch ? bound.most() : bound.least();
    String range = bound.least().compareTo(bound.most()) == 0
        ? shown(place, nearest.multiply(sign))
        : shown(place, bound.least().multiply(sign)) + " to "
            + shown(place, bound.most().multiply(sign));
    findings.add(
        RETAINED_BOUNDS,
        Finding.of(
                place,
                "retained " + place.measure() + " of " + place.period(),
                shown(place, kept) + " by " + place.account(),
                "must be " + range + " of " + shown(place, LedgerTerms.ofPool(sums)))
            .by(normal(kept.subtract(nearest.multiply(sign))))
            .shownBy(place.as(What.KEPT)));
  }

  private void tier(EntryKey place, EntrySums sums) {
    if (sums.leastTier() != sums.largestTier()) {
      findings.add(
          TIER_ORDER,
          Finding.of(
                  place,
                  "tier in " + place.period(),
                  "tier " + sums.largestTier() + " of " + place.account(),
                  "another entry has tier " + sums.leastTier())
              .shownBy(place));
    }
  }

  private void edge(EntryKey place, EntrySums sums) {
    EntrySums next = places.get(
        new EntryKey(What.TIER, place.run(), place.period(), "", "", place.detail(), ""));
    if (next != null && next.leastTier() <= sums.largestTier()) {
      findings.add(
          TIER_ORDER,
          Finding.of(
                  place,
                  "tier in " + place.period(),
                  "tier " + next.leastTier() + " of " + place.detail(),
                  "must be deeper than tier " + sums.largestTier() + ", the tier of "
                      + place.account())
              .by(normal(sums.get(Sum.IN_PLUS)))
              .shownBy(place));
    }
  }

  private void named(EntryKey place, EntrySums sums) {
    terms
        .flatMap(said -> said.refuses(Account.parse(place.account()), place.period()))
        .ifPresent(rule -> findings.add(
            ENTRY_DECLARED,
            Finding.of(place, "account in " + place.period(), place.account(), rule)
                .by(normal(sums.get(Sum.IN_PLUS).add(sums.get(Sum.OUT_PLUS))))
                .shownBy(place)));
  }

  private void booked(EntryKey place) {
    boolean homeless = place.detail().endsWith(EntryKey.HOMELESS);
    String posting = homeless
        ? place.detail().substring(0, place.detail().length() - EntryKey.HOMELESS.length())
        : place.detail();
    if (terms.isEmpty()) {
      posted
          .computeIfAbsent(place.run(), run -> new TreeMap<>())
          .computeIfAbsent(posting, key -> new TreeSet<>())
          .add(place);
      if (!homeless) {
        charged
            .computeIfAbsent(place.run(), run -> new TreeMap<>())
            .put(Period.parse(place.period()), place);
      }
      return;
    }
    if (!posting.equals(terms.get().posting())) {
      pinned(place, "posting period", posting, "must be " + terms.get().posting());
    }
    if (!homeless && !terms.get().hasPeriod(place.period())) {
      pinned(place, "charge period", place.period(), "is not in the grain");
    }
  }

  /** Without a policy: a run has one posting period, whichever it is. */
  private void posting(NavigableMap<String, NavigableSet<EntryKey>> postings) {
    String first = postings.firstKey();
    postings
        .tailMap(first, false)
        .forEach((posting, of) -> of.forEach(
            place -> pinned(place, "posting period", posting, "another entry has " + first)));
  }

  /** Without a policy: the periods of a grain are disjoint, whichever they are. */
  private void overlaps(NavigableMap<Period, EntryKey> periods) {
    Period before = periods.firstKey();
    for (Map.Entry<Period, EntryKey> entry : periods.tailMap(before, false).entrySet()) {
      Period period = entry.getKey();
      if (period.overlaps(before)) {
        pinned(entry.getValue(), "charge period", period.toString(), "overlaps " + before);
      }
      before = period.end().isAfter(before.end()) ? period : before;
    }
  }

  private void pinned(EntryKey place, String what, String value, String rule) {
    findings.add(
        ENTRY_PINNED, Finding.of(place, what + " of an entry", value, rule).shownBy(place));
  }

  /** Takes entries of which there must be one. */
  void twice(EntryKey place, long entries) {
    int space = place.detail().indexOf(' ');
    String charge = place.period().substring(0, place.period().indexOf(' '));
    findings.add(
        ENTRY_UNIQUE.code(),
        Finding.of(
                place,
                place.detail().substring(0, space) + " " + place.measure() + " of " + charge,
                entries + " entries " + place.account() + " -> "
                    + place.detail().substring(space + 1),
                "must be one")
            .shownBy(place));
  }

  private void total(String run, Measure measure, BigDecimal charged, Totals found) {
    total(run, measure, charged, found.left, "out of the bill");
    total(run, measure, charged, found.rests, "in cost centers, unallocated and variance");
  }

  private void total(
      String run, Measure measure, BigDecimal charged, BigDecimal booked, String where) {
    if (charged.compareTo(booked) != 0) {
      EntryKey place = new EntryKey(What.PERIOD, run, "", money, measure.name(), "", where);
      findings.add(
          CONSERVATION_RUN,
          Finding.of(
                  place,
                  "total " + measure + " " + where,
                  shown(place, booked),
                  "must be " + shown(place, charged) + ": the bill less what import rounded off")
              .by(normal(booked.subtract(charged)))
              .shownBy(List.of(where + ": " + shown(place, booked))));
    }
  }

  private String shown(EntryKey place, BigDecimal amount) {
    return place.money().substring(0, place.money().indexOf(' ')) + " "
        + normal(amount).toPlainString();
  }

  /** At the ledger's scale, or with as many decimals as it needs. */
  private BigDecimal normal(BigDecimal amount) {
    BigDecimal shortest = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    return shortest.scale() < unit.scale() ? shortest.setScale(unit.scale()) : shortest;
  }
}
