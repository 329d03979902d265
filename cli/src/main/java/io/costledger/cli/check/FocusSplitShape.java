package io.costledger.cli.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.costledger.cli.check.TableFile.TableRow;
import io.costledger.core.Invalid;
import io.costledger.core.ledger.Responsible;
import io.costledger.core.money.ExactNumber;
import io.costledger.invariants.foreign.AllocatedRow;
import io.costledger.invariants.foreign.ForeignCheck;
import io.costledger.invariants.foreign.ForeignRules;
import io.costledger.invariants.foreign.OriginRow;
import io.costledger.invariants.foreign.SplitRatio;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows that a provider has split, as FOCUS lays them out since 1.3: the split rows keep every
 * dimension of their origin and sum to it in every summable column. An origin's id is made of the
 * dimensions that tell charges apart; each summable column is checked as a unit of its own.
 */
final class FocusSplitShape implements Shape {
  private static final JsonFactory JSON = new JsonFactory();

  /** The dimensions that tell charges apart, of those that both tables have. */
  private static final List<String> DIMENSIONS = List.of(
      "BillingAccountId",
      "SubAccountId",
      "InvoiceId",
      "ChargePeriodStart",
      "ChargePeriodEnd",
      "ChargeCategory",
      "ChargeClass",
      "ChargeFrequency",
      "ServiceName",
      "RegionId",
      "ResourceId",
      "SkuId",
      "SkuPriceId",
      "PricingCategory",
      "CommitmentDiscountId",
      "CommitmentDiscountStatus");

  private static final List<String> COSTS =
      List.of("BilledCost", "EffectiveCost", "ContractedCost", "ListCost");
  private static final List<String> QUANTITIES =
      List.of("PricingQuantity", "ConsumedQuantity", "CommitmentDiscountQuantity");
  private static final Map<String, String> UNITS = Map.of(
      "PricingQuantity", "PricingUnit",
      "ConsumedQuantity", "ConsumedUnit",
      "CommitmentDiscountQuantity", "CommitmentDiscountUnit");

  /** A summable column, and the column that says what it counts. */
  private record Summable(String column, int amount, int unit) {}

  /** Where the columns of one table are. */
  private static final class Columns {
    final ColumnPicker picker = new ColumnPicker();
    final List<String> dimensions;
    final int[] id;
    final List<Summable> summable = new ArrayList<>();
    final int method;
    final int recipient;
    final int details;
    final int tags;
    final int ownTags;

    Columns(List<String> columns, List<String> others) {
      dimensions = new ArrayList<>(DIMENSIONS);
      dimensions.retainAll(columns);
      dimensions.retainAll(others);
      id = picker.pick(dimensions);
      for (String column : both(columns, others, COSTS)) {
        summable.add(new Summable(column, picker.pick(column), there(columns, "BillingCurrency")));
      }
      for (String column : both(columns, others, QUANTITIES)) {
        String unit = String.valueOf(UNITS.get(column));
        summable.add(new Summable(column, picker.pick(column), there(columns, unit)));
      }
      method = there(columns, "AllocatedMethodId");
      recipient = there(columns, "AllocatedResourceId");
      details = there(columns, "AllocatedMethodDetails");
      tags = there(columns, "Tags");
      ownTags = there(columns, "AllocatedTags");
    }

    private int there(List<String> columns, String name) {
      return picker.pick(Optional.of(name).filter(columns::contains));
    }

    private static List<String> both(List<String> a, List<String> b, List<String> names) {
      return names.stream().filter(a::contains).filter(b::contains).toList();
    }

    String id(TableRow row, String column) {
      StringBuilder text = new StringBuilder(column).append(" of");
      for (int i = 0; i < id.length; i++) {
        String cell = ColumnPicker.text(row, id[i]);
        if (!cell.isEmpty()) {
          text.append(' ').append(dimensions.get(i)).append('=').append(cell);
        }
      }
      return text.toString();
    }

    String unit(TableRow row, Summable summable) {
      String unit = ColumnPicker.text(row, summable.unit());
      return unit.isEmpty() ? summable.column() : summable.column() + " " + unit;
    }

    List<String> numbers() {
      return summable.stream().map(Summable::column).toList();
    }
  }

  private final Columns origin;
  private final Columns allocated;

  FocusSplitShape(List<String> originColumns, List<String> allocatedColumns) {
    this.origin = new Columns(originColumns, allocatedColumns);
    this.allocated = new Columns(allocatedColumns, originColumns);
  }

  @Override
  public ForeignRules rules() {
    ForeignRules strict = ForeignRules.strict("provider", "provider");
    // Who splits the rows delivers them: whatever is wrong is the feed's.
    return new ForeignRules(
        strict.feed(),
        new Responsible(Responsible.Role.BILL_FEED, "provider"),
        false,
        false,
        Set.of(ForeignCheck.RECIPIENT_NAMED),
        Map.of(),
        Optional.empty());
  }

  @Override
  public String name() {
    return "FOCUS rows that the provider has split";
  }

  @Override
  public boolean hasOrigins() {
    return true;
  }

  @Override
  public List<String> originColumns() {
    return origin.picker.columns();
  }

  @Override
  public List<String> originNumbers() {
    return origin.numbers();
  }

  @Override
  public void origin(TableRow row, Spill spill) {
    for (Summable summable : origin.summable) {
      if (row.text(summable.amount()).isEmpty()) {
        continue;
      }
      spill.origin(new OriginRow(
          row.number(),
          origin.id(row, summable.column()),
          ColumnPicker.amount(
              row,
              summable.amount(),
              summable.column(),
              message -> spill.seen().unreadable(true, row.number(), message)),
          origin.unit(row, summable),
          ""));
    }
  }

  @Override
  public List<String> allocatedColumns() {
    return allocated.picker.columns();
  }

  @Override
  public List<String> allocatedNumbers() {
    return allocated.numbers();
  }

  @Override
  public void allocated(TableRow row, Spill spill) {
    boolean isSplit = !ColumnPicker.text(row, allocated.method).isEmpty();
    String recipient = ColumnPicker.text(row, allocated.recipient);
    StringBuilder cells = new StringBuilder();
    for (Summable summable : allocated.summable) {
      cells.append(row.text(summable.amount())).append(' ');
      if (row.text(summable.amount()).isEmpty()) {
        continue;
      }
      spill.allocated(new AllocatedRow(
          row.number(),
          allocated.id(row, summable.column()),
          ColumnPicker.amount(
              row,
              summable.amount(),
              summable.column(),
              message -> spill.seen().unreadable(false, row.number(), message)),
          recipient,
          AllocatedRow.NO_TIER,
          allocated.unit(row, summable),
          "",
          ""));
    }
    if (isSplit) {
      split(row, recipient, cells.toString(), spill);
    }
  }

  private void split(TableRow row, String recipient, String cells, Spill spill) {
    String id = allocated.id(row, "AllocatedRatio");
    String details = ColumnPicker.text(row, allocated.details);
    spill.copies(new AllocatedRow(
        row.number(),
        id,
        Optional.of(BigDecimal.ZERO),
        recipient,
        AllocatedRow.NO_TIER,
        "",
        "",
        cells + ColumnPicker.text(row, allocated.method) + " " + details));
    if (!details.isEmpty()) {
      try {
        ratios(details).forEach(ratio -> spill.ratio(new SplitRatio(row.number(), id, ratio)));
      } catch (IllegalArgumentException e) {
        spill.seen().unreadable(false, row.number(), String.valueOf(e.getMessage()));
      }
    }
    Set<String> repeated = keys(ColumnPicker.text(row, allocated.ownTags));
    repeated.retainAll(keys(ColumnPicker.text(row, allocated.tags)));
    if (!repeated.isEmpty()) {
      spill
          .seen()
          .repeatedTags(
              row.number(),
              Invalid.message(
                  "AllocatedTags of row " + row.number(),
                  String.join(", ", repeated),
                  "must not repeat what is in Tags: ask the provider"));
    }
  }

  /** Every AllocatedRatio among the Elements, exactly as written. */
  private static List<BigDecimal> ratios(String details) {
    List<BigDecimal> ratios = new ArrayList<>();
    try (JsonParser json = JSON.createParser(details)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.getText().equals("AllocatedRatio")) {
          json.nextToken();
          ratios.add(ExactNumber.parse(json.getText()));
        }
      }
      return ratios;
    } catch (IOException e) {
      throw Invalid.argument(
          "AllocatedMethodDetails", "'" + details + "'", "must be well-formed JSON");
    }
  }

  /** The keys of a JSON object; none if it isn't one. */
  private static Set<String> keys(String object) {
    Set<String> keys = new LinkedHashSet<>();
    try (JsonParser json = JSON.createParser(object)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          keys.add(json.getText());
          json.nextToken();
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      return keys;
    }
    return keys;
  }
}
