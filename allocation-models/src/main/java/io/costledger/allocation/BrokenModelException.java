package io.costledger.allocation;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.CannotWeighException;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.Weights;
import java.util.Optional;

/** A model that broke its contract; says whose pool it was, and that the model's author mends it. */
final class BrokenModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private BrokenModelException(String message, Optional<Throwable> cause) {
    super(message, cause.orElse(null));
  }

  /**
   * Returns a model's weights. Models are other people's code, so whatever comes out is expected.
   *
   * @throws CannotWeighException if the model says that it can't weigh this usage
   * @throws BrokenModelException if it throws anything else, or returns null
   */
  static Weights weights(AllocationModel model, PoolUsage usage) {
    Weights weights;
    try {
      weights = model.weights(usage);
    } catch (CannotWeighException e) {
      throw e;
    } catch (Throwable e) {
      if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
        // Not of the model's making: memory that ran out, for one.
        throw e;
      }
      throw broken(model, usage, "threw " + Invalid.thrown(e), Optional.of(e));
    }
    if (weights == null) {
      throw broken(model, usage, "returned null", Optional.empty());
    }
    return weights;
  }

  private static BrokenModelException broken(
      AllocationModel model, PoolUsage usage, String what, Optional<Throwable> cause) {
    return new BrokenModelException(
        Invalid.message(
            "model of " + Account.platform(usage.platform()) + " in " + usage.period(),
            model.describe(),
            "its weights method " + what + "; the model's author has to fix it"),
        cause);
  }
}
