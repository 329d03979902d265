package io.costledger.lawkit;

import io.costledger.core.policy.AllocationModel;
import io.costledger.lawkit.laws.ModelCase;
import io.costledger.lawkit.laws.ModelLaw;
import java.math.BigDecimal;
import java.util.Map;

class FreeTierTest implements AllocationModelContract {
  @Override
  public AllocationModel model() {
    return new FreeTier("hours", BigDecimal.ONE);
  }

  @Override
  public Map<ModelLaw, Declined> declined() {
    ModelCase twoAndThree =
        ModelCase.of(100).use("cost-center:a", "2", "hours").use("cost-center:b", "3", "hours");
    return Map.of(ModelLaw.SCALE, new Declined("what is free doesn't grow", twoAndThree));
  }
}
