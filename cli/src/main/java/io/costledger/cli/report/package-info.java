/**
 * A run as a person reads it on a console. Start with {@link
 * io.costledger.cli.report.ConsoleReport}; its sections follow the money: {@code CameInSection},
 * {@code TierSection}, {@code CostCenterSection}, {@code RollUpSection}, {@code
 * UnplacedSection}, {@code AuditSection}. What is shown in cents is settled, so that it sums.
 */
@NullMarked
package io.costledger.cli.report;

import org.jspecify.annotations.NullMarked;
