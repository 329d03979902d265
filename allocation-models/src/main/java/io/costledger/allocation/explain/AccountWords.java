package io.costledger.allocation.explain;

import io.costledger.core.account.Account;
import io.costledger.core.account.AccountKind;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.LedgerUnit;
import io.costledger.core.money.Measure;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** One account in words, over all charge periods of a run. */
final class AccountWords {
  private static final int SHOWN = 6;

  private final AccountExplanation explained;
  private final LedgerUnit unit;

  private AccountWords(AccountExplanation explained) {
    this.explained = explained;
    this.unit = explained.unit();
  }

  /** What came from, or went to, one account by entries of one kind. */
  private record Way(Account other, EntryKind kind) implements Comparable<Way> {
    private static final Comparator<Way> ORDER =
        Comparator.comparing(Way::other).thenComparing(Way::kind);

    @Override
    public int compareTo(Way way) {
      return ORDER.compare(this, way);
    }
  }

  static String of(AccountExplanation explained) {
    return new AccountWords(explained).paragraph();
  }

  private String paragraph() {
    List<String> sentences = new ArrayList<>();
    sentences.add(whole());
    Map<Way, List<EntryExplanation>> in = ways(explained.in(), LedgerEntry::from);
    in.forEach((way, entries) ->
        sentences.add(money(entries) + " " + cameFrom(way, entries) + over(entries) + "."));
    Map<Way, List<EntryExplanation>> out = ways(explained.out(), LedgerEntry::to);
    if (!out.isEmpty()) {
      sentences.add("Of that, " + Wording.list(went(out)) + ".");
    }
    return String.join(" ", sentences);
  }

  private String whole() {
    String name = Wording.name(explained.account());
    BigInteger charges = explained.cameIn(Measure.CHARGE);
    BigInteger credits = explained.cameIn(Measure.CREDIT);
    boolean passesOn = explained.account().kind() == AccountKind.PLATFORM
        || explained.account().kind() == AccountKind.GROUP;
    StringBuilder text = new StringBuilder();
    text.append(Character.toUpperCase(name.charAt(0))).append(name.substring(1));
    text.append(passesOn ? " had " : " bears ");
    text.append(Wording.money(unit, charges.add(credits)));
    if (credits.signum() != 0) {
      text.append(": charges of ").append(Wording.money(unit, charges));
      text.append(" less credits of ").append(Wording.money(unit, credits.negate()));
    }
    return text.append('.').toString();
  }

  private static Map<Way, List<EntryExplanation>> ways(
      List<EntryExplanation> entries, Function<LedgerEntry, Account> other) {
    Map<Way, List<EntryExplanation>> ways = new TreeMap<>();
    for (EntryExplanation one : entries) {
      ways.computeIfAbsent(
              new Way(other.apply(one.entry()), one.entry().kind()), way -> new ArrayList<>())
          .add(one);
    }
    return ways;
  }

  private String money(List<EntryExplanation> entries) {
    return Wording.money(unit, units(entries));
  }

  private static BigInteger units(List<EntryExplanation> entries) {
    return entries.stream()
        .map(one -> one.entry().amountUnits())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static String cameFrom(Way way, List<EntryExplanation> entries) {
    String name = Wording.name(way.other());
    return switch (way.kind()) {
      case DIRECT ->
        way.other().kind() == AccountKind.BILL
            ? "came directly from the bill"
            : "are charges of " + name + " that name it";
      case RETAINED -> "is what " + name + ", which it owns, kept";
      case ALLOCATED -> "came from " + name + ", " + how(entries);
      case UNALLOCATED ->
        way.other().kind() == AccountKind.BILL
            ? "came directly from the bill and could not be placed"
            : "is cost of " + name + " that could not be placed";
      case VARIANCE, TRUE_UP, CORRECTION -> "is " + way.kind().text() + " of " + name;
    };
  }

  /** By which models, or without any. */
  private static String how(List<EntryExplanation> entries) {
    Set<String> ways = new TreeSet<>();
    for (EntryExplanation one : entries) {
      for (Part part : one.parts()) {
        if (part instanceof Part.Share) {
          one.pool()
              .flatMap(PoolExplanation::model)
              .ifPresent(model -> ways.add("shared "
                  + Wording.by(model, List.copyOf(new TreeSet<>(model.units().named())))));
        } else if (part instanceof Part.Homeless) {
          ways.add("cost without a home that the policy places here");
        } else if (part instanceof Part.Charge) {
          ways.add("charged by rates");
        } else if (part instanceof Part.Gathered) {
          ways.add("to be solved with the platforms that it uses and that use it");
        } else if (part instanceof Part.GroupShare) {
          ways.add("solved together because its platforms use each other");
        }
      }
    }
    return Wording.list(List.copyOf(ways));
  }

  /** The largest first; all of the smaller ones together. */
  private List<String> went(Map<Way, List<EntryExplanation>> out) {
    List<Way> largest = new ArrayList<>(out.keySet());
    largest.sort(Comparator.comparing(
        (Way way) -> units(out.getOrDefault(way, List.of())).abs(), Comparator.reverseOrder()));
    List<String> went = new ArrayList<>();
    List<EntryExplanation> rest = new ArrayList<>();
    for (Way way : largest) {
      List<EntryExplanation> entries = out.getOrDefault(way, List.of());
      if (went.size() < SHOWN) {
        went.add(money(entries) + " " + wentTo(way));
      } else {
        rest.addAll(entries);
      }
    }
    if (!rest.isEmpty()) {
      went.add(money(rest) + " went to " + (largest.size() - SHOWN) + " more");
    }
    return went;
  }

  private static String wentTo(Way way) {
    String name = Wording.name(way.other());
    return switch (way.kind()) {
      case DIRECT -> "went to " + name + ", whom its charges name";
      case RETAINED -> "was kept for its owner " + name;
      case ALLOCATED -> "went to " + name;
      case UNALLOCATED -> "could not be placed";
      case VARIANCE, TRUE_UP, CORRECTION ->
        "went to " + name + " as " + way.kind().text();
    };
  }

  private static String over(List<EntryExplanation> entries) {
    long periods =
        entries.stream().map(one -> one.entry().chargePeriod()).distinct().count();
    return periods == 1 ? "" : ", over " + periods + " periods";
  }
}
