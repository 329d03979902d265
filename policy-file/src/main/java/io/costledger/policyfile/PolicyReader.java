package io.costledger.policyfile;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.Basis;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.policy.ApportionmentRule;
import io.costledger.core.policy.CostCenter;
import io.costledger.core.policy.Hierarchy;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.time.Grain;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/**
 * Nodes to a policy, in one pass that goes on after each problem. What can't be read is replaced by
 * something that raises no further problem, so that the whole policy can still be checked.
 */
final class PolicyReader {
  private static final String VERSION = "costledger";
  private static final List<String> KEYS = List.of(
      VERSION,
      "name",
      "currency",
      "basis",
      "scale",
      "rounding",
      "apportionment",
      "cycles",
      "grain",
      "posting",
      "costCenters",
      "hierarchy",
      "platforms",
      "bill",
      "usage",
      "faults",
      "audit");
  private static final Pattern SCALE = Pattern.compile("0|[1-9][0-9]?");

  /** The owner of platforms whose owner can't be read. No id that a user would choose. */
  private static final String UNREADABLE = "\uFFFFunreadable";

  private final Problems problems;
  private final NamedModels models;
  private final Values values;
  private final Mentions mentions = new Mentions();
  private final AccountReader accounts;
  private final DatedReader dated;
  private final ConditionReader conditions;
  private final Policy.Builder policy = Policy.builder("unreadable");

  PolicyReader(Problems problems, NamedModels models) {
    this.problems = problems;
    this.models = models;
    this.values = new Values(problems);
    this.accounts = new AccountReader(problems, values, mentions);
    this.dated = new DatedReader(problems, values);
    this.conditions = new ConditionReader(problems, values);
  }

  /** What a file holds. */
  record Content(Policy policy, Hierarchy hierarchy) {}

  /** Returns the content; it is of use only if there are no problems afterwards. */
  Optional<Content> read(Node root) {
    if (!isKnownVersion(root)) {
      return Optional.empty();
    }
    Optional<Fields> fields = Fields.of(root, "policy", problems, KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields top = fields.get();
    top.required(VERSION);
    head(top);
    Optional<Grain> grain =
        top.required("grain").flatMap(node -> new GrainReader(problems, values).read(node));
    policy.grain(grain.orElse(ResolveCheck.UNKNOWN_GRAIN));
    boolean costCentersKnown = costCenters(top);
    boolean platformsKnown = platforms(top);
    top.required("bill")
        .ifPresent(
            bill -> new BillReader(problems, values, accounts, conditions).read(bill, policy));
    top.optional("usage")
        .flatMap(node -> Fields.of(node, "usage", problems, List.of("proration")))
        .flatMap(of -> of.required("proration"))
        .flatMap(values::proration)
        .ifPresent(policy::usageProration);
    top.optional("faults").ifPresent(this::faults);
    top.optional("audit")
        .map(node -> new AuditReader(problems, values).read(node))
        .ifPresent(policy::audit);
    Hierarchy hierarchy = top.optional("hierarchy")
        .map(node -> new HierarchyReader(problems, values, dated).read(node, grain))
        .orElse(Hierarchy.none());
    if (!problems.isEmpty()) {
      declareUnreadable(costCentersKnown, platformsKnown);
    }
    Policy declared = policy.build();
    new ResolveCheck(root, problems, mentions).check(declared);
    return Optional.of(new Content(declared, hierarchy));
  }

  /** Of another version nothing more can be said. */
  private boolean isKnownVersion(Node root) {
    Optional<Node> version = root instanceof Node.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(VERSION))
        : Optional.empty();
    if (version.isEmpty()
        || (version.get() instanceof Node.Text one && one.text().equals("1"))) {
      return true;
    }
    values.wrongType(version.get(), "format version", "must be 1");
    return false;
  }

  private void head(Fields top) {
    top.required("name").flatMap(node -> values.id(node, "policy name")).ifPresent(policy::name);
    Optional<CurrencyUnit> currency = top.required("currency")
        .flatMap(node -> values.parsed(node, "currency", PolicyReader::currency));
    Optional<Integer> scale =
        top.required("scale").flatMap(node -> values.parsed(node, "scale", PolicyReader::scale));
    // Where the scale can't be read, the finest one holds every amount.
    policy.unit(
        LedgerUnit.of(currency.orElse(CurrencyUnit.USD), scale.orElse(LedgerUnit.MAX_SCALE)));
    policy.basis(top.required("basis")
        .flatMap(node -> values.choice(node, "basis", Basis.values()))
        .orElse(Basis.BILLED));
    List<RoundingMode> modes = Arrays.stream(RoundingMode.values())
        .filter(m -> m != RoundingMode.UNNECESSARY)
        .toList();
    top.optional("rounding")
        .flatMap(node -> values.choice(node, "rounding", modes))
        .ifPresent(policy::rounding);
    top.optional("apportionment")
        .flatMap(node -> values.choice(node, "apportionment", ApportionmentRule.values()))
        .ifPresent(policy::apportionment);
    top.optional("cycles")
        .flatMap(node -> new CyclesReader(problems, values).read(node))
        .ifPresent(policy::cycles);
    top.optional("posting")
        .flatMap(node -> values.period(node, "posting"))
        .ifPresent(policy::posting);
  }

  private static CurrencyUnit currency(String text) {
    try {
      return CurrencyUnit.of(text);
    } catch (IllegalCurrencyException e) {
      throw Invalid.argument("currency", "'" + text + "'", "must be a code such as USD");
    }
  }

  private static int scale(String text) {
    int scale = SCALE.matcher(text).matches() ? Integer.parseInt(text) : -1;
    if (scale < 0 || scale > LedgerUnit.MAX_SCALE) {
      throw Invalid.argument(
          "scale", "'" + text + "'", "must be 0 to " + LedgerUnit.MAX_SCALE + " in plain digits");
    }
    return scale;
  }

  /** Reads the cost centers; false if some could not be read, so that any id may be one of them. */
  private boolean costCenters(Fields top) {
    Optional<List<Node>> list =
        top.required("costCenters").flatMap(node -> values.anyItems(node, "costCenters"));
    List<Node> items = list.orElse(List.of());
    boolean known = list.isPresent();
    for (int i = 0; i < items.size(); i++) {
      Optional<CostCenter> costCenter = costCenter(items.get(i));
      costCenter.ifPresent(c -> accounts.declare(c.account()));
      policy.addCostCenters(costCenter.orElse(CostCenter.of(UNREADABLE + i)));
      known &= costCenter.isPresent();
    }
    return known;
  }

  private Optional<CostCenter> costCenter(Node node) {
    if (!(node instanceof Node.Mapping)) {
      return values.id(node, "cost center").map(CostCenter::of);
    }
    Optional<Fields> fields = Fields.of(node, "cost center", problems, List.of("id", "from", "to"));
    Optional<String> id =
        fields.flatMap(f -> f.required("id")).flatMap(n -> values.id(n, "cost center"));
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    DatedReader.Bound from = dated.bound(fields.get(), "from");
    DatedReader.Bound to = dated.bound(fields.get(), "to");
    return id.map(text -> from.isKnown() && to.isKnown()
        ? values
            .tried(node.at(), () -> new CostCenter(text, from.at(), to.at()))
            .orElseGet(() -> CostCenter.of(text))
        : CostCenter.of(text));
  }

  private boolean platforms(Fields top) {
    Optional<Node> node = top.optional("platforms");
    if (node.isEmpty()) {
      return true;
    }
    Optional<Node.Mapping> entries = values.anyMapping(node.get(), "platforms", "id to platform");
    PlatformReader reader = new PlatformReader(
        problems,
        values,
        dated,
        accounts,
        new ModelReader(problems, values, accounts, conditions, models));
    entries.map(Node.Mapping::entries).orElse(Map.of()).forEach((id, body) -> {
      if (values.id(new Node.Text(body.at(), id, true), "platform id").isPresent()) {
        policy.addPlatforms(reader.read(id, body, UNREADABLE));
      }
    });
    return entries.isPresent();
  }

  private void faults(Node node) {
    Fields.of(node, "faults", problems, List.of("block"))
        .flatMap(fields -> fields.required("block"))
        .flatMap(block -> values.anyItems(block, "block"))
        .orElse(List.of())
        .forEach(reason ->
            values.choice(reason, "fault", FaultReason.values()).ifPresent(policy::addBlocking));
  }

  /** Declares what the unreadable parts of the file may have declared. */
  private void declareUnreadable(boolean costCentersKnown, boolean platformsKnown) {
    policy.addCostCenters(CostCenter.of(UNREADABLE));
    Policy readable = policy.build();
    for (Account account : mentions.accounts()) {
      if (account.kind() == AccountKind.COST_CENTER && !costCentersKnown) {
        if (readable.costCenters().stream().noneMatch(c -> c.account().equals(account))) {
          policy.addCostCenters(CostCenter.of(account.id()));
        }
      } else if (account.kind() == AccountKind.PLATFORM && !platformsKnown) {
        policy.addPlatforms(Platform.builder(account.id()).owner(UNREADABLE).build());
      }
    }
  }
}
