/**
 * The nouns of Costledger. Read them as the money flows: {@code bill} and {@code usage} come in as
 * {@code delivery}s, a {@code policy} says who pays for what, {@code attribution} orders the
 * platforms, and {@code ledger} holds what a run booked. {@code money}, {@code account} and {@code
 * time} are what all of these are made of.
 */
@NullMarked
package io.costledger.core;

import org.jspecify.annotations.NullMarked;
