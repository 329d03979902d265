package io.costledger.flink;

import io.costledger.core.ledger.Run;
import io.costledger.core.ledger.RunFacts;
import io.costledger.serialization.canonical.RunDigest;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/**
 * Rows of runs, in the order in which they were published. Columns: {@code ledger}, {@code run},
 * {@code supersedes} (null for the first of its period), {@code period_start}, {@code period_end},
 * {@code recorded_at} (event time), {@code policy}, {@code definition} (SHA-256 of the policy),
 * {@code digest} (of the entries: equal for equal inputs, on any engine).
 */
public final class RunRows {
  /** The columns, as a type for a stream. */
  public static final TypeInformation<Row> TYPE = Types.ROW_NAMED(
      new String[] {
        Cells.LEDGER,
        "run",
        "supersedes",
        "period_start",
        "period_end",
        "recorded_at",
        "policy",
        "definition",
        "digest"
      },
      Types.STRING,
      Types.STRING,
      Types.STRING,
      Types.INSTANT,
      Types.INSTANT,
      Types.INSTANT,
      Types.STRING,
      Types.STRING,
      Types.STRING);

  static final OutputTag<Row> TAG = new OutputTag<>("costledger-runs", TYPE);

  private static final NamedRows ROWS = new NamedRows(TYPE);

  private RunRows() {}

  static Row of(String ledger, Run run, Optional<String> supersedes) {
    RunFacts facts = RunFacts.of(run);
    Row row = ROWS.empty();
    row.setField(Cells.LEDGER, ledger);
    row.setField("run", facts.run());
    row.setField("supersedes", supersedes.orElse(null));
    EntryRows.setPeriod(row, "period_start", "period_end", facts.span());
    row.setField("recorded_at", facts.recordedAt());
    row.setField("policy", facts.policy());
    row.setField("definition", facts.definition());
    row.setField("digest", RunDigest.of(run));
    return row;
  }
}
