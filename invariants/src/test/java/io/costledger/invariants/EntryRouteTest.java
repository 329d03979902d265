package io.costledger.invariants;

import static io.costledger.invariants.Books.DAY_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.costledger.core.account.Account;
import io.costledger.core.ledger.EntryKind;
import io.costledger.core.ledger.LedgerEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every way between two kinds of account, open or closed. */
class EntryRouteTest {
  private static final String D1 = "2024-09-01T00:00:00Z/2024-09-02T00:00:00Z";

  private final Books books = Books.correct();

  private List<String> routeOf(LedgerEntry entry) {
    books.entries.clear();
    books.entries.add(entry);
    return StandardInvariants.ENTRY_ROUTE.check(books.run()).stream()
        .map(Violation::message)
        .toList();
  }

  private LedgerEntry entry(String from, String to, EntryKind kind) {
    return books.add(DAY_1, Account.parse(from), Account.parse(to), "1.00", kind);
  }

  private static String broken(String route, String rule) {
    return "Invalid route of CHARGE in " + D1 + ": " + route + " (" + rule + ")";
  }

  @Test
  void nothingLeavesACostCenter() {
    assertThat(routeOf(entry("cost-center:ads", "cost-center:search", EntryKind.ALLOCATED)))
        .containsExactly(broken(
            "cost-center:ads -> cost-center:search",
            "cost-center accounts don't pay cost-center accounts"));
  }

  @Test
  void nothingLeavesAnUnallocatedAccount() {
    assertThat(routeOf(entry("unallocated:spark", "cost-center:ads", EntryKind.ALLOCATED)))
        .containsExactly(broken(
            "unallocated:spark -> cost-center:ads",
            "unallocated accounts don't pay cost-center accounts"));
  }

  @Test
  void nothingReachesTheBill() {
    assertThat(routeOf(entry("platform:ec2", "bill:focus", EntryKind.ALLOCATED)))
        .containsExactly(
            broken("platform:ec2 -> bill:focus", "platform accounts don't pay bill accounts"));
  }

  @Test
  void theBillPaysNoGroup() {
    assertThat(routeOf(entry("bill:focus", "group:ec2", EntryKind.DIRECT)))
        .containsExactly(
            broken("bill:focus -> group:ec2", "bill accounts don't pay group accounts"));
  }

  @Test
  void aRunBooksNoExchangeDifferences() {
    assertThat(routeOf(entry("bill:focus", "fx:eur", EntryKind.DIRECT)))
        .containsExactly(broken("bill:focus -> fx:eur", "bill accounts don't pay fx accounts"));
    assertThat(routeOf(entry("fx:eur", "cost-center:ads", EntryKind.DIRECT)))
        .containsExactly(
            broken("fx:eur -> cost-center:ads", "fx accounts don't pay cost-center accounts"));
  }

  @Test
  void aPlatformsCostWithoutAHomeKeepsItsName() {
    assertThat(routeOf(entry("platform:ec2", "unallocated:spark", EntryKind.UNALLOCATED)))
        .containsExactly(broken(
            "platform:ec2 -> unallocated:spark",
            "its cost without a home rests in unallocated:ec2"));
    assertThat(routeOf(entry("bill:focus", "unallocated:focus", EntryKind.UNALLOCATED)))
        .containsExactly(broken(
            "bill:focus -> unallocated:focus",
            "its cost without a home rests in unallocated:bill"));
  }

  @Test
  void varianceFundsItsOwnPlatformOnly() {
    assertThat(routeOf(entry("variance:ec2", "platform:ec2", EntryKind.VARIANCE)))
        .isEmpty();
    assertThat(routeOf(entry("variance:ec2", "platform:spark", EntryKind.VARIANCE)))
        .containsExactly(
            broken("variance:ec2 -> platform:spark", "a variance account is for its own platform"));
  }

  @Test
  void eachKindHasItsWays() {
    assertThat(routeOf(entry("group:ec2", "cost-center:ads", EntryKind.DIRECT)))
        .containsExactly(broken("group:ec2 -> cost-center:ads", "that is not what 'direct' means"));
    assertThat(routeOf(entry("platform:ec2", "platform:spark", EntryKind.RETAINED)))
        .containsExactly(
            broken("platform:ec2 -> platform:spark", "that is not what 'retained' means"));
    assertThat(routeOf(entry("bill:focus", "cost-center:ads", EntryKind.ALLOCATED)))
        .containsExactly(
            broken("bill:focus -> cost-center:ads", "that is not what 'allocated' means"));
    assertThat(routeOf(entry("platform:ec2", "cost-center:ads", EntryKind.VARIANCE)))
        .containsExactly(
            broken("platform:ec2 -> cost-center:ads", "that is not what 'variance' means"));
    assertThat(routeOf(entry("platform:ec2", "variance:ec2", EntryKind.TRUE_UP)))
        .containsExactly(
            broken("platform:ec2 -> variance:ec2", "that is not what 'true-up' means"));
    assertThat(routeOf(entry("bill:focus", "cost-center:ads", EntryKind.UNALLOCATED)))
        .containsExactly(
            broken("bill:focus -> cost-center:ads", "that is not what 'unallocated' means"));
    assertThat(routeOf(entry("platform:ec2", "unallocated:ec2", EntryKind.ALLOCATED)))
        .containsExactly(
            broken("platform:ec2 -> unallocated:ec2", "that is not what 'allocated' means"));
  }

  @Test
  void theOtherWaysAreOpen() {
    assertThat(routeOf(entry("platform:ec2", "group:ec2", EntryKind.ALLOCATED))).isEmpty();
    assertThat(routeOf(entry("group:ec2", "platform:spark", EntryKind.ALLOCATED)))
        .isEmpty();
    assertThat(routeOf(entry("group:ec2", "unallocated:ec2", EntryKind.UNALLOCATED)))
        .isEmpty();
    assertThat(routeOf(entry("platform:ec2", "cost-center:ads", EntryKind.TRUE_UP)))
        .isEmpty();
    assertThat(routeOf(entry("platform:ec2", "cost-center:ads", EntryKind.CORRECTION)))
        .isEmpty();
    assertThat(routeOf(entry("platform:ec2", "cost-center:ads", EntryKind.UNALLOCATED)))
        .isEmpty();
  }
}
