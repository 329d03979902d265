package io.costledger.invariants.foreign;

import io.costledger.core.ledger.Responsible;
import io.costledger.invariants.Severity;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules as bytes, for checks in another process. */
final class RulesBytes {
  private RulesBytes() {}

  static byte[] toBytes(ForeignRules rules) {
    return ByteForm.toBytes(out -> {
      write(rules.feed(), out);
      write(rules.author(), out);
      out.writeBoolean(rules.tiers());
      out.writeBoolean(rules.groups());
      for (ForeignCheck check : ForeignCheck.values()) {
        out.writeBoolean(rules.left().contains(check));
        out.writeBoolean(rules.severities().containsKey(check));
        if (rules.severities().containsKey(check)) {
          ByteForm.write(rules.severity(check).name(), out);
        }
      }
      out.writeBoolean(rules.tolerance().isPresent());
      if (rules.tolerance().isPresent()) {
        ByteForm.write(rules.tolerance().get().perOrigin(), out);
        ByteForm.write(rules.tolerance().get().total(), out);
        ByteForm.write(rules.tolerance().get().reason(), out);
      }
    });
  }

  static ForeignRules ofBytes(byte[] bytes) {
    return ByteForm.ofBytes("rules", bytes, in -> {
      Responsible feed = responsible(in);
      Responsible author = responsible(in);
      boolean tiers = in.readBoolean();
      boolean groups = in.readBoolean();
      Set<ForeignCheck> left = EnumSet.noneOf(ForeignCheck.class);
      Map<ForeignCheck, Severity> severities = new EnumMap<>(ForeignCheck.class);
      for (ForeignCheck check : ForeignCheck.values()) {
        if (in.readBoolean()) {
          left.add(check);
        }
        if (in.readBoolean()) {
          severities.put(check, Severity.valueOf(ByteForm.text(in)));
        }
      }
      return new ForeignRules(feed, author, tiers, groups, left, severities, tolerance(in));
    });
  }

  private static Optional<ForeignRules.Tolerance> tolerance(DataInputStream in) throws IOException {
    return in.readBoolean()
        ? Optional.of(new ForeignRules.Tolerance(
            ByteForm.decimal(in), ByteForm.decimal(in), ByteForm.text(in)))
        : Optional.empty();
  }

  private static void write(Responsible responsible, DataOutputStream out) throws IOException {
    ByteForm.write(responsible.role().name(), out);
    ByteForm.write(responsible.id(), out);
  }

  private static Responsible responsible(DataInputStream in) throws IOException {
    return new Responsible(Responsible.Role.valueOf(ByteForm.text(in)), ByteForm.text(in));
  }
}
