package io.costledger.policyfile;

import io.costledger.core.Invalid;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AuditTerms;
import io.costledger.core.policy.AuditTerms.Severities;
import io.costledger.core.policy.SoftLaw;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads {@code audit}: thresholds with their reasons, and which soft laws stop a run. */
final class AuditReader {
  private static final List<String> KEYS =
      List.of("severity", "unallocatedShare", "drift", "freshness");
  private static final List<String> LAWS =
      Arrays.stream(SoftLaw.values()).map(Enum::name).toList();

  /** The key of what holds for the run, and for each platform that isn't named. */
  private static final String DEFAULT = "default";

  private static final Pattern DURATION = Pattern.compile("P[0-9]{1,4}D|PT[0-9]{1,5}H");

  private final Problems problems;
  private final Values values;

  AuditReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  /** The terms with all that could be read of them. */
  AuditTerms read(Node node) {
    AuditTerms.Builder terms = AuditTerms.builder();
    Fields.of(node, "audit", problems, KEYS).ifPresent(fields -> {
      fields.optional("severity").ifPresent(severity -> severity(severity, terms));
      fields
          .optional("unallocatedShare")
          .flatMap(share -> limit(share, "unallocatedShare", List.of("limit", "reason")))
          .flatMap(share ->
              made(share, share.required("limit").flatMap(this::ratio), AuditTerms.ShareLimit::new))
          .ifPresent(terms::unallocatedShare);
      fields
          .optional("drift")
          .flatMap(drift -> limit(drift, "drift", List.of("limit", "floor", "reason")))
          .flatMap(this::drift)
          .ifPresent(terms::drift);
      fields
          .optional("freshness")
          .flatMap(age -> limit(age, "freshness", List.of("limit", "reason")))
          .flatMap(age -> made(
              age,
              age.required("limit")
                  .flatMap(limit -> values.parsed(limit, "limit", AuditReader::duration)),
              AuditTerms.AgeLimit::new))
          .ifPresent(terms::freshness);
    });
    return terms.build();
  }

  private Optional<Fields> limit(Node node, String what, List<String> keys) {
    return Fields.of(node, what, problems, keys);
  }

  private Optional<Ratio> ratio(Node node) {
    return values.parsed(node, "limit", Ratio::parse);
  }

  private Optional<AuditTerms.DriftLimit> drift(Fields fields) {
    Optional<Ratio> most = fields.required("limit").flatMap(this::ratio);
    Optional<Node> given = fields.optional("floor");
    Optional<BigDecimal> floor = given.isEmpty()
        ? Optional.of(BigDecimal.ZERO)
        : values.parsed(given.get(), "floor", ExactNumber::parse);
    return made(
        fields,
        most.filter(ratio -> floor.isPresent()),
        (ratio, reason) -> new AuditTerms.DriftLimit(ratio, floor.orElse(BigDecimal.ZERO), reason));
  }

  /** A threshold of its limit and its reason. */
  private <L, T> Optional<T> made(
      Fields fields, Optional<L> limit, BiFunction<L, String, T> maker) {
    Optional<String> reason =
        fields.required("reason").flatMap(text -> values.text(text, "reason"));
    return limit.flatMap(most ->
        reason.flatMap(why -> values.tried(fields.at(), () -> maker.apply(most, why))));
  }

  private static Duration duration(String text) {
    if (!DURATION.matcher(text).matches()) {
      throw Invalid.argument(
          "limit", "'" + text + "'", "must be days or hours such as P2D or PT36H");
    }
    return Duration.parse(text);
  }

  private void severity(Node node, AuditTerms.Builder terms) {
    Optional<Fields> fields = Fields.of(node, "severity", problems, LAWS);
    for (SoftLaw law : SoftLaw.values()) {
      fields
          .flatMap(f -> f.optional(law.name()))
          .flatMap(this::severities)
          .filter(severities -> !severities.equals(Severities.WARN))
          .ifPresent(severities -> terms.putSeverity(law, severities));
    }
  }

  private Optional<Severities> severities(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      return blocks(node).map(word -> Severities.of(word, Map.of()));
    }
    if (mapping.entries().isEmpty()) {
      problems.add(node.at(), "severity", "{}", "must have at least one entry");
      return Optional.empty();
    }
    boolean ok = true;
    boolean others = false;
    Map<String, Boolean> platforms = new HashMap<>();
    for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
      Optional<Boolean> word = blocks(entry.getValue());
      ok &= word.isPresent();
      if (entry.getKey().equals(DEFAULT)) {
        others = word.orElse(false);
      } else {
        platforms.put(entry.getKey(), word.orElse(false));
      }
    }
    return ok ? Optional.of(Severities.of(others, platforms)) : Optional.empty();
  }

  private Optional<Boolean> blocks(Node node) {
    return switch (node instanceof Node.Text text ? text.text() : "") {
      case "block" -> Optional.of(true);
      case "warn" -> Optional.of(false);
      default -> {
        values.wrongType(
            node, "severity", "must be warn or block, or a mapping of platform to one of them");
        yield Optional.empty();
      }
    };
  }
}
