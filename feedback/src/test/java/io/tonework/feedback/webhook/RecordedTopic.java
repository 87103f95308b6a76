package io.tonework.feedback.webhook;

import io.tonework.contracts.Event;
import io.tonework.feedback.view.EventSink;
import io.tonework.feedback.view.EventSource;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.stage.Delivery;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A topic in memory, for tests of time rather than of Kafka. */
final class RecordedTopic implements EventSink, EventSource {
  private final List<Event> events = new CopyOnWriteArrayList<>();

  @Override
  public void publish(Event event, TraceContext trace) {
    events.add(event);
  }

  @Override
  public long forEach(Consumer<Delivery> action) {
    events.forEach(event -> action.accept(Delivery.of(event)));
    return events.size();
  }

  <E extends Event> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
