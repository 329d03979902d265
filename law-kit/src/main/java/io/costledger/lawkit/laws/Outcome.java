package io.costledger.lawkit.laws;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.account.CodePoints;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.Fault;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.time.Period;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a run made of a case: booked, or refused. Only the case's own period is looked at.
 *
 * @param booked what was booked, without what changes with deliveries; empty if refused
 * @param faults what the run reported
 * @param offences why the run was refused; empty if it wasn't
 */
record Outcome(List<Booked> booked, List<Fault> faults, List<String> offences) {
  /** One entry: who charges whom, how much and as what. */
  record Booked(Account from, Account to, Measure measure, EntryKind kind, BigInteger units) {
    @Override
    public String toString() {
      return from + " -> " + to + " " + measure + " " + kind + " " + units;
    }
  }

  static Outcome of(Run run, Period period) {
    List<Booked> booked = new ArrayList<>();
    for (LedgerEntry entry : run.entries()) {
      if (entry.chargePeriod().equals(period)) {
        booked.add(new Booked(
            entry.from(), entry.to(), entry.measure(), entry.kind(), entry.amountUnits()));
      }
    }
    return new Outcome(
        List.copyOf(booked),
        run.faults().select(fault -> fault.chargePeriod().equals(period)).castToList(),
        List.of());
  }

  static Outcome refused(List<String> offences) {
    return new Outcome(List.of(), List.of(), List.copyOf(offences));
  }

  boolean isRefused() {
    return !offences.isEmpty();
  }

  /** What was booked of one measure. */
  List<Booked> of(Measure measure) {
    return booked.stream().filter(entry -> entry.measure() == measure).toList();
  }

  /** What rests where no platform passes it on, by measure. */
  NavigableMap<String, BigInteger> borne() {
    NavigableMap<String, BigInteger> borne = new TreeMap<>(CodePoints.ORDER);
    for (Booked entry : booked) {
      borne.merge(entry.measure() + " " + entry.to(), entry.units(), BigInteger::add);
      borne.merge(entry.measure() + " " + entry.from(), entry.units().negate(), BigInteger::add);
    }
    borne.values().removeIf(units -> units.signum() == 0);
    return borne;
  }

  /** The sum of entries of one kind that leave the platform. */
  BigInteger leaving(Measure measure, EntryKind kind) {
    return sum(booked.stream()
        .filter(entry -> isFromPlatform(entry, measure) && entry.kind() == kind)
        .map(Booked::units));
  }

  /** What leaves the platform for its variance, less what variance funds. */
  BigInteger variance(Measure measure) {
    BigInteger funded = sum(booked.stream()
        .filter(entry -> entry.from().kind() == AccountKind.VARIANCE && entry.measure() == measure)
        .map(Booked::units));
    return leaving(measure, EntryKind.VARIANCE).subtract(funded);
  }

  /** What one kind of entries gives each consumer, without shares of the unknown. */
  NavigableMap<Account, BigInteger> given(Measure measure, EntryKind kind) {
    NavigableMap<Account, BigInteger> given = new TreeMap<>();
    for (Booked entry : booked) {
      if (isFromPlatform(entry, measure) && entry.kind() == kind) {
        given.merge(entry.to(), entry.units(), BigInteger::add);
      }
    }
    return given;
  }

  /** What the model gave each consumer, the unknown too; no zeros. */
  NavigableMap<Account, BigInteger> shares(Measure measure) {
    NavigableMap<Account, BigInteger> shares = given(measure, EntryKind.ALLOCATED);
    given(measure, EntryKind.TRUE_UP)
        .forEach((consumer, units) -> shares.merge(consumer, units, BigInteger::add));
    for (Fault fault : faults) {
      if (fault.reason() == FaultReason.UNKNOWN_CONSUMER
          && fault.record().isEmpty()
          && fault.measure().equals(Optional.of(measure))) {
        shares.merge(
            fault.consumer().orElseThrow(), fault.amountUnits().orElseThrow(), BigInteger::add);
      }
    }
    shares.values().removeIf(units -> units.signum() == 0);
    return shares;
  }

  BigInteger share(Measure measure, Account consumer) {
    return shares(measure).getOrDefault(consumer, BigInteger.ZERO);
  }

  private static boolean isFromPlatform(Booked entry, Measure measure) {
    return entry.from().equals(ModelCase.PLATFORM) && entry.measure() == measure;
  }

  static BigInteger sum(Stream<BigInteger> units) {
    return units.reduce(BigInteger.ZERO, BigInteger::add);
  }
}
