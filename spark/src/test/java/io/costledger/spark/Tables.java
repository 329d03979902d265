package io.costledger.spark;

import io.costledger.core.bill.Bill;
import io.costledger.core.bill.BillRecord;
import io.costledger.core.ledger.RunInputs;
import io.costledger.core.policy.Policy;
import io.costledger.core.usage.UsageBatch;
import io.costledger.serialization.focus.FocusReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The inputs of an in-process run as tables; numbers and times as texts, so that any are held. */
final class Tables {
  private Tables() {}

  static SparkInputs of(RunInputs inputs, Policy policy) {
    SparkInputs tables = SparkInputs.of(
        bill(inputs.bill(), policy),
        inputs.bill().delivery(),
        usage(inputs.usage()),
        inputs.usageDeliveries().castToList());
    return inputs.previous().map(tables::withPrevious).orElse(tables);
  }

  /** The same usage, dealt out to so many partitions. */
  static SparkInputs cut(SparkInputs inputs, int partitions) {
    return new SparkInputs(
        inputs.bill(),
        inputs.billDelivery(),
        inputs.usage().repartition(partitions),
        inputs.usageDeliveries(),
        inputs.previous(),
        inputs.idsChecked());
  }

  static Dataset<Row> usage(UsageBatch usage) {
    StructType schema = new StructType();
    for (String name : UsageCells.names()) {
      schema = schema.add(name, DataTypes.StringType);
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < usage.size(); i++) {
      rows.add(RowFactory.create(
          usage.id(i),
          usage.delivery(i),
          usage.platform(i),
          usage.consumer(i).toString(),
          usage.quantity(i).toString(),
          usage.unit(i),
          usage.chargePeriod(i).start().toString(),
          usage.chargePeriod(i).end().toString()));
    }
    return spark().createDataFrame(rows, schema);
  }

  static Dataset<Row> bill(Bill bill, Policy policy) {
    Set<String> columns = new LinkedHashSet<>();
    bill.records().forEach(record -> columns.addAll(record.columns().keySet()));
    String cost =
        FocusReader.of(policy.basis(), policy.unit().currency(), "bill").costColumn();
    List<String> own =
        List.of(BillTable.ID, cost, "BillingCurrency", "ChargePeriodStart", "ChargePeriodEnd");
    columns.removeAll(own);
    columns.remove("Tags");
    StructType schema = new StructType();
    for (String name : own) {
      schema = schema.add(name, DataTypes.StringType);
    }
    schema =
        schema.add("Tags", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));
    for (String name : columns) {
      schema = schema.add(name, DataTypes.StringType);
    }
    List<Row> rows = new ArrayList<>();
    for (BillRecord record : bill.records()) {
      List<Object> cells = new ArrayList<>(List.of(
          record.id(),
          record.cost().toString(),
          policy.unit().currency().getCode(),
          record.chargePeriod().start().toString(),
          record.chargePeriod().end().toString(),
          record.tags()));
      columns.forEach(name -> cells.add(record.columns().get(name)));
      rows.add(RowFactory.create(cells.toArray()));
    }
    return spark().createDataFrame(rows, schema);
  }

  private static SparkSession spark() {
    return LocalSpark.session();
  }
}
