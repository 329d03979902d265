package io.costledger.invariants;

import io.costledger.core.policy.SoftLaw;
import java.util.Optional;

/** A law whose severity the policy chooses, with the threshold that is part of it, if it has one. */
abstract class SoftCheck extends Law {
  private final Optional<String> threshold;

  SoftCheck(SoftLaw law, String statement, Optional<String> threshold) {
    super(law.name(), statement);
    this.threshold = threshold;
  }

  @Override
  public final Optional<String> threshold() {
    return threshold;
  }
}
