package io.costledger.allocation;

import io.costledger.core.Invalid;
import io.costledger.core.attribution.ResolvedAttribution;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import io.costledger.core.policy.RateModel;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds platforms in a circle from which no cost could leave, once it is known where the bill put
 * cost and before any is passed on (SPEC 5.6). Cost reaches a platform if the bill or a given charge
 * put some there, or if a platform that it reaches charges it.
 */
final class ClosedLoops {
  private final EntryBook book;
  private final LedgerUnit unit;
  private final ResolvedAttribution attribution;
  private final Map<String, PoolPlan> plans;
  private final Set<String> reached = new HashSet<>();
  private final List<String> offences = new ArrayList<>();
  private final List<Fault> warnings = new ArrayList<>();

  private ClosedLoops(
      EntryBook book,
      LedgerUnit unit,
      ResolvedAttribution attribution,
      Map<String, PoolPlan> plans) {
    this.book = book;
    this.unit = unit;
    this.attribution = attribution;
    this.plans = plans;
  }

  static ClosedLoops of(
      EntryBook book,
      LedgerUnit unit,
      ResolvedAttribution attribution,
      Map<String, PoolPlan> plans) {
    ClosedLoops loops = new ClosedLoops(book, unit, attribution, plans);
    if (attribution.groups().anySatisfy(group -> group.size() > 1)) {
      attribution.groups().forEach(group -> loops.follow(group.castToList()));
    }
    return loops;
  }

  /** Loops that cost reaches. */
  List<String> offences() {
    return offences;
  }

  /** Loops that no cost reaches. */
  List<Fault> warnings() {
    return warnings;
  }

  /** Groups come after all that charge them, so one pass over them is enough. */
  private void follow(List<String> group) {
    List<String> inflows = group.stream().flatMap(m -> inflows(m).stream()).toList();
    boolean isReached = !inflows.isEmpty()
        || group.stream().anyMatch(m -> reached.contains(m) || chargesByRates(m));
    if (group.size() > 1 && GroupPlan.of(group, plans).isClosed()) {
      if (isReached) {
        offences.add(message(
            group,
            "cost that comes in has no way out; direct inflow: "
                + orNone(inflows)
                + "; cost enters by: "
                + orNone(edgesInto(group))));
      } else {
        warnings.add(warning(group));
      }
    } else if (isReached) {
      for (String member : group) {
        PoolPlan plan = Maps.get(plans, member);
        if (GroupPlan.passesOn(plan) || chargesByRates(member)) {
          reached.addAll(plan.chargedPlatforms());
        }
      }
    }
  }

  /** Rates charge whatever came in: variance funds them (SPEC 4.5). */
  private boolean chargesByRates(String platform) {
    return Maps.get(plans, platform).terms().model().orElse(null) instanceof RateModel;
  }

  private List<String> inflows(String member) {
    List<String> inflows = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      BigInteger units = book.balance(period(), Maps.get(plans, member).terms().account(), measure);
      if (units.signum() != 0) {
        inflows.add(measure
            + " of "
            + unit.decimalOf(units).toPlainString()
            + " "
            + unit.currency()
            + " into "
            + Invalid.shown(member));
      }
    }
    return inflows;
  }

  private List<String> edgesInto(List<String> group) {
    Set<String> members = new HashSet<>(group);
    List<String> edges = new ArrayList<>();
    for (String from : attribution.order()) {
      if (members.contains(from)) {
        break;
      }
      PoolPlan plan = Maps.get(plans, from);
      boolean carries = chargesByRates(from)
          || (GroupPlan.passesOn(plan) && (reached.contains(from) || hasInflow(from)));
      for (String to : carries ? plan.chargedPlatforms() : Set.<String>of()) {
        if (members.contains(to)) {
          edges.add(Invalid.shown(from) + " -> " + Invalid.shown(to));
        }
      }
    }
    return edges;
  }

  private boolean hasInflow(String platform) {
    return !inflows(platform).isEmpty();
  }

  private Fault warning(List<String> group) {
    PoolPlan first = Maps.get(plans, group.get(0));
    return Fault.builder()
        .reason(FaultReason.NO_OPEN_CONSUMER)
        .owner(Faults.platformOwner(first.terms()))
        .chargePeriod(period())
        .platform(first.terms().platform())
        .message(message(group, "no cost reaches it, and none could leave it"))
        .build();
  }

  /** Not by {@link Invalid#message}, which would cut a long loop and lose members. */
  private String message(List<String> group, String rule) {
    return "Invalid attribution in "
        + period()
        + ": closed loop of "
        + group.stream().map(Invalid::shown).collect(Collectors.joining(", "))
        + " ("
        + rule
        + ")";
  }

  private static String orNone(List<String> texts) {
    return texts.isEmpty() ? "none" : String.join(", ", texts);
  }

  private Period period() {
    return attribution.period();
  }
}
