package io.costledger.allocation.simulation;

import io.costledger.allocation.Outcomes;
import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Center;
import io.costledger.allocation.reference.ReferenceScenario.Circles;
import io.costledger.allocation.reference.ReferenceScenario.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** How a company's policy changes, step by step; each policy resolves, and gives its typical week. */
final class ShapeChanges {
  private final Random random;
  private final ReferenceScenario typical;
  private ReferenceScenario now;

  /** A policy and how it came to be. */
  record Change(ReferenceScenario shape, String why) {}

  ShapeChanges(Random random, ReferenceScenario typical) {
    this.random = random;
    this.typical = typical;
    this.now = typical;
  }

  /** The first policy; half of the time a platform of the typical week is not declared yet. */
  ReferenceScenario start() {
    if (random.nextBoolean()) {
      List<Shared> fewer = new ArrayList<>(typical.platforms());
      fewer.remove(random.nextInt(fewer.size()));
      ReferenceScenario without = typical.withPlatforms(fewer);
      now = isFit(without) ? without : typical;
    }
    return bare(now);
  }

  /** The next policy; empty if the chosen change gives none. */
  Optional<Change> next() {
    Change change = change();
    if (!isFit(change.shape())) {
      return Optional.empty();
    }
    now = change.shape();
    return Optional.of(new Change(bare(now), change.why()));
  }

  private static ReferenceScenario bare(ReferenceScenario shape) {
    return shape.withRows(List.of(), List.of());
  }

  private static boolean isFit(ReferenceScenario shape) {
    return Outcomes.isValid(shape) && Outcomes.hasLedger(shape);
  }

  private Change change() {
    int at = random.nextInt(now.platforms().size());
    Shared one = now.platforms().get(at);
    Shared other = typical.platforms().get(random.nextInt(typical.platforms().size()));
    return switch (random.nextInt(8)) {
      case 0, 1 -> aPlatformMore();
      case 2 -> with(at, one.withModel(other.model()), "other model of " + one.id());
      case 3 -> with(at, retaining(one, other), "other retention of " + one.id());
      case 4 ->
        new Change(now.withProration(!now.proratedBill(), random.nextBoolean()), "other proration");
      case 5 -> otherCircles(List.of(Circles.values()));
      case 6 -> aTeamLeaves();
      default -> with(at, one.withBounds(other.bounds()), "other bounds of " + one.id());
    };
  }

  private Change with(int at, Shared platform, String why) {
    List<Shared> platforms = new ArrayList<>(now.platforms());
    platforms.set(at, platform);
    return new Change(now.withPlatforms(platforms), why);
  }

  private Change otherCircles(List<Circles> all) {
    Circles circles = all.get(random.nextInt(all.size()));
    return new Change(now.withCircles(circles, now.order()), "circles " + circles);
  }

  private Change aPlatformMore() {
    List<Shared> more = new ArrayList<>(now.platforms());
    for (Shared platform : typical.platforms()) {
      if (more.stream().noneMatch(p -> p.id().equals(platform.id()))) {
        more.add(platform);
        return new Change(now.withPlatforms(more), "new platform " + platform.id());
      }
    }
    Shared gone = more.remove(random.nextInt(more.size()));
    return new Change(now.withPlatforms(more), "no platform " + gone.id());
  }

  private static Shared retaining(Shared one, Shared other) {
    return new Shared(
        one.id(),
        one.owner(),
        other.retainedShare(),
        other.retainedAmount(),
        one.model(),
        other.fallbacks(),
        one.bounds());
  }

  /** In the middle of the week, if there is one. */
  private Change aTeamLeaves() {
    List<Center> centers = new ArrayList<>(now.centers());
    int at = random.nextInt(centers.size());
    Center center = centers.get(at);
    int periods = now.grain().size();
    centers.set(at, new Center(center.id(), 0, Math.max(1, random.nextInt(periods + 1))));
    ReferenceScenario shape = new ReferenceScenario(
        now.scale(),
        now.rounding(),
        now.prefix(),
        now.grain(),
        centers,
        now.platforms(),
        now.bill(),
        now.usage(),
        now.circles(),
        now.order(),
        now.proratedBill(),
        now.proratedUsage(),
        now.before());
    return new Change(shape, "team " + center.id() + " leaves or comes back");
  }
}
