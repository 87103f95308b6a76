package io.tonework.simulation.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Ids;
import io.tonework.contracts.Mode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.Topics;
import io.tonework.contracts.Verdict;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.feedback.verdict.VerdictForm;
import io.tonework.ingest.intake.ItemOutcome;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.ingest.request.Submission;
import io.tonework.messaging.stage.TransientException;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.tenants.Tenant;
import io.tonework.simulation.line.Customers;
import io.tonework.simulation.line.Feedback;
import io.tonework.simulation.line.Ingest;
import io.tonework.simulation.line.Line;
import io.tonework.simulation.line.Photos;
import io.tonework.simulation.time.Task;
import io.tonework.simulation.world.World;
import io.tonework.storage.StorageException;
import io.tonework.storage.object.ObjectBody;
import io.tonework.storage.object.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The customers of a run. Each photo is sent by a task of its own, on a way that the seed draws.
 */
public final class Crowd {
  private static final List<String> USERS = List.of("ann", "bob");
  private static final long ANSWER_MICROS = 30_000_000;
  private static final int TRIES = 12;

  private final World world;
  private final Line line;
  private final Promises promises;

  /** Customers of that line. */
  public Crowd(World world, Line line, Promises promises) {
    this.world = world;
    this.line = line;
    this.promises = promises;
  }

  /** Sends photos, and what is none, within that time. */
  public void come(long withinMicros) {
    int photos = 4 + world.random().nextInt(9);
    for (int i = 0; i < photos; i++) {
      int number = i;
      String tenant = Customers.NAMES.get(world.random().nextInt(Customers.NAMES.size()));
      long at = world.between(0, withinMicros);
      begin("customer " + tenant + " " + number, at, () -> send(tenant, number));
    }
    int strange = world.random().nextInt(4);
    for (int i = 0; i < strange; i++) {
      begin("stranger", world.between(0, withinMicros), this::publishNoEvent);
    }
  }

  private void begin(String name, long at, Runnable work) {
    promises.begin();
    Task _ =
        world
            .timeline()
            .spawn(
                name,
                null,
                () -> {
                  world.timeline().sleep(at);
                  work.run();
                  promises.end();
                });
  }

  private void publishNoEvent() {
    List<String> topics =
        List.of(
            "photo.uploaded",
            "retouch.planned",
            "photo.retouched",
            "webhook.attempted",
            "feedback.received",
            Topics.BUCKET_NOTIFICATIONS);
    String topic = topics.get(world.random().nextInt(topics.size()));
    byte[] text = ("no event " + world.random().nextInt()).getBytes(UTF_8);
    world.kafka().append(new ProducerRecord<>(topic, text, text));
  }

  private void send(String tenant, int number) {
    int photo = world.random().nextInt(Photos.count());
    int way = world.random().nextInt(8);
    @Nullable String user = way < 2 ? Customers.INBOX_USER : world.chance(0.8) ? someUser() : null;
    Optional<String> photoId =
        switch (way) {
          case 0, 1 -> drop(tenant, number, photo);
          case 2, 3 -> post(tenant, number, photo, user, null);
          case 4 -> upload(tenant, number, photo, user);
          default -> postWithKey(tenant, number, photo, user);
        };
    boolean poison = Photos.isPoison(Photos.bytes(photo));
    photoId.ifPresent(id -> {
      world.diary().note("customer " + tenant, () -> "is promised " + id);
      promises.accepted(new Promises.Photo(tenant, id, poison));
      if (user != null && !poison && world.chance(0.7)) {
        judge(tenant, id, user);
      }
    });
  }

  private String someUser() {
    return USERS.get(world.random().nextInt(USERS.size()));
  }

  private PhotoRequest request(String tenant, int number, @Nullable String user) {
    RetouchRequest wish =
        new RetouchRequest(
            Mode.STYLE, tenant + " wish " + number, Sliders.none(), OutputOptions.DEFAULT);
    return new PhotoRequest(user, number % 2 == 0 ? wish : wish.withLut(), null);
  }

  /** Posts once; without a key nobody may post again. */
  private Optional<String> post(
      String tenant, int number, int photo, @Nullable String user, @Nullable String key) {
    Submission.Item item =
        new Submission.Posted(request(tenant, number, user), Photos.file(photo), null);
    return take(tenant, item, key)
        .flatMap(outcome ->
            outcome instanceof ItemOutcome.Accepted(String id)
                ? Optional.of(id)
                : Optional.empty());
  }

  /** Posts until it is told that the photo is there, and now and then once more. */
  private Optional<String> postWithKey(
      String tenant, int number, int photo, @Nullable String user) {
    String key = tenant + "-key-" + number;
    Optional<String> told = Optional.empty();
    int more = world.random().nextInt(3);
    for (int i = 0; i < TRIES && (told.isEmpty() || more >= 0); i++) {
      Optional<String> answer = post(tenant, number, photo, user, key);
      answer.ifPresent(id -> promises.answered(key, id));
      if (answer.isPresent()) {
        told = answer;
        more--;
      }
      world.timeline().sleep(world.between(100_000, 8_000_000));
    }
    return told;
  }

  /** Asks for a link, puts the photo there, and the store tells of it, or not. */
  private Optional<String> upload(String tenant, int number, int photo, @Nullable String user) {
    Submission.Item item = new Submission.ForUpload(request(tenant, number, user));
    Optional<ItemOutcome> outcome = take(tenant, item, tenant + "-upload-" + number);
    if (outcome.isEmpty() || !(outcome.get() instanceof ItemOutcome.AwaitingUpload awaiting)) {
      return Optional.empty();
    }
    ObjectId id =
        new ObjectId(
            World.BUCKET,
            ObjectKeys.upload(new TenantName(tenant), new PhotoId(awaiting.photoId())));
    put(id, photo);
    return Optional.of(awaiting.photoId());
  }

  /** Puts a photo into the tenant's inbox. */
  private Optional<String> drop(String tenant, int number, int photo) {
    ObjectId id = new ObjectId(Customers.inbox(tenant), "in/photo-" + number + ".png");
    StoredObject there = put(id, photo);
    return Optional.of(Ids.photoId(tenant, there.toSource()));
  }

  private StoredObject put(ObjectId id, int photo) {
    StoredObject there = world.store().put(id, ObjectBody.of(Photos.bytes(photo)), "image/png");
    int notifications = world.random().nextInt(4);
    for (int i = 0; i < notifications; i++) {
      world.timeline().sleep(world.between(1_000, 3_000_000));
      String json =
          """
          {"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "%s"},
           "object": {"key": "%s", "eTag": "%s", "sequencer": "%016X"}}}]}
          """
              .formatted(id.bucket(), id.key(), there.etag(), world.timeline().now());
      world
          .kafka()
          .append(
              new ProducerRecord<>(
                  Topics.BUCKET_NOTIFICATIONS,
                  (id.bucket() + "/" + id.key()).getBytes(UTF_8),
                  json.getBytes(UTF_8)));
    }
    return there;
  }

  /** Judges a photo as soon as it has a plan, and says the same again now and then. */
  private void judge(String tenant, String photoId, String user) {
    VerdictForm form = verdict(user);
    int more = world.random().nextInt(3);
    for (int i = 0; i < TRIES && more >= 0; i++) {
      world.timeline().sleep(world.between(1_000_000, 20_000_000));
      Optional<FeedbackReceived> taken =
          ask(Feedback.class, feedback -> feedback.receive(tenant, photoId, form));
      if (taken.isPresent()) {
        promises.judged(taken.get().feedbackId());
        more--;
      }
    }
  }

  private VerdictForm verdict(String user) {
    return switch (world.random().nextInt(3)) {
      case 0 -> new VerdictForm(Verdict.ACCEPTED, List.of(), Sliders.none(), user);
      case 1 ->
          new VerdictForm(Verdict.REJECTED, List.of(FeedbackReason.TOO_DARK), Sliders.none(), user);
      default ->
          new VerdictForm(
              null,
              List.of(),
              Sliders.of(Map.of(Slider.EXPOSURE, 5.0 + world.random().nextInt(20))),
              user);
    };
  }

  private Optional<ItemOutcome> take(String tenant, Submission.Item item, @Nullable String key) {
    Tenant sender = Customers.TENANTS.find(tenant).orElseThrow();
    return ask(Ingest.class, ingest -> ingest.take(sender, item, key));
  }

  /** Asks some process, which may refuse, die or be too slow to answer. */
  private <S, T> Optional<T> ask(Class<S> service, Function<S, T> question) {
    Line.Door<S> door = line.door(service);
    if (door == null) {
      return Optional.empty();
    }
    Answer<T> answer = new Answer<>(world.timeline().current());
    Task _ =
        world
            .timeline()
            .spawn(
                "request",
                door.machine(),
                () -> {
                  try {
                    answer.value = question.apply(door.service());
                  } catch (ProblemException | StorageException | TransientException e) {
                    world.diary().note(door.machine().name(), () -> "refuses: " + e.getMessage());
                  }
                  world.timeline().wake(answer.asker, 1_000);
                });
    world.timeline().sleep(ANSWER_MICROS);
    return Optional.ofNullable(answer.value);
  }

  private static final class Answer<T> {
    private final Task asker;
    private @Nullable T value;

    Answer(Task asker) {
      this.asker = asker;
    }
  }
}
