/**
 * The laws of allocation models as plain code, without a test framework. Read {@link
 * io.costledger.lawkit.laws.ModelLaw} first, then {@link io.costledger.lawkit.laws.ModelCase}.
 */
@NullMarked
package io.costledger.lawkit.laws;

import org.jspecify.annotations.NullMarked;
