package io.costledger.core.ledger;

import io.costledger.core.ValueStyle;
import io.costledger.core.account.Account;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.core.usage.UsageBatch;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.collections.api.list.ImmutableList;
import org.immutables.value.Value;

/**
 * One allocation under pinned inputs, as the engine made it: not audited yet. The invariants turn
 * it into an audited run, which alone can be published.
 */
@Value.Immutable
@ValueStyle
public interface Run {
  /**
   * Returns the run's id: a function of its definition and its inputs' digests, so that the same
   * inputs give the same id.
   *
   * @return not empty
   */
  String id();

  /**
   * Returns when the run was recorded, as its caller said; the library reads no clock.
   *
   * @return an instant
   */
  Instant recordedAt();

  /**
   * Returns the definition.
   *
   * @return the resolved policy
   */
  ResolvedPolicy policy();

  /**
   * Returns the inputs.
   *
   * @return bill and usage
   */
  RunInputs inputs();

  /**
   * Returns the entries.
   *
   * @return in {@link LedgerEntry#ORDER}
   */
  ImmutableList<LedgerEntry> entries();

  /**
   * Returns what could not be placed or counted, and why.
   *
   * @return in {@link Fault#ORDER}
   */
  ImmutableList<Fault> faults();

  /**
   * Returns what import rounded off.
   *
   * @return by period and measure; empty if nothing was
   */
  ImmutableList<RoundingDifference> rounding();

  /**
   * Returns where each bill record went; a record that the policy prorates has one placement for
   * each of its parts.
   *
   * @return in the order of the bill, then of time
   */
  ImmutableList<BillPlacement> billPlacements();

  /**
   * Returns the usage as it was counted: the inputs', with each record that the policy prorates cut
   * into one record for each of its parts.
   *
   * @return in the order of the inputs, then of time; the inputs' own batch if nothing is cut
   */
  @Value.Default
  default UsageBatch usageParts() {
    return inputs().usage();
  }

  /**
   * Returns what became of each usage record, or of each of its parts.
   *
   * @return in the order of {@link #usageParts}
   */
  List<UsagePlacement> usagePlacements();

  /**
   * Returns the weights that the data of the last charge period gave, for the next run to rest
   * estimates on.
   *
   * @return of every platform; none where the weights were estimated
   */
  @Value.Default
  default ClosingWeights closingWeights() {
    return ClosingWeights.of(id(), policy().declared().grain().periods().getLast(), Map.of());
  }

  /**
   * Returns the balance of each account that an entry names: what came in less what went out.
   *
   * @return by account, ascending; the sum is 0
   */
  @Value.Lazy
  default NavigableMap<Account, BigInteger> balances() {
    Map<Account, BigInteger> balances = new HashMap<>();
    for (LedgerEntry entry : entries()) {
      balances.merge(entry.to(), entry.amountUnits(), BigInteger::add);
      balances.merge(entry.from(), entry.amountUnits().negate(), BigInteger::add);
    }
    return Collections.unmodifiableNavigableMap(new TreeMap<>(balances));
  }

  /**
   * Starts a run.
   *
   * @return an empty builder
   */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a run. */
  final class Builder extends ImmutableRun.Builder {
    Builder() {}
  }
}
