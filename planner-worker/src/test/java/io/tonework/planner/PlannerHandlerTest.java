package io.tonework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.Mode;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.SourceObject;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.models.GenerationException;
import io.tonework.models.ModelDiedException;
import io.tonework.models.ModelException;
import io.tonework.models.RequestDroppedException;
import io.tonework.models.onnx.Device;
import io.tonework.planner.model.PlanModels;
import io.tonework.planner.model.PlannerSettings;
import io.tonework.planner.model.ScriptedModels;
import io.tonework.planner.plan.Photos;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.TasteReader;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.object.ObjectStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a photo whose model fails; the ways through a real store are integration. */
class PlannerHandlerTest {
  private static final ScriptedModels SOUND =
      ScriptedModels.deciding(Sliders.of(Map.of(Slider.EXPOSURE, 40.0)));

  private static final ImageCodec CODEC = ImageCodecs.best();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void shouldStopTheWorkerWhenTheThreadOfAModelHasDied() throws Exception {
    // Given
    ModelDiedException death = new ModelDiedException("vision", new OutOfMemoryError("no heap"));
    // When
    Outcome outcome = handle(failing(death), RetouchRequest.auto());
    // Then: neither the photo nor any that comes later is charged with it
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Fatal.class,
            fatal -> {
              assertThat(fatal.why())
                  .contains("vision", "OutOfMemoryError", "must be started anew");
              assertThat(fatal.cause()).isSameAs(death);
            });
    assertThat(count("failed")).isEqualTo(1);
  }

  @Test
  void shouldTryAgainWhenTheModelFailsOnceOrIsBusy() throws Exception {
    for (RuntimeException fault :
        List.of(
            new ModelException("the run failed", null),
            new RequestDroppedException(RequestDroppedException.Reason.FULL, "too many wait"))) {
      // When
      Outcome outcome = handle(failing(fault), RetouchRequest.auto());
      // Then
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Retry.class,
              retry -> {
                assertThat(retry.why()).isEqualTo(fault.getMessage());
                assertThat(retry.cause()).isSameAs(fault);
              });
    }
    assertThat(count("failed")).isEqualTo(2);
  }

  @Test
  void shouldGiveThePhotoUpWhenNothingCanBeWrittenOfIt() throws Exception {
    // When
    Outcome outcome =
        handle(
            failing(new GenerationException("the grammar allows no answer")),
            RetouchRequest.auto());
    // Then
    assertRejected(outcome, FailureCode.PLAN_IMPOSSIBLE, "the grammar allows no answer");
    assertThat(count("rejected")).isEqualTo(1);
  }

  @Test
  void shouldRefuseAModeThatTheBundleLacks() throws Exception {
    // Given
    RetouchRequest style =
        new RetouchRequest(Mode.STYLE, "warmer", Sliders.none(), OutputOptions.DEFAULT);
    // When
    Outcome outcome = handle(SOUND, style);
    // Then
    assertRejected(outcome, FailureCode.MODE_UNAVAILABLE, "mode 'style' is not available");
  }

  @Test
  void shouldRefuseReferenceModeWithoutAReferenceBeforeItReadsAnything() throws Exception {
    // Given
    RetouchRequest reference =
        new RetouchRequest(Mode.REFERENCE, null, Sliders.none(), OutputOptions.DEFAULT);
    ObjectStore unread =
        store(Map.of("getExactly", new AssertionError("the original was read for nothing")));
    // When
    Outcome outcome = handler(unread, SOUND).handle(Delivery.of(photo(reference)));
    // Then
    assertRejected(outcome, FailureCode.INVALID_REQUEST, "reference mode needs a reference");
  }

  @Test
  void shouldTellTheCustomersBucketFromOurOwn() throws Exception {
    // Given
    AccessDenied denied = new AccessDenied("get", null);
    Delivery delivery = Delivery.of(photo(RetouchRequest.auto()));
    // When
    Outcome theirs = handler(store(Map.of("getExactly", denied)), SOUND).handle(delivery);
    Outcome ours = handler(store(Map.of("head", denied)), SOUND).handle(delivery);
    Outcome late = handler(store(Map.of("putIfAbsent", denied)), SOUND).handle(delivery);
    // Then
    assertRejected(theirs, FailureCode.SOURCE_FORBIDDEN, "is refused");
    assertThat(ours)
        .isInstanceOfSatisfying(
            Outcome.Fatal.class, fatal -> assertThat(fatal.why()).contains("tonework.s3"));
    assertThat(late).isInstanceOf(Outcome.Fatal.class);
  }

  @Test
  void shouldTryAgainWhenThePlanCannotBeStoredNow() throws Exception {
    // Given
    ObjectStore away = store(Map.of("putIfAbsent", new StoreUnavailable("no answer", null)));
    // When
    Outcome outcome = handler(away, SOUND).handle(Delivery.of(photo(RetouchRequest.auto())));
    // Then
    assertThat(outcome).isInstanceOf(Outcome.Postpone.class);
  }

  private static void assertRejected(Outcome outcome, FailureCode code, String words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> {
              assertThat(reject.failure().code()).isEqualTo(code);
              assertThat(reject.failure().message()).contains(words);
            });
  }

  private long count(String outcome) {
    return registry.get("tonework.planner.plan").tag("outcome", outcome).timer().count();
  }

  private Outcome handle(PlanModels models, RetouchRequest request) throws InterruptedException {
    return handler(store(Map.of()), models).handle(Delivery.of(photo(request)));
  }

  private PlannerHandler handler(ObjectStore store, PlanModels models) {
    PlanPhoto planPhoto =
        new PlanPhoto(models, registry, CODEC, TasteReader.NONE, PlannerSettings.local(Device.CPU));
    return new PlannerHandler(store, "tonework", planPhoto::plan, 1 << 20, registry);
  }

  private static PhotoUploaded photo(RetouchRequest request) {
    return new PhotoUploaded(
        "acme",
        "photo1",
        null,
        new SourceObject("in", "a.jpg", "e1", 1),
        request,
        null,
        Instant.EPOCH);
  }

  /** Models that fail when they are to look at a photo. */
  private static PlanModels failing(RuntimeException fault) {
    return (PlanModels)
        Proxy.newProxyInstance(
            PlanModels.class.getClassLoader(),
            new Class<?>[] {PlanModels.class},
            (_, method, arguments) -> {
              if (method.getName().equals("decide")) {
                throw fault;
              }
              try {
                return method.invoke(SOUND, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** A store with one photo and no plan, some of whose calls fail. */
  private static ObjectStore store(Map<String, Throwable> faults) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              Throwable fault = faults.get(method.getName());
              if (fault != null) {
                throw fault;
              }
              return switch (method.getName()) {
                case "head" -> Optional.empty();
                case "getExactly" -> Photos.jpeg(1);
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }
}
