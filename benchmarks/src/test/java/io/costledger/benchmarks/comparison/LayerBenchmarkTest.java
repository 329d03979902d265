package io.costledger.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class LayerBenchmarkTest {
  @Test
  void timesEveryLayer() throws NoSuchFieldException {
    String[] timed =
        LayerBenchmark.class.getField("layer").getAnnotation(Param.class).value();
    assertThat(Arrays.stream(timed).map(Layer::of)).containsExactly(Layer.values());
  }
}
