package io.costledger.allocation;

import io.costledger.core.Invalid;
import io.costledger.core.policy.Proration;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.time.Grain;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import io.costledger.core.usage.UsageSummary;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How usage is summed for a run, where the run's policy is not at hand: on the machines that hold
 * the records. A record in a grain period is summed under the whole grain period; where the policy
 * prorates usage, a record across their borders is cut first (SPEC section 6); what lies outside
 * every grain period keeps its own. So a summary has no more charge periods than the run, and the
 * run of it books what the run of the records books.
 *
 * <p>Example: {@code Summarising.of(policy).summarise(partition).merge(others).toBatch()} is the
 * usage of a run.
 *
 * <p>Immutable. It goes through Java serialization, and is checked when it is read.
 */
public final class Summarising implements Serializable {
  private static final long serialVersionUID = 1;

  private final transient Grain grain;
  private final transient Proration proration;

  private Summarising(Grain grain, Proration proration) {
    this.grain = grain;
    this.proration = proration;
  }

  /** What is written: texts, and the version of their meaning. */
  private record Form(int version, String proration, List<String> periods) implements Serializable {
    private static final int VERSION = 1;

    private Object readResolve() throws InvalidObjectException {
      try {
        if (version != VERSION) {
          throw Invalid.argument("version of a summarising", version, "must be " + VERSION);
        }
        List<Period> parsed = new ArrayList<>();
        for (String period : periods) {
          parsed.add(Period.parse(period));
        }
        return Summarising.of(Grain.of(parsed), parsed(proration));
      } catch (IllegalArgumentException e) {
        InvalidObjectException invalid = new InvalidObjectException(e.getMessage());
        invalid.initCause(e);
        throw invalid;
      }
    }

    private static Proration parsed(String name) {
      return Arrays.stream(Proration.values())
          .filter(proration -> proration.name().equals(name))
          .findFirst()
          .orElseThrow(() -> Invalid.argument("proration", name, "must be NONE or BY_DURATION"));
    }
  }

  /**
   * Returns how usage is summed for runs of a policy.
   *
   * @param policy the policy
   * @return its grain and proration
   */
  public static Summarising of(ResolvedPolicy policy) {
    return of(policy.declared().grain(), policy.declared().usageProration());
  }

  /**
   * Returns how usage is summed for runs of a grain.
   *
   * @param grain the grain
   * @param proration what becomes of records that no grain period contains
   * @return the two as a value
   */
  public static Summarising of(Grain grain, Proration proration) {
    return new Summarising(grain, proration);
  }

  /**
   * Sums some records.
   *
   * @param usage any part of the usage of a run
   * @return its summary, of {@code usage.size()} records: one that is cut counts where it begins
   */
  public UsageSummary summarise(UsageBatch usage) {
    UsageSummary whole = UsageSummary.of(usage, own -> {
      List<Segment> segments = segments(own);
      return segments.size() == 1 ? Optional.of(periodOf(segments.get(0))) : Optional.empty();
    });
    return whole.records() == usage.size() ? whole : whole.merge(cut(usage));
  }

  /**
   * Returns the records one by one as a summary sums them: cut where the policy prorates them, each
   * under the period that is its sum's.
   *
   * @param usage any part of the usage of a run
   * @return in the order of the records, then of time; without their dimensions
   */
  public UsageBatch parts(UsageBatch usage) {
    List<List<Segment>> byPeriod =
        usage.chargePeriods().stream().map(this::segments).toList();
    UsageBatch.Builder parts = UsageBatch.builder();
    for (int i = 0; i < usage.size(); i++) {
      List<Segment> segments = byPeriod.get(usage.chargePeriodNumber(i));
      List<BigDecimal> quantities = UsageParts.split(usage.quantity(i), segments);
      for (int k = 0; k < segments.size(); k++) {
        parts.add(
            usage.id(i),
            usage.platform(i),
            usage.consumer(i),
            quantities.get(k),
            usage.unit(i),
            periodOf(segments.get(k)),
            usage.delivery(i));
      }
    }
    return parts.build();
  }

  /** The parts of the records that have several. */
  private UsageSummary cut(UsageBatch usage) {
    List<List<Segment>> byPeriod =
        usage.chargePeriods().stream().map(this::segments).toList();
    UsageSummary.Builder summary = UsageSummary.builder();
    for (int i = 0; i < usage.size(); i++) {
      List<Segment> segments = byPeriod.get(usage.chargePeriodNumber(i));
      if (segments.size() > 1) {
        List<BigDecimal> quantities = UsageParts.split(usage.quantity(i), segments);
        for (int k = 0; k < segments.size(); k++) {
          UsageSummary.Key key = new UsageSummary.Key(
              usage.delivery(i),
              usage.platform(i),
              usage.consumer(i),
              usage.unit(i),
              periodOf(segments.get(k)));
          summary.add(key, quantities.get(k), k == 0 ? 1 : 0);
        }
      }
    }
    return summary.build();
  }

  private List<Segment> segments(Period own) {
    return Segment.of(grain, own, proration);
  }

  private Period periodOf(Segment segment) {
    return segment.index().isPresent()
        ? grain.periods().get(segment.index().getAsInt())
        : segment.part();
  }

  private Object writeReplace() {
    return new Form(
        Form.VERSION,
        proration.name(),
        List.copyOf(grain.periods().collect(Period::toString).castToList()));
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException(
        Invalid.message("form of a summarising", in.getClass().getName(), "must be the proxy's"));
  }

  /** Equal if grain and proration are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Summarising summarising
        && grain.equals(summarising.grain)
        && proration == summarising.proration;
  }

  @Override
  public int hashCode() {
    return grain.hashCode() * 31 + proration.name().hashCode();
  }

  @Override
  public String toString() {
    return "by " + grain + ", prorated " + proration;
  }
}
