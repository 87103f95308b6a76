package io.tonework.simulation.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.contracts.BundleRef;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Ids;
import io.tonework.contracts.Latents;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.Reasoning;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteOffset;
import io.tonework.contracts.VersionedFacts;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.planner.PlannerHandler;
import io.tonework.planner.PlannerStage;
import io.tonework.planner.Planning;
import io.tonework.planner.StoredTaste;
import io.tonework.planner.plan.PlanTimings;
import io.tonework.planner.plan.PlannedPhoto;
import io.tonework.planner.plan.TasteReader;
import io.tonework.simulation.world.World;
import io.tonework.taste.TasteView;
import java.time.Duration;
import java.util.List;

/**
 * A process of the planner, whose plans follow from a rule: they name their bundle and the user's
 * taste, as true ones do, so that a photo planned twice need not get the same plan twice.
 */
final class Planner {
  private static final List<String> SCENES = List.of("portrait", "landscape", "indoors");
  private static final Latents LATENTS = Latents.of(1, new float[] {0, 1, 2});
  private static final Reasoning REASONING =
      new Reasoning("A photo.", finding("dark"), finding("cool"), finding("nothing"));

  private Planner() {}

  private static Reasoning.Finding finding(String issue) {
    return new Reasoning.Finding(issue, "as it should be");
  }

  static void start(Replica replica) {
    World world = replica.world();
    // bundles are rolled out process by process
    String version = world.chance(0.5) ? "1.0.0" : "1.1.0";
    BundleRef bundle = new BundleRef("simulated", version, Sha256.of(version.getBytes(UTF_8)));
    TasteReader tastes = new StoredTaste(replica.tastes(), world.meters());
    Planning planning = (photo, original, _) -> plan(replica, bundle, tastes, photo, original);
    PlannerHandler handler =
        new PlannerHandler(replica.store(), World.BUCKET, planning, 1 << 20, world.meters());
    replica
        .stages()
        .run(
            PlannerStage.definition(
                replica.mutant().handler(handler), 3, 2, Duration.ofSeconds(20), world.clock()));
  }

  private static long planningTime(World world) {
    return world.chance(0.15)
        ? world.between(3_000_000, 20_000_000)
        : world.between(100_000, 2_000_000);
  }

  private static PlannedPhoto plan(
      Replica replica, BundleRef bundle, TasteReader tastes, PhotoUploaded photo, byte[] original)
      throws InterruptedException {
    replica.wire().work(planningTime(replica.world()));
    if (Thread.interrupted()) {
      throw new InterruptedException("the plan is not wanted any more");
    }
    if (Photos.isPoisonForPlanner(original)) {
      throw new CorruptImage("the photo ends too early");
    }
    String scene = SCENES.get(Math.floorMod(photo.source().etag().hashCode(), SCENES.size()));
    TasteView taste =
        photo.user() == null ? TasteView.NONE : tastes.read(photo.tenant(), photo.user(), scene);
    VersionedFacts facts = VersionedFacts.NONE.withTaste(taste.version());
    Plan plan =
        new Plan(
            Ids.planId(photo, ContractsJson.write(photo.request()), bundle, facts),
            photo.tenant(),
            photo.photoId(),
            photo.source(),
            photo.request(),
            bundle,
            scene,
            REASONING,
            "brighter",
            Sliders.none(),
            LATENTS,
            List.of(),
            taste.version() == 0 ? null : new TasteOffset(taste.version(), taste.offset(), LATENTS),
            List.of(),
            facts);
    Duration none = Duration.ZERO;
    return new PlannedPhoto(plan, List.of(), new PlanTimings(none, none, none, none));
  }
}
