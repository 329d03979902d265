package io.costledger.policyfile;

import io.costledger.core.ledger.FaultReason;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Retention;
import io.costledger.core.policy.Unplaced;
import io.costledger.core.time.Dated;
import java.util.List;
import java.util.Optional;

/** Reads one platform. */
final class PlatformReader {
  private static final List<String> KEYS =
      List.of("owner", "retain", "model", "bounds", "unplaced");
  private static final List<String> REASONS =
      List.of("NO_USAGE", "NO_MODEL", "NO_OPEN_CONSUMER", "UNKNOWN_CONSUMER");

  private final Problems problems;
  private final Values values;
  private final DatedReader dated;
  private final AccountReader accounts;
  private final ModelReader models;

  PlatformReader(
      Problems problems,
      Values values,
      DatedReader dated,
      AccountReader accounts,
      ModelReader models) {
    this.problems = problems;
    this.values = values;
    this.dated = dated;
    this.accounts = accounts;
    this.models = models;
  }

  /**
   * Returns the platform with all that could be read of it.
   *
   * @param unreadableOwner who owns it if its owner can't be read
   */
  Platform read(String id, Node node, String unreadableOwner) {
    Platform.Builder platform = Platform.builder(id);
    Optional<Fields> fields = Fields.of(node, "platform", problems, KEYS);
    if (fields.isEmpty()) {
      return platform.owner(unreadableOwner).build();
    }
    platform.owner(fields
        .get()
        .required("owner")
        .flatMap(owner -> dated.read(owner, accounts::owner))
        .orElseGet(() -> Dated.always(unreadableOwner)));
    fields
        .get()
        .optional("retain")
        .flatMap(retain -> dated.read(retain, this::retention))
        .ifPresent(platform::retention);
    fields
        .get()
        .optional("model")
        .flatMap(model -> dated.read(model, models::read))
        .ifPresent(platform::model);
    fields
        .get()
        .optional("bounds")
        .flatMap(bounds -> dated.read(bounds, new BoundsReader(problems, values, accounts)::read))
        .ifPresent(platform::bounds);
    fields.get().optional("unplaced").ifPresent(unplaced -> unplaced(unplaced, platform));
    return platform.build();
  }

  private Optional<Retention> retention(Node node) {
    if (node instanceof Node.Mapping) {
      return Fields.of(node, "retain", problems, List.of("amount"))
          .flatMap(fields -> fields.required("amount"))
          .flatMap(amount -> values.parsed(
              amount, "amount", text -> new Retention.Amount(ExactNumber.parse(text))));
    }
    return values.parsed(node, "retain", text -> new Retention.Share(Ratio.parse(text)));
  }

  private void unplaced(Node node, Platform.Builder platform) {
    Optional<Fields> fields = Fields.of(node, "unplaced", problems, REASONS);
    for (String reason : REASONS) {
      fields
          .flatMap(f -> f.optional(reason))
          .flatMap(this::choice)
          .filter(choice -> !(choice instanceof Unplaced.Unallocated))
          .ifPresent(choice -> platform.putUnplaced(FaultReason.valueOf(reason), choice));
    }
  }

  private Optional<Unplaced> choice(Node node) {
    if (node instanceof Node.Mapping) {
      return Fields.of(node, "unplaced", problems, List.of("even"))
          .flatMap(fields -> fields.required("even"))
          .flatMap(accounts::consumers)
          .map(Unplaced.Even::new);
    }
    return switch (node instanceof Node.Text text ? text.text() : "") {
      case "owner" -> Optional.of(new Unplaced.Owner());
      case "previous-period" -> Optional.of(new Unplaced.PreviousPeriod());
      case "fail" -> Optional.of(new Unplaced.Fail());
      case "unallocated" -> Optional.of(new Unplaced.Unallocated());
      default -> {
        values.wrongType(
            node,
            "unplaced",
            "must be unallocated, owner, previous-period, fail, or {even: [consumers]}");
        yield Optional.empty();
      }
    };
  }
}
