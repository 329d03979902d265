package io.costledger.cli.check;

import io.costledger.serialization.input.Header;
import io.costledger.serialization.input.Row;
import io.costledger.serialization.input.RowSink;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** Hands on the rows of a file that the library reads. */
final class InputRows implements RowSink, TableFile.TableRow {
  private final List<String> wanted;
  private final Consumer<TableFile.TableRow> sink;
  private int[] indices = {};
  private boolean isSound = true;
  private Row row;

  @SuppressWarnings("NullAway.Init")
  InputRows(List<String> wanted, Consumer<TableFile.TableRow> sink) {
    this.wanted = wanted;
    this.sink = sink;
  }

  @Override
  public void header(Header header) {
    indices = wanted.stream().mapToInt(header.names()::indexOf).toArray();
    isSound = header.names().containsAll(wanted);
  }

  @Override
  public void row(Row next) {
    row = next;
    if (isSound) {
      sink.accept(this);
    }
  }

  @Override
  public long number() {
    return row.number();
  }

  @Override
  public String text(int index) {
    return row.cell(indices[index]).orElse("");
  }

  @Override
  public BigDecimal number(int index) {
    return row.number(indices[index]);
  }
}
