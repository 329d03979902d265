package io.costledger.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.model.AllocationModels;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Platform;
import io.costledger.core.policy.Policy;
import io.costledger.core.policy.PoolUsage;
import io.costledger.core.policy.UnitsRead;
import io.costledger.core.policy.Weights;
import io.costledger.invariants.foreign.AllocatedRow;
import io.costledger.invariants.foreign.ForeignAudit;
import io.costledger.invariants.foreign.ForeignRows;
import io.costledger.invariants.foreign.ForeignRules;
import io.costledger.invariants.foreign.OriginRow;
import io.costledger.invariants.foreign.SplitRatio;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A gate without a clock: how often the engine asks for what can be long, seen from outside. Who
 * asks more often must say why here.
 */
class WorkCountTest {
  /** Weighs as another does, and counts how often it is asked. */
  private record Counted(AllocationModel model, AtomicInteger asked) implements AllocationModel {
    @Override
    public Weights weights(PoolUsage usage) {
      asked.incrementAndGet();
      return model.weights(usage);
    }

    @Override
    public UnitsRead units() {
      return model.units();
    }
  }

  @Test
  void aRunAsksAModelOnceForEachPoolAndItsAuditOnceMore() {
    Work work = Work.of(4_000);
    LibraryInputs library = new LibraryInputs(work);
    AtomicInteger asked = new AtomicInteger();
    Policy policy = library.policy();
    Policy counting = Policy.builder("counted")
        .copyOf(policy)
        .platforms(policy.platforms().stream()
            .map(p -> Platform.builder(p.id())
                .copyOf(p)
                .model(new Counted(AllocationModels.proportional(Work.sku(0)), asked))
                .build())
            .toList())
        .build();
    RunInputs inputs = library.inputs();
    Chargeback.of(counting.resolve()).run(inputs, Instant.parse("2026-09-02T06:00:00Z"));
    assertThat(asked.get()).isEqualTo(2 * work.pools.length);
  }

  private enum Table {
    ORIGINS,
    ALLOCATED,
    RECEIVED,
    RATIOS
  }

  /** Tables that count how often each is read. */
  private static final class CountedRows implements ForeignRows {
    private final ForeignRows rows;
    private final Map<Table, Integer> reads = new EnumMap<>(Table.class);

    CountedRows(ForeignRows rows) {
      this.rows = rows;
    }

    private void read(Table table) {
      reads.merge(table, 1, Integer::sum);
    }

    @Override
    public void origins(Consumer<OriginRow> sink) {
      read(Table.ORIGINS);
      rows.origins(sink);
    }

    @Override
    public void allocated(Consumer<AllocatedRow> sink) {
      read(Table.ALLOCATED);
      rows.allocated(sink);
    }

    @Override
    public void received(Consumer<AllocatedRow> sink) {
      read(Table.RECEIVED);
      rows.received(sink);
    }

    @Override
    public void ratios(Consumer<SplitRatio> sink) {
      read(Table.RATIOS);
      rows.ratios(sink);
    }
  }

  private static CountedRows rows(String allocated) {
    Optional<BigDecimal> ten = Optional.of(BigDecimal.TEN);
    return new CountedRows(ForeignRows.of(
        List.of(new OriginRow(1, "a", ten, "USD", "")),
        List.of(new AllocatedRow(
            1, "a", Optional.of(new BigDecimal(allocated)), "x", 1, "USD", "", ""))));
  }

  private static Map<Table, Integer> reads(CountedRows rows, ForeignRules rules) {
    ForeignAudit.of(rules).checkIds(rows);
    return rows.reads;
  }

  @Test
  void theCheckerReadsSoundTablesOnce() {
    ForeignRules rules = ForeignRules.strict("bill", "sql");
    assertThat(reads(rows("10"), rules))
        .isEqualTo(Map.of(Table.ORIGINS, 1, Table.ALLOCATED, 1, Table.RATIOS, 1));
    // Through tiers: first to know who passes on at all.
    assertThat(reads(rows("10"), rules.withTiers()))
        .isEqualTo(
            Map.of(Table.ORIGINS, 1, Table.ALLOCATED, 2, Table.RECEIVED, 1, Table.RATIOS, 1));
  }

  @Test
  void theCheckerReadsTablesOnceMoreForTheRowsThatShowWhatIsWrong() {
    ForeignRules rules = ForeignRules.strict("bill", "sql").withTiers();
    assertThat(reads(rows("9"), rules))
        .isEqualTo(
            Map.of(Table.ORIGINS, 2, Table.ALLOCATED, 3, Table.RECEIVED, 2, Table.RATIOS, 1));
  }
}
