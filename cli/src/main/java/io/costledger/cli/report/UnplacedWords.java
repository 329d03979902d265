package io.costledger.cli.report;

import io.costledger.core.Invalid;
import io.costledger.core.ledger.Run;
import io.costledger.core.time.Period;
import io.costledger.core.usage.UsageBatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The faults of a group in words, and what its owner can do. */
final class UnplacedWords {
  private static final String BILL = "bill:";
  private static final String USAGE = "usage:";
  private static final int YEAR = "2026-".length();

  private final Run run;

  UnplacedWords(Run run) {
    this.run = run;
  }

  String what(UnplacedGroup group) {
    String platform = group.platform().map(Invalid::shown).orElse("a platform");
    String what = switch (group.reason()) {
      case NO_USAGE -> "nobody used " + platform;
      case NO_MODEL -> platform + " had no allocation model";
      case NO_OPEN_CONSUMER -> "every consumer of " + platform + " was closed";
      case UNKNOWN_CONSUMER ->
        group.platform().isPresent()
            ? consumer(group) + " used " + platform
            : records(group) + " for " + consumer(group);
      case UNKNOWN_PLATFORM -> records(group) + " for platform:" + platform;
      case UNKNOWN_UNIT -> records(group) + " of " + platform + " in " + unit(group);
      case NO_RULE -> records(group) + firstRow(group);
      case PERIOD_MISMATCH -> records(group) + " outside the run's periods";
      case LATE_DELIVERY -> records(group) + " after the period was closed";
    };
    return what + ", " + when(group.periods());
  }

  String toDo(UnplacedGroup group) {
    return switch (group.reason()) {
      case NO_USAGE -> "have the missing usage delivered, and run again";
      case NO_MODEL -> "give the platform a model in the policy";
      case NO_OPEN_CONSUMER -> "change the order in which platforms are closed";
      case UNKNOWN_CONSUMER, UNKNOWN_PLATFORM -> "declare it, or name another";
      case UNKNOWN_UNIT -> "let the model read it, or stop delivering it";
      case NO_RULE -> "add a bill rule that matches";
      case PERIOD_MISMATCH -> "charge it to its own period, or ask why it came";
      case LATE_DELIVERY -> "correct the closed period";
    };
  }

  private static String consumer(UnplacedGroup group) {
    return group.consumer().map(c -> Invalid.shown(c.toString())).orElse("somebody");
  }

  private static String records(UnplacedGroup group) {
    List<String> records = group.records();
    boolean ofBill = records.stream().allMatch(record -> record.startsWith(BILL));
    String what = ofBill ? "bill row" : "usage record";
    return Amounts.count(records.size()) + " " + what + (records.size() == 1 ? "" : "s");
  }

  /** What rules could look at in the first bill row. */
  private String firstRow(UnplacedGroup group) {
    String id = group.records().get(0).substring(BILL.length());
    return run.inputs().bill().records().stream()
        .filter(record -> record.id().equals(id))
        .findFirst()
        .map(record -> {
          Map<String, String> seen = new TreeMap<>(record.columns());
          record.tags().forEach((tag, value) -> seen.put("tag " + tag, value));
          return ", " + Invalid.shown(id) + " " + Invalid.shown(seen.toString());
        })
        .orElse("");
  }

  /** The unit of the first usage record. */
  private String unit(UnplacedGroup group) {
    String id = group.records().get(0).substring(USAGE.length());
    UsageBatch usage = run.inputs().usage();
    for (int i = 0; i < usage.size(); i++) {
      if (usage.id(i).equals(id)) {
        return Invalid.shown(usage.unit(i));
      }
    }
    return "such unit";
  }

  private static String when(List<Period> periods) {
    String first = RollUpSection.day(periods.get(0).start());
    if (periods.size() == 1) {
      return first;
    }
    String last = RollUpSection.day(periods.get(periods.size() - 1).start());
    boolean sameYear = first.regionMatches(0, last, 0, YEAR);
    return first + " to " + (sameYear ? last.substring(YEAR) : last);
  }
}
