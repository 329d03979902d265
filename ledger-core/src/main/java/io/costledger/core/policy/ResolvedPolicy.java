package io.costledger.core.policy;

import io.costledger.core.account.Account;
import io.costledger.core.time.Period;
import java.util.List;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * A policy that was checked whole: every id is declared, every platform has an owner, every
 * effective-dated value holds through each grain period. Only {@link Policy#resolve} makes one.
 */
public final class ResolvedPolicy {
  private final Policy declared;
  private final ImmutableList<PeriodPolicy> periods;
  private final String definition;

  ResolvedPolicy(Policy declared, List<PeriodPolicy> periods, String definition) {
    this.declared = declared;
    this.periods = Lists.immutable.ofAll(periods);
    this.definition = definition;
  }

  /**
   * Returns what was declared.
   *
   * @return the policy
   */
  public Policy declared() {
    return declared;
  }

  /**
   * Returns what holds in each grain period.
   *
   * @return in the order of {@code declared().grain().periods()}
   */
  public ImmutableList<PeriodPolicy> periods() {
    return periods;
  }

  /**
   * Returns the policy as one deterministic text: equal definitions, equal text. Owners, models,
   * rules and everything else that can move a unit is in it.
   *
   * @return lines of {@code name=length:value}
   */
  public String definition() {
    return definition;
  }

  /**
   * Returns the account of the bill.
   *
   * @return {@code bill:<source>}
   */
  public Account billAccount() {
    return Account.bill(declared.billSource());
  }

  /**
   * Returns the period in whose books the entries stand.
   *
   * @return the declared posting period, or the span of the grain
   */
  public Period posting() {
    return declared.posting().orElse(declared.grain().span());
  }

  @Override
  public String toString() {
    return "ResolvedPolicy " + declared.name();
  }
}
