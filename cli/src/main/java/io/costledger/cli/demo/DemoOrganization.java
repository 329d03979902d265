package io.costledger.cli.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who works at the demo company: 5 divisions, 18 teams, 60 cost centers. */
final class DemoOrganization {
  /** The team that moves from its division to another in the middle of the month. */
  static final String MOVED_TEAM = "recommendations";

  /** The division that the team moves to. */
  static final String MOVED_TO = "data-ai";

  /** The first day in the new division. */
  static final int MOVED_ON = 16;

  /** A cost center that is closed during the month, though it goes on using a platform. */
  static final String CLOSED = "legacy-shop";

  /** The first day on which it no longer bears cost. */
  static final int CLOSED_ON = 21;

  /** A cost center that people use, but that nobody declared. */
  static final String UNDECLARED = "growth-lab";

  static final List<Team> TEAMS = List.of(
      team("commerce", "storefront", "web-shop", "mobile-shop", "cart", "checkout", CLOSED),
      team("commerce", "marketplace", "seller-tools", "listings", "pricing", "offers"),
      team("commerce", MOVED_TEAM, "rec-models", "rec-serving", "personalization", "homepage"),
      team("commerce", "fulfilment", "warehouse", "shipping", "returns", "routing"),
      team("media", "streaming", "playback", "encoding", "live-events", "catalog"),
      team("media", "content", "editorial", "subtitles", "rights"),
      team("media", "music", "playlists", "podcasts"),
      team("ads", "ad-serving", "bidding", "targeting", "ad-delivery"),
      team("ads", "ad-insights", "attribution", "audiences", "ad-reporting"),
      team("data-ai", "machine-learning", "ml-training", "vision", "language", "ml-research"),
      team("data-ai", "analytics", "bi", "experimentation", "data-science", "metrics"),
      team("corporate", "money", "billing", "payroll", "treasury"),
      team("corporate", "trust", "fraud", "identity", "security"),
      team("corporate", "care", "help-center", "chat", "voice"),
      team("corporate", "people", "recruiting", "hr"),
      team("infrastructure", "compute-team", "compute-core", "capacity", "network-ops"),
      team("infrastructure", "data-team", "data-infra", "stream-infra", "storage-infra"),
      team("infrastructure", "reliability", "sre", "search-infra", "finops"));

  private DemoOrganization() {}

  /** A team: its division at the start of the month, and its cost centers. */
  record Team(String division, String name, List<String> costCenters) {}

  static List<String> costCenters() {
    return TEAMS.stream().flatMap(team -> team.costCenters().stream()).toList();
  }

  /** The cost centers by how much they use: those named first, the others as the dice fall. */
  static List<String> ranked(Dice dice, List<String> first) {
    List<String> ranked = new ArrayList<>(costCenters());
    ranked.remove(CLOSED);
    ranked.removeAll(first);
    for (int i = ranked.size() - 1; i > 0; i--) {
      int other = (int) dice.between(0, i);
      ranked.set(i, ranked.set(other, ranked.get(i)));
    }
    ranked.addAll(0, first);
    return ranked;
  }

  private static Team team(String division, String name, String... costCenters) {
    return new Team(division, name, Arrays.asList(costCenters));
  }
}
