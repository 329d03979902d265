package io.costledger.core.policy;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.account.CodePoints;
import io.costledger.core.bill.AccountNaming;
import io.costledger.core.bill.BillRule;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.time.Dated;
import io.costledger.core.time.Period;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks a policy whole, and collects every mistake with its path. */
final class PolicyResolver {
  private static final Set<FaultReason> PLATFORM_REASONS = EnumSet.of(
      FaultReason.NO_USAGE,
      FaultReason.NO_MODEL,
      FaultReason.NO_OPEN_CONSUMER,
      FaultReason.UNKNOWN_CONSUMER);

  private final Policy policy;
  private final Set<PolicyMistake> mistakes = new LinkedHashSet<>();
  private final Set<String> saidOfPeriods = new HashSet<>();
  /** The cost centers in effect in the period before: shared by all that have the same. */
  private Set<Account> latest = Set.of();

  private final Set<Account> declared = new HashSet<>();

  private final OpenConsumers open;

  private PolicyResolver(Policy policy) {
    this.policy = policy;
    this.open = new OpenConsumers(policy.cycles(), policy.platforms());
  }

  static ResolvedPolicy resolve(Policy policy) {
    PolicyResolver resolver = new PolicyResolver(policy);
    resolver.checkHead();
    resolver.checkIds();
    resolver.checkStepDown();
    resolver.checkBillRules();
    resolver.checkPlatforms();
    resolver.checkAudit();
    List<PeriodPolicy> periods = new ArrayList<>();
    for (Period period : policy.grain().periods()) {
      periods.add(resolver.over(period));
    }
    if (!resolver.mistakes.isEmpty()) {
      throw new InvalidPolicyException(policy.name(), List.copyOf(resolver.mistakes));
    }
    return new ResolvedPolicy(policy, periods, DefinitionText.of(policy));
  }

  private void checkHead() {
    id("name", "policy name", policy.name());
    id("bill.source", "bill source", policy.billSource());
    if (policy.rounding().equals(Optional.of(RoundingMode.UNNECESSARY))) {
      mistake("rounding", "rounding", "UNNECESSARY", "leave it out to make a loss an error");
    }
  }

  private void checkIds() {
    for (int i = 0; i < policy.costCenters().size(); i++) {
      CostCenter costCenter = policy.costCenters().get(i);
      if (!declared.add(costCenter.account())) {
        mistake("costCenters[" + i + "]", "cost center", costCenter.id(), "is declared twice");
      }
    }
    for (Platform platform : policy.platforms()) {
      if (platform.id().equals("bill")) {
        mistake(path(platform), "platform", "bill", "unallocated:bill is the bill's own account");
      }
      if (!declared.add(Account.platform(platform.id()))) {
        mistake(path(platform), "platform", platform.id(), "is declared twice");
      }
    }
  }

  private void checkStepDown() {
    if (policy.cycles() instanceof Cycles.StepDown stepDown) {
      Set<String> named = new HashSet<>();
      for (int i = 0; i < stepDown.order().size(); i++) {
        String id = stepDown.order().get(i);
        String path = "cycles.stepDown[" + i + "]";
        if (!named.add(id)) {
          mistake(path, "platform", id, "is named twice");
        } else if (id(path, "platform id", id) && !declared.contains(Account.platform(id))) {
          mistake(path, "platform", id, "must be a declared platform");
        }
      }
      for (Platform platform : policy.platforms()) {
        if (!named.contains(platform.id())) {
          mistake("cycles.stepDown", "platform", platform.id(), "must be in the order");
        }
      }
    }
  }

  private void checkAudit() {
    new TreeMap<>(policy.audit().severity())
        .forEach((law, severities) -> severities.platforms().keySet().forEach(id -> {
          String path = "audit.severity." + law + "." + id;
          if (id(path, "platform id", id) && !declared.contains(Account.platform(id))) {
            mistake(path, "platform", id, "must be a declared platform");
          }
        }));
  }

  private void checkBillRules() {
    for (int i = 0; i < policy.billRules().size(); i++) {
      BillRule rule = policy.billRules().get(i);
      String path = "bill.rules[" + i + "]";
      naming(path + ".to", rule.to());
      rule.consumer().ifPresent(consumer -> naming(path + ".consumer", consumer));
      boolean toPlatform = rule.to().kind() == AccountKind.PLATFORM;
      if (rule.consumer().isPresent() && !toPlatform) {
        mistake(
            path + ".consumer",
            "bill rule",
            rule.name(),
            "only a platform's charge names a consumer");
      }
      if (rule.retained() && !toPlatform) {
        mistake(path + ".retained", "bill rule", rule.name(), "only a platform retains a charge");
      }
      if (rule.retained() && rule.consumer().isPresent()) {
        mistake(
            path, "bill rule", rule.name(), "a charge is retained or names a consumer, not both");
      }
    }
  }

  private void naming(String path, AccountNaming naming) {
    AccountKind kind = naming.kind();
    if (kind != AccountKind.PLATFORM && kind != AccountKind.COST_CENTER) {
      mistake(path, "account", kind.text(), "must be a platform or a cost center");
    } else if (naming instanceof AccountNaming.Fixed fixed) {
      requireDeclared(path, fixed.account());
    }
  }

  private void checkPlatforms() {
    for (Platform platform : policy.platforms()) {
      String path = path(platform);
      for (Dated.Version<String> version : platform.owner().versions()) {
        if (id(path + ".owner", "owner", version.value())) {
          requireDeclared(path + ".owner", Account.costCenter(version.value()));
        }
      }
      for (Dated.Version<Retention> version : platform.retention().versions()) {
        if (version.value() instanceof Retention.Amount amount
            && !policy.unit().fits(amount.amount())) {
          mistake(
              path + ".retain",
              "retained amount",
              amount.amount().toPlainString(),
              "scale " + policy.unit().scale() + " can't hold it without rounding");
        }
      }
      platform.model().ifPresent(model -> {
        for (Dated.Version<AllocationModel> version : model.versions()) {
          new TreeSet<>(version.value().listedConsumers())
              .forEach(consumer -> requireDeclared(path + ".model", consumer));
          boolean bounded =
              platform.bounds().versions().anySatisfy(b -> !b.value().isNone());
          if (bounded && version.value() instanceof RateModel) {
            mistake(
                path + ".bounds", "bounds", version.value().name(), "no bounds with a rate model");
          }
        }
      });
      platform.bounds().versions().forEach(version -> bounds(path + ".bounds", version.value()));
      new TreeMap<>(platform.unplaced())
          .forEach((reason, choice) -> unplaced(path, reason, choice));
      if (platform.unplaced().get(FaultReason.NO_USAGE) instanceof Unplaced.PreviousPeriod
          && platform.model().isPresent()
          && platform.model().get().versions().allSatisfy(v -> v.value() instanceof RateModel)) {
        mistake(
            path + ".unplaced.NO_USAGE",
            "unplaced",
            "previous-period",
            "cost of a rate model is never without usage");
      }
    }
  }

  private void bounds(String path, Bounds bounds) {
    bound(path, "", bounds.others());
    bounds.byConsumer().forEach((consumer, bound) -> {
      requireDeclared(path, consumer);
      bound(path, " of " + consumer, bound);
    });
  }

  private void bound(String path, String whose, Bounds.Bound bound) {
    String rule = "scale " + policy.unit().scale() + " can't hold it without rounding";
    if (!policy.unit().fits(bound.minimum())) {
      mistake(path, "minimum", bound.minimum().toPlainString() + whose, rule);
    }
    bound
        .maximum()
        .filter(maximum -> !policy.unit().fits(maximum))
        .ifPresent(maximum -> mistake(path, "maximum", maximum.toPlainString() + whose, rule));
  }

  private void unplaced(String platformPath, FaultReason reason, Unplaced choice) {
    String path = platformPath + ".unplaced." + reason;
    if (!PLATFORM_REASONS.contains(reason)) {
      mistake(path, "reason", reason, "must be one of " + PLATFORM_REASONS);
    }
    if (choice instanceof Unplaced.PreviousPeriod && reason != FaultReason.NO_USAGE) {
      mistake(path, "unplaced", "previous-period", "only cost without usage can be estimated");
    }
    if (choice instanceof Unplaced.Even even) {
      if (even.consumers().isEmpty()) {
        mistake(path, "even split", "[]", "must name a consumer");
      }
      if (new HashSet<>(even.consumers()).size() < even.consumers().size()) {
        mistake(path, "even split", even.consumers(), "must name each consumer once");
      }
      even.consumers().forEach(consumer -> requireDeclared(path, consumer));
    }
  }

  private PeriodPolicy over(Period period) {
    Set<Account> effective = new HashSet<>();
    for (int i = 0; i < policy.costCenters().size(); i++) {
      CostCenter costCenter = policy.costCenters().get(i);
      if (costCenter.isEffectiveOver(period)) {
        effective.add(costCenter.account());
      }
      String path = "costCenters[" + i + "]";
      costCenter.from().ifPresent(at -> requireOnCut(path + ".from", at, period));
      costCenter.to().ifPresent(at -> requireOnCut(path + ".to", at, period));
    }
    NavigableMap<String, PeriodPolicy.Terms> terms = new TreeMap<>(CodePoints.ORDER);
    for (Platform platform : policy.platforms()) {
      String path = path(platform);
      Optional<String> owner = over(path + ".owner", platform.owner(), period);
      Optional<Retention> retention = over(path + ".retain", platform.retention(), period);
      Optional<AllocationModel> model =
          platform.model().flatMap(dated -> over(path + ".model", dated, period));
      Optional<Account> ownerAccount = owner.filter(PolicyResolver::isId).map(Account::costCenter);
      ownerAccount.ifPresent(
          account -> requireEffective(path + ".owner", account, effective, period));
      model.ifPresent(m -> new TreeSet<>(m.listedConsumers())
          .forEach(c -> requireEffective(path + ".model", c, effective, period)));
      Optional<Bounds> bounds = over(path + ".bounds", platform.bounds(), period);
      bounds.ifPresent(b -> b.byConsumer()
          .keySet()
          .forEach(c -> requireEffective(path + ".bounds", c, effective, period)));
      platform.unplaced().forEach((reason, choice) -> {
        if (choice instanceof Unplaced.Even even) {
          String where = path + ".unplaced." + reason;
          even.consumers().forEach(c -> requireEffective(where, c, effective, period));
        }
      });
      if (ownerAccount.isPresent() && retention.isPresent()) {
        Map<FaultReason, Unplaced> unplaced = new EnumMap<>(FaultReason.class);
        platform
            .unplaced()
            .forEach((reason, choice) -> unplaced.put(reason, open.choice(platform.id(), choice)));
        terms.put(
            platform.id(),
            new PeriodPolicy.Terms(
                platform.id(),
                ownerAccount.get(),
                retention.get(),
                model,
                bounds.orElse(Bounds.NONE),
                unplaced));
      }
    }
    if (!effective.equals(latest)) {
      latest = Set.copyOf(effective);
    }
    return new PeriodPolicy(period, open, latest, terms);
  }

  private <T> Optional<T> over(String path, Dated<T> dated, Period period) {
    try {
      return Optional.of(dated.over(period));
    } catch (IllegalArgumentException e) {
      ofPeriod(path, String.valueOf(e.getMessage()), period);
      return Optional.empty();
    }
  }

  private void requireOnCut(String path, java.time.Instant at, Period period) {
    if (period.contains(at) && !period.start().equals(at)) {
      mistake(path, "effective dates", at, "must not change inside a grain period");
    }
  }

  private void requireDeclared(String path, Account account) {
    if (!declared.contains(account)) {
      mistake(path, "account", account, "is not declared");
    }
  }

  private void requireEffective(
      String path, Account account, Set<Account> effective, Period period) {
    if (account.kind() == AccountKind.COST_CENTER
        && declared.contains(account)
        && !effective.contains(account)) {
      ofPeriod(path, Invalid.message("account", account, "is not in effect in " + period), period);
    }
  }

  /** Adds what is wrong in a period, unless the same was said of an earlier one. */
  private void ofPeriod(String path, String message, Period period) {
    if (saidOfPeriods.add(path + '\n' + message.replace(period.toString(), ""))) {
      mistakes.add(new PolicyMistake(path, message));
    }
  }

  private boolean id(String path, String what, String id) {
    try {
      Account.requireId(what, id);
      return true;
    } catch (IllegalArgumentException e) {
      mistakes.add(new PolicyMistake(path, String.valueOf(e.getMessage())));
      return false;
    }
  }

  private static boolean isId(String id) {
    return !id.isEmpty() && CodePoints.isWellFormed(id);
  }

  private void mistake(String path, String what, Object value, String rule) {
    mistakes.add(new PolicyMistake(path, Invalid.message(what, value, rule)));
  }

  private static String path(Platform platform) {
    return "platforms." + Invalid.shown(platform.id());
  }
}
