package io.costledger.allocation.explain;

import io.costledger.core.Invalid;
import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.FaultReason;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Ratio;
import io.costledger.core.policy.AllocationModel;
import io.costledger.core.policy.Bounds;
import io.costledger.core.policy.Retention;
import io.costledger.core.policy.Unplaced;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** One entry in words: what moved, what the pool was, and why this much of it. */
final class EntryWords {
  private final EntryExplanation explained;
  private final LedgerEntry entry;
  private final LedgerUnit unit;

  private EntryWords(EntryExplanation explained) {
    this.explained = explained;
    this.entry = explained.entry();
    this.unit = entry.unit();
  }

  static String of(EntryExplanation explained) {
    EntryWords words = new EntryWords(explained);
    List<String> sentences = new ArrayList<>();
    sentences.add(words.moved());
    explained.pool().ifPresent(pool -> sentences.add(words.pool(pool)));
    explained
        .group()
        .ifPresent(group -> sentences.add(new GroupWords(words.entry.unit()).group(group)));
    explained.parts().forEach(part -> sentences.add(words.part(part)));
    words.deliveries(sentences);
    return String.join(" ", sentences);
  }

  private String money(BigInteger units) {
    return Wording.money(unit, units);
  }

  private String moved() {
    return Wording.when(entry.chargePeriod())
        + ", "
        + money(entry.amountUnits())
        + " of "
        + Wording.measure(entry.measure())
        + " went from "
        + Wording.name(entry.from())
        + " to "
        + Wording.name(entry.to())
        + ".";
  }

  private String pool(PoolExplanation pool) {
    List<String> sources = pool.inflows().stream()
        .map(inflow -> money(inflow.amountUnits()) + " from " + Wording.name(inflow.from()))
        .toList();
    StringBuilder text = new StringBuilder();
    String name = capital(Wording.name(pool.platform()));
    text.append(name).append(" (tier ").append(pool.tier()).append(") had ");
    text.append(pool.inflows().size() == 1 ? "" : money(pool.cameIn()) + ": ");
    text.append(Wording.list(sources)).append('.');
    List<String> less = new ArrayList<>();
    if (pool.given().signum() != 0) {
      less.add(money(pool.given()) + " are charges that name who bears them");
    }
    if (pool.kept().signum() != 0) {
      less.add(money(pool.kept()) + " it kept for its owner "
          + Invalid.shown(pool.owner().id()));
    }
    boolean passes = entry.kind() == EntryKind.ALLOCATED || entry.kind() == EntryKind.UNALLOCATED;
    if (!less.isEmpty() && passes) {
      text.append(" Of that, ").append(Wording.list(less)).append("; ");
      text.append(money(pool.passedOn())).append(" remained to pass on.");
    }
    return text.toString();
  }

  private String part(Part part) {
    if (part instanceof Part.BillRows rows) {
      return rows(rows);
    } else if (part instanceof Part.Given given) {
      return given(given);
    } else if (part instanceof Part.Kept kept) {
      return kept(kept);
    } else if (part instanceof Part.Share share) {
      return sharedBy() + " " + share(share);
    } else if (part instanceof Part.Homeless homeless) {
      return homeless(homeless);
    }
    return special(part);
  }

  /** Of rates, of groups and of corrections. */
  private String special(Part part) {
    if (part instanceof Part.Charge charge) {
      return new RateWords(entry).charge(charge);
    } else if (part instanceof Part.TrueUp trueUp) {
      return new RateWords(entry).trueUp(trueUp);
    } else if (part instanceof Part.Variance variance) {
      return new RateWords(entry).variance(variance);
    } else if (part instanceof Part.Gathered gathered) {
      return new GroupWords(entry.unit()).gathered(gathered, entry.to()) + estimated();
    } else if (part instanceof Part.GroupShare share) {
      return new GroupWords(entry.unit()).share(share, explained.group().orElseThrow());
    }
    return "It corrects what was booked before.";
  }

  /** Of a member of a group whose weights are those of another period. */
  private String estimated() {
    return explained
        .pool()
        .flatMap(PoolExplanation::estimate)
        .map(estimate -> " Nobody used " + Wording.name(entry.from())
            + " then, so it counts there by an estimate, until usage comes: by "
            + estimate.ground()
            + ".")
        .orElse("");
  }

  private String rows(Part.BillRows rows) {
    String placed = entry.kind() == EntryKind.UNALLOCATED
        ? " that could not be placed (" + reasons() + ")"
        : " that the policy's rules place there";
    String spread = rows.prorated().isEmpty()
        ? ""
        : " Of " + Wording.some("bill row", rows.prorated())
            + " only the part of this time is in it: the policy spreads such rows by duration over"
            + " the periods that they cover.";
    return "It is the sum of " + Wording.some("bill row", rows.records()) + placed + "." + spread;
  }

  private String reasons() {
    return Wording.list(entry.reasons().stream()
        .map(reason -> switch (reason) {
          case NO_RULE -> "no rule matches";
          case UNKNOWN_PLATFORM -> "the platform is not declared";
          case UNKNOWN_CONSUMER -> "the cost center is not declared";
          case PERIOD_MISMATCH -> "they lie outside the run's periods";
          default -> reason.name();
        })
        .toList());
  }

  private String given(Part.Given given) {
    String why = given.retained()
        ? ", which the policy says the platform keeps"
        : given.records().size() == 1
            ? ", which names who bears it"
            : ", which name who bears them";
    return money(given.units()) + " is the sum of " + Wording.some("bill row", given.records())
        + why + ".";
  }

  private String kept(Part.Kept kept) {
    if (kept.rule() instanceof Retention.Share share) {
      String cut = kept.quotient().denominator().equals(BigInteger.ONE)
          ? ""
          : ", exactly " + Wording.mixed(kept.quotient()) + units() + ", cut to whole ones";
      return "The policy says that the platform keeps "
          + Wording.percent(share.share())
          + " of its pool for its owner: of "
          + money(kept.pool())
          + " that is "
          + money(kept.units())
          + cut
          + ".";
    }
    Retention.Amount amount = (Retention.Amount) kept.rule();
    return "The policy says that the platform keeps "
        + money(unit.unitsOf(amount.amount()))
        + " of its charges for its owner, or all if there is less: of "
        + money(kept.pool())
        + " that is "
        + money(kept.units())
        + ".";
  }

  private String sharedBy() {
    PoolExplanation pool = explained.pool().orElseThrow();
    AllocationModel model = pool.model().orElseThrow();
    int consumers = pool.weights().byConsumer().size();
    String among = consumers + (consumers == 1 ? " consumer, " : " consumers, ");
    if (pool.estimate().isPresent()) {
      return "Nobody used " + Wording.name(pool.platform())
          + " then, so this is an estimate, until usage comes: it is shared among "
          + among
          + "by "
          + pool.estimate().get().ground()
          + ".";
    }
    return "It is shared among "
        + among
        + Wording.by(model, List.copyOf(new TreeSet<>(model.units().named())))
        + ".";
  }

  /** Who had what weight of how much, the exact quotient, and what rounding made of it. */
  private String share(Part.Share share) {
    String who = capital(Wording.name(share.consumer()));
    boolean byQuantity = share.quantity().isPresent()
        && explained.pool().orElseThrow().model().orElseThrow().name().equals("proportional");
    Ratio part = new Ratio(share.weight(), share.totalWeight());
    String weight = byQuantity
        ? " used "
            + Wording.number(share.quantity().orElseThrow())
            + " of "
            + Wording.number(share.totalQuantity().orElseThrow())
            + " "
            + Invalid.shown(share.unit().orElseThrow())
        : " has " + part + " of the weights";
    return who
        + weight
        + ", so of "
        + money(explained.pool().orElseThrow().passedOn())
        + " its share is "
        + rounded(share)
        + ".";
  }

  private String rounded(Part.Share share) {
    if (share.bound().isPresent()) {
      return bounded(share, share.bound().get());
    }
    if (share.quotient().denominator().equals(BigInteger.ONE)) {
      return money(share.units()) + " exactly";
    }
    return "exactly "
        + Wording.mixed(share.quotient())
        + units()
        + "; it got "
        + money(share.units())
        + (share.extra()
            ? ", the whole ones and one of those that rounding left over"
            : ", the whole ones");
  }

  private String bounded(Part.Share share, Bounds.Bound bound) {
    String most = bound
        .maximum()
        .map(maximum -> "at most " + money(unit.unitsOf(maximum)))
        .orElse("no most");
    return Wording.mixed(share.quotient())
        + units()
        + " by its weight alone; the policy bounds what consumers pay (for it at least "
        + money(unit.unitsOf(bound.minimum()))
        + " and "
        + most
        + "), and between all bounds it got "
        + money(share.units());
  }

  /** What the fractions count. */
  private String units() {
    return " units of " + money(BigInteger.ONE);
  }

  private String homeless(Part.Homeless part) {
    List<String> sentences = new ArrayList<>();
    String platform = Wording.name(entry.from());
    if (!part.records().isEmpty()) {
      sentences.add(money(part.placed()) + " is the sum of "
          + Wording.some("bill row", part.records()) + ", for a consumer who is not declared.");
    } else if (part.reason() == FaultReason.NO_USAGE) {
      sentences.add("Nobody used " + platform + " then, so nobody can be charged by use.");
    } else if (part.reason() == FaultReason.NO_MODEL) {
      sentences.add("The policy has no model that shares the cost of " + platform + ".");
    } else if (part.unknown().isEmpty()) {
      sentences.add("Cost of " + platform + " had no home (" + part.reason() + ").");
    } else {
      if (part.unknown().stream().anyMatch(share -> share instanceof Part.Share)) {
        sentences.add(sharedBy());
      }
      part.unknown()
          .forEach(one ->
              sentences.add((one instanceof Part.Share share ? share(share) : special(one))
                  + notDeclared(one.consumer())));
    }
    sentences.add(chosen(part));
    return String.join(" ", sentences);
  }

  private static String notDeclared(Account consumer) {
    return " The policy doesn't declare " + Invalid.shown(consumer.id()) + " for that time.";
  }

  private String chosen(Part.Homeless part) {
    if (part.choice() instanceof Unplaced.Owner) {
      return "The policy says that the owner bears such cost.";
    } else if (part.choice() instanceof Unplaced.Even even) {
      return "The policy says that such cost is split evenly over "
          + even.consumers().size()
          + (even.consumers().size() == 1 ? " consumer" : " consumers")
          + ": of "
          + money(part.placed())
          + " this is "
          + money(part.units())
          + ".";
    }
    return "It stays here, in every total, until somebody gives it a home.";
  }

  private void deliveries(List<String> sentences) {
    if (!entry.deliveries().isEmpty()) {
      sentences.add("This rests on what was delivered as " + Wording.ids(entry.deliveries()) + ".");
    }
  }

  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
