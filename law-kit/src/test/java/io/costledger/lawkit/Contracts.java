package io.costledger.lawkit;

import io.costledger.lawkit.laws.ModelLaw;
import java.util.Locale;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** How the contract names its properties, and how a user runs one. */
final class Contracts {
  private Contracts() {}

  /** What jqwik makes of some tests, run as a user would run them. */
  static TestExecutionSummary run(DiscoverySelector tests) {
    SummaryGeneratingListener heard = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(tests)
                .configurationParameter("jqwik.database", "target/jqwik-broken-models")
                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                .build(),
            heard);
    return heard.getSummary();
  }

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
