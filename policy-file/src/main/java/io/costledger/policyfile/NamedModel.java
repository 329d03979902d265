package io.costledger.policyfile;

import io.costledger.core.policy.AllocationModel;

/**
 * An allocation model of a user's own that a policy file can use by name: {@code model: {custom:
 * {name: square-root, parameters: {unit: vcpu-hours}}}}. A jar for the command line's {@code
 * --models} names its implementations in {@code META-INF/services}.
 *
 * <p>Implement it, or call {@link NamedModels#of(String, java.util.function.Function)}.
 */
public interface NamedModel {
  /**
   * Returns the name that policies use, and that the ledger's entries show.
   *
   * @return such as {@code square-root}; not the name of a model of the library
   */
  String name();

  /**
   * Makes the model; a pure function of the parameters. Read them here: each that is not asked for
   * is a mistake in the policy file, and they can't be read later.
   *
   * @param parameters what the policy file gives
   * @return the model
   * @throws IllegalArgumentException if the parameters don't fit each other; the message becomes
   *     part of a problem of the policy file
   */
  AllocationModel create(ModelParameters parameters);
}
