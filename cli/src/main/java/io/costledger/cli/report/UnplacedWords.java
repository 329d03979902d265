package io.costledger.cli.report;

import io.costledger.core.Invalid;
import io.costledger.core.time.Period;
import java.util.List;

/** The faults of a group in words, and what its owner can do. */
final class UnplacedWords {
  private UnplacedWords() {}

  static String what(UnplacedGroup group) {
    String platform = group.platform().map(Invalid::shown).orElse("a platform");
    String consumer = group.consumer().map(c -> Invalid.shown(c.toString())).orElse("somebody");
    String when = when(group.periods());
    return group.reason()
        + ": "
        + switch (group.reason()) {
          case NO_USAGE -> "nobody used " + platform + " on " + when;
          case NO_MODEL -> platform + " has no allocation model on " + when;
          case NO_OPEN_CONSUMER -> "every consumer of " + platform + " is closed on " + when;
          case UNKNOWN_CONSUMER ->
              group.platform().isPresent()
                  ? consumer + " used " + platform + ", but is not declared on " + when
                  : rows(group) + " for " + consumer + ", which is not declared on " + when;
          case UNKNOWN_PLATFORM -> rows(group) + " for " + platform + ", which is not declared";
          case UNKNOWN_UNIT, PERIOD_MISMATCH, NO_RULE, LATE_DELIVERY ->
              rows(group) + ", on " + when + "; the first: " + group.firstMessage();
        };
  }

  static String toDo(UnplacedGroup group) {
    String consumer = group.consumer().map(c -> Invalid.shown(c.toString())).orElse("it");
    return switch (group.reason()) {
      case NO_USAGE -> "get the missing usage delivered and run again";
      case NO_MODEL -> "give the platform a model in the policy";
      case NO_OPEN_CONSUMER -> "change the order in which platforms are closed";
      case UNKNOWN_CONSUMER -> "declare " + consumer + " for these days, or have it named rightly";
      case UNKNOWN_PLATFORM -> "declare the platform, or have it named rightly";
      case UNKNOWN_UNIT -> "let the model read the unit, or stop sending it";
      case NO_RULE -> "add a bill rule that matches it";
      case PERIOD_MISMATCH -> "run the period that it belongs to, or ask why it is here";
      case LATE_DELIVERY -> "correct the closed period";
    };
  }

  private static String rows(UnplacedGroup group) {
    long records = group.records();
    return Amounts.count(records) + (records == 1 ? " record" : " records");
  }

  private static String when(List<Period> periods) {
    String first = RollUpSection.day(periods.get(0).start());
    if (periods.size() == 1) {
      return first;
    }
    String last = RollUpSection.day(periods.get(periods.size() - 1).start());
    return periods.size() + " periods, " + first + " to " + last;
  }
}
