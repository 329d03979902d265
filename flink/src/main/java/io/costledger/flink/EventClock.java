package io.costledger.flink;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.streaming.api.TimerService;

/**
 * How far event time has come, over restarts. Flink forgets the watermark: without this, what comes
 * for a period that was dropped before a restart would start its books anew.
 */
final class EventClock {
  private final ListState<Long> kept;
  private long latest = Long.MIN_VALUE;

  EventClock(FunctionInitializationContext context) throws Exception {
    kept = context
        .getOperatorStateStore()
        .getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    for (long watermark : kept.get()) {
      latest = Math.max(latest, watermark);
    }
  }

  void keep() throws Exception {
    kept.update(List.of(latest));
  }

  /** The latest watermark that this task, or one before a restart, has acted on. */
  long now(TimerService timers) {
    latest = Math.max(latest, timers.currentWatermark());
    return latest;
  }
}
