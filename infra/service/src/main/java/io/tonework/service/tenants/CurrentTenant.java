package io.tonework.service.tenants;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Whose request is being served. One per request; not for use beyond it. */
@RequestScoped
public class CurrentTenant {
  private @Nullable Tenant tenant;

  /** The tenant, in a resource marked {@link ForTenants}. */
  public Tenant get() {
    if (tenant == null) {
      throw new IllegalStateException("no tenant: is the resource marked @ForTenants?");
    }
    return tenant;
  }

  void set(Tenant authenticated) {
    tenant = authenticated;
  }
}
