package io.costledger.allocation;

import io.costledger.core.account.CodePoints;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.ResolvedPolicy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

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
    return "run-" + sha256(text.toString()).substring(0, 16);
  }

  private static void append(StringBuilder text, String what, Delivery delivery) {
    text.append(what)
        .append('=')
        .append(delivery.id().length())
        .append(':')
        .append(delivery.id())
        .append(' ')
        .append(delivery.sha256())
        .append('\n');
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
