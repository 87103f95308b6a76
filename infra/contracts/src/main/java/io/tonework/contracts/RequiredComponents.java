package io.tonework.contracts;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds record components that JSON left out although they are not {@link Nullable}. */
final class RequiredComponents {
  private RequiredComponents() {}

  /**
   * Checks a record and what is inside it: records, lists and maps, none of which may hold null.
   *
   * @throws UnreadableJsonException naming the path of the first component that is missing
   */
  static void check(Object value, String path) {
    switch (value) {
      case Record _ -> checkRecord(value, path);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          checkPart(list.get(i), path + "[" + i + "]");
        }
      }
      case Map<?, ?> map -> map.forEach((key, part) -> checkPart(part, path + "." + key));
      default -> {}
    }
  }

  private static void checkPart(@Nullable Object part, String path) {
    if (part == null) {
      throw new UnreadableJsonException(path + " is missing", null);
    }
    check(part, path);
  }

  private static void checkRecord(Object value, String path) {
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
