package io.costledger.serialization;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates entries with ids and amounts that wire forms stumble over. */
public final class AnyEntries {
  private AnyEntries() {}

  public static Arbitrary<LedgerEntry> entries() {
    Arbitrary<String> ids =
        Arbitraries.of("a", "=b", "c;d", "%", "é", "\uFFFD", "\uD83D\uDE00", "a,\"b\"\n");
    Arbitrary<Period> periods = Arbitraries.longs()
        .between(-62_135_596_800L, 253_402_297_000L)
        .map(s -> Period.of(Instant.ofEpochSecond(s), Instant.ofEpochSecond(s + 3600, 5)));
    Arbitrary<BigInteger> units = Arbitraries.bigIntegers()
        .between(BigInteger.TEN.pow(40).negate(), BigInteger.TEN.pow(40))
        .filter(u -> u.signum() != 0);
    Arbitrary<BigDecimal> quantities = Combinators.combine(
            units, Arbitraries.integers().between(-40, 40))
        .as((u, s) -> new BigDecimal(u, s).stripTrailingZeros());
    return Combinators.combine(
            ids, ids, periods, units, quantities, Arbitraries.of(EntryKind.class), ids.optional())
        .as((from, to, period, amount, quantity, kind, text) -> LedgerEntry.builder()
            .run("r")
            .chargePeriod(period)
            .postingPeriod(period)
            .from(Account.platform(from))
            .to(Account.costCenter(to))
            .amountUnits(amount)
            .unit(SampleRun.CENT)
            .measure(Measure.of(new BigDecimal(amount)))
            .kind(kind)
            .tier(text.isPresent() ? OptionalInt.of(from.length()) : OptionalInt.empty())
            .model(text)
            .modelVersion(text)
            .quantity(text.map(t -> quantity))
            .quantityUnit(text)
            .addAllReasons(text.map(t -> FaultReason.NO_USAGE).stream().toList())
            .addAllDeliveries(Optional.of(to).stream().toList())
            .build());
  }
}
