package io.tonework.ingest.intake;

import io.tonework.contracts.Priority;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.ingest.request.Submission;
import io.tonework.service.tenants.Tenant;

/**
 * Decides how urgent photos are: as their request says, else interactive for a photo that comes
 * alone and bulk for one of many; and never more urgent than their tenant may be.
 *
 * @param tenant whose photos they are
 * @param many true when they come with others, or by themselves from a bucket
 */
public record Urgency(Tenant tenant, boolean many) {
  /** The wish with its priority decided. */
  public PhotoRequest of(PhotoRequest wish) {
    Priority named = wish.retouch().priority();
    Priority asked = named == null && many ? Priority.BULK : wish.retouch().urgency();
    return wish.withUrgency(tenant.capped(asked));
  }

  /** The photo with its priority decided; what names its content is asked before. */
  Submission.Item of(Submission.Item item) {
    return switch (item) {
      case Submission.Posted it ->
          new Submission.Posted(of(it.request()), it.file(), it.filename(), it.reference());
      case Submission.FromSource it ->
          new Submission.FromSource(of(it.request()), it.bucket(), it.key());
      case Submission.ForUpload it -> new Submission.ForUpload(of(it.request()));
      case Submission.Refused it -> it;
    };
  }
}
