package io.costledger.serialization.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.usage.UsageBatch;

/** Compares batches, numbers included. */
final class SameBatch {
  private SameBatch() {}

  static void assertSame(UsageBatch batch, UsageBatch expected) {
    assertThat(batch.size()).isEqualTo(expected.size());
    assertThat(batch.platforms()).isEqualTo(expected.platforms());
    assertThat(batch.consumers()).isEqualTo(expected.consumers());
    assertThat(batch.units()).isEqualTo(expected.units());
    assertThat(batch.chargePeriods()).isEqualTo(expected.chargePeriods());
    assertThat(batch.deliveries()).isEqualTo(expected.deliveries());
    assertThat(batch.pairCount()).isEqualTo(expected.pairCount());
    assertThat(batch.quantities()).isEqualTo(expected.quantities());
    assertThat(batch.idsAscend()).isEqualTo(expected.idsAscend());
    for (int i = 0; i < batch.size(); i++) {
      assertThat(batch.record(i)).isEqualTo(expected.record(i));
      assertThat(batch.record(i).dimensions().keySet())
          .containsExactlyElementsOf(expected.record(i).dimensions().keySet());
      assertThat(batch.platformNumber(i)).isEqualTo(expected.platformNumber(i));
      assertThat(batch.consumerNumber(i)).isEqualTo(expected.consumerNumber(i));
      assertThat(batch.unitNumber(i)).isEqualTo(expected.unitNumber(i));
      assertThat(batch.chargePeriodNumber(i)).isEqualTo(expected.chargePeriodNumber(i));
      assertThat(batch.deliveryNumber(i)).isEqualTo(expected.deliveryNumber(i));
      assertThat(batch.pairNumber(i)).isEqualTo(expected.pairNumber(i));
    }
  }
}
