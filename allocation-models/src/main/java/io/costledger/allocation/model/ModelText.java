package io.costledger.allocation.model;

import io.costledger.core.policy.AllocationModel;

/** Writes a model with its parameters as one text in which no parameter can imitate another. */
final class ModelText {
  private ModelText() {}

  static String of(AllocationModel model, Object... namesAndValues) {
    StringBuilder out = new StringBuilder(model.name()).append('@').append(model.version());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String value = String.valueOf(namesAndValues[i + 1]);
      out.append(i == 0 ? '(' : ',')
          .append(namesAndValues[i])
          .append('=')
          .append(value.length())
          .append(':')
          .append(value);
    }
    return namesAndValues.length == 0 ? out.toString() : out.append(')').toString();
  }
}
