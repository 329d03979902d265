package io.costledger.cli.demo;

import java.util.stream.Collectors;

/** The demo company's policy, as YAML that its authors could have written. */
final class DemoPolicy {
  private static final String HEAD = """
      # Who pays for what at the demo company. Change something and run again.
      costledger: 1
      name: demo-company
      currency: USD
      basis: BILLED
      scale: 10
      grain: {start: 2026-09-01T00:00:00Z, end: 2026-10-01T00:00:00Z, every: day}

      # The first rule that matches a row places it.
      bill:
        source: aws
        rules:
          - name: headroom that EC2 keeps ready
            when: {all: [{column: ServiceName, equals: Amazon Elastic Compute Cloud}, {tag: purpose, equals: headroom}]}
            to: platform:ec2
            retained: true
          - name: dedicated machines, charged whole to whom they are tagged with
            when: {all: [{column: ServiceName, equals: Amazon Elastic Compute Cloud}, {tag: cost_center, present: true}]}
            to: platform:ec2
            consumer: {costCenter: {tag: cost_center}}
          - name: what a cost center bought itself
            when: {tag: cost_center, present: true}
            to: {costCenter: {tag: cost_center}}
          - name: what a platform bought
            when: {tag: platform, present: true}
            to: {platform: {tag: platform}}
          - name: machines and their disks
            when: {column: ServiceName, in: [Amazon Elastic Compute Cloud, Amazon Elastic Block Store]}
            to: platform:ec2
          - name: object storage
            when: {column: ServiceName, equals: Amazon Simple Storage Service}
            to: platform:s3
          - name: network
            when: {column: ServiceName, in: [Amazon Virtual Private Cloud, AWS Data Transfer, Elastic Load Balancing]}
            to: platform:network
          - name: support fee
            when: {column: ServiceName, startsWith: AWS Support}
            to: platform:support

      """;

  private static final String PLATFORMS = """
      platforms:
        # Tier 0: the cloud's own services.
        ec2:
          owner: capacity
          model: {direct: {rest: {proportional: {unit: vcpu-hours}}}}
        s3:
          owner: storage-infra
          model: {proportional: {unit: gb-days}}
        network:
          owner: network-ops
          model: {weighted: {rates: {egress-gb: 0.085, cross-zone-gb: 0.01}}}
        # Tier 1: what runs on them.
        compute:
          owner: compute-core
          retain: 0.04
          model: {weighted: {rates: {vcpu-hours: 0.0334, gb-hours: 0.0045}}}
        # Tier 2: what runs on compute.
        spark:
          owner: data-infra
          retain: 0.15
          model: {weighted: {rates: {vcore-hours: 0.04, gb-hours: 0.005}}}
        flink:
          owner: stream-infra
          model: {proportional: {unit: task-slot-hours}}
        kv-store:
          owner:
            dated:
              - {to: 2026-09-16T00:00:00Z, value: storage-infra}
              - {from: 2026-09-16T00:00:00Z, value: data-infra}
          retain: 0.1
          model: {weighted: {rates: {million-reads: 0.25, million-writes: 1.25, gb-days: 0.0083}}}
          # What a closed cost center still uses is the owner's to clear up.
          unplaced: {UNKNOWN_CONSUMER: owner}
        kafka:
          owner: stream-infra
          retain: {amount: 150}
          model: {proportional: {unit: gb-in}}
        support:
          owner: finops
          model: {byCost: {consumers: [%s]}}
        # Tier 3: what runs on those.
        search:
          owner: search-infra
          model:
            fixed:
              shares:
                cost-center:web-shop: 0.35
                cost-center:mobile-shop: 0.25
                cost-center:listings: 0.2
                cost-center:help-center: 1/16
                cost-center:catalog: remaining
        feature-store:
          owner: data-infra
          retain: 0.1
          model: {proportional: {unit: million-reads}}
        observability:
          owner: sre
          model: {even: users}

      """;

  private DemoPolicy() {}

  static String yaml() {
    String listed = DemoOrganization.costCenters().stream()
        .filter(id -> !id.equals(DemoOrganization.CLOSED))
        .map(id -> "cost-center:" + id)
        .collect(Collectors.joining(", "));
    return HEAD + PLATFORMS.replace("%s", listed) + costCenters() + hierarchy();
  }

  private static String costCenters() {
    StringBuilder yaml = new StringBuilder("costCenters:\n");
    for (String id : DemoOrganization.costCenters()) {
      yaml.append(
          id.equals(DemoOrganization.CLOSED)
              ? "  - {id: " + id + ", to: " + Days.start(DemoOrganization.CLOSED_ON) + "}\n"
              : "  - " + id + "\n");
    }
    return yaml.append('\n').toString();
  }

  /** Cost centers to teams, teams to divisions; it stands outside attribution. */
  private static String hierarchy() {
    StringBuilder yaml = new StringBuilder("hierarchy:\n");
    for (DemoOrganization.Team team : DemoOrganization.TEAMS) {
      String parent = team.division();
      if (team.name().equals(DemoOrganization.MOVED_TEAM)) {
        String moved = Days.start(DemoOrganization.MOVED_ON);
        parent = "\n    dated:\n      - {to: " + moved + ", value: " + team.division()
            + "}\n      - {from: " + moved + ", value: " + DemoOrganization.MOVED_TO + "}";
      }
      yaml.append("  ").append(team.name()).append(": ").append(parent).append('\n');
      for (String costCenter : team.costCenters()) {
        yaml.append("  ").append(costCenter).append(": ").append(team.name()).append('\n');
      }
    }
    return yaml.toString();
  }
}
