package io.costledger.policyfile;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.account.CodePoints;
import io.costledger.core.policy.AllocationModel;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The models of a user's own that a policy file may name. Immutable.
 *
 * <p>Example: {@code PolicyFile.read("policy.yaml", path, NamedModels.of("square-root", p -> new
 * SquareRoot(p.text("unit"))))}.
 */
public final class NamedModels {
  private static final NamedModels NONE = new NamedModels(new TreeMap<>());

  private final NavigableMap<String, NamedModel> byName;

  private NamedModels(NavigableMap<String, NamedModel> byName) {
    this.byName = byName;
  }

  /**
   * Returns no models: a policy file may use the library's only.
   *
   * @return none
   */
  public static NamedModels none() {
    return NONE;
  }

  /**
   * Returns one model.
   *
   * @param name the name that policies use
   * @param factory makes the model from its parameters, as {@link NamedModel#create}
   * @return the one
   * @throws IllegalArgumentException if the name is empty or that of a model of the library
   */
  public static NamedModels of(String name, Function<ModelParameters, AllocationModel> factory) {
    return NONE.and(name, factory);
  }

  /**
   * Returns some models.
   *
   * @param models the models, in any order
   * @return all of them
   * @throws IllegalArgumentException if a name is empty, taken twice or that of a model of the
   *     library
   */
  public static NamedModels of(Collection<? extends NamedModel> models) {
    NavigableMap<String, NamedModel> byName = new TreeMap<>(CodePoints.ORDER);
    models.forEach(model -> add(byName, model.name(), model));
    return new NamedModels(byName);
  }

  /**
   * Returns these models and one more.
   *
   * @param name the name that policies use
   * @param factory makes the model from its parameters, as {@link NamedModel#create}
   * @return all of them
   * @throws IllegalArgumentException if the name is empty, taken already or that of a model of the
   *     library
   */
  public NamedModels and(String name, Function<ModelParameters, AllocationModel> factory) {
    NavigableMap<String, NamedModel> more = new TreeMap<>(CodePoints.ORDER);
    more.putAll(byName);
    add(more, name, new OfFunction(name, factory));
    return new NamedModels(more);
  }

  private record OfFunction(String name, Function<ModelParameters, AllocationModel> factory)
      implements NamedModel {
    @Override
    public AllocationModel create(ModelParameters parameters) {
      return factory.apply(parameters);
    }
  }

  private static void add(NavigableMap<String, NamedModel> byName, String name, NamedModel model) {
    Account.requireId("model name", name);
    // Entries show names only, so none may stand for two rules.
    if (ModelReader.NAMES.contains(name)) {
      throw Invalid.argument(
          "model name", "'" + name + "'", "the library has a model of this name");
    }
    if (byName.putIfAbsent(name, model) != null) {
      throw Invalid.argument("model name", "'" + name + "'", "is taken twice");
    }
  }

  /** The model of a name, if there is one. */
  Optional<NamedModel> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The names, ascending. */
  Set<String> names() {
    return byName.keySet();
  }
}
