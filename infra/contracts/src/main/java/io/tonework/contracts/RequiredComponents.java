package io.tonework.contracts;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Finds record components that JSON left out although they are not {@link Nullable}. */
final class RequiredComponents {
  private RequiredComponents() {}

  /**
   * Checks a record and the records inside it.
   *
   * @throws UnreadableJsonException naming the path of the first component that is missing
   */
  static void check(Object value, String path) {
    if (!value.getClass().isRecord()) {
      return;
    }
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object part = read(component, value);
      String partPath = path + "." + component.getName();
      if (part != null) {
        check(part, partPath);
      } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw new UnreadableJsonException(partPath + " is missing", null);
      }
    }
  }

  private static @Nullable Object read(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
