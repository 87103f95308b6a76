package io.tonework.ingest.inbox;

import io.tonework.ingest.intake.Urgency;
import io.tonework.ingest.request.FormFields;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.service.endpoint.EndpointRules;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.tenants.Tenant;
import io.tonework.service.tenants.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The configured inboxes with the request that each photo of them gets. Immutable. */
public final class Inboxes {
  /**
   * An inbox and its request, checked.
   *
   * @param owner whose photos they are
   */
  public record Inbox(Tenant owner, Tenant.Inbox place, PhotoRequest request) {}

  private final List<Inbox> all;

  private Inboxes(List<Inbox> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Reads the requests of all inboxes.
   *
   * @param callbacks where webhooks may be asked for
   * @throws IllegalArgumentException naming the configuration key that is wrong
   */
  public static Inboxes of(Tenants tenants, EndpointRules callbacks) {
    List<Inbox> all = new ArrayList<>();
    for (Tenant tenant : tenants.all()) {
      for (Tenant.Inbox place : tenant.inboxes()) {
        all.add(new Inbox(tenant, place, new Urgency(tenant, true).of(request(place, callbacks))));
      }
    }
    return new Inboxes(all);
  }

  private static PhotoRequest request(Tenant.Inbox place, EndpointRules callbacks) {
    String keys = "tonework.tenants." + place.tenant() + ".inboxes." + place.name() + ".request.";
    try {
      PhotoRequest request = FormFields.read(place.request());
      if (request.callback() != null) {
        callbacks
            .refusal(request.callback())
            .ifPresent(rule -> {
              throw new IllegalArgumentException(keys + "callback " + rule);
            });
      }
      return request;
    } catch (ProblemException e) {
      throw new IllegalArgumentException(
          keys + e.problem().field() + ": " + e.problem().detail(), e);
    }
  }

  /** All of them. */
  public List<Inbox> all() {
    return all;
  }

  /** The one in which that object appeared. */
  public Optional<Inbox> of(String bucket, String key) {
    return all.stream().filter(inbox -> inbox.place().area().contains(bucket, key)).findFirst();
  }
}
