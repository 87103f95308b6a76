package io.tonework.ingest.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.metrics.IngestMetric;
import io.tonework.ingest.status.PhotoStatus;
import io.tonework.ingest.status.StatusReader;
import io.tonework.ingest.status.StatusStream;
import io.tonework.service.problem.Problem;
import io.tonework.service.tenants.CurrentTenant;
import io.tonework.service.tenants.ForTenants;
import io.tonework.storage.view.PhotoState;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states of a photo as server-sent events. */
@SecurityRequirement(name = "apiKey")
@Tag(name = "Photos")
@Path("/v1/photos/{id}/events")
@ForTenants
public class PhotoEventsResource {
  private static final Logger log = LoggerFactory.getLogger(PhotoEventsResource.class);

  private final StatusStream stream;
  private final StatusReader status;
  private final CurrentTenant tenant;
  private final AtomicInteger open;

  @Inject
  PhotoEventsResource(
      StatusStream stream, StatusReader status, CurrentTenant tenant, MeterRegistry metrics) {
    this.stream = stream;
    this.status = status;
    this.tenant = tenant;
    this.open = IngestMetric.STREAMS.gauge(metrics);
  }

  /**
   * Streams the state of now and each later one, and ends after the last. The id of an event is its
   * state, so a client that reconnects is told only what it has missed.
   */
  @GET
  @Operation(
      operationId = "streamPhotoEvents",
      summary = "The states of a photo as server-sent events",
      description =
          "Events are named state, their id is the state and their data the document of getPhoto."
              + " The stream ends after retouched or failed.")
  @APIResponse(
      responseCode = "200",
      description = "The stream",
      content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
  @APIResponse(
      responseCode = "default",
      description = "A problem document of RFC 9457: 401 or 404",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @RunOnVirtualThread
  public Multi<OutboundSseEvent> events(
      @Parameter(schema = @Schema(implementation = String.class)) @PathParam("id") PhotoId id,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @Context Sse sse) {
    TenantName name = tenant.get().name();
    PhotoStatus known = status.find(name, id).orElseThrow(() -> PhotosResource.unknown(id));
    PhotoState lastSeen = StatusStream.lastSeen(lastEventId).orElse(null);
    if (lastSeen != null && lastSeen.isFinal() && lastSeen == known.state()) {
      // the answer that makes a browser stop reconnecting
      throw new WebApplicationException(Response.noContent().build());
    }
    return Multi.createFrom()
        .emitter(emitter -> {
          Thread thread =
              Thread.ofVirtual()
                  .name("photo-events")
                  .unstarted(() -> follow(name, id, lastSeen, sse, emitter));
          emitter.onTermination(thread::interrupt);
          thread.start();
        });
  }

  private void follow(
      TenantName name,
      PhotoId id,
      @Nullable PhotoState lastSeen,
      Sse sse,
      MultiEmitter<? super OutboundSseEvent> emitter) {
    open.incrementAndGet();
    try {
      stream.follow(name, id, lastSeen, new EmitterSink(sse, emitter));
      emitter.complete();
    } catch (InterruptedException e) {
      // the listener went away
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("photoId", id).setCause(e).log("event stream broken off");
      emitter.fail(e);
    } finally {
      open.decrementAndGet();
    }
  }

  private record EmitterSink(Sse sse, MultiEmitter<? super OutboundSseEvent> emitter)
      implements StatusStream.Sink {
    @Override
    public void state(PhotoStatus status) {
      emitter.emit(
          sse.newEventBuilder()
              .id(status.state().jsonName())
              .name("state")
              .mediaType(MediaType.APPLICATION_JSON_TYPE)
              .data(String.class, ContractsJson.write(status))
              .build());
    }

    @Override
    public void heartbeat() {
      emitter.emit(sse.newEventBuilder().comment("waiting").build());
    }

    @Override
    public boolean isOpen() {
      return !emitter.isCancelled();
    }
  }
}
