/**
 * A company that lives through weeks: deliveries come late, twice, in parts and in any order, teams
 * move, platforms appear, policies change. Read {@link
 * io.costledger.allocation.simulation.Script} first (what happens), then {@link
 * io.costledger.allocation.simulation.Company} (what is checked after each step), then {@link
 * io.costledger.allocation.simulation.Shrinker}.
 */
@NullMarked
package io.costledger.allocation.simulation;

import org.jspecify.annotations.NullMarked;
