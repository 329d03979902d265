package io.costledger.policyfile;

import io.costledger.core.account.Account;
import io.costledger.core.bill.RowCondition;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.ModelText;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.RateModel;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A user's model with the name and the parameters that a policy file gives it, so that a run's
 * definition tells them apart whatever the model says of itself. What the model says once is asked
 * once, while the file is read: a fault there is a problem of the file.
 */
class OwnModel implements AllocationModel {
  private final AllocationModel model;
  private final String name;
  private final String version;
  private final String description;
  private final UnitsRead units;
  private final Set<Account> listedConsumers;
  private final Optional<RowCondition> directCosts;
  private final boolean isAdditive;

  private OwnModel(String name, AllocationModel model, NavigableMap<String, Object> parameters) {
    this.model = model;
    this.name = name;
    this.version = Objects.requireNonNull(model.version(), "version() returned null");
    String itself = Objects.requireNonNull(model.describe(), "describe() returned null");
    this.description = ModelText.of(this, parameters, itself);
    this.units = Objects.requireNonNull(model.units(), "units() returned null");
    this.listedConsumers = Collections.unmodifiableSet(new TreeSet<>(model.listedConsumers()));
    this.directCosts = Objects.requireNonNull(model.directCosts(), "directCosts() returned null");
    this.isAdditive = model.isAdditive();
  }

  /** Names a model; the parameters are texts, and lists and sorted maps of these. */
  static AllocationModel of(
      String name, AllocationModel model, NavigableMap<String, Object> parameters) {
    return model instanceof RateModel rates
        ? new OwnRateModel(name, rates, parameters)
        : new OwnModel(name, model, parameters);
  }

  @Override
  public Weights weights(PoolUsage usage) {
    return model.weights(usage);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public UnitsRead units() {
    return units;
  }

  @Override
  public Set<Account> listedConsumers() {
    return listedConsumers;
  }

  @Override
  public Optional<RowCondition> directCosts() {
    return directCosts;
  }

  @Override
  public boolean isAdditive() {
    return isAdditive;
  }

  @Override
  public String toString() {
    return description;
  }

  /** The same of a model that charges by rates. */
  private static final class OwnRateModel extends OwnModel implements RateModel {
    private final RateModel rates;
    private final boolean isTruedUp;

    OwnRateModel(String name, RateModel rates, NavigableMap<String, Object> parameters) {
      super(name, rates, parameters);
      this.rates = rates;
      this.isTruedUp = rates.isTruedUp();
    }

    @Override
    public NavigableMap<Account, Ratio> charges(PoolUsage usage) {
      return rates.charges(usage);
    }

    @Override
    public Weights weights(PoolUsage usage) {
      return RateModel.super.weights(usage);
    }

    @Override
    public boolean isTruedUp() {
      return isTruedUp;
    }
  }
}
