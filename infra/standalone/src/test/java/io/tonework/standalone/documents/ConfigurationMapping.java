package io.tonework.standalone.documents;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of one {@link ConfigMapping}: names, types and defaults by reflection. */
final class ConfigurationMapping {
  private static final Map<Class<?>, String> TYPES =
      Map.ofEntries(
          Map.entry(boolean.class, "true or false"),
          Map.entry(int.class, "number"),
          Map.entry(long.class, "number"),
          Map.entry(double.class, "number"),
          Map.entry(Integer.class, "number"),
          Map.entry(Long.class, "number"),
          Map.entry(Double.class, "number"),
          Map.entry(String.class, "text"),
          Map.entry(URI.class, "URI"),
          Map.entry(Path.class, "path"),
          Map.entry(Duration.class, "duration"),
          Map.entry(MemorySize.class, "size"));

  private final Class<?> root;
  private final ConfigurationSource source;
  private final Map<String, String> defaults;
  private final List<ConfigurationKey> keys = new ArrayList<>();

  /**
   * Reads a mapping.
   *
   * @param defaults properties that the jars bring along
   */
  ConfigurationMapping(Class<?> root, ConfigurationSource source, Map<String, String> defaults) {
    this.root = root;
    this.source = source;
    this.defaults = defaults;
    read(root, root.getAnnotation(ConfigMapping.class).prefix());
  }

  /** In the order of the source. */
  List<ConfigurationKey> keys() {
    return List.copyOf(keys);
  }

  /** What the mapping is for. */
  String meaning() {
    return source.sentence(root).orElse("");
  }

  private void read(Class<?> type, String prefix) {
    for (String name : source.methods(type)) {
      Method method = method(type, name);
      String key =
          method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + key(method);
      read(type, method, key, method.getGenericReturnType(), false);
    }
  }

  private void read(Class<?> in, Method method, String key, Type type, boolean optional) {
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (raw == Map.class) {
        read(in, method, key + ".<" + placeholder(last) + ">", last, true);
      } else if (raw == Optional.class) {
        read(in, method, key, last, true);
      } else if (group(last)) {
        read((Class<?>) last, key + "[<number>]");
      } else {
        add(in, method, key, "list of: " + type((Class<?>) last), optional);
      }
    } else if (group(type)) {
      read((Class<?>) type, key);
    } else {
      add(in, method, key, type((Class<?>) type), optional);
    }
  }

  private void add(Class<?> in, Method method, String key, String type, boolean optional) {
    keys.add(
        new ConfigurationKey(
            key,
            type,
            standard(method, key, optional),
            source.sentence(in, method.getName()).orElse("")));
  }

  private String standard(Method method, String key, boolean optional) {
    WithDefault annotation = method.getAnnotation(WithDefault.class);
    @Nullable String value = annotation == null ? defaults.get(key) : annotation.value();
    if (value == null) {
      return optional ? "" : "none: must be set";
    }
    return value.startsWith("${")
        ? "that of `" + value.substring(2, value.indexOf(':')) + "`"
        : "`" + value + "`";
  }

  private static String placeholder(Type of) {
    return group(of) ? "name" : "key";
  }

  private static boolean group(Type type) {
    return type instanceof Class<?> raw && raw.isInterface() && !TYPES.containsKey(raw);
  }

  private static String type(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(it -> "`" + hyphenated(((Enum<?>) it).name()) + "`")
            .collect(Collectors.joining(", "))
        : TYPES.getOrDefault(type, "text");
  }

  private static Method method(Class<?> type, String name) {
    try {
      return type.getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String key(Method method) {
    WithName named = method.getAnnotation(WithName.class);
    return named == null
        ? method.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT)
        : named.value();
  }

  private static String hyphenated(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
