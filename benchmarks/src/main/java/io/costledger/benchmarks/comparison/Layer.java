package io.costledger.benchmarks.comparison;

import io.costledger.allocation.Chargeback;
import io.costledger.allocation.DrillDown;
import io.costledger.allocation.lineage.Lineage;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.money.Basis;
import io.costledger.core.policy.ResolvedPolicy;
import io.costledger.invariants.AuditedRun;
import io.costledger.serialization.canonical.CanonicalLedger;
import io.costledger.serialization.focus.FocusReader;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.usage.UsageReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;

/** The layers of a run one by one, on the comparison's work, for JMH and for the gate on bytes. */
enum Layer {
  /** A whole run of one tier: most of it is the sum over the records. */
  AGGREGATION {
    @Override
    Supplier<Object> on(int records) {
      return run(Work.of(records));
    }
  },
  /** A whole run of four tiers. */
  CASCADE {
    @Override
    Supplier<Object> on(int records) {
      return run(Work.tiers(records));
    }
  },
  /** The lineage of such a run. */
  LINEAGE {
    @Override
    Supplier<Object> on(int records) {
      AuditedRun run = (AuditedRun) run(Work.tiers(records)).get();
      return () -> Lineage.of(run);
    }
  },
  /** All shares of a run opened into records. */
  DRILL_DOWN {
    @Override
    Supplier<Object> on(int records) {
      AuditedRun run = (AuditedRun) run(Work.of(records)).get();
      return () -> {
        DrillDown drillDown = DrillDown.of(run);
        int opened = 0;
        for (LedgerEntry entry : run.run().entries()) {
          opened += drillDown.opens(entry) ? drillDown.records(entry).size() : 0;
        }
        return opened;
      };
    }
  },
  /** Pools over consumers in columns, the workspace used again. */
  BATCH_SHARES {
    @Override
    Supplier<Object> on(int records) {
      return batch(new LibraryBatch(Task.W2, Work.of(records), 1));
    }
  },
  /** And over records. */
  BATCH_RECORDS {
    @Override
    Supplier<Object> on(int records) {
      return batch(new LibraryBatch(Task.W1_REMAINDER, Work.of(records), 1));
    }
  },
  /** Four tiers with their lineage in columns. */
  BATCH_TIERS {
    @Override
    Supplier<Object> on(int records) {
      return batch(new LibraryTiers(Work.tiers(records), 1));
    }
  },
  /** The entries of a run as canonical bytes. */
  CANONICAL_BYTES {
    @Override
    Supplier<Object> on(int records) {
      AuditedRun run = (AuditedRun) run(Work.of(records)).get();
      return () -> CanonicalLedger.of(run.run()).toBytes();
    }
  },
  /** A FOCUS bill from CSV. */
  FOCUS_READING {
    @Override
    Supplier<Object> on(int records) {
      InputFile file = file((work, text) -> work.bill(text, records), 1);
      return () -> FocusReader.of(Basis.BILLED, CurrencyUnit.USD, "focus").read(file);
    }
  },
  /** Usage from CSV. */
  USAGE_READING {
    @Override
    Supplier<Object> on(int records) {
      InputFile file = file(FileWork::usage, records);
      return () -> UsageReader.of("usage").read(file);
    }
  };

  /** Prepares a number of records, and returns what does the layer's work on them. */
  abstract Supplier<Object> on(int records);

  static Layer of(String id) {
    return Arrays.stream(values())
        .filter(layer -> layer.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Invalid layer: " + id));
  }

  String id() {
    return name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  private static Supplier<Object> batch(Contender contender) {
    return () -> {
      contender.run();
      return contender;
    };
  }

  private static Supplier<Object> run(Work work) {
    LibraryInputs library = new LibraryInputs(work);
    ResolvedPolicy policy = library.policy().resolve();
    RunInputs inputs = library.inputs();
    Instant recordedAt = Instant.parse("2026-09-02T06:00:00Z");
    return () -> Chargeback.of(policy).run(inputs, recordedAt);
  }

  private interface Content {
    void write(FileWork work, StringWriter text) throws IOException;
  }

  private static InputFile file(Content content, int records) {
    StringWriter text = new StringWriter();
    try {
      content.write(new FileWork(Work.of(records), Path.of("")), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    return InputFile.of("generated", () -> new ByteArrayInputStream(bytes));
  }
}
