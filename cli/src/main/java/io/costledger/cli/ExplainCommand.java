package io.costledger.cli;

import io.costledger.allocation.Chargeback;
import io.costledger.cli.report.ExplainReport;
import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.bill.RowField;
import io.costledger.core.policy.Policy;
import io.costledger.invariants.AuditedRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code costledger explain}: why a cost center, a platform or an entry is what it is. It makes the
 * run again from the same files; a run is a pure function, so it is the same run.
 */
@Command(
    name = "explain",
    description = "Says why a cost center, a platform or an entry of a run is what it is.",
    sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
  @Option(
      names = "--bill",
      required = true,
      description = "The run's bill: CSV, or Parquet by its name.")
  private Path bill = Path.of("");

  @Option(names = "--usage", description = "A usage file of the run; may be given several times.")
  private List<Path> usage = List.of();

  @Option(names = "--policy", required = true, description = "The run's policy: YAML or JSON.")
  private Path policy = Path.of("");

  @Option(
      names = "--models",
      paramLabel = "JAR",
      description = "The run's jar of your own models, if it had one.")
  private Optional<Path> models = Optional.empty();

  @Option(
      names = "--bill-delivery",
      description = "The id of the bill's delivery, if the run was given one.")
  private Optional<String> billDelivery = Optional.empty();

  @Option(
      names = "--previous",
      description = "The folder of the run before, if the run was given one.")
  private Optional<Path> previous = Optional.empty();

  @Option(
      names = "--by",
      description = "A column of the bill, such as ServiceName: tells the rows of a root apart.")
  private Optional<String> by = Optional.empty();

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private final PrintWriter printer;

  ExplainCommand(PrintWriter printer) {
    this.printer = printer;
  }

  /** Exactly one of these. */
  static final class What {
    @Option(names = "--cost-center", description = "Why it bears what it bears, and what it is.")
    private Optional<String> costCenter = Optional.empty();

    @Option(names = "--platform", description = "What came in, where it went and where it ended.")
    private Optional<String> platform = Optional.empty();

    @Option(names = "--entry", description = "The number of a row of entries.csv, from 1.")
    private Optional<Integer> entry = Optional.empty();
  }

  @Override
  public Integer call() {
    // Picocli takes the empty values of a group for given ones.
    if (what.costCenter.isEmpty() && what.platform.isEmpty() && what.entry.isEmpty()) {
      throw wrong("command line", "explain", "must name --cost-center, --platform or --entry");
    }
    InputReading.Read read = InputReading.read(
        new InputFiles(
            bill,
            usage,
            policy,
            models,
            billDelivery,
            Optional.empty(),
            Optional.empty(),
            previous),
        by.map(Set::of).orElse(Set.of()));
    Policy declared = read.policy().policy();
    AuditedRun run = Chargeback.of(declared.resolve())
        .run(read.inputs(), declared.grain().span().end());
    printer.print(text(ExplainReport.of(run, by.map(column -> field(run, column)))));
    printer.flush();
    return ExitCode.OK;
  }

  private String text(ExplainReport report) {
    if (what.entry.isPresent()) {
      int number = what.entry.get();
      if (number < 1 || number > report.entries()) {
        throw wrong("entry", number, "must be 1 to " + report.entries());
      }
      return report.entry(number);
    }
    Account account = what.costCenter
        .map(Account::costCenter)
        .orElseGet(() -> Account.platform(what.platform.orElseThrow()));
    if (!report.declares(account)) {
      throw wrong(account.kind().text(), account.id(), "the policy declares none such");
    }
    return report.account(account);
  }

  private RowField field(AuditedRun run, String column) {
    RowField field = RowField.column(column);
    if (run.run().inputs().bill().records().noneSatisfy(row -> field.of(row).isPresent())) {
      throw wrong("column", column, "no row of the bill has a text in it");
    }
    return field;
  }

  private ParameterException wrong(String name, Object value, String rule) {
    return new ParameterException(spec.commandLine(), Invalid.message(name, value, rule));
  }
}
