package io.costledger.lawkit;

import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.policy.AllocationModel;

class ProportionalTest implements AllocationModelContract {
  @Override
  public AllocationModel model() {
    return AllocationModels.proportional("hours");
  }
}
