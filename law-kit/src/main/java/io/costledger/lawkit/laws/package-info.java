/**
 * The laws of allocation models and of whole runs as plain code, without a test framework. Read
 * {@link io.costledger.lawkit.laws.ModelLaw} and {@link io.costledger.lawkit.laws.ModelCase} first,
 * then {@link io.costledger.lawkit.laws.RunLaw} and {@link io.costledger.lawkit.laws.RunCase}.
 */
@NullMarked
package io.costledger.lawkit.laws;

import org.jspecify.annotations.NullMarked;
