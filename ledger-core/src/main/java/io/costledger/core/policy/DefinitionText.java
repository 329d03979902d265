package io.costledger.core.policy;

import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.BillRule;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.time.Dated;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Writes a policy as one deterministic text; the order of declarations that don't matter is lost.
 * The terms of the audit are left out: they move no unit, and stop no run from being made.
 */
final class DefinitionText {
  private final StringBuilder out = new StringBuilder();

  private DefinitionText() {}

  static String of(Policy policy) {
    DefinitionText text = new DefinitionText();
    text.line("name", policy.name());
    text.line("currency", policy.unit().currency().getCode());
    text.line("scale", policy.unit().scale());
    text.line("basis", policy.basis());
    text.line("rounding", policy.rounding());
    text.line("apportionment", policy.apportionment());
    text.cycles(policy.cycles());
    policy.grain().periods().forEach(period -> text.line("period", period));
    text.line("posting", policy.posting());
    text.line("bill", policy.billSource());
    text.proration("bill-proration", policy.billProration());
    text.proration("usage-proration", policy.usageProration());
    for (BillRule rule : policy.billRules()) {
      text.line("rule", rule.name());
      text.line("when", rule.when());
      text.line("to", rule.to());
      text.line("consumer", rule.consumer());
      text.line("retained", rule.retained());
    }
    policy.costCenters().stream()
        .sorted(Comparator.comparing(CostCenter::id, CodePoints.ORDER))
        .forEach(costCenter -> text.line("cost-center", costCenter));
    policy.platforms().stream()
        .sorted(Comparator.comparing(Platform::id, CodePoints.ORDER))
        .forEach(text::platform);
    text.line("blocking", policy.blocking().stream().sorted().toList());
    return text.out.toString();
  }

  /** Nothing for the default, so that a policy that doesn't choose keeps its text. */
  private void cycles(Cycles cycles) {
    if (cycles instanceof Cycles.StepDown stepDown) {
      stepDown.order().forEach(platform -> line("step-down", platform));
    } else if (!(cycles instanceof Cycles.Refused)) {
      line("cycles", cycles);
    }
  }

  /** Nothing for the default, likewise. */
  private void proration(String name, Proration proration) {
    if (proration != Proration.NONE) {
      line(name, proration);
    }
  }

  private void platform(Platform platform) {
    line("platform", platform.id());
    dated("owner", platform.owner(), owner -> owner);
    dated("retention", platform.retention(), String::valueOf);
    platform.model().ifPresent(model -> dated("model", model, AllocationModel::describe));
    if (!platform.bounds().equals(Dated.always(Bounds.NONE))) {
      dated("bounds", platform.bounds(), DefinitionText::bounds);
    }
    new TreeMap<>(platform.unplaced()).forEach(this::unplaced);
  }

  /** The bounds by value, as lines of their own. */
  private static String bounds(Bounds bounds) {
    DefinitionText text = new DefinitionText();
    text.bound("others", bounds.others());
    bounds.byConsumer().forEach(text::bound);
    return text.out.toString();
  }

  private void bound(Object consumer, Bounds.Bound bound) {
    line("consumer", consumer);
    line("minimum", ExactNumber.plain(bound.minimum()));
    line("maximum", bound.maximum().map(ExactNumber::plain));
  }

  /** One line per consumer of an even split, since an id may look like a list of ids. */
  private void unplaced(FaultReason reason, Unplaced choice) {
    line("unplaced", reason);
    if (choice instanceof Unplaced.Even even) {
      new TreeSet<>(even.consumers()).forEach(consumer -> line("even", consumer));
    } else {
      line("choice", choice);
    }
  }

  private <T> void dated(String name, Dated<T> dated, Function<T, String> shown) {
    for (Dated.Version<T> version : dated.versions()) {
      line(name + "-from", version.from());
      line(name + "-to", version.to());
      line(name, shown.apply(version.value()));
    }
  }

  private void line(String name, Object value) {
    String text = String.valueOf(value);
    out.append(name).append('=').append(text.length()).append(':').append(text).append('\n');
  }
}
