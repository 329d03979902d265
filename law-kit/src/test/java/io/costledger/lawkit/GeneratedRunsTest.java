package io.costledger.lawkit;

/** The laws of whole runs, on generated policies of every built-in model. */
class GeneratedRunsTest implements ChargebackContract {}
