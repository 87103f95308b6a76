package io.tonework.simulation.line;

import io.tonework.feedback.webhook.DeliveryQueue;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.simulation.fault.Wire;
import io.tonework.simulation.kafka.MemoryProducer;
import io.tonework.simulation.mutant.Mutant;
import io.tonework.simulation.remote.RemoteQueue;
import io.tonework.simulation.remote.RemoteStore;
import io.tonework.simulation.remote.RemoteTastes;
import io.tonework.simulation.remote.RemoteViews;
import io.tonework.simulation.world.World;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.taste.TasteStore;
import io.tonework.storage.view.PhotoViews;

/**
 * A process of the line with what it stands on: the servers of its world, as it reaches them.
 *
 * @param world the run
 * @param wire its network
 * @param mutant the fault of our own making that it has
 * @param stages its stages
 */
record Replica(World world, Wire wire, Mutant mutant, Stages stages) {
  static Replica of(World world, Wire wire, Mutant mutant) {
    return new Replica(world, wire, mutant, new Stages(world, wire, mutant));
  }

  ObjectStore store() {
    return mutant.reached(new RemoteStore(mutant.stored(world.store()), wire), wire);
  }

  TasteStore tastes() {
    return new RemoteTastes(mutant.tastes(world.tastes()), wire);
  }

  PhotoViews views() {
    return new RemoteViews(world.views(), wire);
  }

  DeliveryQueue queue() {
    return new RemoteQueue(world.queue(), wire);
  }

  EventPublisher publisher(String stage) {
    return EventPublisher.over(new MemoryProducer(world.kafka(), wire), stage, world.clock());
  }
}
