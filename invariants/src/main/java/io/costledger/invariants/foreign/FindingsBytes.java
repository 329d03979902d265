package io.costledger.invariants.foreign;

import io.costledger.core.ledger.Responsible;
import io.costledger.invariants.Severity;
import io.costledger.invariants.Violation;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Findings as bytes, for partitions that are not in one process. */
final class FindingsBytes {
  private FindingsBytes() {}

  static byte[] toBytes(ForeignFindings findings) {
    return ByteForm.toBytes(out -> {
      out.writeLong(findings.originRows());
      out.writeLong(findings.allocatedRows());
      out.writeInt(findings.totals().size());
      for (UnitTotal total : findings.totals().values()) {
        write(total, out);
      }
      out.writeInt(findings.groups().size());
      for (Map.Entry<ForeignFindings.GroupUnit, UnitTotal> group :
          findings.groups().entrySet()) {
        ByteForm.write(group.getKey().group(), out);
        write(group.getValue(), out);
      }
      for (ForeignCheck check : ForeignCheck.values()) {
        write(findings.brokenTally(check), out);
        write(findings.toleratedTally(check), out);
      }
    });
  }

  /** Adds what the bytes hold. */
  static void addTo(ForeignFindings findings, byte[] bytes) {
    ByteForm.ofBytes("findings", bytes, in -> {
      findings.addRows(in.readLong(), in.readLong());
      for (int i = in.readInt(); i > 0; i--) {
        findings.addTotal(total(in));
      }
      for (int i = in.readInt(); i > 0; i--) {
        findings.addGroup(ByteForm.text(in), total(in));
      }
      for (ForeignCheck check : ForeignCheck.values()) {
        read(findings.brokenTally(check), in);
        read(findings.toleratedTally(check), in);
      }
      return findings;
    });
  }

  private static void write(UnitTotal total, DataOutputStream out) throws IOException {
    ByteForm.write(total.unit(), out);
    ByteForm.write(total.origins(), out);
    ByteForm.write(total.allocated(), out);
  }

  private static UnitTotal total(DataInputStream in) throws IOException {
    return new UnitTotal(ByteForm.text(in), ByteForm.decimal(in), ByteForm.decimal(in));
  }

  private static void write(CheckTally tally, DataOutputStream out) throws IOException {
    out.writeLong(tally.count());
    List<UnitSum> sums = tally.sums();
    out.writeInt(sums.size());
    for (UnitSum sum : sums) {
      ByteForm.write(sum.unit(), out);
      ByteForm.write(sum.net(), out);
      ByteForm.write(sum.gross(), out);
    }
    List<CheckTally.Listed> listed = tally.listed();
    out.writeInt(listed.size());
    for (CheckTally.Listed one : listed) {
      ByteForm.write(one.rank().size(), out);
      out.writeLong(one.rank().row());
      ByteForm.write(one.rank().subject(), out);
      ByteForm.write(one.rank().unit(), out);
      write(one.violation(), out);
    }
  }

  private static void read(CheckTally tally, DataInputStream in) throws IOException {
    long count = in.readLong();
    List<UnitSum> sums = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      sums.add(new UnitSum(ByteForm.text(in), ByteForm.decimal(in), ByteForm.decimal(in)));
    }
    List<CheckTally.Listed> listed = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      CheckTally.Rank rank = new CheckTally.Rank(
          ByteForm.decimal(in), in.readLong(), ByteForm.text(in), ByteForm.text(in));
      listed.add(new CheckTally.Listed(rank, violation(in)));
    }
    tally.add(count, sums, listed);
  }

  private static void write(Violation violation, DataOutputStream out) throws IOException {
    ByteForm.write(violation.invariant(), out);
    ByteForm.write(violation.severity().name(), out);
    out.writeBoolean(violation.platform().isPresent());
    if (violation.platform().isPresent()) {
      ByteForm.write(violation.platform().get(), out);
    }
    out.writeBoolean(violation.discrepancy().isPresent());
    if (violation.discrepancy().isPresent()) {
      ByteForm.write(violation.discrepancy().get(), out);
    }
    out.writeInt(violation.offenders().size());
    for (String offender : violation.offenders()) {
      ByteForm.write(offender, out);
    }
    out.writeInt(violation.offenderCount());
    ByteForm.write(violation.owner().role().name(), out);
    ByteForm.write(violation.owner().id(), out);
    ByteForm.write(violation.message(), out);
    ByteForm.write(violation.advice(), out);
  }

  private static Violation violation(DataInputStream in) throws IOException {
    Violation.Builder violation = Violation.builder()
        .invariant(ByteForm.text(in))
        .severity(Severity.valueOf(ByteForm.text(in)));
    violation.platform(in.readBoolean() ? Optional.of(ByteForm.text(in)) : Optional.empty());
    violation.discrepancy(in.readBoolean() ? Optional.of(ByteForm.decimal(in)) : Optional.empty());
    for (int i = in.readInt(); i > 0; i--) {
      violation.addOffenders(ByteForm.text(in));
    }
    return violation
        .offenderCount(in.readInt())
        .owner(new Responsible(Responsible.Role.valueOf(ByteForm.text(in)), ByteForm.text(in)))
        .message(ByteForm.text(in))
        .advice(ByteForm.text(in))
        .build();
  }
}
