package io.costledger.serialization.ledger;

import io.costledger.core.Invalid;
import io.costledger.core.Sha256;
import io.costledger.core.ledger.BookedRun;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.ledger.RunFacts;
import io.costledger.serialization.canonical.CanonicalLedger;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.input.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.collections.api.list.ImmutableList;

/** Reads a run's directory: both files for themselves, then what they must agree on. */
final class RunReading {
  private final Problems runProblems;
  private final Problems entryProblems;

  private RunReading(InputFile runFile, InputFile entryFile) {
    this.runProblems = new Problems(runFile.name());
    this.entryProblems = new Problems(entryFile.name());
  }

  static BookedRun read(Path directory) {
    InputFile runFile = InputFile.of(directory.resolve(RunFiles.RUN));
    InputFile entryFile = InputFile.of(directory.resolve(RunFiles.ENTRIES));
    RunReading reading = new RunReading(runFile, entryFile);
    Optional<RunJsonReader.Read> run = isReadable(directory, RunFiles.RUN, reading.runProblems)
        ? RunJsonReader.read(runFile, reading.runProblems)
        : Optional.empty();
    Optional<LedgerEntries> entries = isReadable(directory, RunFiles.ENTRIES, reading.entryProblems)
        ? Optional.of(EntriesCsv.read(entryFile, reading.entryProblems))
        : Optional.empty();
    if (run.isPresent() && entries.isPresent() && reading.entryProblems.isEmpty()) {
      reading.agree(run.get(), entries.get());
    }
    Problems all = new Problems(directory.toString());
    all.addAll(reading.runProblems);
    all.addAll(reading.entryProblems);
    all.throwIfAny();
    return new BookedRun(run.orElseThrow().facts(), entries.orElseThrow().entries());
  }

  private static boolean isReadable(Path directory, String name, Problems problems) {
    Path file = directory.resolve(name);
    boolean isReadable = Files.isRegularFile(file) && Files.isReadable(file);
    if (!isReadable) {
      problems.add("", Invalid.message("file", name, "must be a file that can be read"));
    }
    return isReadable;
  }

  private void agree(RunJsonReader.Read run, LedgerEntries read) {
    RunFacts facts = run.facts();
    ImmutableList<LedgerEntry> entries = read.entries();
    if (entries.notEmpty()) {
      agree("currency", entries.getFirst().unit().currency(), facts.unit().currency());
      agree("scale", entries.getFirst().unit().scale(), facts.unit().scale());
    }
    read.basis().ifPresent(basis -> agree("basis", basis, facts.basis()));
    for (int i = 0; i < entries.size(); i++) {
      rowAgrees(i, entries, facts);
    }
    if (entryProblems.isEmpty()) {
      String digest = Sha256.hex(
          new CanonicalLedger(facts.run(), facts.unit(), facts.basis(), entries).toBytes());
      agree("digest of the entries", digest, run.digest());
    }
  }

  private void agree(String what, Object is, Object said) {
    if (!is.equals(said)) {
      entryProblems.add("", Invalid.message(what, is, RunFiles.RUN + " says " + said));
    }
  }

  private void rowAgrees(int index, ImmutableList<LedgerEntry> entries, RunFacts facts) {
    LedgerEntry entry = entries.get(index);
    String row = "row " + (index + 1);
    if (!entry.run().equals(facts.run())) {
      entryProblems.add(
          row + ", column " + EntryColumns.RUN,
          Invalid.message(
              "run", "'" + entry.run() + "'", RunFiles.RUN + " says '" + facts.run() + "'"));
    }
    int order = index == 0 ? -1 : LedgerEntry.ORDER.compare(entries.get(index - 1), entry);
    if (order >= 0) {
      entryProblems.add(
          row,
          Invalid.message(
              "entry",
              entry.from() + " -> " + entry.to(),
              order == 0 ? "is already there as row " + index : "must come before row " + index));
    }
  }
}
