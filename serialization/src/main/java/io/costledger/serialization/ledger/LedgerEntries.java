package io.costledger.serialization.ledger;

import io.costledger.core.ledger.LedgerEntry;
import io.costledger.core.money.Basis;
import java.util.Optional;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * Entries as they were read from a file: of one currency, scale and basis.
 *
 * @param basis which cost they are; empty where there is no entry
 * @param entries in the file's order
 */
public record LedgerEntries(Optional<Basis> basis, ImmutableList<LedgerEntry> entries) {}
