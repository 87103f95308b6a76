package io.tonework.testkit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;

/** Starts the servers that {@link WithServers} asks for; the store of JUnit closes them. */
final class ServersExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ServersExtension.class);
  private static final String CONTAINERS = "tonework.containers";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Boolean.getBoolean(CONTAINERS) && !DockerClientFactory.instance().isDockerAvailable()) {
      return ConditionEvaluationResult.disabled(
          "-D" + CONTAINERS + "=true asks for containers, and no container engine is at hand");
    }
    return ConditionEvaluationResult.enabled("the servers can be started");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestServers.class;
  }

  @Override
  public TestServers resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    WithServers wanted = test.getAnnotation(WithServers.class);
    if (wanted != null && wanted.own()) {
      return ofClass(context, test)
          .getStore(NAMESPACE)
          .computeIfAbsent(test, _ -> start(), TestServers.class);
    }
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(TestServers.class, _ -> start(), TestServers.class);
  }

  // the context of a method ends with the method, and its servers would with it
  private static ExtensionContext ofClass(ExtensionContext context, Class<?> test) {
    ExtensionContext each = context;
    while (each.getTestMethod().isPresent()
        || !each.getTestClass().filter(test::equals).isPresent()) {
      ExtensionContext current = each;
      each =
          each.getParent()
              .orElseThrow(() -> new IllegalStateException("no class context above " + current));
    }
    return each;
  }

  private static TestServers start() {
    return Boolean.getBoolean(CONTAINERS) ? ContainerServers.start() : EmbeddedServers.start();
  }
}
