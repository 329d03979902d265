/**
 * Chargeback ledgers of an endless stream: rows in, rows out, and between them the values of the
 * library. Start with {@link io.costledger.flink.ChargebackStream}. The rows are described by {@link
 * io.costledger.flink.BillRows}, {@link io.costledger.flink.UsageRows}, {@link
 * io.costledger.flink.DeliveryRows}, {@link io.costledger.flink.EntryRows}, {@link
 * io.costledger.flink.StatementRows}, {@link io.costledger.flink.RunRows} and {@link
 * io.costledger.flink.FaultRows}.
 */
@NullMarked
package io.costledger.flink;

import org.jspecify.annotations.NullMarked;
