package io.costledger.core.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costledger.core.Samples;
import io.costledger.core.money.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BillTest {
  @Nested
  class Of {
    @Test
    void keepsTheOrderOfItsRecords() {
      BillRecord first = Rows.row("b", "1");
      BillRecord second = Rows.row("a", "2");
      Bill bill = Bill.of(Samples.delivery("focus"), List.of(first, second));
      assertThat(bill.records()).containsExactly(first, second);
      assertThat(bill.delivery().source()).isEqualTo("focus");
    }

    @Test
    void takesNoRecord() {
      assertThat(Bill.of(Samples.delivery("focus"), List.of()).records()).isEmpty();
    }

    @Test
    void refusesTwoRecordsWithOneId() {
      List<BillRecord> records =
          List.of(Rows.row("row 1", "1"), Rows.row("row 2", "1"), Rows.row("row 1", "2"));
      assertThatThrownBy(() -> Bill.of(Samples.delivery("focus"), records))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid bill record id: row 1 (must be unique in its bill)");
    }

    @Test
    void doesNotSeeLaterChangesOfTheList() {
      List<BillRecord> records = new ArrayList<>(List.of(Rows.row("row 1", "1")));
      Bill bill = Bill.of(Samples.delivery("focus"), records);
      records.clear();
      assertThat(bill.records()).hasSize(1);
    }
  }

  @Nested
  class Records {
    @Test
    @DisplayName("SPEC 1: the measure is the sign of the amount as imported")
    void haveTheMeasureOfTheirCost() {
      assertThat(Rows.row("r", "0.5").measure()).isEqualTo(Measure.CHARGE);
      assertThat(Rows.row("r", "0").measure()).isEqualTo(Measure.CHARGE);
      assertThat(Rows.row("r", "-0.5").measure()).isEqualTo(Measure.CREDIT);
    }

    @Test
    void refuseAnEmptyId() {
      assertThatThrownBy(() -> Rows.row("", "1"))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid bill record id: '' (must not be empty)");
    }

    @Test
    void cannotBeChanged() {
      BillRecord row = Rows.of("r", "1", Map.of("A", "b"), Map.of("c", "d"));
      assertThatThrownBy(() -> row.columns().put("B", "x"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> row.tags().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }
}
