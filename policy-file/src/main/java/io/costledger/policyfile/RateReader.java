package io.costledger.policyfile;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.Invalid;
import io.costledger.core.money.ExactNumber;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.RateBand;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads rates, and the models that charge by them. */
final class RateReader {
  private static final List<String> MODES = List.of("graduated", "volume");

  private final Problems problems;
  private final Values values;

  RateReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  /** Unit to rate; empty if one of them can't be read. */
  Optional<Map<String, Ratio>> rates(Node node) {
    Optional<Node.Mapping> entries = values.mapping(node, "rates", "unit to rate");
    Map<String, Ratio> rates = new HashMap<>();
    entries.ifPresent(mapping -> mapping.entries().forEach((unit, rate) -> {
      Optional<String> id = values.id(new Node.Text(rate.at(), unit, true), "unit");
      Optional<Ratio> ratio = atLeastZero(rate, "rate");
      id.ifPresent(u -> ratio.ifPresent(r -> rates.put(u, r)));
    }));
    return entries
        .filter(mapping -> rates.size() == mapping.entries().size())
        .map(mapping -> rates);
  }

  Optional<AllocationModel> rateCard(Node body) {
    Optional<Fields> fields = Fields.of(body, "rateCard", problems, List.of("rates", "trueUp"));
    Optional<Map<String, Ratio>> rates =
        fields.flatMap(f -> f.required("rates")).flatMap(this::rates);
    boolean trueUp = trueUp(fields);
    return rates.map(
        r -> trueUp ? AllocationModels.truedUpRateCard(r) : AllocationModels.rateCard(r));
  }

  Optional<AllocationModel> tieredRate(Node body) {
    Optional<Fields> fields =
        Fields.of(body, "tieredRate", problems, List.of("unit", "mode", "bands", "trueUp"));
    Optional<String> unit =
        fields.flatMap(f -> f.required("unit")).flatMap(node -> values.id(node, "unit"));
    Optional<String> mode = fields
        .flatMap(f -> f.required("mode"))
        .flatMap(node -> values.parsed(node, "mode", RateReader::mode));
    Optional<Node> list = fields.flatMap(f -> f.required("bands"));
    Optional<List<RateBand>> bands = list.flatMap(this::bands);
    boolean trueUp = trueUp(fields);
    if (unit.isEmpty() || mode.isEmpty() || bands.isEmpty()) {
      return Optional.empty();
    }
    return values.tried(
        list.orElseThrow().at(),
        () -> mode.get().equals("graduated")
            ? AllocationModels.graduatedRate(unit.get(), bands.get(), trueUp)
            : AllocationModels.volumeRate(unit.get(), bands.get(), trueUp));
  }

  private Optional<List<RateBand>> bands(Node list) {
    Optional<List<Node>> items = values.items(list, "bands");
    List<RateBand> bands = new ArrayList<>();
    for (Node item : items.orElse(List.of())) {
      Optional<Fields> fields = Fields.of(item, "band", problems, List.of("upTo", "rate"));
      Optional<Node> end = fields.flatMap(f -> f.optional("upTo"));
      Optional<BigDecimal> upTo =
          end.flatMap(node -> values.parsed(node, "band", ExactNumber::parse));
      Optional<Ratio> rate =
          fields.flatMap(f -> f.required("rate")).flatMap(node -> atLeastZero(node, "rate"));
      if (end.isPresent() == upTo.isPresent() && rate.isPresent()) {
        values.tried(item.at(), () -> new RateBand(upTo, rate.get())).ifPresent(bands::add);
      }
    }
    return items.filter(nodes -> nodes.size() == bands.size()).map(nodes -> bands);
  }

  private static String mode(String text) {
    if (!MODES.contains(text)) {
      throw Invalid.argument("mode", "'" + text + "'", "must be graduated or volume");
    }
    return text;
  }

  private boolean trueUp(Optional<Fields> fields) {
    return fields
        .flatMap(f -> f.optional("trueUp"))
        .flatMap(node -> values.truth(node, "trueUp"))
        .orElse(false);
  }

  /** A decimal or a ratio that is not negative. */
  Optional<Ratio> atLeastZero(Node node, String what) {
    return values.parsed(node, what, text -> {
      Ratio ratio = Ratio.parse(text);
      if (ratio.signum() < 0) {
        throw Invalid.argument(what, "'" + text + "'", "must be 0 or more");
      }
      return ratio;
    });
  }
}
