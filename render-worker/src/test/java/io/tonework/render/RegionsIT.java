package io.tonework.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.Plan;
import io.tonework.contracts.PlannedRegion;
import io.tonework.contracts.RegionMask;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.VersionedFacts;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.Sha256Hex;
import io.tonework.contracts.identity.TenantName;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.testkit.FaultyObjectStore;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plans with regions against a real object store. */
@WithServers
class RegionsIT {
  private static final String BUCKET = TestServers.BUCKET;
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
  private static final int W = 320;
  private static final int H = 200;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ImageCodec codec = ImageCodecs.best();
  private final RenderThreads threads = new RenderThreads(1, meters);
  private final FaultyObjectStore store;
  private final RenderHandler handler;

  RegionsIT(TestServers servers) {
    store = new FaultyObjectStore(S3ObjectStore.connect(servers.s3()));
    handler =
        new RenderHandler(
            store,
            new RenderPhoto(codec, new Looks(Plans.RENDERERS, 4, meters), meters),
            new StoredResult(store, codec, BUCKET, 1 << 26),
            threads,
            new RenderSettings(BUCKET, ImageLimits.DEFAULT, Duration.ofMinutes(1)),
            meters,
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    threads.close();
    store.close();
  }

  @Test
  void shouldRenderRegionInItsOwnWayWhenMaskLiesInTheStore() throws Exception {
    byte[] original = Photos.jpeg(W, H, 21);
    RgbImage plain = rendered(planned("r-none", original));
    RgbImage parts = rendered(planned("r-stored", original, region(storedMask(leftHalf()))));

    // right of the border nothing has changed; left of it, hardly anything has not
    assertThat(differing(plain, parts, W / 2 + 20, W)).isLessThan(0.02);
    assertThat(differing(plain, parts, 0, W / 2 - 20)).isGreaterThan(0.9);
  }

  @Test
  void shouldGiveTheSameBytesWhenMaskTravelsAlong() throws Exception {
    byte[] original = Photos.jpeg(W, H, 22);
    byte[] mask = leftHalf();

    PhotoRetouched stored = retouched(planned("r-there", original, region(storedMask(mask))));
    PhotoRetouched inline =
        retouched(planned("r-along", original, region(RegionMask.inline(mask))));

    assertThat(inline.result().sha256()).isEqualTo(stored.result().sha256());
  }

  @Test
  void shouldSayWhichMaskIsWrongWhenItCannotBeUsed() throws Exception {
    byte[] original = Photos.jpeg(W, H, 23);
    byte[] mask = leftHalf();
    ObjectId changed = new ObjectId(BUCKET, "masks/shop/changed.png");
    store.put(changed, png(8, 5), "image/png");
    String digest = Sha256.of(mask);

    assertRefused(
        planned(
            "r-gone",
            original,
            region(RegionMask.stored(new ObjectId(BUCKET, "masks/shop/none.png"), digest))),
        "is not there");
    assertRefused(
        planned("r-changed", original, region(RegionMask.stored(changed, digest))), "digest");
    assertRefused(
        planned("r-damaged", original, region(storedMask(Arrays.copyOf(mask, mask.length / 2)))),
        "damaged");
    assertRefused(
        planned("r-turned", original, region(storedMask(png(H, W)))), "different proportions");
    assertRefused(
        planned("r-long", original, region(storedMask(new byte[(8 << 20) + 1]))), "longer than");
  }

  @Test
  void shouldTryAgainWhenTheStoreIsAwayForAMoment() throws Exception {
    Plan plan = planned("r-again", Photos.jpeg(W, H, 24), region(storedMask(leftHalf())));
    store.failBefore("get", () -> new StoreUnavailable("busy", null));

    assertThat(handler.handle(delivery(plan))).isInstanceOf(Outcome.Postpone.class);
    assertThat(handler.handle(delivery(plan))).isInstanceOf(Outcome.Done.class);
  }

  private void assertRefused(Plan plan, String why) throws Exception {
    Outcome outcome = handler.handle(delivery(plan));
    assertThat(outcome).isInstanceOf(Outcome.Reject.class);
    var failure = ((Outcome.Reject) outcome).failure();
    assertThat(failure.code()).isEqualTo(FailureCode.MASK_UNUSABLE);
    assertThat(failure.message()).contains("region 'left'").contains(why);
  }

  /** The share of pixels in those columns that differ by more than four levels in a channel. */
  private static double differing(RgbImage one, RgbImage other, int left, int right) {
    int count = 0;
    for (int y = 0; y < H; y++) {
      for (int x = left; x < right; x++) {
        int at = (y * W + x) * 3;
        int most = 0;
        for (int c = 0; c < 3; c++) {
          most =
              Math.max(most, Math.abs((one.rgb()[at + c] & 0xFF) - (other.rgb()[at + c] & 0xFF)));
        }
        count += most > 4 ? 1 : 0;
      }
    }
    return count / (double) (H * (right - left));
  }

  private RgbImage rendered(Plan plan) throws Exception {
    return codec.thumbnail(store.get(retouched(plan).result().object(), 1 << 22), W);
  }

  private PhotoRetouched retouched(Plan plan) throws Exception {
    Outcome outcome = handler.handle(delivery(plan));
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (PhotoRetouched) ((Outcome.Done) outcome).published().getFirst();
  }

  private RegionMask storedMask(byte[] png) {
    String digest = Sha256.of(png);
    ObjectId id =
        new ObjectId(BUCKET, ObjectKeys.mask(new TenantName("shop"), new Sha256Hex(digest)));
    store.put(id, png, "image/png");
    return RegionMask.stored(id, digest);
  }

  private static PlannedRegion region(RegionMask mask) {
    return new PlannedRegion(
        "left",
        mask,
        Sliders.none(),
        List.of(SliderGroup.values()),
        Plans.latents(77),
        List.of(SliderGroup.values()),
        false);
  }

  private Plan planned(String planId, byte[] original, PlannedRegion... regions) {
    SourceObject source =
        store
            .put(new ObjectId(BUCKET, "originals/shop/" + planId), original, "image/jpeg")
            .toSource();
    Plan plain = Plans.of(planId, source, Plans.masked());
    Plan plan =
        new Plan(
            plain.planId(),
            plain.tenant(),
            plain.photoId(),
            plain.source(),
            plain.request(),
            plain.bundle(),
            plain.scene(),
            plain.reasoning(),
            plain.summary(),
            plain.sliders(),
            plain.latents(),
            List.of(),
            null,
            List.of(regions),
            VersionedFacts.NONE);
    store.put(planObject(plan), ContractsJson.writeBytes(plan), "application/json");
    return plan;
  }

  private static ObjectId planObject(Plan plan) {
    return new ObjectId(
        BUCKET, ObjectKeys.plan(new TenantName(plan.tenant()), new PhotoId(plan.photoId())));
  }

  private static Delivery delivery(Plan plan) {
    return Delivery.of(
        new RetouchPlanned(
            plan.tenant(),
            plan.photoId(),
            plan.planId(),
            planObject(plan),
            Plans.uploaded(plan),
            plan.scene(),
            plan.request().mode(),
            plan.summary(),
            NOW));
  }

  private static byte[] leftHalf() throws IOException {
    return png(W, H);
  }

  /** A mask that is white on its left half. */
  private static byte[] png(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, x < width / 2 ? 255 : 0);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
