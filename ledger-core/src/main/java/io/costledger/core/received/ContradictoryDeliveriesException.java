package io.costledger.core.received;

import io.costledger.core.LedgerException;
import java.util.List;

/**
 * Deliveries that can't all be true: one id with two contents, or two for one period of which
 * neither replaces the other. Carries every contradiction, by source and id.
 */
public final class ContradictoryDeliveriesException extends LedgerException {
  private static final long serialVersionUID = 1L;

  ContradictoryDeliveriesException(List<String> offences) {
    super("Deliveries contradict each other", offences);
  }
}
