package io.costledger.lawkit;

import io.costledger.lawkit.laws.ModelLaw;
import java.util.Locale;

/** How the contract names its properties. */
final class Contracts {
  private Contracts() {}

  /** The method of a law: {@code zeroUse} for {@code ZERO_USE}. */
  static String method(ModelLaw law) {
    StringBuilder name = new StringBuilder();
    for (String word : law.code().split("_", -1)) {
      name.append(
          name.isEmpty()
              ? word.toLowerCase(Locale.ROOT)
              : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}
