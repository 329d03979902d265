package io.costledger.policyfile;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.Invalid;
import io.costledger.core.LedgerException;
import io.costledger.core.account.Account;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads allocation models: a mapping with the model's name as its one key. */
final class ModelReader {
  static final List<String> NAMES = List.of(
      "proportional",
      "weighted",
      "even",
      "fixed",
      "reserved",
      "byCost",
      "direct",
      "rateCard",
      "tieredRate",
      "custom");
  private static final String REMAINING = "remaining";

  private final Problems problems;
  private final Values values;
  private final AccountReader accounts;
  private final ConditionReader conditions;
  private final RateReader rates;
  private final OwnModelReader own;

  ModelReader(
      Problems problems,
      Values values,
      AccountReader accounts,
      ConditionReader conditions,
      NamedModels models) {
    this.problems = problems;
    this.values = values;
    this.accounts = accounts;
    this.conditions = conditions;
    this.rates = new RateReader(problems, values);
    this.own = new OwnModelReader(problems, values, models);
  }

  Optional<AllocationModel> read(Node node) {
    Optional<Fields> model = Fields.of(node, "model", problems, NAMES);
    Optional<String> name = model.flatMap(fields -> fields.one(NAMES));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Node body = model.get().required(name.get()).orElseThrow();
    return switch (name.get()) {
      case "proportional" ->
        field(body, "proportional", "unit")
            .flatMap(unit -> values.id(unit, "unit"))
            .map(AllocationModels::proportional);
      case "weighted" ->
        field(body, "weighted", "rates").flatMap(rates::rates).map(AllocationModels::weighted);
      case "rateCard" -> rates.rateCard(body);
      case "tieredRate" -> rates.tieredRate(body);
      case "fixed" -> field(body, "fixed", "shares").flatMap(this::fixed);
      case "reserved" -> reserved(body);
      case "byCost" -> byCost(body);
      case "direct" ->
        field(body, "direct", "rest").flatMap(this::read).map(AllocationModels::direct);
      case "custom" -> own.read(body);
      default -> even(body);
    };
  }

  private Optional<Node> field(Node body, String model, String name) {
    return Fields.of(body, model, problems, List.of(name)).flatMap(f -> f.required(name));
  }

  private Optional<AllocationModel> even(Node node) {
    if (node instanceof Node.Text text && text.text().equals("users")) {
      return Optional.of(AllocationModels.even());
    }
    if (node instanceof Node.Listing) {
      return accounts.consumers(node).map(AllocationModels::even);
    }
    values.wrongType(node, "even", "must be users, or a list of consumers");
    return Optional.empty();
  }

  private Optional<AllocationModel> fixed(Node node) {
    Optional<Node.Mapping> entries = values.mapping(node, "shares", "consumer to share");
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Map<Account, Ratio> shares = new HashMap<>();
    Optional<Account> remaining = Optional.empty();
    boolean ok = true;
    for (Map.Entry<String, Node> entry : entries.get().entries().entrySet()) {
      Node value = entry.getValue();
      Optional<Account> consumer = accounts.consumerKey(entry.getKey(), value);
      ok &= consumer.isPresent();
      if (!(value instanceof Node.Text text) || !text.text().equals(REMAINING)) {
        Optional<Ratio> share = rates.atLeastZero(value, "share");
        ok &= share.isPresent();
        consumer.ifPresent(c -> shares.put(c, share.orElse(Ratio.ZERO)));
      } else if (remaining.isPresent()) {
        problems.add(
            value.at(),
            "share",
            REMAINING,
            "only one may remain, and " + remaining.get() + " does");
        ok = false;
      } else {
        remaining = consumer;
      }
    }
    return ok ? fixed(node.at(), shares, remaining) : Optional.empty();
  }

  private Optional<AllocationModel> fixed(
      Place at, Map<Account, Ratio> shares, Optional<Account> remaining) {
    try {
      return Optional.of(
          remaining.isPresent()
              ? AllocationModels.fixed(shares, remaining.get())
              : AllocationModels.fixed(shares));
    } catch (LedgerException e) {
      problems.add(at, e.offences().get(0));
      return Optional.empty();
    }
  }

  private Optional<AllocationModel> reserved(Node body) {
    Optional<Fields> fields =
        Fields.of(body, "reserved", problems, List.of("unit", "reservations"));
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> unit = fields.get().required("unit").flatMap(node -> values.id(node, "unit"));
    Optional<Map<Account, BigDecimal>> reservations =
        fields.get().required("reservations").flatMap(this::reservations);
    return unit.flatMap(u -> reservations.map(r -> AllocationModels.reserved(u, r)));
  }

  private Optional<Map<Account, BigDecimal>> reservations(Node node) {
    Optional<Node.Mapping> entries = values.mapping(node, "reservations", "consumer to quantity");
    Map<Account, BigDecimal> reservations = new HashMap<>();
    entries.ifPresent(mapping -> mapping.entries().forEach((key, value) -> {
      Optional<Account> consumer = accounts.consumerKey(key, value);
      Optional<BigDecimal> quantity = values.parsed(value, "reservation", ModelReader::quantity);
      consumer.ifPresent(c -> quantity.ifPresent(q -> reservations.put(c, q)));
    }));
    return entries
        .filter(mapping -> reservations.size() == mapping.entries().size())
        .map(mapping -> reservations);
  }

  private static BigDecimal quantity(String text) {
    BigDecimal quantity = ExactNumber.parse(text);
    if (quantity.signum() < 0) {
      throw Invalid.argument("reservation", "'" + text + "'", "must be 0 or more");
    }
    return quantity;
  }

  private Optional<AllocationModel> byCost(Node body) {
    Optional<Fields> fields = Fields.of(body, "byCost", problems, List.of("consumers", "rows"));
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<Account>> consumers =
        fields.get().required("consumers").flatMap(accounts::consumers);
    Optional<Node> rows = fields.get().optional("rows");
    Optional<RowCondition> condition =
        rows.isPresent() ? conditions.read(rows.get()) : Optional.of(new RowCondition.Always());
    return consumers.flatMap(c -> condition.map(r -> AllocationModels.byCost(c, r)));
  }
}
