package io.tonework.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class {@link TestServers}, as a parameter of its constructor or methods.
 *
 * <p>They are embedded ones, or containers with {@code -Dtonework.containers=true} (where no
 * container engine is at hand the class is then skipped and says so). All classes of a JVM share
 * one set, which starts with the first: use names of your own for tenants, photos and groups.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ServersExtension.class)
public @interface WithServers {
  /** True for a class that stops servers, or needs empty ones: it gets a set of its own. */
  boolean own() default false;
}
