package io.costledger.serialization.canonical;

import io.costledger.core.Invalid;
import io.costledger.core.Sha256;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.joda.money.CurrencyUnit;

/**
 * The entries of one run and what they are counted in, with one form in bytes: equal ledgers give
 * equal bytes. When the run was recorded is no part of it.
 *
 * @param run the run's id, which every entry has
 * @param unit what a unit is worth
 * @param basis which cost it is
 * @param entries in {@link LedgerEntry#ORDER}, no two equal in it
 */
public record CanonicalLedger(
    String run, LedgerUnit unit, Basis basis, ImmutableList<LedgerEntry> entries) {
  private static final byte KIND = 1;
  private static final int VERSION = 1;
  private static final int DRAINED = 1 << 16;
  private static final FaultReason[] REASONS = FaultReason.values();

  /**
   * Checks the entries.
   *
   * @throws IllegalArgumentException if an entry has another run or unit, or the order is another
   */
  public CanonicalLedger {
    for (int i = 0; i < entries.size(); i++) {
      LedgerEntry entry = entries.get(i);
      if (!entry.run().equals(run)) {
        throw Invalid.argument("entry run", "'" + entry.run() + "'", "must be '" + run + "'");
      }
      if (!entry.unit().equals(unit)) {
        throw Invalid.argument("entry unit", entry.unit(), "must be " + unit);
      }
      if (i > 0 && LedgerEntry.ORDER.compare(entries.get(i - 1), entry) >= 0) {
        throw Invalid.argument("entries", "number " + i, "must ascend, no two equal in order");
      }
    }
  }

  /**
   * Returns the ledger of a run.
   *
   * @param run a run
   * @return its entries and unit
   */
  public static CanonicalLedger of(Run run) {
    return new CanonicalLedger(
        run.id(), run.policy().declared().unit(), run.policy().declared().basis(), run.entries());
  }

  /**
   * Returns the canonical bytes; {@link #ofBytes} reads them.
   *
   * @return version 1 of the form
   */
  public byte[] toBytes() {
    ByteOutput out = begun();
    entries.forEach(entry -> write(entry, out));
    return out.toBytes();
  }

  /**
   * Returns the SHA-256 of the canonical bytes, without holding them all.
   *
   * @return 64 lower-case hex digits
   */
  String digest() {
    MessageDigest digest = Sha256.digest();
    ByteOutput out = begun();
    for (LedgerEntry entry : entries) {
      write(entry, out);
      if (out.size() > DRAINED) {
        out.drainTo(digest);
      }
    }
    out.drainTo(digest);
    return Sha256.hex(digest);
  }

  private ByteOutput begun() {
    ByteOutput out = new ByteOutput().header(KIND, VERSION);
    out.text(run).text(unit.currency().getCode()).number(unit.scale()).text(basis.name());
    return out.number(entries.size());
  }

  /**
   * Reads canonical bytes.
   *
   * @param bytes what {@link #toBytes} gave
   * @return the ledger
   * @throws IllegalArgumentException if anything else than the one form of a ledger is there
   */
  public static CanonicalLedger ofBytes(byte[] bytes) {
    ByteInput in = new ByteInput(bytes).header(KIND, VERSION);
    String run = in.named(text -> Account.requireId("run id", text));
    CurrencyUnit currency = in.named(CurrencyUnit::of);
    LedgerUnit unit = LedgerUnit.of(currency, in.number(LedgerUnit.MAX_SCALE, "ledger scale"));
    Basis basis = in.named(Basis::valueOf);
    int count = in.count("entry count");
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = in.position();
      LedgerEntry entry = read(in, run, unit);
      if (i > 0 && LedgerEntry.ORDER.compare(entries.get(i - 1), entry) >= 0) {
        throw in.wrong(from, "entries must ascend");
      }
      entries.add(entry);
    }
    in.end();
    return new CanonicalLedger(run, unit, basis, Lists.immutable.ofAll(entries));
  }

  private static void write(LedgerEntry entry, ByteOutput out) {
    out.period(entry.chargePeriod()).period(entry.postingPeriod());
    out.text(entry.from().toString()).text(entry.to().toString());
    out.integer(entry.amountUnits());
    out.text(entry.measure().name()).text(entry.kind().text());
    out.flag(entry.tier().isPresent());
    entry.tier().ifPresent(out::number);
    out.text(entry.model()).text(entry.modelVersion());
    out.flag(entry.quantity().isPresent());
    entry.quantity().ifPresent(out::decimal);
    out.text(entry.quantityUnit());
    out.number(entry.reasons().size());
    entry.reasons().forEach(reason -> out.text(reason.name()));
    out.number(entry.deliveries().size());
    entry.deliveries().forEach(out::text);
  }

  private static LedgerEntry read(ByteInput in, String run, LedgerUnit unit) {
    int from = in.position();
    LedgerEntry.Builder entry = LedgerEntry.builder().run(run).unit(unit);
    entry.chargePeriod(in.period()).postingPeriod(in.period());
    entry.from(in.named(Account::parse)).to(in.named(Account::parse));
    entry.amountUnits(in.integer());
    entry.measure(in.named(Measure::valueOf)).kind(in.named(EntryKind::parse));
    entry.tier(
        in.flag() ? OptionalInt.of(in.number(Integer.MAX_VALUE, "tier")) : OptionalInt.empty());
    entry.model(in.optionalText()).modelVersion(in.optionalText());
    entry.quantity(in.flag() ? Optional.of(in.decimal()) : Optional.empty());
    entry.quantityUnit(in.optionalText());
    int reasons = in.number(REASONS.length, "reason count");
    for (int i = 0; i < reasons; i++) {
      FaultReason reason = in.named(FaultReason::valueOf);
      entry.addReasons(reason);
    }
    int deliveries = in.count("delivery count");
    for (int i = 0; i < deliveries; i++) {
      entry.addDeliveries(in.text());
    }
    try {
      return entry.build();
    } catch (IllegalArgumentException e) {
      throw in.wrong(from, String.valueOf(e.getMessage()));
    }
  }
}
