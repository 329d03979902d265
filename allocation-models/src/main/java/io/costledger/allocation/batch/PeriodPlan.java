package io.costledger.allocation.batch;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.policy.PeriodPolicy;
import io.costledger.core.policy.Unplaced;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How the platforms of one grain period pass cost on, before any cost is known: who charges whom and
 * in which order, and what happens to a pool that nobody shares. Platforms are numbered by id.
 */
final class PeriodPlan {
  private final PeriodPolicy in;
  private final Routes routes;
  private final ConsumerSums sums;
  private final AccountNumbers numbers;
  private final List<PeriodPolicy.Terms> terms;
  private final Map<String, Integer> numberOf = new HashMap<>();

  /** By platform: its pool in the batch; -1 if it has no record there. */
  private final int[] pools;

  /** By account less the first platform's: the platform; -1 if it is none in this period. */
  private final int[] platformOf;

  private final boolean[] known;
  private final boolean knowsAllCenters;
  private final List<Optional<FaultReason>> unplaced = new ArrayList<>();
  private final Map<String, Set<String>> charged = new HashMap<>();

  /**
   * Plans a period.
   *
   * @param in what the policy says
   * @param known by consumer's rank: whether it is declared, and in effect
   * @param poolNumbers the batch's pools by their number
   */
  PeriodPlan(
      PeriodPolicy in,
      boolean[] known,
      Routes routes,
      ConsumerSums sums,
      AccountNumbers numbers,
      Map<Pool, Integer> poolNumbers) {
    this.in = in;
    this.routes = routes;
    this.sums = sums;
    this.numbers = numbers;
    this.terms = List.copyOf(in.platforms().values());
    this.pools = new int[terms.size()];
    this.platformOf = new int[numbers.platformCount()];
    Arrays.fill(platformOf, -1);
    this.known = known;
    this.knowsAllCenters = IntStream.range(0, routes.firstPlatform()).allMatch(rank -> known[rank]);
    for (int p = 0; p < pools.length; p++) {
      pools[p] = poolNumbers.getOrDefault(new Pool(in.period(), terms.get(p).platform()), -1);
      platformOf[numbers.of(terms.get(p).account()) - numbers.firstPlatform()] = p;
      numberOf.put(terms.get(p).platform(), p);
      unplaced.add(whyUnplaced(p));
      charged.put(terms.get(p).platform(), chargedBy(p));
    }
  }

  PeriodPolicy policy() {
    return in;
  }

  PeriodPolicy.Terms terms(int platform) {
    return terms.get(platform);
  }

  /** How many platforms there are. */
  int size() {
    return pools.length;
  }

  int number(String platform) {
    Integer number = numberOf.get(platform);
    if (number == null) {
      throw new IllegalStateException("No platform " + platform + " in " + in.period());
    }
    return number;
  }

  /** Why a platform's whole pool can't be placed, if it can't. */
  Optional<FaultReason> unplaced(int platform) {
    return unplaced.get(platform);
  }

  /** The platform whose account it is; -1 if the account passes nothing on. */
  int platformOf(int account) {
    int at = account - numbers.firstPlatform();
    return at < 0 || at >= platformOf.length ? -1 : platformOf[at];
  }

  /** Whether a consumer is declared, and in effect. */
  boolean isKnown(int rank) {
    return known[rank];
  }

  /** The number of a platform's pool in the batch; -1 if it has no record there. */
  int pool(int platform) {
    return pools[platform];
  }

  private int start(int pool) {
    return pool < 0 ? 0 : sums.start(pool);
  }

  private int end(int pool) {
    return pool < 0 ? 0 : sums.start(pool + 1);
  }

  private Optional<FaultReason> whyUnplaced(int platform) {
    if (terms.get(platform).model().isEmpty()) {
      return Optional.of(FaultReason.NO_MODEL);
    }
    int pool = pools[platform];
    Account itself = terms.get(platform).account();
    boolean isUsed = false;
    for (int place = start(pool); place < end(pool); place++) {
      if (routes.isOpen(pool, sums.rank(place))) {
        return Optional.empty();
      }
      isUsed |= !routes.consumers()[sums.rank(place)].equals(itself);
    }
    return Optional.of(isUsed ? FaultReason.NO_OPEN_CONSUMER : FaultReason.NO_USAGE);
  }

  /** As {@code PoolPlan}: those with weight, and those that stand in for others (SPEC 5.1). */
  private Set<String> chargedBy(int platform) {
    int pool = pools[platform];
    Set<String> to = new TreeSet<>();
    boolean hasUnknown = false;
    for (int place = end(pool) - 1; place >= start(pool); place--) {
      int rank = sums.rank(place);
      if (rank < routes.firstPlatform() && (hasUnknown || knowsAllCenters)) {
        break; // Cost centers come first, and are not platforms.
      }
      if (routes.isOpen(pool, rank)) {
        hasUnknown |= !known[rank];
        if (known[rank] && rank >= routes.firstPlatform()) {
          to.add(routes.consumers()[rank].id());
        }
      }
    }
    Optional<FaultReason> reason = unplaced.get(platform);
    if (reason.isEmpty() && hasUnknown) {
      reason = Optional.of(FaultReason.UNKNOWN_CONSUMER);
    }
    if (reason.isPresent()
        && terms.get(platform).unplaced(reason.get()) instanceof Unplaced.Even even) {
      even.consumers().stream()
          .filter(consumer -> consumer.kind() == AccountKind.PLATFORM)
          .forEach(consumer -> to.add(consumer.id()));
    }
    return to;
  }

  /** Who charges whom: every platform, and the platforms that it charges. */
  Map<String, Set<String>> charged() {
    return charged;
  }

  /**
   * What stands in the way of passing cost on, but for circles.
   *
   * @param hit the platforms that the bill hits
   */
  List<String> offences(Set<Integer> hit) {
    List<String> offences = new ArrayList<>();
    for (int platform : reached(hit)) {
      PeriodPolicy.Terms of = terms.get(platform);
      boolean waits = unplaced.get(platform).equals(Optional.of(FaultReason.NO_USAGE))
          && of.unplaced(FaultReason.NO_USAGE) instanceof Unplaced.PreviousPeriod;
      if (of.model().isPresent() && !Routes.weighsRecords(of)) {
        offences.add(unfit(of, "the model must weigh single records, without minimum or cap"));
      } else if (waits) {
        offences.add(unfit(of, "it has no usage; a run takes the weights of the period before"));
      }
    }
    return offences;
  }

  private String unfit(PeriodPolicy.Terms of, String rule) {
    return Invalid.message("batch allocation", of.account() + " in " + in.period(), rule);
  }

  /** The platforms that cost can reach, ascending. */
  private Set<Integer> reached(Set<Integer> hit) {
    Set<Integer> reached = new TreeSet<>(hit);
    Deque<Integer> next = new ArrayDeque<>(hit);
    while (!next.isEmpty()) {
      String from = terms.get(next.remove()).platform();
      for (String to : charged.getOrDefault(from, Set.of())) {
        if (reached.add(number(to))) {
          next.add(number(to));
        }
      }
    }
    return reached;
  }
}
