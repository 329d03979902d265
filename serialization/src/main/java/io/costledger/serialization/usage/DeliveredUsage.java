package io.costledger.serialization.usage;

import io.costledger.core.delivery.Delivery;
import io.costledger.core.usage.UsageBatch;

/**
 * The usage of one file.
 *
 * @param delivery the delivery that the file is
 * @param batch its records, in the file's order
 */
public record DeliveredUsage(Delivery delivery, UsageBatch batch) {}
