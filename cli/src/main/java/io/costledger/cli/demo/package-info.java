/**
 * The demo company: a bill, usage and a policy that the project makes itself, the same bytes on
 * every machine. Start with {@link io.costledger.cli.demo.DemoCompany}; then {@code
 * DemoOrganization} (who works there), {@code DemoBill}, {@code DemoUsage} and {@code DemoPolicy}.
 * The company is invented; its services and units are those that real bills and feeds have.
 */
@NullMarked
package io.costledger.cli.demo;

import org.jspecify.annotations.NullMarked;
