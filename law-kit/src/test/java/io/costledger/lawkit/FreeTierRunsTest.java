package io.costledger.lawkit;

import io.costledger.core.policy.AllocationModel;
import java.math.BigDecimal;
import java.util.List;

class FreeTierRunsTest implements ChargebackContract {
  @Override
  public List<AllocationModel> models() {
    return List.of(new FreeTier("hours", BigDecimal.ONE));
  }
}
