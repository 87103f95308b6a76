package io.tonework.simulation.line;

import io.tonework.simulation.mutant.Mutant;
import io.tonework.simulation.time.Machine;
import io.tonework.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The line: two processes of each service, of which each is started again when it has died, as
 * Kubernetes does.
 */
public final class Line {
  private static final long LOOK_MICROS = 500_000;
  private static final int REPLICAS = 2;

  private final World world;
  private final Mutant mutant;
  private final List<Place> places = new ArrayList<>();

  /** A place where a process runs, in one of its lives. */
  private final class Place {
    private final String name;
    private final Function<Replica, Object> start;
    private int lives;
    private @Nullable Machine machine;
    private @Nullable Replica replica;
    private @Nullable Object service;

    Place(String name, Function<Replica, Object> start) {
      this.name = name;
      this.start = start;
    }

    void keepUp() {
      while (true) {
        Machine begun = new Machine(name + "." + ++lives);
        world.diary().note(begun.name(), () -> "starts");
        Replica life = Replica.of(world, world.wire(begun), mutant);
        machine = begun;
        replica = life;
        service = start.apply(life);
        while (begun.isAlive()) {
          world.timeline().sleep(LOOK_MICROS);
        }
        service = null;
        world.timeline().sleep(world.between(500_000, 15_000_000));
      }
    }

    boolean isUp() {
      return machine != null && machine.isAlive() && service != null;
    }
  }

  /** A line that starts when the world's time begins. */
  public Line(World world, Mutant mutant) {
    this.world = world;
    this.mutant = mutant;
    for (int i = 1; i <= REPLICAS; i++) {
      places.add(new Place("ingest-" + i, Ingest::new));
      places.add(new Place("planner-" + i, starting(Planner::start)));
      places.add(new Place("renderer-" + i, starting(Renderer::start)));
      places.add(new Place("feedback-" + i, Feedback::new));
    }
    places.forEach(place -> world.timeline().spawn(place.name, null, place::keepUp));
  }

  private static Function<Replica, Object> starting(Consumer<Replica> start) {
    return replica -> {
      start.accept(replica);
      return replica;
    };
  }

  /** A process that lives and offers such a service, with its machine. */
  public <S> @Nullable Door<S> door(Class<S> service) {
    List<Place> open =
        places.stream().filter(place -> place.isUp() && service.isInstance(place.service)).toList();
    if (open.isEmpty()) {
      return null;
    }
    Place place = open.get(world.random().nextInt(open.size()));
    return new Door<>(
        service.cast(Objects.requireNonNull(place.service)), Objects.requireNonNull(place.machine));
  }

  /**
   * A way in.
   *
   * @param service what is there
   * @param machine the process that serves
   */
  public record Door<S>(S service, Machine machine) {}

  /** Some process that lives, if there is one. */
  public @Nullable Machine someMachine() {
    List<Place> up = places.stream().filter(Place::isUp).toList();
    return up.isEmpty() ? null : up.get(world.random().nextInt(up.size())).machine;
  }

  /** Some process ends in order and is started anew. */
  public void drainOne() {
    List<Place> up = places.stream().filter(Place::isUp).toList();
    if (!up.isEmpty()) {
      Place place = up.get(world.random().nextInt(up.size()));
      world.diary().note(place.name, () -> "drains");
      Objects.requireNonNull(place.replica).stages().drain();
    }
  }
}
