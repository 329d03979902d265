package io.costledger.cli;

import io.costledger.core.Invalid;
import io.costledger.core.bill.Bill;
import io.costledger.core.delivery.Delivery;
import io.costledger.core.delivery.InputProblem;
import io.costledger.core.delivery.InvalidInputException;
import io.costledger.core.ledger.ClosingWeights;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.Policy;
import io.costledger.core.usage.UsageBatch;
import io.costledger.policyfile.NamedModels;
import io.costledger.policyfile.PolicyFile;
import io.costledger.serialization.focus.FocusReader;
import io.costledger.serialization.input.InputFile;
import io.costledger.serialization.ledger.ClosingWeightsCsv;
import io.costledger.serialization.usage.DeliveredUsage;
import io.costledger.serialization.usage.UsageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads all files of a run before it complains, so that everything wrong is said in one go. */
final class InputReading {
  private static final String USAGE_SOURCE = "usage";

  private final List<InvalidInputException> refused = new ArrayList<>();

  private InputReading() {}

  /** What was read. */
  record Read(PolicyFile policy, RunInputs inputs) {}

  /**
   * Reads the models, the policy, the bill and the usage. Without a policy a bill can't be read, since only the
   * policy says which of its costs is meant.
   *
   * @throws BadInputsException with everything that is wrong in any of them
   */
  static Read read(InputFiles files) {
    return read(files, Set.of());
  }

  /**
   * Reads the same, and keeps more columns of the bill than the policy looks at.
   *
   * @throws BadInputsException with everything that is wrong in any of them
   */
  static Read read(InputFiles files, Set<String> columns) {
    InputReading reading = new InputReading();
    InputReading beside = new InputReading();
    CompletableFuture<AllUsage> reads =
        CompletableFuture.supplyAsync(() -> beside.usage(files.usage()));
    Optional<NamedModels> models = files.models().isEmpty()
        ? Optional.of(NamedModels.none())
        : reading.attempt(files.models().get(), InputReading::models);
    Optional<PolicyFile> policy = reading.attempt(files.policy(), file -> {
      if (models.isEmpty()) {
        throw notBefore("policy", file, "the models can be loaded");
      }
      return PolicyFile.read(file.toString(), file, models.get());
    });
    Optional<Bill> bill = policy.isPresent()
        ? reading.attempt(files.bill(), file -> bill(file, policy.get().policy(), files, columns))
        : reading.attempt(files.bill(), file -> {
          throw notBefore("bill", file, "the policy can be read");
        });
    AllUsage usage = reads.join();
    reading.refused.addAll(beside.refused);
    Optional<ClosingWeights> previous = files
        .previous()
        .flatMap(folder -> reading.attempt(
            folder.resolve("closing-weights.csv"),
            file -> ClosingWeightsCsv.read(InputFile.of(file))));
    if (policy.isEmpty() || bill.isEmpty() || !reading.refused.isEmpty()) {
      throw new BadInputsException(reading.refused);
    }
    List<Delivery> deliveries = usage.deliveries().stream()
        .map(delivery -> received(delivery, files.usageReceivedAt()))
        .toList();
    RunInputs inputs = RunInputs.of(bill.get(), usage.batch(), deliveries);
    return new Read(policy.get(), previous.map(inputs::withPrevious).orElse(inputs));
  }

  /** Reads one file. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private record Usage(Path file, DeliveredUsage delivered) {}

  private record AllUsage(List<Delivery> deliveries, UsageBatch batch) {}

  private <T> Optional<T> attempt(Path file, Reader<T> reader) {
    try {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw refusal(file, "", Invalid.message("file", file, "must be a file that can be read"));
      }
      return Optional.of(reader.read(file));
    } catch (InvalidInputException e) {
      refused.add(e);
    } catch (IOException e) {
      refused.add(refusal(file, "", Invalid.message("file", file, "can't be read: " + e)));
    }
    return Optional.empty();
  }

  private static NamedModels models(Path file) throws IOException {
    try {
      return ModelsJar.read(file);
    } catch (IllegalArgumentException e) {
      throw refusal(file, "", String.valueOf(e.getMessage()));
    }
  }

  private static Bill bill(Path file, Policy policy, InputFiles files, Set<String> columns) {
    RuleFields fields = RuleFields.of(policy);
    Set<String> kept = new HashSet<>(fields.columns());
    kept.addAll(columns);
    FocusReader reader = FocusReader.of(
            policy.basis(), policy.unit().currency(), policy.billSource())
        .withColumns(kept)
        .withTags(fields.tags());
    Bill bill =
        files.billDelivery().map(reader::withDeliveryId).orElse(reader).read(InputFiles.rows(file));
    return new Bill(received(bill.delivery(), files.billReceivedAt()), bill.records());
  }

  private static Delivery received(Delivery delivery, Optional<Instant> at) {
    return Delivery.builder().copyOf(delivery).receivedAt(at).build();
  }

  private static InvalidInputException notBefore(String what, Path file, String first) {
    return refusal(file, "", Invalid.message(what, file, "can't be checked before " + first));
  }

  /** By delivery id: the same file twice is one delivery (SPEC 10.4). */
  private AllUsage usage(List<Path> files) {
    UsageReader reader = UsageReader.of(USAGE_SOURCE).by(Threads.all());
    Map<String, Usage> usage = new LinkedHashMap<>();
    for (Path file : files) {
      attempt(file, path -> reader.read(InputFiles.rows(path)))
          .ifPresent(one -> usage.putIfAbsent(one.delivery().id(), new Usage(file, one)));
    }
    List<DeliveredUsage> delivered =
        usage.values().stream().map(Usage::delivered).toList();
    UsageBatch batch =
        UsageBatch.joined(delivered.stream().map(DeliveredUsage::batch).toList(), Threads.all());
    if (!batch.idsDiffer()) {
      refuseDoubles(usage);
    }
    return new AllUsage(delivered.stream().map(DeliveredUsage::delivery).toList(), batch);
  }

  /** A record that two files bring would count twice. */
  private void refuseDoubles(Map<String, Usage> usage) {
    Map<String, Path> seen = new HashMap<>();
    for (Usage one : usage.values()) {
      UsageBatch batch = one.delivered().batch();
      List<InputProblem> problems = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        Path before = seen.putIfAbsent(batch.id(i), one.file());
        if (before != null) {
          problems.add(new InputProblem(
              one.file().toString(),
              "row " + (i + 1) + ", column id",
              Invalid.message("id", batch.id(i), "is already in " + before)));
        }
      }
      if (!problems.isEmpty()) {
        refused.add(new InvalidInputException(one.file().toString(), problems));
      }
    }
  }

  private static InvalidInputException refusal(Path file, String place, String message) {
    return new InvalidInputException(
        file.toString(), List.of(new InputProblem(file.toString(), place, message)));
  }
}
