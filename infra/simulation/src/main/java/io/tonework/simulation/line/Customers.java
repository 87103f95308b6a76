package io.tonework.simulation.line;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.service.endpoint.EndpointRules;
import io.tonework.service.tenants.Tenants;
import io.tonework.service.tenants.TenantsConfig;
import io.tonework.simulation.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tenants of the line, as an operator configures them. */
public final class Customers {
  private static final String SECRET = "whsec_c2ltdWxhdGlvbi1zZWNyZXQtb2Ytb3Vycw==";

  /** Whose photos appear in inboxes. */
  public static final String INBOX_USER = "walker";

  /** Their names. */
  public static final List<String> NAMES = List.of("lab", "park", "shop");

  /** Where their webhooks may go. */
  public static final EndpointRules ENDPOINTS = new EndpointRules(Set.of(), Set.of());

  /** Their configuration, checked. */
  public static final Tenants TENANTS = configure();

  private Customers() {}

  /** The bucket whose folder {@code in/} is a tenant's inbox. */
  public static String inbox(String tenant) {
    return tenant + "-photos";
  }

  /** The name of the machine that takes a tenant's webhooks. */
  public static String host(String tenant) {
    return "hooks." + tenant + ".invalid";
  }

  private static Tenants configure() {
    Map<String, String> properties = new HashMap<>();
    for (String name : NAMES) {
      String prefix = "tonework.tenants." + name + ".";
      properties.put(prefix + "callback", "https://" + host(name) + "/hook");
      properties.put(prefix + "webhook-secret", SECRET);
      properties.put(prefix + "sources", inbox(name));
      properties.put(prefix + "inboxes.main.bucket", inbox(name));
      properties.put(prefix + "inboxes.main.prefix", "in");
      properties.put(prefix + "inboxes.main.request.user", INBOX_USER);
    }
    TenantsConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(TenantsConfig.class)
            .withSources(new PropertiesConfigSource(properties, "simulation", 100))
            .build()
            .getConfigMapping(TenantsConfig.class);
    return Tenants.of(config, World.BUCKET);
  }
}
