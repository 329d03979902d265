package io.costledger.allocation.reference;

import io.costledger.allocation.reference.ReferenceScenario.Center;
import io.costledger.allocation.reference.ReferenceScenario.Choice;
import io.costledger.allocation.reference.ReferenceScenario.Circles;
import io.costledger.allocation.reference.ReferenceScenario.Fallback;
import io.costledger.allocation.reference.ReferenceScenario.Limit;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Shared;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Makes small scenarios in which the hard cases are common. */
public final class Scenarios {
  private static final List<String> IDS = List.of(
      "a",
      "b",
      "A",
      "ads",
      "search",
      "web:eu:1",
      "say \"hi\"",
      "comma, and\nline",
      " edge ",
      "\u0131",
      "\u0130",
      "\u00e9",
      "e\u0301",
      "\u6771\u4eac",
      "\ud7ff",
      "\ue000",
      "\uf8ff",
      "\uff5e",
      "\uffee",
      "\ud800\udc00",
      "\ud800\udc01",
      "\ud83d\ude00",
      "\udbff\udffd");
  private static final List<String> UNKNOWN =
      List.of("ghost", "0", "\ud800\udc02", "\ue001", "~", "platform:a");
  private static final List<String> UNITS = List.of("vcpu-hours", "gb", "requests");
  private static final List<String> SERVICES = List.of("compute", "storage");
  private static final List<String> QUANTITIES = List.of(
      "0",
      "0.000",
      "1",
      "1",
      "1.0",
      "2",
      "3",
      "7",
      "0.5",
      "0.000000001",
      "12.75",
      "1E+3",
      "33.333333333333333333",
      "9223372036854775807",
      "9223372036854775808",
      "9223372036854775809",
      "123456789012345678901234567890",
      "1E+30");
  private static final List<String> BIG_UNITS = List.of(
      "9223372036854775806",
      "9223372036854775807",
      "9223372036854775808",
      "18446744073709551616",
      "170141183460469231731687303715884105727",
      "170141183460469231731687303715884105728",
      "99999999999999999999999999999999999999");

  private final Random random;
  private final int scale;
  private final boolean rounds;
  private final boolean proratesBill;
  private final boolean proratesUsage;
  private final List<Period> grain = new ArrayList<>();
  private final List<Center> centers = new ArrayList<>();
  private final List<String> platformIds;
  private boolean noWayOut;
  private boolean manyCircles;

  private Scenarios(Random random) {
    this.random = random;
    this.scale = pick(List.of(0, 2, 2, 11, 11, 14));
    this.rounds = chance(25);
    this.proratesBill = chance(30);
    this.proratesUsage = chance(30);
    Instant at = Instant.parse("2024-09-01T00:00:00Z");
    int periods = pick(List.of(1, 1, 2, 3, 4));
    while (grain.size() < periods) {
      grain.add(Period.of(at, at.plus(Duration.ofDays(1))));
      at = at.plus(Duration.ofHours(chance(80) ? 24 : 36));
    }
    for (String id : someOf(IDS, 1 + random.nextInt(6))) {
      boolean moves = !centers.isEmpty() && periods > 1 && chance(15);
      int cut = moves ? 1 + random.nextInt(periods - 1) : 0;
      boolean leaves = chance(50);
      centers.add(new Center(id, leaves ? 0 : cut, moves && leaves ? cut : periods));
    }
    platformIds = someOf(IDS, 1 + random.nextInt(6));
  }

  /** The next scenario. */
  public static ReferenceScenario next(Random random) {
    return new Scenarios(random).scenario();
  }

  private ReferenceScenario scenario() {
    List<Shared> platforms = new ArrayList<>();
    Circles circles = pick(List.of(
        Circles.REFUSED,
        Circles.REFUSED,
        Circles.REFUSED,
        Circles.REFUSED,
        Circles.RECIPROCAL,
        Circles.RECIPROCAL,
        Circles.STEP_DOWN,
        Circles.DIRECT));
    boolean mayCycle = circles == Circles.REFUSED ? chance(4) : chance(85);
    manyCircles = circles == Circles.RECIPROCAL && mayCycle;
    noWayOut = mayCycle && chance(10);
    for (int i = 0; i < platformIds.size(); i++) {
      platforms.add(platform(i, mayCycle));
    }
    List<Row> rows = new ArrayList<>();
    boolean creditsOnly = chance(8);
    boolean big = chance(25);
    int count = random.nextInt(14);
    for (int i = 0; i < count; i++) {
      rows.add(row("row " + i, creditsOnly, big));
    }
    List<Use> uses = new ArrayList<>();
    boolean allZero = chance(5);
    for (int i = 0; i < platformIds.size(); i++) {
      int records = chance(manyCircles ? 38 : 15) ? 0 : random.nextInt(9);
      for (int n = 0; n < records; n++) {
        addUse(uses, i, mayCycle, allZero);
      }
      if (!allZero && chance(60)) {
        addUseUpToAnEnd(uses, i, mayCycle, platforms.get(i));
      }
    }
    if (chance(8)) {
      String self = platformIds.get(0);
      uses.add(use("self", self, "platform:" + self, new BigDecimal("-1"), grain.get(0)));
    }
    if (chance(2)) {
      uses.add(use("bad", platformIds.get(0), anyCenter(), new BigDecimal("-1"), grain.get(0)));
    }
    Collections.shuffle(platforms, random);
    Collections.shuffle(uses, random);
    Optional<RoundingMode> rounding = rounds ? Optional.of(roundingMode()) : Optional.empty();
    return new ReferenceScenario(
        scale,
        rounding,
        chance(35),
        grain,
        centers,
        platforms,
        rows,
        uses,
        circles,
        someOf(platformIds, platformIds.size()),
        proratesBill,
        proratesUsage,
        chance(manyCircles ? 95 : 40) ? before(mayCycle) : Map.of());
  }

  private RoundingMode roundingMode() {
    return pick(List.of(
        RoundingMode.HALF_EVEN,
        RoundingMode.HALF_UP,
        RoundingMode.UP,
        RoundingMode.DOWN,
        RoundingMode.FLOOR,
        RoundingMode.CEILING,
        RoundingMode.HALF_DOWN));
  }

  // ---- platforms

  private Shared platform(int index, boolean mayCycle) {
    int kind = random.nextInt(10);
    Optional<Fraction> share = kind < 4 || (manyCircles && kind > 7)
        ? Optional.of(pick(sharesOfPool()))
        : Optional.<Fraction>empty();
    Optional<BigDecimal> amount = kind == 4 || kind == 5
        ? Optional.of(new BigDecimal(BigInteger.valueOf(random.nextInt(60)), scale))
        : Optional.empty();
    Map<FaultReason, Fallback> fallbacks = new LinkedHashMap<>();
    for (FaultReason reason : List.of(
        FaultReason.NO_USAGE,
        FaultReason.NO_MODEL,
        FaultReason.NO_OPEN_CONSUMER,
        FaultReason.UNKNOWN_CONSUMER)) {
      if (chance(45)) {
        fallbacks.put(reason, fallback(index, mayCycle));
      }
    }
    Optional<ReferenceModel> model =
        chance(8) ? Optional.empty() : Optional.of(model(index, mayCycle));
    if (chance(manyCircles ? 85 : 35) && model.flatMap(ReferenceModel::byRates).isEmpty()) {
      fallbacks.put(FaultReason.NO_USAGE, new Fallback(Choice.PREVIOUS, List.of()));
    }
    return new Shared(
        platformIds.get(index),
        stableCenter().id(),
        share,
        amount,
        model,
        fallbacks,
        chance(manyCircles ? 3 : 30) && model.flatMap(ReferenceModel::byRates).isEmpty()
            ? bounds(index)
            : Map.of());
  }

  /** Mostly caps, which always leave somebody free; now and then a minimum, or a cap for all. */
  private Map<String, Limit> bounds(int index) {
    Map<String, Limit> bounds = new LinkedHashMap<>();
    int most = pick(List.of(0, 3, 40, 1_000_000));
    for (String consumer : listed(index, false)) {
      int least = chance(20) ? random.nextInt(4) : 0;
      bounds.put(
          consumer, new Limit(money(least), chance(70) ? cap(least + most) : Optional.empty()));
    }
    if (chance(40)) {
      bounds.put("default", new Limit(BigDecimal.ZERO, chance(20) ? cap(20) : Optional.empty()));
    }
    return bounds;
  }

  private Optional<BigDecimal> cap(int units) {
    return Optional.of(money(units));
  }

  private BigDecimal money(int units) {
    return new BigDecimal(BigInteger.valueOf(units), scale);
  }

  /** What a run before might have closed with, of platforms and consumers that may be gone. */
  private Map<String, Map<String, BigInteger>> before(boolean mayCycle) {
    Map<String, Map<String, BigInteger>> before = new LinkedHashMap<>();
    for (int i = 0; i < platformIds.size(); i++) {
      Map<String, BigInteger> weights = new LinkedHashMap<>();
      for (int n = random.nextInt(manyCircles ? 7 : 4); n > 0; n--) {
        weights.put(
            consumer(i, mayCycle),
            chance(20) ? new BigInteger(pick(BIG_UNITS)) : BigInteger.valueOf(random.nextInt(9)));
      }
      before.put(platformIds.get(i), weights);
    }
    before.put("gone", Map.of(anyCenter(), BigInteger.ONE));
    return before;
  }

  private static List<Fraction> sharesOfPool() {
    return List.of(
        Fraction.ZERO,
        Fraction.of(1, 3),
        Fraction.of(15, 100),
        Fraction.of(new BigDecimal("0.123456789012345678901234567890")),
        Fraction.ONE);
  }

  private Fallback fallback(int index, boolean mayCycle) {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return new Fallback(Choice.FAIL, List.of());
    } else if (kind < 8) {
      return new Fallback(Choice.OWNER, List.of());
    } else if (kind < 17) {
      return new Fallback(Choice.EVEN, listed(index, mayCycle));
    }
    return Fallback.UNALLOCATED;
  }

  private ReferenceModel model(int index, boolean mayCycle) {
    // Rates and bounds inside a group refuse the run, so they are rare where groups are common.
    return switch (random.nextInt(manyCircles && chance(85) ? 11 : 16)) {
      case 11, 12 -> rateCard();
      case 13, 14, 15 -> tieredRate();
      case 0, 1, 2 -> new ReferenceModel.Proportional(pick(UNITS));
      case 3, 4 -> weighted();
      case 5 -> new ReferenceModel.EvenOverUsers();
      case 6 -> new ReferenceModel.EvenOverList(listed(index, mayCycle));
      case 7 -> fixed(index, mayCycle);
      case 8 -> byCost(index, mayCycle);
      case 9 -> reserved(index, mayCycle);
      default -> new ReferenceModel.Direct(model(index, mayCycle));
    };
  }

  private ReferenceModel rateCard() {
    Map<String, Fraction> rates = new LinkedHashMap<>();
    for (String unit : UNITS) {
      if (rates.isEmpty() || chance(40)) {
        rates.put(
            unit,
            pick(
                List.of(Fraction.of(1, 3), Fraction.of(1, 200), Fraction.ZERO, Fraction.of(7, 2))));
      }
    }
    return new ReferenceModel.RateCard(rates, chance(40));
  }

  /** Bounds are quantities of the usage, so that a consumer often meets one exactly. */
  private ReferenceModel tieredRate() {
    TreeSet<BigDecimal> ends = new TreeSet<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      BigDecimal end = new BigDecimal(pick(chance(85) ? QUANTITIES : List.of("4", "8", "2E+30")));
      if (end.signum() > 0) {
        ends.add(end);
      }
    }
    List<ReferenceModel.Band> bands = new ArrayList<>();
    ends.forEach(end -> bands.add(new ReferenceModel.Band(Optional.of(end), rate())));
    if (bands.isEmpty() || chance(75)) {
      bands.add(new ReferenceModel.Band(Optional.empty(), rate()));
    }
    return new ReferenceModel.TieredRate(pick(UNITS), bands, chance(50), chance(40));
  }

  private Fraction rate() {
    return pick(List.of(
        Fraction.ZERO, Fraction.of(1, 3), Fraction.of(1, 200), Fraction.ONE, Fraction.of(7, 2)));
  }

  private ReferenceModel weighted() {
    Map<String, Fraction> rates = new LinkedHashMap<>();
    for (String unit : someOf(UNITS, 1 + random.nextInt(3))) {
      rates.put(
          unit,
          pick(List.of(
              Fraction.ZERO,
              Fraction.ONE,
              Fraction.of(1, 3),
              Fraction.of(1, 7),
              Fraction.of(new BigDecimal("0.04")),
              Fraction.of(new BigDecimal("0.00000000000000000001")))));
    }
    return new ReferenceModel.Weighted(rates);
  }

  private ReferenceModel fixed(int index, boolean mayCycle) {
    List<String> consumers = listed(index, mayCycle);
    Map<String, Fraction> shares = new LinkedHashMap<>();
    int parts = 0;
    for (String consumer : consumers) {
      int part = random.nextInt(4);
      parts += part;
      shares.put(consumer, Fraction.of(part));
    }
    if (parts == 0) {
      shares.put(consumers.get(0), Fraction.ONE);
      parts = 1;
    }
    Fraction whole = Fraction.of(parts);
    shares.replaceAll((consumer, part) -> part.over(whole));
    if (chance(50)) {
      String last = consumers.get(consumers.size() - 1);
      shares.remove(last);
      return new ReferenceModel.Fixed(shares, Optional.of(last));
    }
    return new ReferenceModel.Fixed(shares, Optional.empty());
  }

  private ReferenceModel reserved(int index, boolean mayCycle) {
    Map<String, BigDecimal> reservations = new LinkedHashMap<>();
    for (String consumer : listed(index, mayCycle)) {
      reservations.put(consumer, new BigDecimal(pick(QUANTITIES)));
    }
    return new ReferenceModel.Reserved(pick(UNITS), reservations);
  }

  private ReferenceModel byCost(int index, boolean mayCycle) {
    Optional<String> service = chance(50) ? Optional.of(pick(SERVICES)) : Optional.empty();
    return new ReferenceModel.ByCost(listed(index, mayCycle), service);
  }

  /** Declared consumers, later platforms among them, now and then the platform itself as well. */
  private List<String> listed(int index, boolean mayCycle) {
    List<String> from = new ArrayList<>();
    for (Center center : centers) {
      if (center.first() == 0 && center.end() == grain.size()) {
        from.add(center.account());
      }
    }
    for (int i = mayCycle ? 0 : index + 1; i < platformIds.size(); i++) {
      if (i != index) {
        from.add("platform:" + platformIds.get(i));
      }
    }
    if (chance(3)) {
      return List.of("platform:" + platformIds.get(index));
    }
    List<String> some = new ArrayList<>(someOf(from, 1 + random.nextInt(5)));
    if (chance(15)) {
      some.add(random.nextInt(some.size()), "platform:" + platformIds.get(index));
    }
    return some;
  }

  // ---- rows

  private Row row(String id, boolean creditsOnly, boolean big) {
    boolean isForPlatform = chance(70);
    String target = isForPlatform ? "platform:" + pick(platformIds) : anyCenter();
    if (chance(6)) {
      target = (isForPlatform ? "platform:" : "cost-center:") + pick(UNKNOWN);
    }
    boolean isRetained = isForPlatform && chance(8);
    boolean isGiven = isForPlatform && !isRetained && chance(15);
    return new Row(
        id,
        own(proratesBill),
        cost(creditsOnly, big),
        chance(5) ? Optional.empty() : Optional.of(target),
        isGiven ? Optional.of(given()) : Optional.empty(),
        isRetained,
        chance(70) ? Optional.of(pick(SERVICES)) : Optional.empty());
  }

  private String given() {
    int kind = random.nextInt(10);
    if (kind < 2) {
      return pick(List.of("platform:", "cost-center:")) + pick(UNKNOWN);
    }
    String named = kind < 5 ? "platform:" + pick(platformIds) : anyCenter();
    return named;
  }

  private BigDecimal cost(boolean creditsOnly, boolean big) {
    BigInteger units;
    if (big && chance(40)) {
      units = new BigInteger(pick(BIG_UNITS));
    } else if (chance(40)) {
      units = BigInteger.valueOf(random.nextInt(8));
    } else {
      units = new BigInteger(1 + random.nextInt(50), random);
    }
    units = creditsOnly || chance(30) ? units.negate() : units;
    boolean isFiner = rounds ? chance(60) : chance(1);
    if (isFiner) {
      BigInteger digits = BigInteger.valueOf(pick(List.of(1, 250, 500, 750, 999)));
      units = units.multiply(BigInteger.valueOf(1000)).add(digits);
      return new BigDecimal(units, scale + 3);
    }
    BigDecimal cost = new BigDecimal(units, scale);
    return chance(10) ? cost.setScale(scale + 2) : cost;
  }

  private Period own(boolean prorated) {
    if (prorated && chance(45)) {
      return across();
    }
    Period period = pick(grain);
    int kind = random.nextInt(20);
    if (kind == 0) {
      return Period.of(period.start().minus(Duration.ofHours(1)), period.end());
    } else if (kind == 1) {
      return Period.of(period.start(), period.end().plus(Duration.ofHours(1)));
    } else if (kind < 6) {
      Instant start = period.start().plus(Duration.ofHours(random.nextInt(24)));
      return Period.of(start, start.plus(Duration.ofHours(1)));
    }
    return period;
  }

  /** Over one to four periods and the gaps between; now and then it only touches one. */
  private Period across() {
    int first = random.nextInt(grain.size());
    int last = Math.min(grain.size() - 1, first + random.nextInt(4));
    Instant end = grain.get(last).end();
    if (chance(8)) {
      return Period.of(end, end.plus(Duration.ofHours(1)));
    }
    Instant start =
        grain.get(first).start().plus(Duration.ofHours(pick(List.of(-30, -12, 0, 0, 1, 7))));
    return Period.of(
        chance(20) ? start.plusNanos(1) : start,
        end.plus(Duration.ofHours(pick(List.of(-13, -5, 0, 0, 3, 30)))));
  }

  // ---- usage

  private void addUse(List<Use> uses, int index, boolean mayCycle, boolean allZero) {
    String platform = chance(3) ? pick(UNKNOWN) : platformIds.get(index);
    String consumer = consumer(index, mayCycle);
    BigDecimal quantity = allZero ? new BigDecimal("0.00") : new BigDecimal(pick(QUANTITIES));
    Period own = own(proratesUsage);
    Use use = use("use " + uses.size(), platform, consumer, quantity, own);
    uses.add(use);
    if (chance(15)) {
      BigDecimal back = chance(50) ? quantity : quantity.divide(BigDecimal.valueOf(2));
      uses.add(new Use(
          "use " + uses.size(), platform, consumer, back.negate(), use.unit(), own, "usage-2"));
    }
  }

  /** Of tiered rates: a quantity in one record or two that is a band's end, to the last digit. */
  private void addUseUpToAnEnd(List<Use> uses, int index, boolean mayCycle, Shared platform) {
    if (platform.model().orElse(null) instanceof ReferenceModel.TieredRate tiered) {
      Optional<BigDecimal> end = pick(tiered.bands()).upTo();
      String consumer = consumer(index, mayCycle);
      Period own = own(false);
      int records = end.isEmpty() ? 0 : 1 + random.nextInt(2);
      for (int i = 0; i < records; i++) {
        BigDecimal part = end.get().divide(BigDecimal.valueOf(records));
        uses.add(new Use(
            "use " + uses.size(), platform.id(), consumer, part, tiered.unit(), own, "usage-1"));
      }
    }
  }

  private Use use(String id, String platform, String consumer, BigDecimal quantity, Period own) {
    String unit = chance(4) ? "of another kind" : pick(UNITS);
    return new Use(id, platform, consumer, quantity, unit, own, chance(50) ? "usage-1" : "usage-2");
  }

  private String consumer(int index, boolean mayCycle) {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return "platform:" + platformIds.get(index);
    } else if (kind < (manyCircles ? 5 : 3)) {
      return pick(List.of("platform:", "cost-center:")) + pick(UNKNOWN);
    } else if (kind < (manyCircles ? 12 : 8) || noWayOut) {
      int from = mayCycle ? 0 : index + 1;
      if (from < platformIds.size()) {
        return "platform:" + platformIds.get(from + random.nextInt(platformIds.size() - from));
      }
    }
    return anyCenter();
  }

  // ---- choices

  private String anyCenter() {
    return pick(centers).account();
  }

  private Center stableCenter() {
    List<Center> stable =
        centers.stream().filter(c -> c.first() == 0 && c.end() == grain.size()).toList();
    return pick(stable);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private <T> List<T> someOf(List<T> from, int count) {
    Set<Integer> places = new TreeSet<>();
    while (places.size() < Math.min(count, from.size())) {
      places.add(random.nextInt(from.size()));
    }
    List<T> some = new ArrayList<>();
    places.forEach(place -> some.add(from.get(place)));
    Collections.shuffle(some, random);
    return some;
  }
}
