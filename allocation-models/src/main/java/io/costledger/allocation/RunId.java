package io.costledger.allocation;

import io.costledger.core.Sha256;
import io.costledger.core.account.CodePoints;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** The id of a run: a function of its definition and of the digests of its inputs. */
final class RunId {
  private RunId() {}

  static String of(ResolvedPolicy policy, RunInputs inputs) {
    StringBuilder text = new StringBuilder(policy.definition());
    append(text, "bill", inputs.bill().delivery());
    inputs
        .usageDeliveries()
        .toSortedList(Comparator.comparing(Delivery::id, CodePoints.ORDER))
        .forEach(delivery -> append(text, "usage", delivery));
    inputs
        .previous()
        .ifPresent(closing -> append(text, "previous", closing.run(), closing.sha256()));
    return "run-" + Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  private static void append(StringBuilder text, String what, Delivery delivery) {
    append(text, what, delivery.id(), delivery.sha256());
  }

  private static void append(StringBuilder text, String what, String id, String sha256) {
    text.append(what)
        .append('=')
        .append(id.length())
        .append(':')
        .append(id)
        .append(' ')
        .append(sha256)
        .append('\n');
  }
}
