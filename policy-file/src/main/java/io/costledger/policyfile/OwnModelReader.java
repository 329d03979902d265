package io.costledger.policyfile;

import io.costledger.core.Invalid;
import io.costledger.core.policy.AllocationModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code custom: {name, parameters}}: a model of a user's own. */
final class OwnModelReader {
  private final Problems problems;
  private final Values values;
  private final NamedModels models;

  OwnModelReader(Problems problems, Values values, NamedModels models) {
    this.problems = problems;
    this.values = values;
    this.models = models;
  }

  Optional<AllocationModel> read(Node body) {
    Optional<Fields> fields = Fields.of(body, "custom", problems, List.of("name", "parameters"));
    Optional<Node> given = fields.flatMap(f -> f.optional("parameters"));
    Optional<Node.Mapping> mapping =
        given.flatMap(node -> values.anyMapping(node, "parameters", "name to value"));
    Optional<Node> name = fields.flatMap(f -> f.required("name"));
    Optional<String> known = name.flatMap(this::known);
    if (known.isEmpty() || given.isPresent() != mapping.isPresent()) {
      return Optional.empty();
    }
    ModelParameters parameters = new ModelParameters(
        known.get(),
        given.orElse(body).at(),
        mapping.map(Node.Mapping::entries).orElse(Map.of()),
        problems,
        values);
    return make(known.get(), name.orElseThrow().at(), parameters);
  }

  /** The name, or after a problem the one that was meant, so that its parameters are checked too. */
  private Optional<String> known(Node node) {
    Optional<String> name = values.id(node, "model name");
    if (name.isEmpty() || models.find(name.get()).isPresent()) {
      return name;
    }
    Optional<String> meant = Suggestion.of(name.get(), models.names());
    String rule = models.names().isEmpty()
        ? "not known; no models of your own came with the policy"
        : meant
            .map(other -> "not known; did you mean " + other + "?")
            .orElse("not known; known are " + String.join(", ", models.names()));
    problems.add(node.at(), "model name", "'" + name.get() + "'", rule);
    return meant;
  }

  /** Factories are other people's code, so whatever comes out is expected. */
  private Optional<AllocationModel> make(String name, Place at, ModelParameters parameters) {
    Optional<AllocationModel> made = Optional.empty();
    String why = "its factory returned null";
    try {
      AllocationModel model = models.find(name).orElseThrow().create(parameters);
      made = Optional.ofNullable(model).map(m -> OwnModel.of(name, m, parameters.read()));
    } catch (IllegalArgumentException e) {
      why = Invalid.shown(String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
        // Not of the factory's making: memory that ran out, for one.
        throw e;
      }
      why = "its factory threw " + Invalid.thrown(e);
    }
    // After a fault a factory worked on stand-ins, and what it did or didn't ask for says little.
    if (made.isPresent()) {
      parameters.close();
    }
    if (parameters.isFaulty()) {
      return Optional.empty();
    }
    if (made.isEmpty()) {
      problems.add(at, "model", "'" + name + "'", "can't be made: " + why);
    }
    return made;
  }
}
