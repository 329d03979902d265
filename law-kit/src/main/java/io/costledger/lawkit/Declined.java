package io.costledger.lawkit;

import io.costledger.lawkit.laws.ModelCase;

/**
 * Why a model does not keep a law, with the proof: a case in which it breaks it.
 *
 * @param reason why, in a few words, such as {@code a list is charged without use}
 * @param counterexample a case for which the law is broken; the contract tries it
 */
public record Declined(String reason, ModelCase counterexample) {}
