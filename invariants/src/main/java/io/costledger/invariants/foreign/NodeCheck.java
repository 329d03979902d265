package io.costledger.invariants.foreign;

import io.costledger.core.Invalid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the rows of one partition, id by id. Reads them several times and keeps a few numbers for
 * each id, never the rows: an id may have any number of them.
 */
final class NodeCheck {
  private final ForeignRules rules;
  private final ForeignRows rows;
  private final ForeignFindings findings;
  private final Map<String, Node> nodes = new HashMap<>();
  private final List<Judgement> judgements = new ArrayList<>();

  NodeCheck(ForeignRows rows, ForeignFindings findings) {
    this.rules = findings.rules();
    this.rows = rows;
    this.findings = findings;
  }

  void check() {
    rows.origins(this::come);
    if (rules.tiers()) {
      rows.allocated(row -> {
        if (!row.origin().isEmpty()) {
          node(row.origin());
        }
      });
      rows.received(this::receive);
    }
    rows.allocated(this::pass);
    nodes.forEach(this::judge);
    Evidence.report(judgements, rows, findings);
  }

  private Node node(String id) {
    return nodes.computeIfAbsent(id, key -> new Node());
  }

  private void come(OriginRow row) {
    findings.originRow(row);
    if (row.id().isEmpty()) {
      findings.fact(
          ForeignCheck.ORIGIN_NAMED,
          true,
          row.row(),
          Invalid.message("origin", Words.origin(row), "must have an id: ask the feed for one"));
      return;
    }
    node(row.id()).comeFromTable(row);
  }

  private void receive(AllocatedRow row) {
    if (row.isKept() || row.recipient().isEmpty()) {
      return;
    }
    Node recipient = nodes.get(row.recipient());
    if (recipient == null) {
      findings.borne(row);
    } else {
      recipient.comeFromTier(row);
    }
  }

  private void pass(AllocatedRow row) {
    findings.allocatedRow();
    if (!rules.tiers() || row.isKept() || row.recipient().isEmpty()) {
      findings.borne(row);
    }
    if (row.recipient().isEmpty()) {
      rowFact(
          ForeignCheck.RECIPIENT_NAMED,
          row,
          "recipient",
          "must be named: nobody bears this; name an account for cost without a home");
    }
    if (row.origin().isEmpty()) {
      rowFact(ForeignCheck.ORIGIN_NAMED, row, "origin", "must be named: keep the id in the join");
      return;
    }
    Node node = node(row.origin());
    node.rows++;
    if (node.isKnown() && !isAtHome(node, row)) {
      return;
    }
    if (!node.isKnown()) {
      node.seen(row.row());
    }
    node.flow(row.unit()).pass(row.amount().orElse(BigDecimal.ZERO));
  }

  /** Compares a row with what came to its origin; false if it is in a currency that never came. */
  private boolean isAtHome(Node node, AllocatedRow row) {
    if (rules.groups() && !node.groups.contains(row.group())) {
      rowFact(ForeignCheck.GROUP, row, "group", "must be its origin's: join on it too");
    }
    if (rules.tiers() && node.received && row.tier() <= node.deepest) {
      rowFact(
          ForeignCheck.TIER_ORDER,
          row,
          "tier",
          "its origin still receives in tier " + node.deepest + ": pass on in a deeper one");
    }
    Node.Flow flow = node.flows.get(row.unit());
    if (flow == null) {
      rowFact(
          ForeignCheck.CURRENCY,
          row,
          "currency",
          "its origin is in "
              + Invalid.shown(String.join(", ", node.flows.keySet()))
              + ": allocate before converting");
      return false;
    }
    int sign = row.amount().orElse(BigDecimal.ZERO).signum();
    if (!node.unreadable && !flow.hasSign(sign)) {
      rowFact(
          ForeignCheck.SIGN,
          row,
          "sign",
          "its origin is " + Words.money(flow.came, row.unit())
              + ": share charges and credits apart");
    }
    return true;
  }

  private void rowFact(ForeignCheck check, AllocatedRow row, String what, String rule) {
    BigDecimal amount = row.amount().orElse(BigDecimal.ZERO);
    findings.broken(
        check,
        new CheckTally.Rank(amount.abs(), row.row(), row.origin(), row.unit()),
        Optional.of(amount),
        () -> Words.violation(
            check,
            Optional.of(amount),
            rules.author(),
            List.of(Words.allocated(row)),
            1,
            Invalid.message(what + " of allocated row " + row.row(), Words.allocated(row), rule)));
  }

  private void judge(String id, Node node) {
    if (node.originRows > 1) {
      String unit = node.flows.keySet().iterator().next();
      judgements.add(
          new Judgement(ForeignCheck.ORIGIN_UNIQUE, id, unit, node, BigDecimal.ZERO, false));
    }
    node.flows.forEach((unit, flow) -> {
      BigDecimal off = flow.discrepancy();
      if (!node.isKnown()) {
        judgements.add(new Judgement(ForeignCheck.ORPHAN, id, unit, node, off, false));
      } else if (off.signum() != 0) {
        judgements.add(new Judgement(broken(node, flow), id, unit, node, off, isTolerated(off)));
        if (flow.isRounding()) {
          judgements.add(new Judgement(ForeignCheck.ROUNDING, id, unit, node, off, false));
        }
      }
    });
  }

  private static ForeignCheck broken(Node node, Node.Flow flow) {
    if (node.received) {
      return flow.discrepancy().signum() == flow.came.signum()
          ? ForeignCheck.DOUBLE_ATTRIBUTION
          : ForeignCheck.CONSERVATION_TIER;
    }
    if (node.rows > 0) {
      return ForeignCheck.CONSERVATION_ORIGIN;
    }
    return flow.came.signum() < 0 ? ForeignCheck.NETTED_CREDIT : ForeignCheck.ORIGIN_UNALLOCATED;
  }

  private boolean isTolerated(BigDecimal off) {
    return rules.tolerance().isPresent()
        && off.abs().compareTo(rules.tolerance().get().perOrigin()) <= 0;
  }
}
