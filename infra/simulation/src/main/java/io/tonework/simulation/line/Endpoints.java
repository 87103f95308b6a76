package io.tonework.simulation.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.feedback.webhook.AttemptResult;
import io.tonework.feedback.webhook.SignedHeaders;
import io.tonework.feedback.webhook.WebhookTransport;
import io.tonework.simulation.fault.Kind;
import io.tonework.simulation.fault.Wire;
import io.tonework.simulation.world.Sightings;
import io.tonework.simulation.world.World;
import java.net.URI;

/** The customers' endpoints as a process reaches them. */
record Endpoints(World world, Wire wire) implements WebhookTransport {
  @Override
  public AttemptResult post(URI endpoint, SignedHeaders signed, byte[] body, String traceparent) {
    String what = "webhook " + signed.id();
    if (wire.strikes(Kind.WEBHOOK_FAILS, what)) {
      return new AttemptResult.Failed(500, "the endpoint answered 500", null);
    }
    boolean _ =
        wire.call(
            what,
            () -> {
              world
                  .sightings()
                  .posted(
                      new Sightings.Notice(
                          endpoint.getHost(), signed.id(), new String(body, UTF_8)));
              return true;
            });
    return wire.strikes(Kind.WEBHOOK_ANSWER_LOST, what)
        ? new AttemptResult.Failed(null, "the endpoint did not answer in time", null)
        : new AttemptResult.Accepted(204);
  }
}
