package io.tonework.simulation.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Plan;
import io.tonework.contracts.Sha256;
import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.render.RenderHandler;
import io.tonework.render.RenderRoom;
import io.tonework.render.RenderSettings;
import io.tonework.render.RenderStage;
import io.tonework.render.RenderedFile;
import io.tonework.render.Rendering;
import io.tonework.simulation.world.World;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;

/** A process of the renderer, whose photos are digests of what they must depend on. */
final class Renderer {
  /** Finished photos keep their facts in the store, so that none is ever opened. */
  private static final ImageCodec NO_CODEC =
      (ImageCodec)
          Proxy.newProxyInstance(
              ImageCodec.class.getClassLoader(),
              new Class<?>[] {ImageCodec.class},
              (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private Renderer() {}

  static void start(Replica replica) {
    World world = replica.world();
    RenderHandler handler =
        RenderHandler.of(
            replica.store(),
            new Digests(replica),
            NO_CODEC,
            RenderRoom.OF_CALLER,
            new RenderSettings(World.BUCKET, ImageLimits.DEFAULT, Duration.ofHours(1)),
            world.meters(),
            world.clock());
    replica
        .stages()
        .run(
            RenderStage.definition(
                replica.mutant().handler(handler), handler, 3, 2, Duration.ofSeconds(20)));
  }

  /** What a photo becomes under a plan. */
  static byte[] output(byte[] original, Plan plan) {
    return ("retouched " + Sha256.of(original) + " " + ContractsJson.write(plan)).getBytes(UTF_8);
  }

  private record Digests(Replica replica) implements Rendering {
    @Override
    public RenderedFile render(byte[] original, Plan plan, List<byte[]> masks, Deadline deadline) {
      replica.wire().work(replica.world().between(100_000, 2_000_000));
      deadline.check("rendering");
      if (Photos.isPoisonForRenderer(original)) {
        throw new CorruptImage("the photo ends too early");
      }
      byte[] bytes = output(original, plan);
      return new RenderedFile(bytes, "image/png", "png", 1, 1, Sha256.of(bytes), List.of());
    }

    @Override
    public byte[] smallCube(Plan plan) {
      return plan.planId().getBytes(UTF_8);
    }
  }
}
