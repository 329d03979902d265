package io.costledger.invariants;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.ledger.Run;
import io.costledger.core.money.Measure;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AuditTerms;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.SoftLaw;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@link StandardInvariants#driftAgainst}. */
final class Drift extends SoftCheck {
  private final Run other;
  private final AuditTerms.DriftLimit limit;

  Drift(Run other, AuditTerms.DriftLimit limit) {
    super(
        SoftLaw.DRIFT,
        "What the bill charged, what came into each platform and what each account bears changed"
            + " little against another run, up as well as down.",
        Optional.of("at most " + limit.most() + " of run " + other.id() + ", or "
            + limit.floor().toPlainString() + ": " + limit.reason()));
    this.other = other;
    this.limit = limit;
  }

  /** The bill's charges, a platform's inflow, or what rests in an account. */
  private record Figure(Account account, Measure measure) implements Comparable<Figure> {
    private static final Comparator<Figure> ORDER =
        Comparator.comparing(Figure::account).thenComparing(Figure::measure);

    @Override
    public int compareTo(Figure that) {
      return ORDER.compare(this, that);
    }

    Optional<String> platform() {
      return Optional.of(account.id()).filter(id -> account.kind() == AccountKind.PLATFORM);
    }
  }

  @Override
  void find(Run run, Findings findings) {
    if (!measureOf(run).equals(measureOf(other))) {
      Responsible author = author(run);
      findings.soft(
          Optional.empty(),
          author,
          Optional.empty(),
          Offenders.of(other.id()),
          Invalid.message(
              "other run", other.id() + " in " + measureOf(other), "must be in " + measureOf(run)),
          "Ask " + author + " to compare runs of one currency and basis.");
      return;
    }
    NavigableMap<Figure, BigDecimal> now = figures(run);
    NavigableMap<Figure, BigDecimal> then = figures(other);
    TreeSet<Figure> all = new TreeSet<>(now.keySet());
    all.addAll(then.keySet());
    for (Figure figure : all) {
      BigDecimal before = then.getOrDefault(figure, BigDecimal.ZERO);
      BigDecimal change = now.getOrDefault(figure, BigDecimal.ZERO).subtract(before);
      Ratio allowed = limit.most().times(Ratio.of(before.abs()));
      if (change.abs().compareTo(limit.floor()) > 0
          && Ratio.of(change.abs()).compareTo(allowed) > 0) {
        report(run, figure, before, change, findings);
      }
    }
  }

  private void report(
      Run run, Figure figure, BigDecimal before, BigDecimal change, Findings findings) {
    Responsible owner = owner(run, figure);
    // A credit that grows falls further below zero.
    boolean more = change.signum() > 0 == (figure.measure() == Measure.CHARGE);
    findings.soft(
        figure.platform(),
        owner,
        Optional.of(change),
        Offenders.of(figure.account() + " " + figure.measure()),
        Invalid.message(
            figure.measure() + " of " + figure.account(),
            findings.money(before.add(change))
                + (more ? ", up from " : ", down from ")
                + findings.money(before),
            "must change by " + limit.most() + " of run " + other.id() + " at the most, or by "
                + findings.money(limit.floor()) + ": " + limit.reason()),
        "Ask " + owner + " whether the change is meant.");
  }

  private static Responsible owner(Run run, Figure figure) {
    if (figure.account().kind() == AccountKind.BILL) {
      return new Responsible(Responsible.Role.BILL_FEED, figure.account().id());
    }
    return figure
        .platform()
        .flatMap(id ->
            Optional.ofNullable(run.policy().periods().getLast().platforms().get(id)))
        .map(terms ->
            new Responsible(Responsible.Role.PLATFORM_OWNER, terms.owner().id()))
        .orElseGet(() -> author(run));
  }

  private static Responsible author(Run run) {
    return new Responsible(
        Responsible.Role.POLICY_AUTHOR, run.policy().declared().name());
  }

  private static String measureOf(Run run) {
    Policy policy = run.policy().declared();
    return policy.unit().currency() + " " + policy.basis();
  }

  private static NavigableMap<Figure, BigDecimal> figures(Run run) {
    NavigableMap<Figure, BigDecimal> figures = new TreeMap<>();
    for (LedgerEntry entry : run.entries()) {
      BigDecimal amount = entry.unit().decimalOf(entry.amountUnits());
      AccountKind from = entry.from().kind();
      AccountKind to = entry.to().kind();
      if (from == AccountKind.BILL) {
        add(figures, entry.from(), entry, amount);
      }
      boolean intoPool = to == AccountKind.PLATFORM && from != AccountKind.VARIANCE;
      if (intoPool || AccountRoles.isSink(entry.to())) {
        add(figures, entry.to(), entry, amount);
      }
      if (AccountRoles.isSink(entry.from())) {
        add(figures, entry.from(), entry, amount.negate());
      }
    }
    return figures;
  }

  private static void add(
      NavigableMap<Figure, BigDecimal> figures,
      Account account,
      LedgerEntry entry,
      BigDecimal amount) {
    figures.merge(new Figure(account, entry.measure()), amount, BigDecimal::add);
  }
}
